-- Where workers live, seen from the village of their main workshop, and how far away that is.
SELECT c.county_code,
       c.month,
       c.workshop_type,
       m.is_low_income,
       coalesce(j.relation, 'unknown') AS relation,
       coalesce(j.distance_band, 'unknown') AS distance_band,
       count(*) AS people
FROM main_rows AS m
JOIN cell_names AS c ON c.cell = m.cell
LEFT JOIN journeys AS j ON j.home = m.home AND j.workplace = m.workplace
GROUP BY ALL
