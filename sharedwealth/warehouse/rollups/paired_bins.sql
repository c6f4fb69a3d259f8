-- Workers with both incomes known, by income before joining and by wage in steps of 500 yuan.
SELECT c.county_code,
       c.month,
       p.prior_bin,
       p.wage_bin,
       CAST(sum(p.people) AS BIGINT) AS people,
       CAST(sum(p.prior_sum) AS BIGINT) AS prior_sum,
       CAST(sum(p.wage_sum) AS BIGINT) AS wage_sum
FROM (
    SELECT cell,
           CAST(floor(prior_income_yuan / 5e2) AS INT) * 500 AS prior_bin,
           CAST(floor(wage_yuan / 5e2) AS INT) * 500 AS wage_bin,
           count(*) AS people,
           sum(prior_income_yuan) AS prior_sum,
           sum(wage_yuan) AS wage_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
) AS p
JOIN cell_names AS c ON c.cell = p.cell
GROUP BY c.county_code, c.month, p.prior_bin, p.wage_bin
