-- How a worker was when first seen in the county.
SELECT e.worker, w.month AS joined_month, w.workshop_type AS joined_type, e.is_low_income
FROM entries AS e
JOIN workshop_rows AS w ON w.workshop_row = e.workshop_row
WHERE e.last_month_number IS NULL
