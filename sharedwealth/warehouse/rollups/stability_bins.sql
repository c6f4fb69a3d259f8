-- How much a worker's wages of the last twelve months vary, of workers with at least six of them, in steps of 0.01.
SELECT c.county_code, c.month, v.hundredths / 1e2 AS bin, count(*) AS people
FROM last_years AS v
JOIN cell_names AS c ON c.cell = v.cell
WHERE v.hundredths IS NOT NULL
GROUP BY ALL
