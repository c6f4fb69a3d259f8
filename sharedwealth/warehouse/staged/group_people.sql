-- Workers by ledger and increase, `bin` counting steps of 50 yuan: once by sex and band of age, and once by the linkages
-- of their main workshop in the month. Bands are numbered: whole numbers are put together faster than text.
SELECT ledger,
       sex,
       band,
       CAST(NULL AS INT) AS linkages,
       bin,
       count(*) AS people,
       CAST(sum(increase_yuan) AS BIGINT) AS yuan_sum
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
UNION ALL
SELECT l.ledger,
       CAST(NULL AS STRING) AS sex,
       CAST(NULL AS INT) AS band,
       l.linkages,
       CAST(floor((m.wage_yuan - m.prior_income_yuan) / 5e1) AS INT) AS bin,
       count(*) AS people,
       CAST(sum(m.wage_yuan - m.prior_income_yuan) AS BIGINT) AS yuan_sum
FROM main_rows AS m
JOIN linked_rows AS l ON l.workshop_row = m.workshop_row
WHERE m.prior_income_yuan IS NOT NULL
GROUP BY l.ledger, l.linkages, CAST(floor((m.wage_yuan - m.prior_income_yuan) / 5e1) AS INT)
