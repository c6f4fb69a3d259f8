-- The first unbroken time of every worker in the county: from the ledger that first lists the worker up to the one
-- before the first ledger that does not; a missing ledger breaks nothing. Who returns later does not go on with it.
SELECT s.workshop_row,
       s.cell,
       s.last_number - s.joined_number + 1 AS months_at_work,
       s.last_number < n.month_number AS is_ended
FROM (
    SELECT m.worker,
           max(CASE WHEN m.last_month_number IS NULL THEN m.workshop_row END) AS workshop_row,
           max(CASE WHEN m.last_month_number IS NULL THEN m.cell END) AS cell,
           min(m.month_number) AS joined_number,
           coalesce(
               min(CASE WHEN m.last_month_number <> c.previous_month_number THEN m.last_month_number END),
               max(m.month_number)
           ) AS last_number
    FROM main_rows AS m
    JOIN cell_names AS c ON c.cell = m.cell
    GROUP BY m.worker
) AS s
JOIN cell_names AS c ON c.cell = s.cell
JOIN (SELECT county_code, max(month_number) AS month_number FROM ledger_months GROUP BY county_code) AS n
  ON n.county_code = c.county_code
