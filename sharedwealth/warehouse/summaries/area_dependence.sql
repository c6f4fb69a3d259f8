-- The people tied to the enterprise that is largest in the area, beside all at work there. A workshop tied to several
-- enterprises counts for each; a tie counts in the month it ends. Workshops and enterprises are numbered: whole numbers
-- are put together several times faster than codes.
WITH numbered AS (
    SELECT county_code,
           workshop_id,
           workshop_type,
           CAST(row_number() OVER (ORDER BY county_code NULLS LAST, workshop_id NULLS LAST) AS INT) AS workshop
    FROM workshops
),
people AS (
    SELECT n.workshop, n.county_code, n.workshop_type, m.month, m.people
    FROM workshop_months AS m
    JOIN numbered AS n ON n.county_code = m.county_code AND n.workshop_id = m.workshop_id
),
ties AS (
    SELECT n.workshop, t.enterprise, t.started_month, t.ended_month
    FROM (
        SELECT county_code, workshop_id, started_month, ended_month,
               CAST(dense_rank() OVER (ORDER BY credit_code NULLS LAST) AS INT) AS enterprise
        FROM partnerships
    ) AS t
    JOIN numbered AS n ON n.county_code = t.county_code AND n.workshop_id = t.workshop_id
),
tied AS (
    SELECT n.county_code, n.workshop_type, p.month, p.enterprise, sum(p.people) AS people
    FROM (
        SELECT DISTINCT p.month, t.enterprise, p.workshop, p.people
        FROM people AS p
        JOIN ties AS t
          ON t.workshop = p.workshop
         AND t.started_month <= p.month
         AND (t.ended_month IS NULL OR t.ended_month >= p.month)
        WHERE p.people > 0
    ) AS p
    JOIN numbered AS n ON n.workshop = p.workshop
    GROUP BY n.county_code, n.workshop_type, p.month, p.enterprise
),
largest AS (
    SELECT area_code, month, workshop_type, max(people) AS people
    FROM (
        SELECT left(t.county_code, l.digits) AS area_code,
               t.month,
               CASE WHEN k.is_typed THEN t.workshop_type ELSE 'all' END AS workshop_type,
               t.enterprise,
               sum(t.people) AS people
        FROM tied AS t
        CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
        CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
        GROUP BY ALL
    ) AS by_enterprise
    GROUP BY area_code, month, workshop_type
),
wholes AS (
    SELECT left(c.county_code, l.digits) AS area_code,
           c.month,
           CASE WHEN k.is_typed THEN c.workshop_type ELSE 'all' END AS workshop_type,
           sum(c.people) AS people
    FROM (
        SELECT county_code, month, workshop_type, sum(people) AS people
        FROM people
        GROUP BY county_code, month, workshop_type
    ) AS c
    CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
    CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
    GROUP BY ALL
)
SELECT w.area_code,
       w.month,
       w.workshop_type,
       CAST(coalesce(g.people, 0) AS BIGINT) AS largest_enterprise_people,
       CAST(w.people AS BIGINT) AS people
FROM wholes AS w
LEFT JOIN largest AS g
  ON g.area_code = w.area_code AND g.month = w.month AND g.workshop_type = w.workshop_type
