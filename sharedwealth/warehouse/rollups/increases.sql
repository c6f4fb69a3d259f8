-- The increase of each county by type, and of low-income people and the others, with quantiles out of bins.
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
sums AS (
    SELECT group_number, CAST(sum(yuan_sum) AS BIGINT) AS increase_sum
    FROM grouped
    GROUP BY group_number
),
{spreads},
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
SELECT n.county_code, n.month, n.workshop_type, n.whose, q.people, s.increase_sum, q.p10, q.q1, q.median, q.q3, q.p90
FROM spreads AS q
JOIN sums AS s ON s.group_number = q.group_number
JOIN names AS n ON n.group_number = q.group_number
