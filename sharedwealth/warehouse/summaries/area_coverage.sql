-- Places that a goal speaks of, and how many of them an active workshop covers: towns of the mountainous counties, with
-- and without subdistricts, key assisted villages, all villages. A list holds a place in a month when it does on the
-- month's last day, and a village is one while its code is in use; nothing is known of a county's places before its first ledger. The workshop may stand in another
-- county than the place.
WITH first_ledgers AS (
    SELECT county_code, min(ledger_month) AS month
    FROM county_months
    WHERE ledger_month IS NOT NULL
    GROUP BY county_code
),
wanted AS (
    SELECT 'mountain_towns' AS goal, p.code, d.valid_from, d.valid_to
    FROM places AS p
    JOIN designations AS d ON d.code = left(p.code, 6) AND d.designation = 'mountain_county'
    WHERE p.level = 'town' AND p.kind IN ('town', 'township')
    UNION ALL
    SELECT 'mountain_towns_and_subdistricts' AS goal, p.code, d.valid_from, d.valid_to
    FROM places AS p
    JOIN designations AS d ON d.code = left(p.code, 6) AND d.designation = 'mountain_county'
    WHERE p.level = 'town' AND p.kind IN ('town', 'township', 'subdistrict')
    UNION ALL
    SELECT 'key_villages' AS goal, code, valid_from, valid_to
    FROM designations
    WHERE designation = 'key_village'
    UNION ALL
    SELECT 'villages' AS goal, p.code, d.valid_from, d.valid_to
    FROM places AS p
    LEFT JOIN designations AS d ON d.code = p.code AND d.designation = 'code_in_use'
    WHERE p.level = 'village'
),
known AS (
    SELECT w.goal,
           w.code,
           left(w.code, 6) AS county_code,
           CAST(dense_rank() OVER (ORDER BY w.goal NULLS LAST, w.code NULLS LAST) AS INT) AS place,
           f.month AS first_month,
           w.valid_from,
           w.valid_to
    FROM wanted AS w
    JOIN first_ledgers AS f ON f.county_code = left(w.code, 6)
),
wholes AS (
    SELECT k.goal, k.county_code, m.month, sum(k.places) AS places
    FROM (
        SELECT goal, county_code, first_month, valid_from, valid_to, count(*) AS places
        FROM known
        GROUP BY goal, county_code, first_month, valid_from, valid_to
    ) AS k
    JOIN months AS m
      ON m.month >= k.first_month
     AND (k.valid_from IS NULL OR k.valid_from <= last_day(m.month))
     AND (k.valid_to IS NULL OR k.valid_to > last_day(m.month))
    GROUP BY k.goal, k.county_code, m.month
),
reach AS (
    SELECT county_code, workshop_type, opened_month, closed_month, village_code AS code
    FROM workshops
    UNION ALL
    SELECT county_code, workshop_type, opened_month, closed_month, town_code AS code
    FROM workshops
    UNION ALL
    SELECT w.county_code, w.workshop_type, w.opened_month, w.closed_month, s.village_code AS code
    FROM served_villages AS s
    JOIN workshops AS w ON w.county_code = s.county_code AND w.workshop_id = s.workshop_id
),
covered AS (
    SELECT n.goal, n.county_code, c.month, c.workshop_type, count(*) AS places
    FROM (
        SELECT DISTINCT
               k.place,
               c.month,
               CASE WHEN t.is_typed THEN r.workshop_type ELSE 'all' END AS workshop_type
        FROM reach AS r
        JOIN known AS k ON k.code = r.code
        JOIN county_months AS c
          ON c.county_code = r.county_code
         AND r.opened_month <= c.ledger_month
         AND (r.closed_month IS NULL OR r.closed_month > c.ledger_month)
         AND c.month >= k.first_month
         AND (k.valid_from IS NULL OR k.valid_from <= last_day(c.month))
         AND (k.valid_to IS NULL OR k.valid_to > last_day(c.month))
        CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS t
    ) AS c
    JOIN (SELECT DISTINCT place, goal, county_code FROM known) AS n ON n.place = c.place
    GROUP BY n.goal, n.county_code, c.month, c.workshop_type
)
SELECT left(w.county_code, l.digits) AS area_code,
       w.month,
       t.workshop_type,
       w.goal,
       CAST(sum(w.places) AS BIGINT) AS places,
       CAST(coalesce(sum(c.places), 0) AS BIGINT) AS covered_places
FROM wholes AS w
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
CROSS JOIN (
    SELECT 'all' AS workshop_type
    UNION ALL SELECT 'consigned_processing' AS workshop_type
    UNION ALL SELECT 'targeted_recruitment' AS workshop_type
    UNION ALL SELECT 'ecommerce_livestream' AS workshop_type
    UNION ALL SELECT 'agritourism' AS workshop_type
    UNION ALL SELECT 'brand_led' AS workshop_type
    UNION ALL SELECT 'industry_enabling' AS workshop_type
) AS t
LEFT JOIN covered AS c
  ON c.goal = w.goal AND c.county_code = w.county_code AND c.month = w.month AND c.workshop_type = t.workshop_type
GROUP BY ALL
