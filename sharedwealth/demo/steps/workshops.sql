-- Every workshop: when and where it opened, what it makes, its type, its size and when it closed.

-- What a county is known for, beside what is found everywhere. Where there are few villages little is grown.
CREATE TABLE county_industry AS
SELECT county_no, industry, round(weight / sum(weight) OVER (PARTITION BY county_no), 9) AS share
FROM (
    SELECT c.county_no, k.industry,
           sum(k.weight
               * CASE WHEN i.season IN ('holiday', 'farm', 'fruit', 'tea') THEN 0.08 + c.village_share ELSE 1 END
               * CASE WHEN c.is_mountain AND k.industry IN ('services', 'electronics') THEN 0.5 ELSE 1 END) AS weight
    FROM county AS c
    JOIN clusters AS k ON length(k.area_code) <= 6 AND starts_with(c.county_code, k.area_code)
    JOIN industries AS i USING (industry)
    GROUP BY ALL
);

-- A town's own trade: what the cluster list says of the town, else one drawn from its county's.
CREATE TABLE town_industry AS
SELECT town_no, industry, share FROM (
    SELECT t.town_no, k.industry, k.weight / sum(k.weight) OVER (PARTITION BY t.town_no) AS share
    FROM town AS t JOIN clusters AS k ON k.area_code = t.town_code
)
UNION ALL
SELECT town_no, industry, 1.0 FROM (
    SELECT t.town_no, i.industry,
           row_number() OVER (
               PARTITION BY t.town_no ORDER BY race('town trade', t.town_code, i.industry, i.share), i.industry
           ) AS place
    FROM town AS t JOIN county_industry AS i USING (county_no)
    WHERE t.town_code NOT IN (SELECT area_code FROM clusters)
) WHERE place = 1;

CREATE TABLE opening AS
SELECT county_no, opened_step,
       row_number() OVER (PARTITION BY county_no ORDER BY opened_step, n) AS serial
FROM (
    SELECT c.county_no, o.step AS opened_step, unnest(range(o.workshops)) AS n
    FROM plan_openings AS o JOIN county AS c USING (county_code)
);

-- Each town that is not blank takes one; the rest goes by pull, whole numbers by largest remainder.
CREATE TABLE town_quota AS
WITH open_town AS (
    SELECT t.*, s.workshops, row_number() OVER (PARTITION BY t.county_no ORDER BY t.pull DESC, t.town_no) AS by_pull
    FROM town AS t
    JOIN (SELECT county_no, count(*) AS workshops FROM opening GROUP BY 1) AS s USING (county_no)
    WHERE t.takes_workshops AND t.town_no NOT IN (FROM blank_town)
),
sure AS (
    SELECT *, (by_pull <= workshops)::INTEGER AS first_one,
           workshops - least(workshops, count(*) OVER (PARTITION BY county_no)) AS rest,
           round(pull / sum(pull) OVER (PARTITION BY county_no), 9) AS share
    FROM open_town
)
SELECT town_no, county_no,
       first_one + floor(rest * share)::INTEGER
           + (row_number() OVER (PARTITION BY county_no ORDER BY rest * share - floor(rest * share) DESC, town_no)
              <= rest - sum(floor(rest * share)) OVER (PARTITION BY county_no))::INTEGER AS workshops
FROM sure;

-- Small towns come later: a town's first workshop opens the later the fewer it will have.
CREATE TABLE seat AS
SELECT town_no, county_no, n AS town_serial,
       row_number() OVER (
           PARTITION BY county_no
           ORDER BY uniform('seat', town_no, n) + if(n = 0, 0.25 + 0.5 / workshops, 0), town_no, n
       ) AS serial
FROM (SELECT town_no, county_no, workshops, unnest(range(workshops)) AS n FROM town_quota WHERE workshops > 0);

CREATE TABLE workshop_place AS
SELECT row_number() OVER (ORDER BY o.county_no, o.serial)::INTEGER AS workshop_no, o.county_no, o.serial,
       o.opened_step::INTEGER AS opened_step, s.town_no, s.town_serial,
       1 + floor(ceil(t.villages * if(t.is_mountain, 0.44, 0.27))
                 * power(uniform('village', o.county_no, o.serial), if(t.is_mountain, 1.15, 1.5)))::INTEGER AS village_place
FROM opening AS o JOIN seat AS s USING (county_no, serial) JOIN town AS t USING (town_no);

