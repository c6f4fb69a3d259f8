-- Which linkages the number of `linked_rows` stands for; a workshop without any is 'none'.
SELECT b.linkages, n.linkage
FROM (SELECT DISTINCT linkages FROM linked_rows) AS b
JOIN (
    SELECT 1 AS bit, 'wages' AS linkage
    UNION ALL SELECT 2 AS bit, 'piece_rate' AS linkage
    UNION ALL SELECT 4 AS bit, 'rent' AS linkage
    UNION ALL SELECT 8 AS bit, 'dividends' AS linkage
    UNION ALL SELECT 16 AS bit, 'guaranteed_purchase' AS linkage
    UNION ALL SELECT 32 AS bit, 'discounted_inputs' AS linkage
    UNION ALL SELECT 64 AS bit, 'free_equipment' AS linkage
) AS n ON floor(b.linkages / (n.bit * 1e0)) % 2 = 1
UNION ALL
SELECT DISTINCT linkages, 'none' AS linkage
FROM linked_rows
WHERE linkages = 0
