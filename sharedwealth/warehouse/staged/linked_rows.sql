-- The ways in which a workshop shares with farmers in a month, as one number: the sum of 1 for wages, 2 for piece rate
-- and so on (`linkage_names` reads it); 0 where there is no partnership. As in the snapshot's `partnerships`, the
-- last ledger that lists a partnership says when it began and ended, and it counts in the month it ends.
SELECT w.workshop_row,
       c.ledger,
       coalesce(p.linkages, 0) AS linkages
FROM workshop_rows AS w
JOIN cell_names AS c ON c.cell = w.cell
LEFT JOIN (
    SELECT w.workshop_row,
           max(CASE WHEN p.linkage = 'wages' THEN 1 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'piece_rate' THEN 2 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'rent' THEN 4 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'dividends' THEN 8 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'guaranteed_purchase' THEN 16 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'discounted_inputs' THEN 32 ELSE 0 END)
               + max(CASE WHEN p.linkage = 'free_equipment' THEN 64 ELSE 0 END) AS linkages
    FROM (
        SELECT county_code, workshop_id, linkage,
               year(started_on) * 12 + month(started_on) AS started_number,
               year(ended_on) * 12 + month(ended_on) AS ended_number,
               rank() OVER (
                   PARTITION BY county_code, workshop_id, credit_code, linkage ORDER BY month DESC NULLS LAST
               ) AS place
        FROM facts.partnerships
    ) AS p
    JOIN workshop_rows AS w
      ON w.county_code = p.county_code
     AND w.workshop_id = p.workshop_id
     AND p.started_number <= w.month_number
     AND (p.ended_number IS NULL OR p.ended_number >= w.month_number)
    WHERE p.place = 1
    GROUP BY w.workshop_row
) AS p ON p.workshop_row = w.workshop_row
