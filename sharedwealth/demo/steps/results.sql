-- What each workshop made, earned the village, taught, was told and put right in the month.

CREATE TABLE results AS
WITH standing AS (
    SELECT w.workshop_no, c.step, w.county_code, w.workshop_id, w.workshop_type, c.orders_level,
           coalesce(n.people, 0) AS people, y.output_per_person_thousand, y.collective_level, w.opened_step,
           exp(0.35 * normal('productive', w.workshop_no, 0)) AS productive,
           row_number() OVER (PARTITION BY w.workshop_no ORDER BY c.step) AS age,
           w.workshop_no IN (SELECT workshop_no FROM partnership WHERE linkage = 'rent') AS has_rent,
           w.workshop_no IN (SELECT workshop_no FROM partnership WHERE linkage = 'dividends') AS has_dividends
    FROM called AS c
    JOIN workshop AS w USING (workshop_no)
    JOIN types AS y USING (workshop_type)
    LEFT JOIN crew AS n ON n.workshop_no = c.workshop_no AND n.step = c.step
),
counted AS (
    SELECT *, 100 * round(10 * people * output_per_person_thousand * productive * power(orders_level, 0.6)
                          * (1 + 0.006 * step) * exp(0.12 * normal('output', workshop_no, step))) AS output,
           wait('trainings', workshop_no, step, 2.1 - if(age <= 3, 0.9, 0)) AS trainings,
           -- Surveys at the quarter's end, of those who are there.
           if(calendar_month(step) % 3 = 0 AND people > 0 AND uniform('surveyed', workshop_no, step) < 0.9,
              ceil(people * (0.35 + 0.55 * uniform('answers', workshop_no, step))), 0) AS answers,
           least(0.995, 0.925 + 0.0011 * step + 0.025 * normal('contented', workshop_no, 0)) AS contented,
           wait('hazards', workshop_no, step, 1.7) AS hazards
    FROM standing
)
SELECT county_code, month_of(step) AS month, workshop_id, output::BIGINT AS output_yuan,
       (100 * round(output * power(orders_level, 0.5) * (0.90 + 0.3 * uniform('orders', workshop_no, step)) / 100)
       )::BIGINT AS orders_yuan,
       (if(has_rent, 100 * round((4 + 18 * uniform('rent', workshop_no, 0)) * (1 + collective_level)), 0)
        + if(has_dividends AND calendar_month(step) IN (6, 12),
             100 * round(output * 0.0012 * least(age, 6) * collective_level), 0)
        + 10 * round(output * 0.0009 * collective_level * (0.6 + 0.8 * uniform('collective', workshop_no, step)))
       )::BIGINT AS collective_income_yuan,
       trainings::SMALLINT AS training_sessions,
       if(trainings > 0, ceil(people * trainings * (0.3 + 0.5 * uniform('trained', workshop_no, step))), 0)::SMALLINT
           AS people_trained,
       answers::SMALLINT AS survey_responses,
       least(answers, greatest(0, round(answers * contented
             + sqrt(answers * contented * (1 - contented)) * normal('satisfied', workshop_no, step))))::SMALLINT
           AS survey_satisfied,
       hazards::SMALLINT AS hazards_found,
       -- Nine in ten are put right at once.
       (hazards - if(uniform('left open', workshop_no, step) < 0.1, least(hazards, 1), 0))::SMALLINT AS hazards_fixed
FROM counted;
