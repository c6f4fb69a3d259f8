-- Every county of the register in every month; what is not reported has no date and is neither late nor in time,
-- and neither verified nor not.
SELECT p.code AS county_code,
       m.month,
       l.month IS NOT NULL AS is_reported,
       l.received_on,
       l.is_late,
       l.is_verified,
       max(l.month) OVER (PARTITION BY p.code ORDER BY m.month) AS ledger_month
FROM places AS p
CROSS JOIN months AS m
LEFT JOIN facts.ledgers AS l ON l.county_code = p.code AND l.month = m.month
WHERE p.level = 'county'
