-- Every ledger with the month of the county's ledger before it, counted in months; NULL for the county's first.
SELECT county_code,
       month,
       CAST(year(month) * 12 + month(month) AS INT) AS month_number,
       CAST(lag(year(month) * 12 + month(month)) OVER (PARTITION BY county_code ORDER BY month NULLS LAST) AS INT)
           AS previous_month_number
FROM facts.ledgers
