-- What each rule's `judged` comes to in the month asked for: one row per place or workshop that could be judged, whether
-- it holds there, and since when: the first month of the unbroken run of judged months in which it has held. A month
-- that could not be judged, because no ledger came, neither ends a run nor counts in it.
holding AS (
    SELECT subject FROM judged WHERE month = $month AND holds
),
months_of_holding AS (
    SELECT j.subject, j.month, j.holds,
           max(CASE WHEN NOT j.holds THEN j.month END) OVER (PARTITION BY j.subject) AS broken
    FROM judged AS j
    SEMI JOIN holding AS h ON h.subject = j.subject
),
runs AS (
    SELECT subject, min(month) AS since, count(*) AS run
    FROM months_of_holding
    WHERE broken IS NULL OR month > broken
    GROUP BY subject
)
SELECT j.subject, j.holds, j.figure, j.base, j.threshold, j.n, j.few, j.detail, r.since, coalesce(r.run, 0) AS run
FROM judged AS j
LEFT JOIN runs AS r ON r.subject = j.subject
WHERE j.month = $month
ORDER BY j.subject
