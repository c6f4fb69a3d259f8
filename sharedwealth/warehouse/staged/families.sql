-- A number for every household, which is unique within a county.
SELECT county_code,
       household_id,
       CAST(row_number() OVER (ORDER BY county_code NULLS LAST, household_id NULLS LAST) AS INT) AS family
FROM (SELECT DISTINCT county_code, household_id FROM facts.employment WHERE household_id IS NOT NULL) AS named
