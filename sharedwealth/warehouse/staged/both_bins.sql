-- Workers with both incomes known, of all types together, by wage and by income before joining in bins of 50 yuan.
-- A ledger's number is that of its first cell.
SELECT measure,
       ledger,
       bin,
       CAST(sum(people) AS BIGINT) AS people,
       CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
FROM (
    SELECT 'wage' AS measure,
           cell,
           CAST(floor(wage_yuan / 5e1) AS INT) * 50 AS bin,
           count(*) AS people,
           sum(wage_yuan) AS yuan_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT 'prior' AS measure,
           cell,
           CAST(floor(prior_income_yuan / 5e1) AS INT) * 50 AS bin,
           count(*) AS people,
           sum(prior_income_yuan) AS yuan_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
) AS b
JOIN cell_names AS c ON c.cell = b.cell
GROUP BY ALL
