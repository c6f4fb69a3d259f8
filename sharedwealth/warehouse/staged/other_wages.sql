-- What workers earned in a month beside their main row.
SELECT worker, month_number, CAST(sum(wage_yuan) AS INT) AS wage_yuan
FROM entries
WHERE last_month_number = month_number
GROUP BY worker, month_number
