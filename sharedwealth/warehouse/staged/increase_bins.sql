-- Workers by their increase in bins of 50 yuan, by the lower edge.
SELECT cell,
       is_low_income,
       CAST(floor((wage_yuan - prior_income_yuan) / 5e1) AS INT) * 50 AS bin,
       count(*) AS people,
       CAST(sum(wage_yuan - prior_income_yuan) AS BIGINT) AS yuan_sum
FROM main_rows
WHERE prior_income_yuan IS NOT NULL
GROUP BY ALL
