-- The villages that a workshop serves beside its own, from the same row as the workshop's.
SELECT DISTINCT workshop_id, county_code, served AS village_code
FROM (
    SELECT workshop_id, county_code, village_code, trim(unnest(string_split(served_village_codes, '、'))) AS served
    FROM (
        SELECT *, row_number() OVER (PARTITION BY county_code, workshop_id ORDER BY month DESC NULLS LAST) AS place
        FROM facts.workshops
    ) AS ranked
    WHERE place = 1 AND served_village_codes IS NOT NULL
) AS named
WHERE served <> '' AND served <> village_code
