-- What each rule's `judged` comes to in the month asked for: one row per place or workshop that could be judged, whether
-- it holds there, and since when: the first month of the unbroken run of judged months in which it has held. A month
-- that could not be judged, because no ledger came, neither ends a run nor counts in it.
broken AS (
    SELECT area, workshop, max(month) AS month FROM judged WHERE NOT holds GROUP BY area, workshop
),
runs AS (
    SELECT j.area, j.workshop, min(j.month) AS since, count(*) AS run
    FROM judged AS j
    LEFT JOIN broken AS b ON b.area = j.area AND b.workshop = j.workshop
    WHERE j.holds AND (b.month IS NULL OR j.month > b.month)
    GROUP BY j.area, j.workshop
)
SELECT j.area, j.workshop, j.holds, j.figure, j.base, j.threshold, j.n, j.few, j.detail,
       r.since, coalesce(r.run, 0) AS run
FROM judged AS j
LEFT JOIN runs AS r ON r.area = j.area AND r.workshop = j.workshop
WHERE j.month = $month
ORDER BY j.area, j.workshop
