-- The increase of counties as `increases` has it, and of the cities and the province by the same reckoning out of bins.
-- All together, low-income workers and others stand side by side, so that a page need not join them.
-- A group's number holds area, month, type and whose increase it is, by decimals.
WITH kinds AS (
    SELECT workshop_type, CAST(row_number() OVER (ORDER BY workshop_type NULLS LAST) AS BIGINT) AS kind
    FROM (SELECT DISTINCT workshop_type FROM increases WHERE workshop_type <> 'all') AS named
),
parts AS (
    SELECT 0 AS part, 'all' AS whose
    UNION ALL
    SELECT 1 AS part, 'low_income' AS whose
    UNION ALL
    SELECT 2 AS part, 'others' AS whose
),
cities AS (
    SELECT CAST(left(i.county_code, 4) AS BIGINT) AS area,
           year(i.month) * 12 + month(i.month) AS month_number,
           k.kind,
           CASE WHEN i.is_low_income THEN 1 ELSE 2 END AS part,
           i.bin,
           CAST(sum(i.people) AS BIGINT) AS people
    FROM income_bins AS i
    JOIN kinds AS k ON k.workshop_type = i.workshop_type
    WHERE i.measure = 'increase'
    GROUP BY ALL
),
areas AS (
    SELECT (area * 1e5 + month_number) * 1e2 AS area_month, kind, part, bin, people
    FROM cities
    UNION ALL
    SELECT (floor(area / 1e2) * 1e5 + month_number) * 1e2 AS area_month, kind, part, bin,
           CAST(sum(people) AS BIGINT) AS people
    FROM cities
    GROUP BY floor(area / 1e2), month_number, kind, part, bin
),
grouped AS (
    SELECT CAST(area_month + kind * 10 + part AS BIGINT) AS group_number, bin, people
    FROM areas
    UNION ALL
    SELECT CAST(area_month + kind * 10 AS BIGINT) AS group_number, bin,
           CAST(sum(people) AS BIGINT) AS people
    FROM areas
    GROUP BY area_month, kind, bin
    UNION ALL
    SELECT CAST(area_month + part AS BIGINT) AS group_number, bin,
           CAST(sum(people) AS BIGINT) AS people
    FROM areas
    GROUP BY area_month, part, bin
    UNION ALL
    SELECT CAST(area_month AS BIGINT) AS group_number, bin,
           CAST(sum(people) AS BIGINT) AS people
    FROM areas
    GROUP BY area_month, bin
),
{spreads},
names AS (
    SELECT CAST((CAST(a.area_code AS BIGINT) * 1e5 + year(a.month) * 12 + month(a.month)) * 1e2
               + coalesce(k.kind, 0) * 10 + p.part AS BIGINT) AS group_number,
           a.area_code, a.month, a.workshop_type, a.whose, a.increase_sum
    FROM (
        SELECT left(i.county_code, l.digits) AS area_code, i.month, i.workshop_type, i.whose,
               CAST(sum(i.increase_sum) AS BIGINT) AS increase_sum
        FROM increases AS i
        CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits) AS l
        GROUP BY left(i.county_code, l.digits), i.month, i.workshop_type, i.whose
    ) AS a
    JOIN parts AS p ON p.whose = a.whose
    LEFT JOIN kinds AS k ON k.workshop_type = a.workshop_type
),
parted AS (
    SELECT n.area_code, n.month, n.workshop_type, n.whose, q.people, n.increase_sum, q.p10, q.q1, q.median, q.q3, q.p90
    FROM spreads AS q
    JOIN names AS n ON n.group_number = q.group_number
    UNION ALL
    SELECT county_code AS area_code, month, workshop_type, whose, people, increase_sum, p10, q1, median, q3, p90
    FROM increases
)
SELECT area_code,
       month,
       workshop_type,
       max(CASE WHEN whose = 'all' THEN people END) AS people,
       max(CASE WHEN whose = 'all' THEN increase_sum END) AS increase_sum,
       max(CASE WHEN whose = 'all' THEN p10 END) AS p10,
       max(CASE WHEN whose = 'all' THEN q1 END) AS q1,
       max(CASE WHEN whose = 'all' THEN median END) AS median,
       max(CASE WHEN whose = 'all' THEN q3 END) AS q3,
       max(CASE WHEN whose = 'all' THEN p90 END) AS p90,
       max(CASE WHEN whose = 'low_income' THEN people END) AS low_income_people,
       max(CASE WHEN whose = 'low_income' THEN increase_sum END) AS low_income_increase_sum,
       max(CASE WHEN whose = 'low_income' THEN q1 END) AS low_income_q1,
       max(CASE WHEN whose = 'low_income' THEN median END) AS low_income_median,
       max(CASE WHEN whose = 'low_income' THEN q3 END) AS low_income_q3,
       max(CASE WHEN whose = 'others' THEN people END) AS other_people,
       max(CASE WHEN whose = 'others' THEN increase_sum END) AS other_increase_sum,
       max(CASE WHEN whose = 'others' THEN q1 END) AS other_q1,
       max(CASE WHEN whose = 'others' THEN median END) AS other_median,
       max(CASE WHEN whose = 'others' THEN q3 END) AS other_q3
FROM parted
GROUP BY area_code, month, workshop_type
