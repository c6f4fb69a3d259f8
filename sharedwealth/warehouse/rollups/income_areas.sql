-- The increase in towns and villages, by type and in all, with exact quartiles: the value at the place 0.25 (n - 1)
-- of the sorted increases and so on, between two values in proportion. Sorting once is twice as fast as asking
-- percentile_cont three times.
SELECT g.area_code,
       d.month,
       g.workshop_type,
       i.people AS increase_people,
       i.increase_sum,
       i.q1_below + (i.q1_above - i.q1_below) * ((i.people - 1) * 25e-2 - floor((i.people - 1) * 25e-2)) AS q1,
       i.median_below
           + (i.median_above - i.median_below) * ((i.people - 1) * 5e-1 - floor((i.people - 1) * 5e-1)) AS median,
       i.q3_below + (i.q3_above - i.q3_below) * ((i.people - 1) * 75e-2 - floor((i.people - 1) * 75e-2)) AS q3
FROM (
    SELECT group_number,
           month_number,
           count(*) AS people,
           CAST(sum(increase_yuan) AS BIGINT) AS increase_sum,
           max(increase_yuan) FILTER (WHERE place = floor((group_size - 1) * 25e-2)) AS q1_below,
           max(increase_yuan) FILTER (WHERE place = ceil((group_size - 1) * 25e-2)) AS q1_above,
           max(increase_yuan) FILTER (WHERE place = floor((group_size - 1) * 5e-1)) AS median_below,
           max(increase_yuan) FILTER (WHERE place = ceil((group_size - 1) * 5e-1)) AS median_above,
           max(increase_yuan) FILTER (WHERE place = floor((group_size - 1) * 75e-2)) AS q3_below,
           max(increase_yuan) FILTER (WHERE place = ceil((group_size - 1) * 75e-2)) AS q3_above
    FROM (
        SELECT group_number,
               month_number,
               increase_yuan,
               row_number() OVER (
                   PARTITION BY group_number, month_number ORDER BY increase_yuan NULLS LAST
               ) - 1 AS place,
               count(*) OVER (PARTITION BY group_number, month_number) AS group_size
        FROM (
            SELECT g.group_number, m.month_number, m.wage_yuan - m.prior_income_yuan AS increase_yuan
            FROM main_rows AS m
            JOIN (SELECT DISTINCT workplace, group_number FROM groups) AS g ON g.workplace = m.workplace
            WHERE m.prior_income_yuan IS NOT NULL
        ) AS increases
    ) AS placed
    GROUP BY group_number, month_number
) AS i
JOIN (SELECT DISTINCT group_number, area_code, workshop_type FROM groups) AS g ON g.group_number = i.group_number
JOIN (SELECT DISTINCT month_number, month FROM ledger_months) AS d ON d.month_number = i.month_number
