-- The groups whose increase is told apart from the rest, each by its number: the columns of `group_bins`, in order.
group_keys AS (
    SELECT 1 AS number, 'sex' AS dimension, 'F' AS key
    UNION ALL SELECT 2 AS number, 'sex' AS dimension, 'M' AS key
    UNION ALL SELECT 3 AS number, 'age_band' AS dimension, '16-29' AS key
    UNION ALL SELECT 4 AS number, 'age_band' AS dimension, '30-39' AS key
    UNION ALL SELECT 5 AS number, 'age_band' AS dimension, '40-49' AS key
    UNION ALL SELECT 6 AS number, 'age_band' AS dimension, '50-59' AS key
    UNION ALL SELECT 7 AS number, 'age_band' AS dimension, '60-69' AS key
    UNION ALL SELECT 8 AS number, 'age_band' AS dimension, '70+' AS key
    UNION ALL SELECT 9 AS number, 'linkage' AS dimension, 'wages' AS key
    UNION ALL SELECT 10 AS number, 'linkage' AS dimension, 'piece_rate' AS key
    UNION ALL SELECT 11 AS number, 'linkage' AS dimension, 'rent' AS key
    UNION ALL SELECT 12 AS number, 'linkage' AS dimension, 'dividends' AS key
    UNION ALL SELECT 13 AS number, 'linkage' AS dimension, 'guaranteed_purchase' AS key
    UNION ALL SELECT 14 AS number, 'linkage' AS dimension, 'discounted_inputs' AS key
    UNION ALL SELECT 15 AS number, 'linkage' AS dimension, 'free_equipment' AS key
    UNION ALL SELECT 16 AS number, 'linkage' AS dimension, 'none' AS key
)
