-- How a worker was when first seen in the county.
SELECT e.worker, c.month AS joined_month, c.workshop_type AS joined_type, e.is_low_income
FROM entries AS e
JOIN cell_names AS c ON c.cell = e.cell
WHERE e.last_month_number IS NULL
