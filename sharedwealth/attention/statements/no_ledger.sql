-- Counties without a ledger in a month; every county can be judged in every month.
WITH judged AS (
    SELECT county_code AS subject, month, NOT is_reported AS holds,
           CAST(NULL AS DOUBLE) AS figure, CAST(NULL AS DOUBLE) AS base, CAST(NULL AS DOUBLE) AS threshold,
           CAST(NULL AS BIGINT) AS n, FALSE AS few, CAST(ledger_month AS VARCHAR) AS detail
    FROM county_months
    WHERE month <= $month
),
