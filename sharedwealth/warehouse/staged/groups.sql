-- The groups that a workplace belongs to: its town and its village, each by its type and in all types. Groups of one
-- workplace alone share its number (below zero): what is worked out for one holds for all of them.
SELECT workplace,
       area_code,
       workshop_type,
       CASE WHEN count(*) OVER (PARTITION BY area_code, workshop_type) = 1 THEN -workplace
            ELSE CAST(dense_rank() OVER (ORDER BY area_code NULLS LAST, workshop_type NULLS LAST) AS INT)
            END AS group_number
FROM (
    SELECT p.workplace,
           left(p.village_code, l.digits) AS area_code,
           CASE WHEN k.is_typed THEN p.workshop_type ELSE 'all' END AS workshop_type
    FROM workplaces AS p
    CROSS JOIN (SELECT 9 AS digits UNION ALL SELECT 12 AS digits) AS l
    CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
) AS named
