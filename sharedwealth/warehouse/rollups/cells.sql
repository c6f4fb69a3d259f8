-- Everything that counts, sums and means need, crossed, at the level of the county.
-- A product x ln x is kept to a millionth and summed as a whole number, so that the order of rows cannot change it.
SELECT county_code,
       month,
       workshop_type,
       sex,
       is_low_income,
       CASE WHEN age < 30 THEN '16-29'
            WHEN age < 40 THEN '30-39'
            WHEN age < 50 THEN '40-49'
            WHEN age < 60 THEN '50-59'
            WHEN age < 70 THEN '60-69'
            ELSE '70+' END AS age_band,
       CAST(sum(people) AS BIGINT) AS people,
       CAST(sum(wage_sum) AS BIGINT) AS wage_sum,
       CAST(sum(wage_log_sum) AS BIGINT) / 1e6 AS wage_log_sum,
       CAST(sum(prior_people) AS BIGINT) AS prior_people,
       coalesce(CAST(sum(prior_sum) AS BIGINT), 0) AS prior_sum,
       coalesce(CAST(sum(prior_log_sum) AS BIGINT), 0) / 1e6 AS prior_log_sum,
       coalesce(CAST(sum(both_wage_sum) AS BIGINT), 0) AS both_wage_sum,
       coalesce(CAST(sum(both_wage_log_sum) AS BIGINT), 0) / 1e6 AS both_wage_log_sum,
       coalesce(CAST(sum(both_wage_sum - prior_sum) AS BIGINT), 0) AS increase_sum
FROM (
    SELECT w.county_code,
           w.month,
           w.workshop_type,
           m.sex,
           m.is_low_income,
           year(w.month) - m.birth_year AS age,
           count(*) AS people,
           sum(m.wage_yuan) AS wage_sum,
           sum(m.wage_log) AS wage_log_sum,
           count(m.prior_income_yuan) AS prior_people,
           sum(m.prior_income_yuan) AS prior_sum,
           sum(CASE WHEN m.prior_income_yuan IS NOT NULL THEN
                    CASE WHEN m.prior_income_yuan > 0
                         THEN CAST(floor(m.prior_income_yuan * ln(m.prior_income_yuan) * 1e6 + 5e-1) AS BIGINT)
                         ELSE 0 END END) AS prior_log_sum,
           sum(CASE WHEN m.prior_income_yuan IS NOT NULL THEN m.wage_yuan END) AS both_wage_sum,
           sum(CASE WHEN m.prior_income_yuan IS NOT NULL THEN m.wage_log END) AS both_wage_log_sum
    FROM (
        SELECT main_rows.*,
               CASE WHEN wage_yuan > 0
                    THEN CAST(floor(wage_yuan * ln(wage_yuan) * 1e6 + 5e-1) AS BIGINT) ELSE 0 END AS wage_log
        FROM main_rows
    ) AS m
    JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
    GROUP BY w.county_code, w.month, w.workshop_type, m.sex, m.is_low_income, year(w.month) - m.birth_year
) AS by_age
GROUP BY ALL
