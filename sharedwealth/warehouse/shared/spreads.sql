-- The quantiles of each group of `grouped` (group_number, bin, people), out of its bins of 50 yuan. A quantile lies
-- between the people at the places floor and ceil of share × (n - 1) of the ordered row, each taken in the middle of
-- the bin that holds him: exact to 25 yuan.
wholes AS (
    SELECT group_number, CAST(sum(people) AS BIGINT) AS whole
    FROM grouped
    GROUP BY group_number
),
bounds AS (
    SELECT g.group_number,
           w.whole AS people,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 1e-1)) AS p10_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 1e-1)) AS p10_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 25e-2)) AS q1_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 25e-2)) AS q1_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 5e-1)) AS median_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 5e-1)) AS median_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 75e-2)) AS q3_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 75e-2)) AS q3_above,
           min(bin) FILTER (WHERE up_to > floor((whole - 1) * 9e-1)) AS p90_below,
           min(bin) FILTER (WHERE up_to > ceil((whole - 1) * 9e-1)) AS p90_above
    FROM (
        SELECT group_number, bin,
               sum(people) OVER (
                   PARTITION BY group_number ORDER BY bin NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
               ) AS up_to
        FROM grouped
    ) AS g
    JOIN wholes AS w ON w.group_number = g.group_number
    GROUP BY g.group_number, w.whole
),
spreads AS (
    SELECT group_number,
           people,
           p10_below + (p10_above - p10_below) * ((people - 1) * 1e-1 - floor((people - 1) * 1e-1)) + 25 AS p10,
           q1_below + (q1_above - q1_below) * ((people - 1) * 25e-2 - floor((people - 1) * 25e-2)) + 25 AS q1,
           median_below
               + (median_above - median_below) * ((people - 1) * 5e-1 - floor((people - 1) * 5e-1)) + 25 AS median,
           q3_below + (q3_above - q3_below) * ((people - 1) * 75e-2 - floor((people - 1) * 75e-2)) + 25 AS q3,
           p90_below + (p90_above - p90_below) * ((people - 1) * 9e-1 - floor((people - 1) * 9e-1)) + 25 AS p90
    FROM bounds
)
