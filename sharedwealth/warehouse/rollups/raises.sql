-- Of the workers who earned something in the county twelve months before too: how many earn more now, and how many
-- less. The type is that of this month.
SELECT c.county_code,
       c.month,
       c.workshop_type,
       count(*) AS people,
       count(*) FILTER (WHERE y.wage_yuan > y.wage_then) AS raised,
       count(*) FILTER (WHERE y.wage_yuan < y.wage_then) AS fell,
       CAST(sum(y.wage_yuan) AS BIGINT) AS wage_sum_now,
       CAST(sum(y.wage_then) AS BIGINT) AS wage_sum_then
FROM last_years AS y
JOIN cell_names AS c ON c.cell = y.cell
WHERE y.wage_then > 0
GROUP BY ALL
