-- The increase by sex, age and linkage: of counties as `group_increases` has it, and of the cities and the province by the
-- same reckoning out of bins. A group's number holds area, month and key, by decimals.
WITH {group_keys},
cities AS (
    SELECT CAST(left(county_code, 4) AS BIGINT) AS area,
           year(month) * 12 + month(month) AS month_number,
           bin,
           CAST(sum(women) AS BIGINT) AS women,
           CAST(sum(men) AS BIGINT) AS men,
           CAST(sum(aged_16_29) AS BIGINT) AS aged_16_29,
           CAST(sum(aged_30_39) AS BIGINT) AS aged_30_39,
           CAST(sum(aged_40_49) AS BIGINT) AS aged_40_49,
           CAST(sum(aged_50_59) AS BIGINT) AS aged_50_59,
           CAST(sum(aged_60_69) AS BIGINT) AS aged_60_69,
           CAST(sum(aged_70_plus) AS BIGINT) AS aged_70_plus,
           CAST(sum(wages) AS BIGINT) AS wages,
           CAST(sum(piece_rate) AS BIGINT) AS piece_rate,
           CAST(sum(rent) AS BIGINT) AS rent,
           CAST(sum(dividends) AS BIGINT) AS dividends,
           CAST(sum(guaranteed_purchase) AS BIGINT) AS guaranteed_purchase,
           CAST(sum(discounted_inputs) AS BIGINT) AS discounted_inputs,
           CAST(sum(free_equipment) AS BIGINT) AS free_equipment,
           CAST(sum(no_linkage) AS BIGINT) AS no_linkage
    FROM group_bins
    GROUP BY left(county_code, 4), year(month) * 12 + month(month), bin
),
in_cities AS (
    SELECT b.area, b.month_number, k.number, b.bin,
           CASE k.number
               WHEN 1 THEN b.women
               WHEN 2 THEN b.men
               WHEN 3 THEN b.aged_16_29
               WHEN 4 THEN b.aged_30_39
               WHEN 5 THEN b.aged_40_49
               WHEN 6 THEN b.aged_50_59
               WHEN 7 THEN b.aged_60_69
               WHEN 8 THEN b.aged_70_plus
               WHEN 9 THEN b.wages
               WHEN 10 THEN b.piece_rate
               WHEN 11 THEN b.rent
               WHEN 12 THEN b.dividends
               WHEN 13 THEN b.guaranteed_purchase
               WHEN 14 THEN b.discounted_inputs
               WHEN 15 THEN b.free_equipment
               WHEN 16 THEN b.no_linkage
               END AS people
    FROM cities AS b
    CROSS JOIN group_keys AS k
),
grouped AS (
    SELECT CAST((area * 1e5 + month_number) * 1e2 + number AS BIGINT) AS group_number, bin, people
    FROM in_cities
    WHERE people > 0
    UNION ALL
    SELECT CAST((floor(area / 1e2) * 1e5 + month_number) * 1e2 + number AS BIGINT) AS group_number, bin,
           CAST(sum(people) AS BIGINT) AS people
    FROM in_cities
    WHERE people > 0
    GROUP BY floor(area / 1e2), month_number, number, bin
),
{spreads},
sums AS (
    SELECT left(g.county_code, l.digits) AS area_code, g.month, g.dimension, g.key,
           CAST(sum(g.increase_sum) AS BIGINT) AS increase_sum
    FROM group_increases AS g
    CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits) AS l
    GROUP BY left(g.county_code, l.digits), g.month, g.dimension, g.key
)
SELECT s.area_code, s.month, s.dimension, s.key, q.people, s.increase_sum, q.p10, q.q1, q.median, q.q3, q.p90
FROM sums AS s
JOIN group_keys AS k ON k.dimension = s.dimension AND k.key = s.key
JOIN spreads AS q
  ON q.group_number = CAST((CAST(s.area_code AS BIGINT) * 1e5 + year(s.month) * 12 + month(s.month)) * 1e2 + k.number
         AS BIGINT)
UNION ALL
SELECT county_code AS area_code, month, dimension, key, people, increase_sum, p10, q1, median, q3, p90
FROM group_increases
