-- Who joined when, in which type, and how many of them were at work in each later month.
SELECT c.county_code,
       f.joined_month,
       c.month,
       f.joined_type AS workshop_type,
       f.is_low_income,
       count(*) AS people
FROM main_rows AS m
JOIN first_rows AS f ON f.worker = m.worker
JOIN cell_names AS c ON c.cell = m.cell
GROUP BY ALL
