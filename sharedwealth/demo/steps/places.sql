-- Counties, towns and villages with numbers, and what makes workshops come to them.

CREATE TABLE county AS
SELECT row_number() OVER (ORDER BY plan.county_code)::INTEGER AS county_no, plan.*,
       plan.county_code IN (SELECT code FROM designations WHERE designation = 'mountain_county') AS is_mountain,
       coalesce(rural.village_share, 0) AS village_share
FROM plan_counties AS plan
LEFT JOIN (
    SELECT left(code, 6) AS county_code, count(*) FILTER (kind = 'village_committee') / count(*) AS village_share
    FROM places WHERE level = 'village' GROUP BY 1
) AS rural USING (county_code);

CREATE TABLE village AS
SELECT row_number() OVER (ORDER BY v.code)::INTEGER AS village_no, v.code AS village_code,
       v.parent_code AS town_code, c.county_no, v.kind, v.longitude, v.latitude,
       v.code IN (SELECT code FROM designations WHERE designation = 'key_village') AS is_key
FROM places AS v JOIN county AS c ON c.county_code = left(v.code, 6)
WHERE v.level = 'village';

-- A workshop needs people and room: the pull of a town grows less than its villages do and differs widely.
CREATE TABLE town AS
SELECT row_number() OVER (ORDER BY t.code)::INTEGER AS town_no, t.code AS town_code, c.county_no, c.is_mountain, t.kind,
       v.villages, v.key_villages,
       power(v.villages, 0.75) * exp(0.55 * normal('town pull', t.code, 0))
           * if(t.kind = 'subdistrict', 0.9, 1) * (1 + 1.2 * v.key_villages / v.villages) AS pull,
       -- Development zones and farms take none, unless the county has nothing else, as Longgang.
       t.kind <> 'quasi_town' OR count(*) OVER (PARTITION BY c.county_no) = 1 AS takes_workshops
FROM places AS t
JOIN county AS c ON c.county_code = left(t.code, 6)
JOIN (
    SELECT town_code, count(*) AS villages, count(*) FILTER (is_key) AS key_villages FROM village GROUP BY 1
) AS v ON v.town_code = t.code
WHERE t.level = 'town';

-- The blanks: of the towns and townships of the mountainous counties one in twenty-two has none to the end.
CREATE TABLE blank_town AS
WITH scored AS (
    SELECT town_no, county_no, villages * (0.3 + uniform('blank town', town_code, 0)) AS score
    FROM town WHERE is_mountain AND kind IN ('town', 'township')
),
within_county AS (
    SELECT town_no, score,
           floor(row_number() OVER (PARTITION BY county_no ORDER BY score, town_no)
                 + 2 * uniform('blank county', county_no, 0)) AS turn
    FROM scored
)
SELECT town_no FROM within_county
QUALIFY row_number() OVER (ORDER BY turn, score, town_no) <= round(count(*) OVER () * 0.044);

-- The order in which a town's villages take workshops in: key assisted villages and villages before communities.
CREATE TABLE village_order AS
SELECT village_no, t.town_no, t.villages,
       row_number() OVER (
           PARTITION BY t.town_no
           ORDER BY race('village order', v.village_no, 0,
                         CASE v.kind WHEN 'similar' THEN 0.05 WHEN 'residents_committee' THEN 0.6 ELSE 1 END
                         * if(v.is_key, 15, 1)), v.village_no
       ) AS place
FROM village AS v JOIN town AS t USING (town_code);
