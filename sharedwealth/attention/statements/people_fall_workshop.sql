-- People at work in a workshop against the same workshop some months before; a closed workshop is not judged.
WITH people AS (
    SELECT w.rowid AS workshop, m.month, m.people
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    WHERE m.month BETWEEN CAST($from - to_months(CAST($against AS INTEGER)) AS DATE) AND $month
      {among w.rowid}
      AND (w.closed_month IS NULL OR w.closed_month > $month)
),
judged AS (
    SELECT now.workshop AS subject, now.month,
           now.people <= before.people * (1 - $share) + 1e-9 AS holds,
           1 - CAST(now.people AS DOUBLE) / before.people AS figure,
           CAST(before.people AS DOUBLE) AS base, $share AS threshold, now.people AS n,
           now.people > 0 AND now.people < $few AS few, CAST(NULL AS VARCHAR) AS detail
    FROM people AS now
    JOIN people AS before
      ON before.workshop = now.workshop
     AND before.month = CAST(now.month - to_months(CAST($against AS INTEGER)) AS DATE)
    WHERE now.month >= $from AND before.people >= $least_people
),
