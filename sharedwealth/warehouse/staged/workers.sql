-- A number for every worker, who is unique within a county; numbers sort and join faster than text.
SELECT county_code,
       worker_id,
       CAST(row_number() OVER (ORDER BY county_code NULLS LAST, worker_id NULLS LAST) AS INT) AS worker
FROM (SELECT DISTINCT county_code, worker_id FROM facts.employment) AS named
