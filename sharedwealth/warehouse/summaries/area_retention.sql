-- Workers who joined twelve months before, by the type in which they joined, and how many of them are at work.
SELECT left(r.county_code, l.digits) AS area_code,
       r.month,
       CASE WHEN k.is_typed THEN r.workshop_type ELSE 'all' END AS workshop_type,
       CAST(sum(r.at_work) AS BIGINT) AS at_work,
       CAST(sum(r.joined) AS BIGINT) AS joined
FROM (
    SELECT c.county_code,
           c.month,
           h.workshop_type,
           sum(CASE WHEN h.month = c.month THEN h.people ELSE 0 END) AS at_work,
           sum(CASE WHEN h.month = h.joined_month THEN h.people ELSE 0 END) AS joined
    FROM county_months AS c
    JOIN (
        SELECT *, year(joined_month) * 12 + month(joined_month) + 12 AS year_later, year(month) * 12 + month(month) AS now
        FROM cohorts
    ) AS h
      ON h.county_code = c.county_code
     AND h.year_later = year(c.month) * 12 + month(c.month)
    WHERE c.is_reported AND (h.month = c.month OR h.month = h.joined_month)
    GROUP BY c.county_code, c.month, h.workshop_type
) AS r
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
GROUP BY ALL
