-- What a worker's month looks back on: the wage twelve months before (NULL where there is none), and how much the wages
-- of the last twelve months vary, where there are at least six of them: the coefficient of variation (of all these
-- wages, so divided by their number), in hundredths. Whole numbers up to the root.
SELECT workshop_row,
       cell,
       wage_yuan,
       wage_then,
       CASE WHEN wages >= 6 AND wage_sum > 0
            THEN CAST(floor(1e2 * sqrt(wages * square_sum - wage_sum * wage_sum) / wage_sum) AS INT) END AS hundredths
FROM (
    SELECT workshop_row,
           cell,
           wage_yuan,
           max(wage_yuan) OVER (
               PARTITION BY worker ORDER BY month_number NULLS LAST RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING
           ) AS wage_then,
           count(*) OVER last_year AS wages,
           CAST(sum(wage_yuan) OVER last_year AS BIGINT) AS wage_sum,
           CAST(sum(CAST(wage_yuan AS BIGINT) * wage_yuan) OVER last_year AS BIGINT) AS square_sum
    FROM main_rows
    WINDOW last_year AS (
        PARTITION BY worker ORDER BY month_number NULLS LAST RANGE BETWEEN 11 PRECEDING AND CURRENT ROW
    )
) AS v
