-- The increase of each county by sex, age and linkage, with quantiles out of the bins of `group_bins`.
WITH {group_keys},
keyed AS (
    SELECT ledger, CASE WHEN sex = 'F' THEN 1 ELSE 2 END AS number, bin, people, yuan_sum
    FROM group_people
    WHERE band IS NOT NULL
    UNION ALL
    SELECT ledger, band + 2 AS number, bin, people, yuan_sum
    FROM group_people
    WHERE band IS NOT NULL
    UNION ALL
    SELECT g.ledger, k.number, g.bin, g.people, g.yuan_sum
    FROM group_people AS g
    JOIN linkage_names AS n ON n.linkages = g.linkages
    JOIN group_keys AS k ON k.dimension = 'linkage' AND k.key = n.linkage
),
grouped AS (
    SELECT CAST(ledger AS BIGINT) * 100 + number AS group_number,
           bin * 50 AS bin,
           CAST(sum(people) AS BIGINT) AS people,
           CAST(sum(yuan_sum) AS BIGINT) AS yuan_sum
    FROM keyed
    GROUP BY ledger, number, bin
),
sums AS (
    SELECT group_number, CAST(sum(yuan_sum) AS BIGINT) AS increase_sum
    FROM grouped
    GROUP BY group_number
),
{spreads}
SELECT n.county_code, n.month, n.dimension, n.key, q.people, s.increase_sum, q.p10, q.q1, q.median, q.q3, q.p90
FROM spreads AS q
JOIN sums AS s ON s.group_number = q.group_number
JOIN (
    SELECT CAST(c.cell AS BIGINT) * 100 + k.number AS group_number, c.county_code, c.month, k.dimension, k.key
    FROM cell_names AS c
    CROSS JOIN group_keys AS k
) AS n ON n.group_number = q.group_number
