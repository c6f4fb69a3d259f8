-- The share of satisfied answers over the last months against as many months before them, of a county. It is judged in
-- a month with a ledger, where both spans have answers enough.
WITH answers AS (
    SELECT m.county_code AS subject, m.month,
           year(m.month) * 12 + month(m.month) AS number,
           sum(CASE WHEN m.survey_satisfied IS NOT NULL THEN m.survey_responses END) AS responses,
           sum(CASE WHEN m.survey_responses IS NOT NULL THEN m.survey_satisfied END) AS satisfied
    FROM workshop_months AS m
    WHERE m.month BETWEEN CAST($from - to_months(2 * CAST($window AS INTEGER) - 1) AS DATE) AND $month
      {among m.county_code}
    GROUP BY m.county_code, m.month
),
spans AS (
    SELECT subject, month, number,
           sum(responses) OVER now AS responses, sum(satisfied) OVER now AS satisfied,
           sum(responses) OVER before AS responses_before, sum(satisfied) OVER before AS satisfied_before
    FROM answers
    WINDOW now AS (
               PARTITION BY subject ORDER BY number
               RANGE BETWEEN CAST($window AS INTEGER) - 1 PRECEDING AND CURRENT ROW
           ),
           before AS (
               PARTITION BY subject ORDER BY number
               RANGE BETWEEN 2 * CAST($window AS INTEGER) - 1 PRECEDING AND CAST($window AS INTEGER) PRECEDING
           )
),
judged AS (
    SELECT subject, month,
           CAST(satisfied_before AS DOUBLE) / responses_before - CAST(satisfied AS DOUBLE) / responses
               >= $points - 1e-9 AS holds,
           CAST(satisfied_before AS DOUBLE) / responses_before - CAST(satisfied AS DOUBLE) / responses AS figure,
           CAST(satisfied AS DOUBLE) / responses AS base, $points AS threshold, CAST(responses AS BIGINT) AS n,
           (satisfied > 0 AND satisfied < $few) OR (satisfied_before > 0 AND satisfied_before < $few) AS few,
           CAST(NULL AS VARCHAR) AS detail
    FROM spans
    WHERE month >= $from AND responses >= $least_answers AND responses_before >= $least_answers
),
