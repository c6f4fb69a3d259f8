-- The same as `stability_bins`, by the type of the month's main row, and by the linkages of its workshop: a worker of a
-- workshop with several counts under each of them.
SELECT c.county_code, c.month, 'type' AS dimension, c.workshop_type AS key, v.hundredths / 1e2 AS bin, v.people
FROM (
    SELECT cell, hundredths, count(*) AS people
    FROM last_years
    WHERE hundredths IS NOT NULL
    GROUP BY cell, hundredths
) AS v
JOIN cell_names AS c ON c.cell = v.cell
UNION ALL
SELECT c.county_code,
       c.month,
       'linkage' AS dimension,
       n.linkage AS key,
       v.hundredths / 1e2 AS bin,
       CAST(sum(v.people) AS BIGINT) AS people
FROM (
    SELECT l.ledger, l.linkages, y.hundredths, count(*) AS people
    FROM last_years AS y
    JOIN linked_rows AS l ON l.workshop_row = y.workshop_row
    WHERE y.hundredths IS NOT NULL
    GROUP BY l.ledger, l.linkages, y.hundredths
) AS v
JOIN linkage_names AS n ON n.linkages = v.linkages
JOIN cell_names AS c ON c.cell = v.ledger
GROUP BY c.county_code, c.month, n.linkage, v.hundredths
