-- The first time a worker was seen in a county, town or village: in any type, and in each type.
SELECT s.area_code,
       d.month,
       s.workshop_type,
       f.is_low_income,
       count(*) AS people
FROM (
    SELECT v.worker,
           CASE WHEN l.digits = 6 THEN p.county_code ELSE left(p.village_code, l.digits) END AS area_code,
           CASE WHEN k.is_typed THEN p.workshop_type ELSE 'all' END AS workshop_type,
           min(v.month_number) AS month_number
    FROM (
        SELECT worker, workplace, min(month_number) AS month_number
        FROM main_rows
        GROUP BY worker, workplace
    ) AS v
    JOIN workplaces AS p ON p.workplace = v.workplace
    CROSS JOIN (SELECT 6 AS digits UNION ALL SELECT 9 AS digits UNION ALL SELECT 12 AS digits) AS l
    CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
    GROUP BY ALL
) AS s
JOIN first_rows AS f ON f.worker = s.worker
JOIN (SELECT DISTINCT month_number, month FROM ledger_months) AS d ON d.month_number = s.month_number
GROUP BY ALL
