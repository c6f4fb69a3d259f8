-- Hazards found and not yet fixed in a workshop, over its ledgers so far.
WITH judged AS (
    SELECT w.rowid AS subject, m.month, m.hazards_open >= $hazards AS holds,
           CAST(m.hazards_open AS DOUBLE) AS figure, CAST(NULL AS DOUBLE) AS base, CAST($hazards AS DOUBLE) AS threshold,
           CAST(NULL AS BIGINT) AS n, FALSE AS few, CAST(NULL AS VARCHAR) AS detail
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    WHERE m.month BETWEEN $from AND $month AND m.hazards_open IS NOT NULL
      {among w.rowid}
      AND (w.closed_month IS NULL OR w.closed_month > $month)
),
