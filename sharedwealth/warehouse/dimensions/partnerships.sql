-- A partnership as the last ledger that lists it has it; one that was ended and begun again has a row for each time.
SELECT workshop_id,
       county_code,
       credit_code,
       linkage,
       CAST(date_trunc('month', started_on) AS DATE) AS started_month,
       CAST(date_trunc('month', ended_on) AS DATE) AS ended_month
FROM (
    SELECT *,
           rank() OVER (
               PARTITION BY county_code, workshop_id, credit_code, linkage ORDER BY month DESC NULLS LAST
           ) AS place
    FROM facts.partnerships
) AS ranked
WHERE place = 1
