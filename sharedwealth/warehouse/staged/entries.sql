-- The sheet of employment in numbers, one row per worker and workshop in a month. In a month the row with the most
-- days, then the smallest workshop_id, comes first: the worker's main row. `last_month_number` is the month of the
-- worker's row before: an earlier month on a main row, the same month on the others, NULL on the very first.
SELECT worker,
       month_number,
       workshop_row,
       cell,
       workplace,
       sex,
       birth_year,
       is_low_income,
       days_worked,
       wage_yuan,
       prior_income_yuan,
       home,
       family,
       lag(month_number) OVER (
           PARTITION BY worker
           ORDER BY month_number NULLS LAST, days_worked DESC NULLS LAST, workshop_row NULLS LAST
       ) AS last_month_number
FROM (
    SELECT p.worker, w.month_number, w.workshop_row, w.cell, w.workplace,
           e.sex, e.birth_year, e.is_low_income, e.days_worked, e.wage_yuan, e.prior_income_yuan,
           h.home, f.family
    FROM facts.employment AS e
    JOIN workers AS p ON p.county_code = e.county_code AND p.worker_id = e.worker_id
    JOIN workshop_rows AS w
      ON w.county_code = e.county_code AND w.month = e.month AND w.workshop_id = e.workshop_id
    LEFT JOIN homes AS h ON h.home_village_code = e.home_village_code
    LEFT JOIN families AS f ON f.county_code = e.county_code AND f.household_id = e.household_id
) AS numbered
