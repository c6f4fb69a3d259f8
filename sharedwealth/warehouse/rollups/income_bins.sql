-- Bins of 50 yuan by their lower edge, with the exact sum in each.
SELECT w.county_code,
       w.month,
       'increase' AS measure,
       w.workshop_type,
       m.is_low_income,
       CAST(floor((m.wage_yuan - m.prior_income_yuan) / 5e1) AS INT) * 50 AS bin,
       count(*) AS people,
       CAST(sum(m.wage_yuan - m.prior_income_yuan) AS BIGINT) AS yuan_sum
FROM main_rows AS m
JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
WHERE m.prior_income_yuan IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT w.county_code,
       w.month,
       'wage' AS measure,
       'all' AS workshop_type,
       CAST(NULL AS BOOLEAN) AS is_low_income,
       CAST(floor(m.wage_yuan / 5e1) AS INT) * 50 AS bin,
       count(*) AS people,
       CAST(sum(m.wage_yuan) AS BIGINT) AS yuan_sum
FROM main_rows AS m
JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
WHERE m.prior_income_yuan IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT w.county_code,
       w.month,
       'prior' AS measure,
       'all' AS workshop_type,
       CAST(NULL AS BOOLEAN) AS is_low_income,
       CAST(floor(m.prior_income_yuan / 5e1) AS INT) * 50 AS bin,
       count(*) AS people,
       CAST(sum(m.prior_income_yuan) AS BIGINT) AS yuan_sum
FROM main_rows AS m
JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
WHERE m.prior_income_yuan IS NOT NULL
GROUP BY ALL
