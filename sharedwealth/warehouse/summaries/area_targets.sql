-- The target for workshops that an area has in a month, beside those built: the nearest that is still to come, else the
-- last.
SELECT d.area_code, d.month, d.value AS target, coalesce(s.built, CAST(0 AS BIGINT)) AS built
FROM (
    SELECT t.area_code,
           m.month,
           t.value,
           row_number() OVER (
               PARTITION BY t.area_code, m.month
               ORDER BY CASE WHEN t.due_month IS NULL THEN 2 WHEN t.due_month < m.month THEN 1 ELSE 0 END NULLS LAST,
                        abs(year(t.due_month) * 12 + month(t.due_month) - year(m.month) * 12 - month(m.month)) NULLS LAST,
                        t.value NULLS LAST
           ) AS place
    FROM targets AS t
    CROSS JOIN months AS m
    WHERE t.indicator = 'workshops_built'
) AS d
LEFT JOIN area_stocks AS s
  ON s.area_code = d.area_code AND s.month = d.month AND s.workshop_type = 'all'
WHERE d.place = 1
