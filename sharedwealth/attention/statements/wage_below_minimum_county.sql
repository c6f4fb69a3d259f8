-- The mean wage of a full month, out of the wages and days of all workers whose days are known, against the minimum
-- wage in force: the last one that began in the county's month or before.
WITH minimums AS (
    SELECT unnest($counties) AS county_code, unnest($since) AS since, unnest($until) AS until, unnest($yuan) AS yuan
),
wages AS (
    SELECT county_code, month,
           sum(days_people) AS people, sum(days_sum) AS days, sum(days_wage_sum) AS yuan
    FROM workshop_months
    WHERE month <= $month
    GROUP BY county_code, month
),
judged AS (
    SELECT w.county_code AS subject, w.month,
           CAST(w.yuan AS DOUBLE) / w.days * $days_per_month < m.yuan * $share AS holds,
           CAST(w.yuan AS DOUBLE) / w.days * $days_per_month AS figure,
           CAST(m.yuan AS DOUBLE) AS base, m.yuan * $share AS threshold, CAST(w.people AS BIGINT) AS n,
           w.people < $few AS few, CAST(NULL AS VARCHAR) AS detail
    FROM wages AS w
    JOIN minimums AS m ON m.county_code = w.county_code AND m.since <= w.month AND m.until > w.month
    WHERE w.people >= $least_people AND w.days > 0
),
