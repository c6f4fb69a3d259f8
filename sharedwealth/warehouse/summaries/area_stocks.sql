-- What stands at each month's end: workshops built and active as far as the county's latest ledger tells, and the
-- people first seen up to the month.
SELECT left(s.county_code, l.digits) AS area_code,
       s.month,
       s.workshop_type,
       CAST(sum(s.built) AS BIGINT) AS built,
       CAST(sum(s.active) AS BIGINT) AS active,
       CAST(sum(s.people_ever) AS BIGINT) AS people_ever,
       CAST(sum(s.low_income_people_ever) AS BIGINT) AS low_income_people_ever
FROM (
    SELECT w.county_code,
           c.month,
           CASE WHEN k.is_typed THEN w.workshop_type ELSE 'all' END AS workshop_type,
           count(*) AS built,
           count(*) FILTER (WHERE w.closed_month IS NULL OR w.closed_month > c.ledger_month) AS active,
           CAST(NULL AS BIGINT) AS people_ever,
           CAST(NULL AS BIGINT) AS low_income_people_ever
    FROM county_months AS c
    JOIN workshops AS w ON w.county_code = c.county_code AND w.opened_month <= c.ledger_month
    CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
    GROUP BY ALL
    UNION ALL
    SELECT f.county_code,
           m.month,
           f.workshop_type,
           CAST(NULL AS BIGINT) AS built,
           CAST(NULL AS BIGINT) AS active,
           sum(f.people) AS people_ever,
           sum(f.low_income_people) AS low_income_people_ever
    FROM (
        SELECT area_code AS county_code,
               month,
               workshop_type,
               sum(people) AS people,
               sum(CASE WHEN is_low_income THEN people ELSE 0 END) AS low_income_people
        FROM first_seen
        WHERE length(area_code) = 6
        GROUP BY ALL
    ) AS f
    JOIN months AS m ON f.month <= m.month
    GROUP BY ALL
) AS s
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
GROUP BY ALL
