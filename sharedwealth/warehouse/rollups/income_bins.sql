-- Bins of 50 yuan by their lower edge, with the exact sum in each.
SELECT c.county_code,
       c.month,
       'increase' AS measure,
       c.workshop_type,
       b.is_low_income,
       b.bin,
       b.people,
       b.yuan_sum
FROM (
    SELECT cell,
           is_low_income,
           CAST(floor((wage_yuan - prior_income_yuan) / 5e1) AS INT) * 50 AS bin,
           count(*) AS people,
           CAST(sum(wage_yuan - prior_income_yuan) AS BIGINT) AS yuan_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
) AS b
JOIN cell_names AS c ON c.cell = b.cell
UNION ALL
SELECT c.county_code,
       c.month,
       'wage' AS measure,
       'all' AS workshop_type,
       CAST(NULL AS BOOLEAN) AS is_low_income,
       b.bin,
       CAST(sum(b.people) AS BIGINT) AS people,
       CAST(sum(b.yuan_sum) AS BIGINT) AS yuan_sum
FROM (
    SELECT cell,
           CAST(floor(wage_yuan / 5e1) AS INT) * 50 AS bin,
           count(*) AS people,
           sum(wage_yuan) AS yuan_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
) AS b
JOIN cell_names AS c ON c.cell = b.cell
GROUP BY ALL
UNION ALL
SELECT c.county_code,
       c.month,
       'prior' AS measure,
       'all' AS workshop_type,
       CAST(NULL AS BOOLEAN) AS is_low_income,
       b.bin,
       CAST(sum(b.people) AS BIGINT) AS people,
       CAST(sum(b.yuan_sum) AS BIGINT) AS yuan_sum
FROM (
    SELECT cell,
           CAST(floor(prior_income_yuan / 5e1) AS INT) * 50 AS bin,
           count(*) AS people,
           sum(prior_income_yuan) AS yuan_sum
    FROM main_rows
    WHERE prior_income_yuan IS NOT NULL
    GROUP BY ALL
) AS b
JOIN cell_names AS c ON c.cell = b.cell
GROUP BY ALL
