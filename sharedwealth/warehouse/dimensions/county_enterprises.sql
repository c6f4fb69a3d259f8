-- An enterprise as the county's last ledger that lists it has it.
SELECT county_code, credit_code, month, name, industry, home_county_code
FROM (
    SELECT *,
           row_number() OVER (
               PARTITION BY county_code, credit_code
               ORDER BY month DESC NULLS LAST, name NULLS LAST, industry NULLS LAST, home_county_code NULLS LAST
           ) AS place
    FROM facts.enterprises
) AS ranked
WHERE place = 1
