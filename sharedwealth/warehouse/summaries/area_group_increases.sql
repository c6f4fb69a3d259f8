-- The increase by sex, age and linkage of counties, cities and the province, out of bins. A quantile lies between the
-- people at the places floor and ceil of share × (n - 1) of the ordered row, each taken in the middle of the bin of 50
-- yuan that holds him: exact to 25 yuan. A group's number holds area, month and key, by decimals.
WITH keys AS (
    SELECT dimension, key, CAST(row_number() OVER (ORDER BY dimension NULLS LAST, key NULLS LAST) AS BIGINT) AS number
    FROM (SELECT DISTINCT dimension, key FROM group_bins) AS named
),
counties AS (
    SELECT CAST(g.county_code AS BIGINT) AS area,
           (year(g.month) * 12 + month(g.month)) * 1e2 + k.number AS month_key,
           g.bin,
           g.people,
           g.yuan_sum
    FROM group_bins AS g
    JOIN keys AS k ON k.dimension = g.dimension AND k.key = g.key
),
cities AS (
    SELECT floor(area / 1e2) AS area, month_key, bin,
           CAST(sum(people) AS BIGINT) AS people, CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM counties
    GROUP BY floor(area / 1e2), month_key, bin
),
grouped AS (
    SELECT CAST(area * 1e7 + month_key AS BIGINT) AS group_number, bin, people, yuan_sum
    FROM counties
    UNION ALL
    SELECT CAST(area * 1e7 + month_key AS BIGINT) AS group_number, bin, people, yuan_sum
    FROM cities
    UNION ALL
    SELECT CAST(floor(area / 1e2) * 1e7 + month_key AS BIGINT) AS group_number, bin,
           CAST(sum(people) AS BIGINT) AS people, CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM cities
    GROUP BY floor(area / 1e2), month_key, bin
),
wholes AS (
    SELECT group_number, CAST(sum(people) AS BIGINT) AS whole, CAST(sum(yuan_sum) AS BIGINT) AS increase_sum
    FROM grouped
    GROUP BY group_number
),
bounds AS (
    SELECT g.group_number,
           w.whole AS people,
           w.increase_sum,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 1e-1)) AS p10_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 1e-1)) AS p10_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 25e-2)) AS q1_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 25e-2)) AS q1_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 5e-1)) AS median_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 5e-1)) AS median_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 75e-2)) AS q3_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 75e-2)) AS q3_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 9e-1)) AS p90_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 9e-1)) AS p90_above
    FROM (
        SELECT group_number, bin,
               sum(people) OVER (
                   PARTITION BY group_number ORDER BY bin NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
               ) AS up_to
        FROM grouped
    ) AS g
    JOIN wholes AS w ON w.group_number = g.group_number
    GROUP BY g.group_number, w.whole, w.increase_sum
),
names AS (
    SELECT CAST(CAST(a.area_code AS BIGINT) * 1e7 + (year(m.month) * 12 + month(m.month)) * 1e2 + k.number AS BIGINT)
               AS group_number,
           a.area_code,
           m.month,
           k.dimension,
           k.key
    FROM (
        SELECT DISTINCT left(g.county_code, l.digits) AS area_code
        FROM group_bins AS g
        CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
    ) AS a
    CROSS JOIN months AS m
    CROSS JOIN keys AS k
)
SELECT n.area_code,
       n.month,
       n.dimension,
       n.key,
       b.people,
       b.increase_sum,
       b.p10_below
           + (b.p10_above - b.p10_below) * ((b.people - 1) * 1e-1 - floor((b.people - 1) * 1e-1)) + 25 AS p10,
       b.q1_below
           + (b.q1_above - b.q1_below) * ((b.people - 1) * 25e-2 - floor((b.people - 1) * 25e-2)) + 25 AS q1,
       b.median_below
           + (b.median_above - b.median_below) * ((b.people - 1) * 5e-1 - floor((b.people - 1) * 5e-1)) + 25 AS median,
       b.q3_below
           + (b.q3_above - b.q3_below) * ((b.people - 1) * 75e-2 - floor((b.people - 1) * 75e-2)) + 25 AS q3,
       b.p90_below
           + (b.p90_above - b.p90_below) * ((b.people - 1) * 9e-1 - floor((b.people - 1) * 9e-1)) + 25 AS p90
FROM bounds AS b
JOIN names AS n ON n.group_number = b.group_number
