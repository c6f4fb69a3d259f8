-- People at work of counties, cities and the province, by type and in all; first by county, then by area.
-- A product x ln x is summed as a whole number again, so that the order of rows cannot change it.
-- The areas one level down are an area's parts: of each, its wages times the logarithm of its mean wage.
WITH areas AS (
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
),
parts AS (
    SELECT left(area_code, length(area_code) - 2) AS area_code,
           month,
           workshop_type,
           CAST(sum(
               CAST(floor(both_wage_sum * ln(both_wage_sum * 1e0 / prior_people) * 1e6 + 5e-1) AS BIGINT)
           ) AS BIGINT) / 1e6 AS parts_wage_log_sum
    FROM areas
    WHERE both_wage_sum > 0 AND length(area_code) > 2
    GROUP BY left(area_code, length(area_code) - 2), month, workshop_type
)
SELECT a.area_code,
       a.month,
       a.workshop_type,
       a.people,
       a.low_income_people,
       a.prior_people,
       a.both_wage_sum,
       a.both_wage_log_sum,
       p.parts_wage_log_sum,
       a.increase_sum
FROM areas AS a
LEFT JOIN parts AS p
  ON p.area_code = a.area_code AND p.month = a.month AND p.workshop_type = a.workshop_type
