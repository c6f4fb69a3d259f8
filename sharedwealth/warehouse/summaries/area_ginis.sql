-- The Gini of counties as `ginis` has it, and of the cities and the province by the same reckoning out of bins:
-- that of the bins' means plus a third of what places inside the bins can add (Gastwirth's bounds; wages are whole yuan,
-- so the last of a bin is 49 above its first). One person alone in a bin differs from nobody in it. What each bin adds
-- is kept to a ten-thousandth and summed as a whole number. NULL where nobody has any income.
-- Areas and months are numbered, because windows over whole numbers take a third of the time that they take over text.
WITH cities AS (
    SELECT CAST(left(county_code, 4) AS BIGINT) AS area,
           year(month) * 12 + month(month) AS month_number,
           measure,
           bin,
           CAST(sum(people) AS BIGINT) AS people,
           CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM income_bins
    WHERE measure <> 'increase'
    GROUP BY ALL
),
bins AS (
    SELECT CAST(area * 1e5 + month_number AS BIGINT) AS area_month, measure, bin, people, yuan_sum
    FROM cities
    UNION ALL
    SELECT CAST(floor(area / 1e2) * 1e5 + month_number AS BIGINT) AS area_month, measure, bin,
           CAST(sum(people) AS BIGINT) AS people, CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM cities
    GROUP BY floor(area / 1e2), month_number, measure, bin
),
reckoned AS (
    SELECT area_month,
           max(people) AS people,
           max(CASE WHEN measure = 'wage' THEN least + spread / 3 END) AS wage_gini,
           max(CASE WHEN measure = 'prior' THEN least + spread / 3 END) AS prior_gini
    FROM (
        SELECT area_month,
               measure,
               people,
               1 - CAST(pairs_sum AS DOUBLE) / product AS least,
               CAST(spread_sum AS DOUBLE) / 1e4 / (49 * product) AS spread
        FROM (
            SELECT area_month,
                   measure,
                   sum(people) AS people,
                   sum(people * (2 * yuan_up_to - yuan_sum)) AS pairs_sum,
                   sum(CAST(floor((yuan_sum - people * bin) * (people * (bin + 49) - yuan_sum)
                       * (people - 1e0) / people * 1e4 + 5e-1) AS BIGINT)) AS spread_sum,
                   CASE WHEN sum(yuan_sum) > 0 THEN CAST(sum(people) AS DOUBLE) * CAST(sum(yuan_sum) AS DOUBLE) END
                       AS product
            FROM (
                SELECT area_month, measure, bin, people, yuan_sum,
                       sum(yuan_sum) OVER (
                           PARTITION BY area_month, measure
                           ORDER BY bin NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                       ) AS yuan_up_to
                FROM bins
            ) AS running
            GROUP BY area_month, measure
        ) AS summed
    ) AS bounds
    GROUP BY area_month
),
names AS (
    SELECT DISTINCT
           CAST(CAST(left(g.county_code, l.digits) AS BIGINT) * 1e5 + year(g.month) * 12 + month(g.month) AS BIGINT)
               AS area_month,
           left(g.county_code, l.digits) AS area_code,
           g.month
    FROM ginis AS g
    CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits) AS l
)
SELECT n.area_code, n.month, CAST(r.people AS BIGINT) AS people, r.wage_gini, r.prior_gini
FROM reckoned AS r
JOIN names AS n ON n.area_month = r.area_month
UNION ALL
SELECT county_code AS area_code, month, people, wage_gini, prior_gini
FROM ginis
