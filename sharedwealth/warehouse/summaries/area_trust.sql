-- Answers of the last three months, of counties that have reported the month itself: surveys are quarterly.
SELECT left(t.county_code, l.digits) AS area_code,
       t.month,
       CASE WHEN k.is_typed THEN t.workshop_type ELSE 'all' END AS workshop_type,
       CAST(sum(t.satisfied) AS BIGINT) AS satisfied,
       CAST(sum(t.responses) AS BIGINT) AS responses
FROM (
    SELECT c.county_code, c.month, s.workshop_type, sum(s.satisfied) AS satisfied, sum(s.responses) AS responses
    FROM county_months AS c
    JOIN (
        SELECT m.county_code,
               year(m.month) * 12 + month(m.month) AS month_number,
               w.workshop_type,
               sum(m.survey_satisfied) AS satisfied,
               sum(m.survey_responses) AS responses
        FROM workshop_months AS m
        JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
        WHERE m.survey_responses > 0
        GROUP BY ALL
    ) AS s
      ON s.county_code = c.county_code
     AND s.month_number BETWEEN year(c.month) * 12 + month(c.month) - 2 AND year(c.month) * 12 + month(c.month)
    WHERE c.is_reported
    GROUP BY c.county_code, c.month, s.workshop_type
) AS t
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
GROUP BY ALL
