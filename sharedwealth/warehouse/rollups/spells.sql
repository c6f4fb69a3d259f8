-- How long workers stayed the first time, by when they were first seen: all of them, by the type in which they began, and
-- by the linkages of the workshop in which they began (under each of several).
WITH grouped AS (
    SELECT s.cell, l.linkages, s.months_at_work, s.is_ended, count(*) AS people
    FROM first_spells AS s
    JOIN linked_rows AS l ON l.workshop_row = s.workshop_row
    GROUP BY s.cell, l.linkages, s.months_at_work, s.is_ended
),
keyed AS (
    SELECT cell, 'all' AS dimension, 'all' AS key, months_at_work, is_ended, people
    FROM grouped
    UNION ALL
    SELECT g.cell, 'type' AS dimension, c.workshop_type AS key, g.months_at_work, g.is_ended, g.people
    FROM grouped AS g
    JOIN cell_names AS c ON c.cell = g.cell
    UNION ALL
    SELECT g.cell, 'linkage' AS dimension, n.linkage AS key, g.months_at_work, g.is_ended, g.people
    FROM grouped AS g
    JOIN linkage_names AS n ON n.linkages = g.linkages
)
SELECT c.county_code,
       c.month AS joined_month,
       k.dimension,
       k.key,
       k.months_at_work,
       k.is_ended,
       CAST(sum(k.people) AS BIGINT) AS people
FROM keyed AS k
JOIN cell_names AS c ON c.cell = k.cell
GROUP BY ALL
