-- What workers earned in a month beside their main row, and on how many days as far as the ledger says.
SELECT worker,
       month_number,
       CAST(sum(wage_yuan) AS INT) AS wage_yuan,
       CAST(coalesce(sum(days_worked), 0) AS INT) AS days_worked,
       count(*) - count(days_worked) AS rows_without_days
FROM entries
WHERE last_month_number = month_number
GROUP BY worker, month_number
