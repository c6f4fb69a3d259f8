-- Enterprises and the workshops they are paired with, mostly within one city and one trade.

-- Within a city and a trade the workshops stand in a row and enterprises take one to seven of them in turn.
CREATE TABLE workshop_turn AS
SELECT workshop_no, left(county_code, 4) AS city_code, enterprise_word,
       row_number() OVER (PARTITION BY left(county_code, 4), enterprise_word
                          ORDER BY county_code, uniform('turn', workshop_no, 0), workshop_no) AS turn,
       count(*) OVER (PARTITION BY left(county_code, 4), enterprise_word) AS turns
FROM workshop;

CREATE TABLE enterprise_share AS
SELECT *, coalesce(sum(takes) OVER (PARTITION BY city_code, enterprise_word ORDER BY place
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
FROM (
    SELECT city_code, enterprise_word, turns, unnest(range(1, turns + 1)) AS place,
           1 + least(6, wait('takes', city_code || enterprise_word, place, 0.84)) AS takes
    FROM (SELECT DISTINCT city_code, enterprise_word, turns FROM workshop_turn)
)
QUALIFY before < turns;

-- A well-formed code: authority 9, kind 1, a region that exists nowhere, an organisation's nine, the check digit.
CREATE TABLE enterprise AS
WITH numbered AS (
    SELECT *, row_number() OVER (ORDER BY city_code, enterprise_word, place)::INTEGER AS enterprise_no FROM enterprise_share
),
organisation AS (
    SELECT *, 'MD' || lpad(((enterprise_no * 7919 + 104729) % 1000000)::VARCHAR, 6, '0') AS body FROM numbered
),
checked AS (
    SELECT *, '91' || '339999' || body || organisation_check(body) AS stem FROM organisation
)
SELECT enterprise_no, city_code, enterprise_word, place, takes, before, stem || credit_check(stem) AS credit_code,
       '示例企业 ' || lpad(enterprise_no::VARCHAR, 4, '0') AS name
FROM checked;

CREATE TABLE pairing AS
SELECT t.workshop_no, e.enterprise_no, true AS is_main
FROM workshop_turn AS t
JOIN enterprise AS e ON e.city_code = t.city_code AND e.enterprise_word = t.enterprise_word
                    AND t.turn > e.before AND t.turn <= e.before + e.takes
UNION ALL
-- A second enterprise, the next in the row, at most one such pairing for each enterprise.
SELECT t.workshop_no, n.enterprise_no, false
FROM workshop_turn AS t
JOIN enterprise AS e ON e.city_code = t.city_code AND e.enterprise_word = t.enterprise_word AND t.turn = e.before + 1
JOIN enterprise AS n ON n.city_code = e.city_code AND n.enterprise_word = e.enterprise_word AND n.place = e.place + 1
WHERE uniform('second enterprise', t.workshop_no, 0) < 0.28 AND n.takes < 7;

-- Most sit in the county of their first workshop, some elsewhere in the city, a few in another city.
CREATE TABLE enterprise_home AS
WITH first_workshop AS (
    SELECT p.enterprise_no, w.county_no, w.county_code
    FROM pairing AS p JOIN workshop AS w USING (workshop_no)
    WHERE p.is_main
    QUALIFY row_number() OVER (PARTITION BY p.enterprise_no ORDER BY w.opened_step, w.workshop_no) = 1
),
elsewhere AS (
    SELECT f.enterprise_no, c.county_code
    FROM first_workshop AS f
    JOIN county AS c ON uniform('home', f.enterprise_no, 0) >= 0.74
         AND (left(c.county_code, 4) = left(f.county_code, 4) OR uniform('home', f.enterprise_no, 0) >= 0.93)
    QUALIFY row_number() OVER (PARTITION BY f.enterprise_no ORDER BY
        race('home county', f.enterprise_no, c.county_no, c.pay_level * c.pay_level * c.pay_level), c.county_no) = 1
)
SELECT f.enterprise_no, coalesce(e.county_code, f.county_code) AS home_county_code
FROM first_workshop AS f LEFT JOIN elsewhere AS e USING (enterprise_no);

-- How farmers share: one way by the workshop's type, for some a second.
CREATE TABLE partnership AS
WITH way AS (
    SELECT w.workshop_no, l.linkage,
           row_number() OVER (
               PARTITION BY w.workshop_no ORDER BY race('linkage', w.workshop_no, l.linkage, l.weight), l.linkage
           ) AS place
    FROM workshop AS w JOIN linkages AS l USING (workshop_type)
)
SELECT p.workshop_no, p.enterprise_no, y.linkage, y.place AS way, p.is_main,
       w.opened_on + if(p.is_main, 0, floor(uniform('paired', p.workshop_no, p.enterprise_no) * 120)::INTEGER) AS started_on,
       CASE WHEN w.closed_step IS NOT NULL THEN w.closed_step
            WHEN NOT p.is_main AND w.opened_step + 8 + wait('parts', p.workshop_no, 0, 0.02) <= getvariable('last_step')
            THEN w.opened_step + 8 + wait('parts', p.workshop_no, 0, 0.02) END AS ended_step
FROM pairing AS p
JOIN workshop AS w USING (workshop_no)
JOIN way AS y ON y.workshop_no = p.workshop_no
WHERE (p.is_main AND (y.place = 1 OR y.place = 2 AND uniform('two ways', p.workshop_no, 0) < 0.24))
   OR (NOT p.is_main AND y.place = 1);
