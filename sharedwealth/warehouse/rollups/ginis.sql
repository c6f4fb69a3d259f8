-- The Gini of the wages, and of the income before joining, of each county's workers with both known, out of bins:
-- that of the bins' means plus a third of what places inside the bins can add (Gastwirth's bounds; wages are whole yuan,
-- so the last of a bin is 49 above its first). One person alone in a bin differs from nobody in it. What each bin adds
-- is kept to a ten-thousandth and summed as a whole number. NULL where nobody has any income.
SELECT c.county_code, c.month, CAST(g.people AS BIGINT) AS people, g.wage_gini, g.prior_gini
FROM (
    SELECT ledger,
           max(people) AS people,
           max(CASE WHEN measure = 'wage' THEN least + spread / 3 END) AS wage_gini,
           max(CASE WHEN measure = 'prior' THEN least + spread / 3 END) AS prior_gini
    FROM (
        SELECT ledger,
               measure,
               people,
               1 - CAST(pairs_sum AS DOUBLE) / product AS least,
               CAST(spread_sum AS DOUBLE) / 1e4 / (49 * product) AS spread
        FROM (
            SELECT ledger,
                   measure,
                   sum(people) AS people,
                   sum(people * (2 * yuan_up_to - yuan_sum)) AS pairs_sum,
                   sum(CAST(floor((yuan_sum - people * bin) * (people * (bin + 49) - yuan_sum)
                       * (people - 1e0) / people * 1e4 + 5e-1) AS BIGINT)) AS spread_sum,
                   CASE WHEN sum(yuan_sum) > 0 THEN CAST(sum(people) AS DOUBLE) * CAST(sum(yuan_sum) AS DOUBLE) END
                       AS product
            FROM (
                SELECT ledger, measure, bin, people, yuan_sum,
                       sum(yuan_sum) OVER (
                           PARTITION BY ledger, measure
                           ORDER BY bin NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                       ) AS yuan_up_to
                FROM both_bins
            ) AS running
            GROUP BY ledger, measure
        ) AS summed
    ) AS bounds
    GROUP BY ledger
) AS g
JOIN cell_names AS c ON c.cell = g.ledger
