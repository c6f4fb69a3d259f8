-- Bins of 50 yuan by their lower edge, with the exact sum in each.
SELECT c.county_code,
       c.month,
       'increase' AS measure,
       c.workshop_type,
       b.is_low_income,
       b.bin,
       b.people,
       b.yuan_sum
FROM increase_bins AS b
JOIN cell_names AS c ON c.cell = b.cell
UNION ALL
SELECT c.county_code,
       c.month,
       b.measure,
       'all' AS workshop_type,
       CAST(NULL AS BOOLEAN) AS is_low_income,
       b.bin,
       b.people,
       b.yuan_sum
FROM both_bins AS b
JOIN cell_names AS c ON c.cell = b.ledger
