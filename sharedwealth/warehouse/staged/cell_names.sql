-- What the number of a cell stands for: county, month and type, with the month of the county's ledger before. A ledger
-- is numbered by its first cell.
SELECT w.cell,
       w.county_code,
       w.month,
       l.previous_month_number,
       w.workshop_type,
       min(w.cell) OVER (PARTITION BY w.county_code, w.month) AS ledger
FROM (SELECT DISTINCT cell, county_code, month, workshop_type FROM workshop_rows) AS w
JOIN ledger_months AS l ON l.county_code = w.county_code AND l.month = w.month
