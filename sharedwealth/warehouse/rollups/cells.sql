-- Everything that counts, sums and means need, crossed, at the level of the county.
-- A product x ln x is kept to a millionth and summed as a whole number, so that the order of rows cannot change it.
SELECT c.county_code,
       c.month,
       c.workshop_type,
       m.sex,
       m.is_low_income,
       CASE WHEN year(c.month) - m.birth_year < 30 THEN '16-29'
            WHEN year(c.month) - m.birth_year < 40 THEN '30-39'
            WHEN year(c.month) - m.birth_year < 50 THEN '40-49'
            WHEN year(c.month) - m.birth_year < 60 THEN '50-59'
            WHEN year(c.month) - m.birth_year < 70 THEN '60-69'
            ELSE '70+' END AS age_band,
       CAST(sum(m.people) AS BIGINT) AS people,
       CAST(sum(m.wage_sum) AS BIGINT) AS wage_sum,
       CAST(sum(m.wage_log_sum) AS BIGINT) / 1e6 AS wage_log_sum,
       CAST(sum(m.prior_people) AS BIGINT) AS prior_people,
       coalesce(CAST(sum(m.prior_sum) AS BIGINT), 0) AS prior_sum,
       coalesce(CAST(sum(m.prior_log_sum) AS BIGINT), 0) / 1e6 AS prior_log_sum,
       coalesce(CAST(sum(m.both_wage_sum) AS BIGINT), 0) AS both_wage_sum,
       coalesce(CAST(sum(m.both_wage_log_sum) AS BIGINT), 0) / 1e6 AS both_wage_log_sum,
       coalesce(CAST(sum(m.both_wage_sum - m.prior_sum) AS BIGINT), 0) AS increase_sum
FROM (
    SELECT cell,
           sex,
           is_low_income,
           birth_year,
           count(*) AS people,
           sum(wage_yuan) AS wage_sum,
           sum(wage_log) AS wage_log_sum,
           count(prior_income_yuan) AS prior_people,
           sum(prior_income_yuan) AS prior_sum,
           sum(prior_log) AS prior_log_sum,
           sum(CASE WHEN prior_income_yuan IS NOT NULL THEN wage_yuan END) AS both_wage_sum,
           sum(CASE WHEN prior_income_yuan IS NOT NULL THEN wage_log END) AS both_wage_log_sum
    FROM (
        SELECT cell, sex, is_low_income, birth_year, wage_yuan, prior_income_yuan,
               CASE WHEN wage_yuan > 0
                    THEN CAST(floor(wage_yuan * ln(wage_yuan) * 1e6 + 5e-1) AS BIGINT)
                    ELSE 0 END AS wage_log,
               CASE WHEN prior_income_yuan > 0
                    THEN CAST(floor(prior_income_yuan * ln(prior_income_yuan) * 1e6 + 5e-1) AS BIGINT)
                    ELSE 0 END AS prior_log
        FROM main_rows
    ) AS logged
    GROUP BY cell, sex, is_low_income, birth_year
) AS m
JOIN cell_names AS c ON c.cell = m.cell
GROUP BY ALL
