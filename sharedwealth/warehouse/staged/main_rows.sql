-- One row per worker and month. Workshop, sex, birth year, income before joining, home and household are the main
-- row's; the wage is the sum over the worker's rows of the month, and so are the days, NULL where any row leaves them
-- out; the status is the one the worker had when first seen in the county.
SELECT e.worker,
       e.month_number,
       e.last_month_number,
       e.workshop_row,
       e.cell,
       e.workplace,
       e.sex,
       e.birth_year,
       f.is_low_income,
       e.wage_yuan + coalesce(o.wage_yuan, 0) AS wage_yuan,
       e.prior_income_yuan,
       CASE WHEN e.days_worked IS NOT NULL AND coalesce(o.rows_without_days, 0) = 0
            THEN e.days_worked + coalesce(o.days_worked, 0) END AS days_worked,
       e.home,
       e.family
FROM entries AS e
JOIN first_rows AS f ON f.worker = e.worker
LEFT JOIN other_wages AS o ON o.worker = e.worker AND o.month_number = e.month_number
WHERE e.last_month_number IS NULL OR e.last_month_number <> e.month_number
