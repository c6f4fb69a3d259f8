-- Who joined, returned and left. A county's first ledger has none before it: nobody can be said to have left, and
-- `leavers` is NULL; so it is by type, because who changes the type has not left.
SELECT left(m.county_code, l.digits) AS area_code,
       m.month,
       m.workshop_type,
       CAST(sum(m.joiners) AS BIGINT) AS joiners,
       CAST(sum(m.returners) AS BIGINT) AS returners,
       CAST(sum(m.leavers) AS BIGINT) AS leavers
FROM (
    SELECT county_code,
           month,
           CASE WHEN k.is_typed THEN workshop_type ELSE 'all' END AS workshop_type,
           sum(CASE WHEN gap_months IS NULL THEN people END) AS joiners,
           sum(CASE WHEN gap_months IS NOT NULL AND NOT was_in_previous_ledger THEN people END) AS returners,
           CAST(NULL AS BIGINT) AS leavers
    FROM reach
    CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
    GROUP BY ALL
    UNION ALL
    SELECT c.county_code,
           c.month,
           'all' AS workshop_type,
           CAST(NULL AS BIGINT) AS joiners,
           CAST(NULL AS BIGINT) AS returners,
           coalesce(b.people, 0) - coalesce(s.people, 0) AS leavers
    FROM (
        SELECT county_code, month,
               lag(ledger_month) OVER (PARTITION BY county_code ORDER BY month NULLS LAST) AS previous_month, is_reported
        FROM county_months
    ) AS c
    LEFT JOIN (
        SELECT county_code, month, sum(people) AS people FROM cells GROUP BY county_code, month
    ) AS b ON b.county_code = c.county_code AND b.month = c.previous_month
    LEFT JOIN (
        SELECT county_code, month, sum(people) AS people
        FROM reach
        WHERE was_in_previous_ledger
        GROUP BY county_code, month
    ) AS s ON s.county_code = c.county_code AND s.month = c.month
    WHERE c.is_reported AND c.previous_month IS NOT NULL
) AS m
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
GROUP BY ALL
