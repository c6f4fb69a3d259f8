-- A workshop as the last ledger that lists it has it; one that later ledgers leave out without closing it stays.
-- A position in a shifted system of coordinates that was not converted is left out rather than drawn hundreds of
-- metres away.
SELECT workshop_id,
       county_code,
       village_code,
       left(village_code, 9) AS town_code,
       name,
       workshop_type,
       product,
       brand,
       operating_mode,
       CAST(date_trunc('month', opened_on) AS DATE) AS opened_month,
       CAST(date_trunc('month', closed_on) AS DATE) AS closed_month,
       stars,
       party_branch,
       steward_count,
       CASE WHEN coalesce(crs, 'WGS84') IN ('WGS84', 'CGCS2000') OR reported_longitude IS NOT NULL THEN longitude END
           AS longitude,
       CASE WHEN coalesce(crs, 'WGS84') IN ('WGS84', 'CGCS2000') OR reported_latitude IS NOT NULL THEN latitude END
           AS latitude
FROM (
    SELECT *, row_number() OVER (PARTITION BY county_code, workshop_id ORDER BY month DESC NULLS LAST) AS place
    FROM facts.workshops
) AS ranked
WHERE place = 1
