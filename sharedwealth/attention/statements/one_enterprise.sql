-- The people of a county or town whose workshops are tied to its largest enterprise, out of all its people. A workshop
-- tied to several enterprises counts for each; a tie counts in the month it ends. Of several as large, the smallest code.
-- Workshops and enterprises are numbered: whole numbers are put together several times faster than codes.
WITH people AS (
    SELECT left(w.village_code, CAST($digits AS INTEGER)) AS area, m.month, w.rowid AS workshop, m.people
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    WHERE m.month BETWEEN $from AND $month AND m.people > 0
      {among left(w.village_code, CAST($digits AS INTEGER))}
),
whole AS (
    SELECT area, month, sum(people) AS people FROM people
    GROUP BY area, month
    HAVING sum(people) >= $least_people AND count(*) >= $least_workshops
),
ties AS (
    SELECT DISTINCT w.rowid AS workshop, t.credit_code, t.started_month, t.ended_month,
           dense_rank() OVER (ORDER BY t.credit_code) AS enterprise
    FROM partnerships AS t
    JOIN workshops AS w ON w.county_code = t.county_code AND w.workshop_id = t.workshop_id
    WHERE t.started_month <= $month AND (t.ended_month IS NULL OR t.ended_month >= $from)
),
tied AS (
    SELECT p.area, p.month, t.enterprise, p.workshop, any_value(p.people) AS people
    FROM people AS p
    JOIN ties AS t
      ON t.workshop = p.workshop
     AND t.started_month <= p.month
     AND (t.ended_month IS NULL OR t.ended_month >= p.month)
    GROUP BY p.area, p.month, t.enterprise, p.workshop
),
by_enterprise AS (
    SELECT area, month, enterprise, sum(people) AS people FROM tied GROUP BY area, month, enterprise
),
largest AS (
    SELECT area, month, max(people) AS people, arg_max(enterprise, people * 1000000 - enterprise) AS enterprise
    FROM by_enterprise
    GROUP BY area, month
),
judged AS (
    SELECT w.area AS subject, w.month,
           coalesce(l.people, 0) > w.people * $share + 1e-9 AS holds,
           CAST(coalesce(l.people, 0) AS DOUBLE) / w.people AS figure,
           CAST(NULL AS DOUBLE) AS base, $share AS threshold, CAST(w.people AS BIGINT) AS n,
           (coalesce(l.people, 0) > 0 AND l.people < $few)
               OR (w.people - coalesce(l.people, 0) > 0 AND w.people - coalesce(l.people, 0) < $few) AS few,
           (SELECT any_value(t.credit_code) FROM ties AS t WHERE t.enterprise = l.enterprise) AS detail
    FROM whole AS w
    LEFT JOIN largest AS l ON l.area = w.area AND l.month = w.month
),
