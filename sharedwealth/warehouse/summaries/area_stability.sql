-- Quantiles of how much workers' wages vary, out of bins of 0.01: each lies between the people at the places floor and
-- ceil of share × (n - 1) of the ordered row, taken in the middle of their bins.
SELECT b.area_code,
       b.month,
       b.people,
       b.q1_below + (b.q1_above - b.q1_below) * ((b.people - 1) * 25e-2 - floor((b.people - 1) * 25e-2)) + 5e-3 AS q1,
       b.median_below
           + (b.median_above - b.median_below) * ((b.people - 1) * 5e-1 - floor((b.people - 1) * 5e-1)) + 5e-3 AS median,
       b.q3_below + (b.q3_above - b.q3_below) * ((b.people - 1) * 75e-2 - floor((b.people - 1) * 75e-2)) + 5e-3 AS q3
FROM (
    SELECT area_code,
           month,
           whole AS people,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 25e-2)) AS q1_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 25e-2)) AS q1_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 5e-1)) AS median_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 5e-1)) AS median_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 75e-2)) AS q3_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 75e-2)) AS q3_above
    FROM (
        SELECT area_code,
               month,
               bin,
               sum(people) OVER (
                   PARTITION BY area_code, month
                   ORDER BY bin NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
               ) AS up_to,
               CAST(sum(people) OVER (PARTITION BY area_code, month) AS BIGINT) AS whole
        FROM (
            SELECT left(s.county_code, l.digits) AS area_code, s.month, s.bin, sum(s.people) AS people
            FROM stability_bins AS s
            CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 AS digits UNION ALL SELECT 6 AS digits) AS l
            GROUP BY ALL
        ) AS bins
    ) AS running
    GROUP BY area_code, month, whole
) AS b
