-- A number for every workshop of every ledger; one for every county, month and type; one for every village and type.
SELECT w.county_code,
       w.month,
       l.month_number,
       w.workshop_id,
       w.workshop_type,
       w.village_code,
       CAST(row_number() OVER (ORDER BY w.county_code NULLS LAST, w.month NULLS LAST, w.workshop_id NULLS LAST) AS INT)
           AS workshop_row,
       CAST(dense_rank() OVER (ORDER BY w.county_code NULLS LAST, w.month NULLS LAST, w.workshop_type NULLS LAST) AS INT)
           AS cell,
       CAST(dense_rank() OVER (ORDER BY w.county_code NULLS LAST, w.village_code NULLS LAST, w.workshop_type NULLS LAST)
           AS INT) AS workplace
FROM facts.workshops AS w
JOIN ledger_months AS l ON l.county_code = w.county_code AND l.month = w.month
