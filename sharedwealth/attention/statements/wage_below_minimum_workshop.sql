-- The mean wage of a full month in a workshop, out of the wages and days of the workers whose days are known, against
-- the minimum wage in force in its county.
WITH minimums AS (
    SELECT unnest($counties) AS county_code, unnest($since) AS since, unnest($until) AS until, unnest($yuan) AS yuan
),
judged AS (
    SELECT s.rowid AS subject, w.month,
           CAST(w.days_wage_sum AS DOUBLE) / w.days_sum * $days_per_month < m.yuan * $share AS holds,
           CAST(w.days_wage_sum AS DOUBLE) / w.days_sum * $days_per_month AS figure,
           CAST(m.yuan AS DOUBLE) AS base, m.yuan * $share AS threshold, w.days_people AS n,
           w.days_people < $few AS few, CAST(NULL AS VARCHAR) AS detail
    FROM workshop_months AS w
    JOIN workshops AS s ON s.county_code = w.county_code AND s.workshop_id = w.workshop_id
    JOIN minimums AS m ON m.county_code = w.county_code AND m.since <= w.month AND m.until > w.month
    WHERE w.month BETWEEN $from AND $month AND w.days_people >= $least_people AND w.days_sum > 0
      {among s.rowid}
      AND (s.closed_month IS NULL OR s.closed_month > $month)
),
