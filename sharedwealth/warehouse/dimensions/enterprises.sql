-- An enterprise as the last ledger that lists it has it; of two counties' in one month, the smaller code's.
SELECT credit_code, name, industry, home_county_code
FROM (
    SELECT *,
           row_number() OVER (
               PARTITION BY credit_code ORDER BY month DESC NULLS LAST, county_code NULLS LAST
           ) AS place
    FROM county_enterprises
) AS ranked
WHERE place = 1
