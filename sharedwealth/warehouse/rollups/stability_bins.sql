-- How much a worker's wages of the last twelve months vary, of workers with at least six of them: the coefficient of
-- variation (of all these wages, so divided by their number), in steps of 0.01. Whole numbers up to the root.
SELECT c.county_code,
       c.month,
       CAST(floor(1e2 * sqrt(v.wages * v.square_sum - v.wage_sum * v.wage_sum) / v.wage_sum) AS INT) / 1e2 AS bin,
       count(*) AS people
FROM (
    SELECT cell,
           count(*) OVER last_year AS wages,
           CAST(sum(wage_yuan) OVER last_year AS BIGINT) AS wage_sum,
           CAST(sum(CAST(wage_yuan AS BIGINT) * wage_yuan) OVER last_year AS BIGINT) AS square_sum
    FROM main_rows
    WINDOW last_year AS (
        PARTITION BY worker ORDER BY month_number NULLS LAST RANGE BETWEEN 11 PRECEDING AND CURRENT ROW
    )
) AS v
JOIN cell_names AS c ON c.cell = v.cell
WHERE v.wages >= 6 AND v.wage_sum > 0
GROUP BY ALL
