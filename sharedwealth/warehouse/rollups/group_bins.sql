-- Workers by their increase in bins of 50 yuan, as in `income_bins`: a column for each sex, band of age and linkage of the
-- main workshop in the month. A worker of a workshop with several linkages counts under each of them.
SELECT c.county_code,
       c.month,
       g.bin * 50 AS bin,
       CAST(sum(CASE WHEN g.sex = 'F' THEN g.people ELSE 0 END) AS INT) AS women,
       CAST(sum(CASE WHEN g.sex = 'M' THEN g.people ELSE 0 END) AS INT) AS men,
       CAST(sum(CASE WHEN g.band = 1 THEN g.people ELSE 0 END) AS INT) AS aged_16_29,
       CAST(sum(CASE WHEN g.band = 2 THEN g.people ELSE 0 END) AS INT) AS aged_30_39,
       CAST(sum(CASE WHEN g.band = 3 THEN g.people ELSE 0 END) AS INT) AS aged_40_49,
       CAST(sum(CASE WHEN g.band = 4 THEN g.people ELSE 0 END) AS INT) AS aged_50_59,
       CAST(sum(CASE WHEN g.band = 5 THEN g.people ELSE 0 END) AS INT) AS aged_60_69,
       CAST(sum(CASE WHEN g.band = 6 THEN g.people ELSE 0 END) AS INT) AS aged_70_plus,
       CAST(sum(CASE WHEN floor(g.linkages / 1e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS wages,
       CAST(sum(CASE WHEN floor(g.linkages / 2e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS piece_rate,
       CAST(sum(CASE WHEN floor(g.linkages / 4e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS rent,
       CAST(sum(CASE WHEN floor(g.linkages / 8e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS dividends,
       CAST(sum(CASE WHEN floor(g.linkages / 16e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS guaranteed_purchase,
       CAST(sum(CASE WHEN floor(g.linkages / 32e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS discounted_inputs,
       CAST(sum(CASE WHEN floor(g.linkages / 64e0) % 2 = 1 THEN g.people ELSE 0 END) AS INT) AS free_equipment,
       CAST(sum(CASE WHEN g.linkages = 0 THEN g.people ELSE 0 END) AS INT) AS no_linkage
FROM group_people AS g
JOIN cell_names AS c ON c.cell = g.ledger
GROUP BY c.county_code, c.month, g.bin
