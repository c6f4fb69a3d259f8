-- From which village to which workplace anybody goes: how the two villages lie to one another by their codes, and how
-- far apart they are as the crow flies, to a metre (haversine on a sphere of 6,371.0088 km).
SELECT home,
       workplace,
       CASE WHEN home_code = work_code THEN 'same_village'
            WHEN left(home_code, 9) = left(work_code, 9) THEN 'same_town'
            WHEN left(home_code, 6) = left(work_code, 6) THEN 'same_county'
            ELSE 'elsewhere' END AS relation,
       CASE WHEN home_code = work_code THEN '0'
            WHEN metres IS NULL THEN 'unknown'
            WHEN metres < 3000 THEN '<3'
            WHEN metres < 10000 THEN '3-10'
            WHEN metres < 30000 THEN '10-30'
            ELSE '30+' END AS distance_band
FROM (
    SELECT j.home,
           j.workplace,
           h.home_village_code AS home_code,
           w.village_code AS work_code,
           CAST(floor(2 * 6371008.8 * asin(sqrt(
               power(sin(radians(b.latitude - a.latitude) / 2), 2)
                   + cos(radians(a.latitude)) * cos(radians(b.latitude))
                   * power(sin(radians(b.longitude - a.longitude) / 2), 2)
           )) + 5e-1) AS INT) AS metres
    FROM (SELECT DISTINCT home, workplace FROM main_rows WHERE home IS NOT NULL) AS j
    JOIN homes AS h ON h.home = j.home
    JOIN workplaces AS w ON w.workplace = j.workplace
    LEFT JOIN places AS a ON a.code = h.home_village_code
    LEFT JOIN places AS b ON b.code = w.village_code
) AS measured
