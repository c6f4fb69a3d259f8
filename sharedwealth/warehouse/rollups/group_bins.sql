-- Workers by their increase in bins of 50 yuan, as in `income_bins`, by sex, by age and by the linkages of the main
-- workshop in the month: a worker of a workshop with several linkages counts under each of them.
-- Bands of age are numbered while workers are counted: whole numbers are put together faster than text.
WITH people AS (
    SELECT ledger,
           sex,
           band,
           bin,
           count(*) AS people,
           sum(increase_yuan) AS yuan_sum
    FROM (
        SELECT y.ledger,
               m.sex,
               CASE WHEN y.calendar_year - m.birth_year < 30 THEN 1
                    WHEN y.calendar_year - m.birth_year < 40 THEN 2
                    WHEN y.calendar_year - m.birth_year < 50 THEN 3
                    WHEN y.calendar_year - m.birth_year < 60 THEN 4
                    WHEN y.calendar_year - m.birth_year < 70 THEN 5
                    ELSE 6 END AS band,
               CAST(floor((m.wage_yuan - m.prior_income_yuan) / 5e1) AS INT) AS bin,
               m.wage_yuan - m.prior_income_yuan AS increase_yuan
        FROM main_rows AS m
        JOIN (SELECT cell, ledger, year(month) AS calendar_year FROM cell_names) AS y ON y.cell = m.cell
        WHERE m.prior_income_yuan IS NOT NULL
    ) AS named
    GROUP BY ledger, sex, band, bin
),
linked AS (
    SELECT l.ledger,
           l.linkages,
           CAST(floor((m.wage_yuan - m.prior_income_yuan) / 5e1) AS INT) AS bin,
           count(*) AS people,
           sum(m.wage_yuan - m.prior_income_yuan) AS yuan_sum
    FROM main_rows AS m
    JOIN linked_rows AS l ON l.workshop_row = m.workshop_row
    WHERE m.prior_income_yuan IS NOT NULL
    GROUP BY ALL
),
keyed AS (
    SELECT ledger, 'sex' AS dimension, sex AS key, bin, sum(people) AS people, sum(yuan_sum) AS yuan_sum
    FROM people
    GROUP BY ledger, sex, bin
    UNION ALL
    SELECT p.ledger, 'age_band' AS dimension, b.age_band AS key, p.bin, p.people, p.yuan_sum
    FROM (
        SELECT ledger, band, bin, sum(people) AS people, sum(yuan_sum) AS yuan_sum FROM people GROUP BY ledger, band, bin
    ) AS p
    JOIN (
        SELECT 1 AS band, '16-29' AS age_band
        UNION ALL SELECT 2 AS band, '30-39' AS age_band
        UNION ALL SELECT 3 AS band, '40-49' AS age_band
        UNION ALL SELECT 4 AS band, '50-59' AS age_band
        UNION ALL SELECT 5 AS band, '60-69' AS age_band
        UNION ALL SELECT 6 AS band, '70+' AS age_band
    ) AS b ON b.band = p.band
    UNION ALL
    SELECT g.ledger, 'linkage' AS dimension, n.linkage AS key, g.bin, sum(g.people) AS people, sum(g.yuan_sum) AS yuan_sum
    FROM linked AS g
    JOIN linkage_names AS n ON n.linkages = g.linkages
    GROUP BY g.ledger, n.linkage, g.bin
)
SELECT c.county_code,
       c.month,
       k.dimension,
       k.key,
       k.bin * 50 AS bin,
       CAST(k.people AS BIGINT) AS people,
       CAST(k.yuan_sum AS BIGINT) AS yuan_sum
FROM keyed AS k
JOIN cell_names AS c ON c.cell = k.ledger
