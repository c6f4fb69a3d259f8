-- Hazards found and not yet fixed in a workshop, month by month over its ledgers. More fixed than are open were found
-- before the first ledger: they close nothing that is found later.
WITH counted AS (
    SELECT w.rowid AS workshop, m.month,
           sum(coalesce(m.hazards_found, 0) - coalesce(m.hazards_fixed, 0)) OVER (
               PARTITION BY w.rowid ORDER BY m.month ROWS UNBOUNDED PRECEDING
           ) AS found_less_fixed
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    WHERE m.month <= $month AND (w.closed_month IS NULL OR w.closed_month > $month)
      AND (m.hazards_found IS NOT NULL OR m.hazards_fixed IS NOT NULL)
),
opened AS (
    SELECT workshop, month,
           found_less_fixed - least(0, min(found_less_fixed) OVER (
               PARTITION BY workshop ORDER BY month ROWS UNBOUNDED PRECEDING
           )) AS hazards
    FROM counted
),
judged AS (
    SELECT workshop AS subject, month, hazards >= $hazards AS holds,
           CAST(hazards AS DOUBLE) AS figure, CAST(NULL AS DOUBLE) AS base, CAST($hazards AS DOUBLE) AS threshold,
           CAST(NULL AS BIGINT) AS n, FALSE AS few, CAST(NULL AS VARCHAR) AS detail
    FROM opened
),
