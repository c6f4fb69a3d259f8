-- The increase of each county by type, and of low-income people and the others, with quantiles out of bins. A
-- quantile lies between the people at the places floor and ceil of share × (n - 1) of the ordered row, each taken in
-- the middle of the bin of 50 yuan that holds him: exact to 25 yuan.
-- Groups are numbered, because windows over whole numbers take a third of the time that they take over text.
WITH grouped AS (
    SELECT b.cell * 3 + CASE WHEN b.is_low_income THEN 1 ELSE 2 END AS group_number, b.bin, b.people, b.yuan_sum
    FROM increase_bins AS b
    UNION ALL
    SELECT cell * 3 AS group_number, bin, CAST(sum(people) AS BIGINT) AS people, CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM increase_bins
    GROUP BY cell, bin
    UNION ALL
    SELECT -(c.ledger * 3 + CASE WHEN b.is_low_income THEN 1 ELSE 2 END) AS group_number,
           b.bin,
           CAST(sum(b.people) AS BIGINT) AS people,
           CAST(sum(b.yuan_sum) AS BIGINT) AS yuan_sum
    FROM increase_bins AS b
    JOIN cell_names AS c ON c.cell = b.cell
    GROUP BY c.ledger, b.is_low_income, b.bin
    UNION ALL
    SELECT -(c.ledger * 3) AS group_number,
           b.bin,
           CAST(sum(b.people) AS BIGINT) AS people,
           CAST(sum(b.yuan_sum) AS BIGINT) AS yuan_sum
    FROM increase_bins AS b
    JOIN cell_names AS c ON c.cell = b.cell
    GROUP BY c.ledger, b.bin
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
    SELECT c.cell * 3 + p.number AS group_number, c.county_code, c.month, c.workshop_type, p.whose
    FROM cell_names AS c
    CROSS JOIN (
        SELECT 0 AS number, 'all' AS whose
        UNION ALL SELECT 1 AS number, 'low_income' AS whose
        UNION ALL SELECT 2 AS number, 'others' AS whose
    ) AS p
    UNION ALL
    SELECT -(c.cell * 3 + p.number) AS group_number, c.county_code, c.month, 'all' AS workshop_type, p.whose
    FROM cell_names AS c
    CROSS JOIN (
        SELECT 0 AS number, 'all' AS whose
        UNION ALL SELECT 1 AS number, 'low_income' AS whose
        UNION ALL SELECT 2 AS number, 'others' AS whose
    ) AS p
    WHERE c.cell = c.ledger
)
SELECT n.county_code,
       n.month,
       n.workshop_type,
       n.whose,
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
