-- Every worker: where and when first seen, who they are, what they earned before, when they are there.

-- A new workshop hires its crew in its first three months, then replaces those who leave, more before its season.
CREATE TABLE hiring AS
SELECT *, coalesce(sum(want) OVER (PARTITION BY county_no, step ORDER BY town_no, workshop_no
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS lower
FROM (
    SELECT w.county_no, l.step, w.town_no, w.workshop_no,
           greatest(1, round(1000 * w.size * s.called_share
               * CASE l.step - w.entered_step WHEN 0 THEN if(w.opened_step = 0, 1, 0.55)
                                              WHEN 1 THEN 0.25 WHEN 2 THEN 0.15 ELSE 0.035 END
           ))::BIGINT AS want
    FROM workshop AS w
    JOIN plan_ledgers AS l ON l.county_code = w.county_code AND l.step >= w.entered_step
                          AND (w.closed_step IS NULL OR l.step < w.closed_step)
    JOIN seasons AS s ON s.season = w.season AND s.calendar_month = calendar_month(l.step)
);

CREATE TABLE joiner AS
SELECT row_number() OVER (ORDER BY county_no, step, n)::INTEGER AS worker_no, county_no, step AS joined_step,
       row_number() OVER (PARTITION BY county_no ORDER BY step, n)::INTEGER AS serial, total,
       uniform('workshop', county_no * 100 + step, n) AS draw
FROM (
    SELECT c.county_no, j.step, h.total, unnest(range(j.people)) AS n
    FROM plan_joiners AS j JOIN county AS c USING (county_code)
    JOIN (SELECT county_no, step, sum(want)::BIGINT AS total FROM hiring GROUP BY ALL) AS h
      ON h.county_no = c.county_no AND h.step = j.step
);

-- A second workshop nearby, for those who change or help out: the workshops stand in order of towns.
CREATE TABLE hired AS
WITH first_one AS (
    SELECT j.worker_no, j.county_no, j.joined_step, j.serial, h.workshop_no, j.total,
           floor(j.draw * j.total)::BIGINT AS pick
    FROM joiner AS j
    ASOF JOIN hiring AS h
      ON j.county_no = h.county_no AND j.joined_step = h.step AND floor(j.draw * j.total)::BIGINT >= h.lower
)
SELECT f.worker_no, f.county_no, f.joined_step, f.serial, f.workshop_no, h.workshop_no AS other_workshop_no
FROM (
    SELECT *, (pick + (0.01 + 0.07 * uniform('other workshop', worker_no, 0)) * total)::BIGINT % total AS other_pick
    FROM first_one
) AS f
ASOF JOIN hiring AS h ON f.county_no = h.county_no AND f.joined_step = h.step AND f.other_pick >= h.lower;

CREATE TABLE person AS
SELECT h.*, w.workshop_type, w.village_no AS workshop_village_no, w.town_no,
       y.usual_days, y.leave_hazard, y.return_share,
       if(uniform('sex', h.worker_no, 0) < y.women_share - if(w.season = 'fishery', 0.16, 0), 'F', 'M') AS sex,
       least(79, greatest(18, round(y.age_median + y.age_spread * normal('age', h.worker_no, 0))))::INTEGER AS age,
       0.30 * normal('skill', h.worker_no, 0) AS skill,
       uniform('part time', h.worker_no, 0) < y.part_time_share AS is_part_time
FROM hired AS h JOIN workshop AS w USING (workshop_no) JOIN types AS y USING (workshop_type);

-- Low-income when first seen: exactly as many as the public record says, likelier in the mountains and with age.
CREATE TABLE low_income AS
SELECT worker_no FROM (
    SELECT p.worker_no, l.count,
           row_number() OVER (
               PARTITION BY l.first_step
               ORDER BY race('low income', p.worker_no, 0,
                             c.low_income_level * if(p.age >= 60, 1.35, 1) * if(p.sex = 'F', 1.08, 1)
                             * CASE p.workshop_type WHEN 'consigned_processing' THEN 1.25
                                                    WHEN 'targeted_recruitment' THEN 0.85
                                                    WHEN 'ecommerce_livestream' THEN 0.6 ELSE 1 END), p.worker_no
           ) AS place
    FROM person AS p JOIN county AS c USING (county_no)
    JOIN plan_low_income AS l ON p.joined_step BETWEEN l.first_step AND l.last_step
) WHERE place <= count;

-- Homes: three in five live in the workshop's village, three in ten in its town, most others elsewhere in the county, and
-- where another county is near, one in fifty beyond its border.
CREATE TABLE across_border AS
WITH middle AS (
    SELECT town_no, any_value(county_no) AS county_no, avg(longitude) AS longitude, avg(latitude) AS latitude
    FROM village JOIN town USING (town_code, county_no) WHERE longitude IS NOT NULL
    GROUP BY town_no
),
near AS (
    SELECT m.town_no, v.village_no,
           row_number() OVER (
               PARTITION BY m.town_no
               ORDER BY power((v.longitude - m.longitude) * 0.87, 2) + power(v.latitude - m.latitude, 2), v.village_no
           ) AS place
    FROM middle AS m
    JOIN village AS v ON v.county_no <> m.county_no AND v.kind <> 'similar'
                     AND abs(v.latitude - m.latitude) < 0.12 AND abs(v.longitude - m.longitude) < 0.14
)
SELECT town_no, village_no, place FROM near WHERE place <= 4;

CREATE TABLE home AS
WITH of_county AS (
    SELECT county_no, village_no, row_number() OVER (PARTITION BY county_no ORDER BY village_no) AS place,
           count(*) OVER (PARTITION BY county_no) AS villages
    FROM village WHERE kind <> 'similar'
),
drawn AS (
    SELECT p.worker_no, p.county_no, p.workshop_village_no, p.town_no, uniform('lives', p.worker_no, 0) AS lives,
           uniform('lives where', p.worker_no, 0) AS spot, a.villages AS across
    FROM person AS p
    LEFT JOIN (SELECT town_no, count(*) AS villages FROM across_border GROUP BY 1) AS a USING (town_no)
)
SELECT worker_no, workshop_village_no AS village_no FROM drawn WHERE lives < 0.6
UNION ALL
SELECT d.worker_no, o.village_no
FROM drawn AS d
JOIN town AS t USING (town_no)
JOIN village_order AS o ON o.town_no = d.town_no AND o.place = 1 + floor(d.spot * t.villages)::BIGINT
WHERE d.lives >= 0.6 AND d.lives < 0.9
UNION ALL
SELECT d.worker_no, c.village_no
FROM drawn AS d
JOIN (SELECT DISTINCT county_no, villages FROM of_county) AS n USING (county_no)
JOIN of_county AS c ON c.county_no = d.county_no AND c.place = 1 + floor(d.spot * n.villages)::BIGINT
WHERE d.lives >= 0.9 AND (d.lives < 0.98 OR d.across IS NULL)
UNION ALL
SELECT d.worker_no, a.village_no
FROM drawn AS d
JOIN across_border AS a ON a.town_no = d.town_no AND a.place = 1 + floor(d.spot * d.across)::BIGINT
WHERE d.lives >= 0.98;

-- Households of one to three: neighbours in the order they were first seen, thirteen people in nine households.
CREATE TABLE household AS
SELECT worker_no,
       'H' || lpad((sum(is_first) OVER (PARTITION BY county_no ORDER BY village_no, place))::VARCHAR, 6, '0') AS household_id
FROM (
    SELECT h.worker_no, p.county_no, h.village_no, n.place,
           (n.place = 1 OR [1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1][(n.place - 1) % 13 + 1] = 1)::INTEGER AS is_first
    FROM home AS h JOIN person AS p USING (worker_no)
    JOIN (
        SELECT worker_no, row_number() OVER (PARTITION BY county_no, village_no ORDER BY worker_no) AS place
        FROM home JOIN person USING (worker_no)
    ) AS n USING (worker_no)
);

-- Income before: skewed, on fifties, most on round hundreds; low-income people began far lower, some had none.
CREATE TABLE income_before AS
SELECT worker_no,
       CASE WHEN uniform('income unknown', worker_no, 0) < 0.03 THEN NULL
            WHEN uniform('no income before', worker_no, 0) < if(sex = 'F', 0.055, 0.02) THEN 0
            WHEN uniform('round hundred', worker_no, 0) < 0.7 THEN 100 * greatest(1, round(yuan / 100))
            ELSE 50 * greatest(2, round(yuan / 50)) END::INTEGER AS prior_income_yuan
FROM (
    SELECT p.worker_no, p.sex,
           1480 * power(c.pay_level, 0.7) * if(p.sex = 'F', 0.91, 1.09)
           * if(p.worker_no IN (FROM low_income), 0.58, 1) * (1 - 0.00030 * power(greatest(0, p.age - 40), 2))
           * (1 + 0.0025 * p.joined_step) * exp(0.55 * p.skill + 0.40 * normal('before', p.worker_no, 0) - 0.08) AS yuan
    FROM person AS p JOIN county AS c USING (county_no)
);

-- Pay: women earn a tenth less in like work, the old and part-timers less, low-income people less.
CREATE TABLE worker AS
SELECT p.worker_no, p.county_no, p.joined_step, p.workshop_no, p.other_workshop_no, p.is_part_time, p.usual_days,
       p.leave_hazard, p.return_share, p.sex, i.prior_income_yuan, y.pay_noise, l.worker_no IS NOT NULL AS was_low_income,
       CASE WHEN l.worker_no IS NOT NULL THEN p.joined_step + 12 + wait('lifted', p.worker_no, 0, 0.02) END AS lifted_step,
       y.pay_level * c.pay_level * w.pays * exp(p.skill)
           * if(p.sex = 'F', 0.95, 1.055) * if(l.worker_no IS NOT NULL, 0.89, 1)
           * (1 - 0.00022 * power(greatest(0, p.age - 38), 2)) * if(p.is_part_time, 0.62, 1) AS pay,
       'G' || lpad(p.serial::VARCHAR, 7, '0') AS worker_id, h.household_id, v.village_code AS home_village_code,
       (2022 + (p.joined_step + 5) // 12 - p.age)::SMALLINT AS birth_year,
       -- Whoever stands in the first ledger of an early workshop may have been there for months.
       greatest(w.opened_on, month_of(p.joined_step) + floor(uniform('hired on', p.worker_no, 0) * 28)::INTEGER
           - if(w.opened_step = 0 AND p.joined_step = w.entered_step,
                floor(uniform('hired before', p.worker_no, 0)
                      * greatest(0, month_of(p.joined_step) - w.opened_on))::INTEGER, 0)) AS hired_on
FROM person AS p
JOIN county AS c USING (county_no)
JOIN workshop AS w USING (workshop_no)
JOIN types AS y ON y.workshop_type = p.workshop_type
JOIN home AS o ON o.worker_no = p.worker_no
JOIN village AS v ON v.village_no = o.village_no
JOIN household AS h ON h.worker_no = p.worker_no
JOIN income_before AS i ON i.worker_no = p.worker_no
LEFT JOIN low_income AS l ON l.worker_no = p.worker_no;

DROP TABLE joiner;
DROP TABLE hired;
DROP TABLE person;
DROP TABLE home;
DROP TABLE across_border;
DROP TABLE household;
DROP TABLE income_before;
