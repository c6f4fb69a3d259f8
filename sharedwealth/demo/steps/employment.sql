-- Who worked where in which month, for how many days and what raw pay.

-- Up to three stays, each ended by leaving; people differ, so that the longer they have stayed the likelier they go on.
CREATE TABLE stay AS
WITH drawn AS (
    SELECT p.worker_no, p.joined_step, p.workshop_no, p.other_workshop_no, p.return_share,
           p.leave_hazard * exp(0.8 * normal('restless', p.worker_no, 0) - 0.32) AS hazard
    FROM worker AS p
),
ends AS (
    SELECT *, joined_step + 1 + wait('leaves', worker_no, 1, hazard) AS left_1,
           2 + wait('away', worker_no, 1, 0.26) AS away_1, wait('leaves', worker_no, 2, hazard * 1.1) AS more_2,
           2 + wait('away', worker_no, 2, 0.22) AS away_2, wait('leaves', worker_no, 3, hazard * 1.2) AS more_3,
           uniform('returns', worker_no, 1) < return_share AS returns_1,
           uniform('returns', worker_no, 2) < return_share * 0.8 AS returns_2,
           if(uniform('changes', worker_no, 0) < 0.22, other_workshop_no, workshop_no) AS workshop_2
    FROM drawn
)
SELECT worker_no, workshop_no, joined_step AS from_step, left_1 AS until_step FROM ends
UNION ALL
SELECT worker_no, workshop_2, left_1 + away_1, left_1 + away_1 + 1 + more_2 FROM ends WHERE returns_1
UNION ALL
SELECT worker_no, workshop_2, left_1 + away_1 + 1 + more_2 + away_2, left_1 + away_1 + 2 + more_2 + away_2 + more_3
FROM ends WHERE returns_1 AND returns_2;

CREATE TABLE called AS
SELECT w.workshop_no, l.step, s.called_share, s.orders_level
FROM workshop AS w
JOIN plan_ledgers AS l ON l.county_code = w.county_code AND l.step >= w.entered_step
                      AND (w.closed_step IS NULL OR l.step < w.closed_step)
JOIN seasons AS s ON s.season = w.season AND s.calendar_month = calendar_month(l.step);

-- Out of season some are not called: for most places it is always the same people, who come back every year.
CREATE TABLE pay_row AS
SELECT m.worker_no, m.workshop_no, m.step, c.orders_level, false AS is_side
FROM (
    SELECT worker_no, workshop_no, from_step,
           unnest(range(from_step, least(until_step, getvariable('last_step') + 1)))::INTEGER AS step
    FROM stay WHERE from_step <= getvariable('last_step')
) AS m
JOIN called AS c ON c.workshop_no = m.workshop_no AND c.step = m.step
JOIN worker AS k ON k.worker_no = m.worker_no
WHERE m.step = k.joined_step
   OR uniform('called', m.worker_no, if(uniform('always the same', m.worker_no, 0) < 0.7, -1, m.step // 2)) < c.called_share;

-- A few help out in a second workshop in some months.
INSERT INTO pay_row
SELECT r.worker_no, w.other_workshop_no, r.step, c.orders_level, true
FROM pay_row AS r
JOIN worker AS w ON w.worker_no = r.worker_no AND w.other_workshop_no <> r.workshop_no
                AND uniform('helps out', r.worker_no, -1) < 0.028
JOIN called AS c ON c.workshop_no = w.other_workshop_no AND c.step = r.step
WHERE uniform('helps out', r.worker_no, r.step) < 0.45;

CREATE TABLE raw_pay AS
SELECT r.worker_no, r.workshop_no, r.step, r.is_side,
       least(if(r.is_side, 9, 29), greatest(1, round(
           if(r.is_side, 4, if(w.is_part_time, 0.6, 1) * w.usual_days)
           * power(r.orders_level, 0.12) * exp(0.14 * normal('days', r.worker_no, r.step + r.is_side::INTEGER * 100))
       )))::TINYINT AS days_worked,
       greatest(1, round(3000 * w.pay * if(r.is_side, 0.2, 1) * power(r.orders_level, 0.22)
           * exp(w.pay_noise * 0.72 * normal('pay', r.worker_no, r.step + r.is_side::INTEGER * 100))
       ))::INTEGER AS raw_yuan
FROM pay_row AS r JOIN worker AS w USING (worker_no);

DROP TABLE stay;
DROP TABLE pay_row;

-- The month's level of pay: what brings the mean increase of all with both incomes known to the planned one.
CREATE TABLE pay_level AS
SELECT r.step,
       (any_value(i.mean_yuan) * count(*) FILTER (NOT r.is_side)
        + sum(w.prior_income_yuan::BIGINT) FILTER (NOT r.is_side))
           / sum(r.raw_yuan::BIGINT) AS level
FROM raw_pay AS r JOIN worker AS w USING (worker_no) JOIN plan_increase AS i ON i.step = r.step
WHERE w.prior_income_yuan IS NOT NULL
GROUP BY r.step;

CREATE TABLE crew AS
SELECT workshop_no, step, count(*)::INTEGER AS people FROM raw_pay GROUP BY ALL;

-- Wages as ledgers have them: most on a round hundred or fifty, piece rates less often.
CREATE TABLE employment AS
SELECT c.county_code, month_of(r.step) AS month, s.workshop_id, w.worker_id, w.household_id, w.sex, w.birth_year,
       w.was_low_income AND (w.lifted_step IS NULL OR r.step < w.lifted_step) AS is_low_income,
       w.home_village_code, r.days_worked,
       CASE WHEN r.heap < 0.50 - w.pay_noise * 0.5 THEN 100 * greatest(1, round(r.raw_yuan * p.level / 100))
            WHEN r.heap < 0.80 - w.pay_noise * 0.8 THEN 50 * greatest(1, round(r.raw_yuan * p.level / 50))
            WHEN r.heap < 0.95 - w.pay_noise * 0.8 THEN 10 * greatest(1, round(r.raw_yuan * p.level / 10))
            ELSE greatest(1, round(r.raw_yuan * p.level)) END::INTEGER AS wage_yuan,
       w.prior_income_yuan, w.hired_on
FROM (SELECT *, uniform('heap', worker_no, step) AS heap FROM raw_pay) AS r
JOIN pay_level AS p ON p.step = r.step
JOIN worker AS w ON w.worker_no = r.worker_no
JOIN workshop AS s ON s.workshop_no = r.workshop_no
JOIN county AS c ON c.county_no = w.county_no;

DROP TABLE raw_pay;
