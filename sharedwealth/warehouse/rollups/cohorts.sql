-- Who joined when, in which type, and how many of them were at work in each later month.
SELECT w.county_code,
       f.joined_month,
       w.month,
       f.joined_type AS workshop_type,
       f.is_low_income,
       count(*) AS people
FROM main_rows AS m
JOIN first_rows AS f ON f.worker = m.worker
JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
GROUP BY ALL
