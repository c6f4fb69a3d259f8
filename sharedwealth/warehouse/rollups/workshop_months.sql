-- One row per workshop and reported month; people count in their main workshop, with all their wages. Hazards open are
-- those found less those fixed so far; more fixed than are open were found before the first ledger: they close nothing
-- that is found later.
SELECT w.county_code,
       w.month,
       w.workshop_id,
       coalesce(p.people, 0) AS people,
       coalesce(p.women, 0) AS women,
       coalesce(p.low_income_people, 0) AS low_income_people,
       coalesce(p.wage_sum, 0) AS wage_sum,
       coalesce(p.days_people, 0) AS days_people,
       coalesce(p.days_sum, 0) AS days_sum,
       coalesce(p.days_wage_sum, 0) AS days_wage_sum,
       coalesce(p.increase_people, 0) AS increase_people,
       coalesce(p.increase_sum, 0) AS increase_sum,
       r.output_yuan,
       r.orders_yuan,
       r.collective_income_yuan,
       r.training_sessions,
       r.people_trained,
       r.survey_responses,
       r.survey_satisfied,
       r.hazards_found,
       r.hazards_fixed,
       h.hazards_open
FROM workshop_rows AS w
LEFT JOIN (
    SELECT workshop_row,
           count(*) AS people,
           count(*) FILTER (WHERE sex = 'F') AS women,
           count(*) FILTER (WHERE is_low_income) AS low_income_people,
           CAST(sum(wage_yuan) AS BIGINT) AS wage_sum,
           count(days_worked) AS days_people,
           CAST(sum(days_worked) AS BIGINT) AS days_sum,
           CAST(sum(CASE WHEN days_worked IS NOT NULL THEN wage_yuan END) AS BIGINT) AS days_wage_sum,
           count(prior_income_yuan) AS increase_people,
           CAST(sum(wage_yuan - prior_income_yuan) AS BIGINT) AS increase_sum
    FROM main_rows
    GROUP BY workshop_row
) AS p ON p.workshop_row = w.workshop_row
LEFT JOIN facts.results AS r
  ON r.county_code = w.county_code AND r.month = w.month AND r.workshop_id = w.workshop_id
LEFT JOIN (
    SELECT county_code, month, workshop_id,
           CAST(found_less_fixed - least(0, min(found_less_fixed) OVER (
               PARTITION BY county_code, workshop_id
               ORDER BY month NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
           )) AS INT) AS hazards_open
    FROM (
        SELECT county_code, month, workshop_id,
               sum(coalesce(hazards_found, 0) - coalesce(hazards_fixed, 0)) OVER (
                   PARTITION BY county_code, workshop_id
                   ORDER BY month NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
               ) AS found_less_fixed
        FROM facts.results
        WHERE hazards_found IS NOT NULL OR hazards_fixed IS NOT NULL
    ) AS counted
) AS h
  ON h.county_code = w.county_code AND h.month = w.month AND h.workshop_id = w.workshop_id