-- Half go by the town's own trade, the rest by the county's.
CREATE TABLE workshop_industry AS
WITH drawn AS (
    SELECT w.workshop_no, coalesce(t.industry, c.industry) AS industry,
           row_number() OVER (PARTITION BY w.workshop_no ORDER BY
               CASE WHEN t.industry IS NOT NULL THEN race('trade', w.workshop_no, t.industry, t.share)
                    ELSE race('trade', w.workshop_no, c.industry, c.share) END, coalesce(t.industry, c.industry)) AS place
    FROM workshop_place AS w
    LEFT JOIN town_industry AS t
           ON t.town_no = w.town_no
          AND uniform('own trade', w.workshop_no, 0) < if(t.share < 1, 0.85, 0.45)
    LEFT JOIN county_industry AS c ON c.county_no = w.county_no AND t.town_no IS NULL
)
SELECT workshop_no, industry FROM drawn WHERE place = 1;

-- Targeted recruitment first, as many as the public record says by when; the other five by what the trade prefers.
CREATE TABLE workshop_type AS
WITH suited AS (
    SELECT w.workshop_no, s.type, s.weight, w.opened_step
    FROM workshop_place AS w JOIN workshop_industry USING (workshop_no) JOIN industry_types AS s USING (industry)
),
targeted AS (
    SELECT workshop_no FROM (
        SELECT s.workshop_no, t.count,
               row_number() OVER (
                   PARTITION BY t.first_step
                   ORDER BY race('targeted', s.workshop_no, 0, s.weight + 1.0), s.workshop_no
               ) AS place
        FROM suited AS s JOIN plan_targeted AS t ON s.opened_step BETWEEN t.first_step AND t.last_step
        WHERE s.type = 'targeted_recruitment'
    ) WHERE place <= count
)
SELECT workshop_no, 'targeted_recruitment' AS workshop_type FROM targeted
UNION ALL
SELECT workshop_no, type FROM (
    SELECT workshop_no, type,
           row_number() OVER (PARTITION BY workshop_no ORDER BY race('type', workshop_no, type, weight), type) AS place
    FROM suited
    WHERE type <> 'targeted_recruitment' AND weight > 0 AND workshop_no NOT IN (FROM targeted)
) WHERE place = 1;

CREATE TABLE workshop AS
SELECT p.workshop_no, p.county_no, c.county_code, p.serial, p.opened_step, p.town_no, t.town_code,
       v.village_no, v.village_code, k.workshop_type, i.industry, n.enterprise_word,
       CASE k.workshop_type WHEN 'agritourism' THEN 'holiday' WHEN 'ecommerce_livestream' THEN 'ecommerce'
            WHEN 'consigned_processing' THEN if(n.season = 'steady', 'export', n.season) ELSE n.season END AS season,
       c.county_code || '-' || lpad(p.serial::VARCHAR, 4, '0') AS workshop_id,
       row_number() OVER (PARTITION BY left(c.county_code, 4) ORDER BY p.opened_step, p.workshop_no) AS city_serial,
       -- Men and women, young and old are drawn per workshop's type; its size is skewed as sizes are.
       y.crew_level * c.crew_level * exp(0.72 * normal('size', p.workshop_no, 0)) AS size,
       exp(0.10 * normal('pays', p.workshop_no, 0)) AS pays,
       -- A town's first workshop stays: the coverage of towns does not fall.
       CASE WHEN p.town_serial > 0 AND p.opened_step + 5 + wait('closes', p.workshop_no, 0, 0.0036) <= getvariable('last_step')
            THEN p.opened_step + 5 + wait('closes', p.workshop_no, 0, 0.0036) END::INTEGER AS closed_step,
       -- The first ones opened from the spring of 2021 on, ever more of them towards the summer of 2022.
       CASE WHEN p.opened_step = 0 THEN DATE '2022-06-28' - floor(410 * power(uniform('opened', p.workshop_no, 0), 1.8))::INTEGER
            ELSE month_of(p.opened_step) + floor(28 * uniform('opened', p.workshop_no, 0))::INTEGER END AS opened_on,
       first.step AS entered_step
FROM workshop_place AS p
JOIN county AS c USING (county_no)
JOIN town AS t USING (town_no)
JOIN village_order AS o ON o.town_no = p.town_no AND o.place = p.village_place
JOIN village AS v ON v.village_no = o.village_no
JOIN workshop_industry AS i USING (workshop_no)
JOIN workshop_type AS k USING (workshop_no)
JOIN industries AS n USING (industry)
JOIN types AS y USING (workshop_type)
JOIN (
    SELECT w.workshop_no, min(l.step)::INTEGER AS step
    FROM workshop_place AS w JOIN county USING (county_no)
    JOIN plan_ledgers AS l ON l.county_code = county.county_code AND l.step >= w.opened_step
    GROUP BY 1
) AS first ON first.workshop_no = p.workshop_no;
