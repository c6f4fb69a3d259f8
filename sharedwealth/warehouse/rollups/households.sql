-- Households with somebody at work, and those of them with a low-income worker at work; beside them the people, who
-- are never added to households. New ones are seen for the first time in the county: their sum up to a month is how
-- many there have ever been. A household is new as a low-income one when a low-income worker of it is first seen.
SELECT c.county_code,
       c.month,
       CAST(sum(f.households) AS BIGINT) AS households,
       CAST(sum(f.low_income_households) AS BIGINT) AS low_income_households,
       CAST(sum(f.new_households) AS BIGINT) AS new_households,
       CAST(sum(f.new_low_income_households) AS BIGINT) AS new_low_income_households,
       CAST(sum(f.people) AS BIGINT) AS people,
       CAST(sum(f.low_income_people) AS BIGINT) AS low_income_people,
       CAST(sum(f.people_without_household) AS BIGINT) AS people_without_household,
       CAST(sum(f.low_income_people_without_household) AS BIGINT) AS low_income_people_without_household
FROM (
    SELECT ledger,
           count(*) AS households,
           count(*) FILTER (WHERE low_income_people > 0) AS low_income_households,
           count(*) FILTER (WHERE month_number = first_number) AS new_households,
           count(*) FILTER (WHERE month_number = first_low_income_number) AS new_low_income_households,
           sum(people) AS people,
           sum(low_income_people) AS low_income_people,
           0 AS people_without_household,
           0 AS low_income_people_without_household
    FROM (
        SELECT c.ledger,
               f.month_number,
               f.people,
               f.low_income_people,
               min(f.month_number) OVER (PARTITION BY f.family) AS first_number,
               min(CASE WHEN f.low_income_people > 0 THEN f.month_number END) OVER (PARTITION BY f.family)
                   AS first_low_income_number
        FROM (
            SELECT family,
                   month_number,
                   min(cell) AS cell,
                   count(*) AS people,
                   count(*) FILTER (WHERE is_low_income) AS low_income_people
            FROM main_rows
            WHERE family IS NOT NULL
            GROUP BY family, month_number
        ) AS f
        JOIN cell_names AS c ON c.cell = f.cell
    ) AS months_of_families
    GROUP BY ledger
    UNION ALL
    SELECT c.ledger,
           0 AS households,
           0 AS low_income_households,
           0 AS new_households,
           0 AS new_low_income_households,
           count(*) AS people,
           count(*) FILTER (WHERE m.is_low_income) AS low_income_people,
           count(*) AS people_without_household,
           count(*) FILTER (WHERE m.is_low_income) AS low_income_people_without_household
    FROM main_rows AS m
    JOIN cell_names AS c ON c.cell = m.cell
    WHERE m.family IS NULL
    GROUP BY c.ledger
) AS f
JOIN cell_names AS c ON c.cell = f.ledger
GROUP BY c.county_code, c.month
