-- People at work of counties, cities and the province, by type and in all; first by county, then by area.
-- A product x ln x is summed as a whole number again, so that the order of rows cannot change it.
SELECT left(c.county_code, l.digits) AS area_code,
       c.month,
       CASE WHEN k.is_typed THEN c.workshop_type ELSE 'all' END AS workshop_type,
       CAST(sum(c.people) AS BIGINT) AS people,
       CAST(sum(c.low_income_people) AS BIGINT) AS low_income_people,
       CAST(sum(c.prior_people) AS BIGINT) AS prior_people,
       CAST(sum(c.both_wage_sum) AS BIGINT) AS both_wage_sum,
       CAST(sum(c.both_wage_log) AS BIGINT) / 1e6 AS both_wage_log_sum,
       CAST(sum(c.increase_sum) AS BIGINT) AS increase_sum
FROM (
    SELECT county_code,
           month,
           workshop_type,
           CAST(sum(people) AS BIGINT) AS people,
           CAST(sum(CASE WHEN is_low_income THEN people ELSE 0 END) AS BIGINT) AS low_income_people,
           CAST(sum(prior_people) AS BIGINT) AS prior_people,
           CAST(sum(both_wage_sum) AS BIGINT) AS both_wage_sum,
           CAST(sum(CAST(floor(both_wage_log_sum * 1e6 + 5e-1) AS BIGINT)) AS BIGINT) AS both_wage_log,
           CAST(sum(increase_sum) AS BIGINT) AS increase_sum
    FROM cells
    GROUP BY county_code, month, workshop_type
) AS c
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
GROUP BY ALL
