-- A number for every village in which a worker lives.
SELECT home_village_code,
       CAST(row_number() OVER (ORDER BY home_village_code NULLS LAST) AS INT) AS home
FROM (SELECT DISTINCT home_village_code FROM facts.employment WHERE home_village_code IS NOT NULL) AS named
