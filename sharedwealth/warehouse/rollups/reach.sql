-- Months since a worker was last seen in the county: over months a to b a worker counts in the first month seen,
-- which is where the gap is NULL or reaches back beyond a.
SELECT c.county_code,
       c.month,
       c.workshop_type,
       m.sex,
       m.is_low_income,
       m.month_number - m.last_month_number AS gap_months,
       coalesce(m.last_month_number = c.previous_month_number, FALSE) AS was_in_previous_ledger,
       count(*) AS people
FROM main_rows AS m
JOIN cell_names AS c ON c.cell = m.cell
GROUP BY ALL
