-- People at work in a county against the same county's ledger some months before; a ledger without anybody is nobody.
WITH people AS (
    SELECT c.county_code AS area_code, c.month, coalesce(p.people, 0) AS people
    FROM county_months AS c
    LEFT JOIN area_people AS p
      ON p.area_code = c.county_code AND p.month = c.month AND p.workshop_type = 'all'
    WHERE c.is_reported AND c.month <= $month
),
judged AS (
    SELECT now.area_code AS subject, now.month,
           now.people <= before.people * (1 - $share) + 1e-9 AS holds,
           1 - CAST(now.people AS DOUBLE) / before.people AS figure,
           CAST(before.people AS DOUBLE) AS base, $share AS threshold, now.people AS n,
           now.people > 0 AND now.people < $few AS few, CAST(NULL AS VARCHAR) AS detail
    FROM people AS now
    JOIN people AS before
      ON before.area_code = now.area_code
     AND before.month = CAST(now.month - to_months(CAST($against AS INTEGER)) AS DATE)
    WHERE before.people >= $least_people
),
