-- Output, orders, the collectives' income and training, with the workshops that gave each figure or the people at work in
-- these.
SELECT left(r.county_code, l.digits) AS area_code,
       r.month,
       CASE WHEN k.is_typed THEN r.workshop_type ELSE 'all' END AS workshop_type,
       CAST(sum(r.output_yuan) AS BIGINT) AS output_yuan,
       CAST(sum(r.output_workshops) AS BIGINT) AS output_workshops,
       CAST(sum(r.output_people) AS BIGINT) AS output_people,
       CAST(sum(r.orders_yuan) AS BIGINT) AS orders_yuan,
       CAST(sum(r.orders_people) AS BIGINT) AS orders_people,
       CAST(sum(r.collective_income_yuan) AS BIGINT) AS collective_income_yuan,
       CAST(sum(r.collective_workshops) AS BIGINT) AS collective_workshops,
       CAST(sum(r.training_sessions) AS BIGINT) AS training_sessions,
       CAST(sum(r.session_workshops) AS BIGINT) AS session_workshops,
       CAST(sum(r.people_trained) AS BIGINT) AS people_trained,
       CAST(sum(r.trained_people) AS BIGINT) AS trained_people
FROM (
    SELECT m.county_code,
           m.month,
           w.workshop_type,
           sum(m.output_yuan) AS output_yuan,
           count(m.output_yuan) AS output_workshops,
           sum(m.people) FILTER (WHERE m.output_yuan IS NOT NULL) AS output_people,
           sum(m.orders_yuan) AS orders_yuan,
           sum(m.people) FILTER (WHERE m.orders_yuan IS NOT NULL) AS orders_people,
           sum(m.collective_income_yuan) AS collective_income_yuan,
           count(m.collective_income_yuan) AS collective_workshops,
           sum(m.training_sessions) AS training_sessions,
           count(m.training_sessions) AS session_workshops,
           sum(m.people_trained) AS people_trained,
           sum(m.people) FILTER (WHERE m.people_trained IS NOT NULL) AS trained_people
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    GROUP BY m.county_code, m.month, w.workshop_type
) AS r
CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
CROSS JOIN (SELECT TRUE AS is_typed UNION ALL SELECT FALSE AS is_typed) AS k
GROUP BY ALL
