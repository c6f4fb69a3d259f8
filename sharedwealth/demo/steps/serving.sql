-- The villages a workshop serves beside its own: neighbours in its town, none to four.

CREATE TABLE neighbour AS
SELECT a.village_no, b.village_no AS other_no, b.is_key,
       row_number() OVER (
           PARTITION BY a.village_no
           ORDER BY power(a.longitude - b.longitude, 2) * 0.76 + power(a.latitude - b.latitude, 2), b.village_no
       ) AS place
FROM village AS a JOIN village AS b USING (town_code)
WHERE a.village_no <> b.village_no AND a.village_no IN (SELECT village_no FROM workshop);

CREATE TABLE served AS
WITH wish AS (
    SELECT workshop_no, village_no,
           CASE WHEN uniform('serves', workshop_no, 0) < 0.88 THEN 0 WHEN uniform('serves', workshop_no, 0) < 0.95 THEN 1
                WHEN uniform('serves', workshop_no, 0) < 0.98 THEN 2 ELSE 3 END AS villages
    FROM workshop
)
SELECT w.workshop_no, n.other_no AS village_no
FROM wish AS w JOIN neighbour AS n ON n.village_no = w.village_no AND n.place <= w.villages;

-- Key assisted villages without a workshop are given to one nearby, two at most to each; a few are left out.
INSERT INTO served
WITH reached AS (
    SELECT village_no FROM workshop WHERE closed_step IS NULL
    UNION SELECT s.village_no FROM served AS s JOIN workshop AS w USING (workshop_no) WHERE w.closed_step IS NULL
),
waiting AS (
    SELECT v.village_no, t.town_no,
           row_number() OVER (PARTITION BY t.town_no ORDER BY uniform('waiting', v.village_no, 0), v.village_no) AS place
    FROM village AS v JOIN town AS t USING (town_code)
    WHERE v.is_key AND uniform('left out', v.village_no, 0) > 0.008
      AND v.village_no NOT IN (FROM reached)
),
room AS (
    SELECT workshop_no, town_no,
           row_number() OVER (PARTITION BY town_no ORDER BY turn, opened_step, workshop_no) AS place
    FROM (
        SELECT w.workshop_no, w.town_no, w.opened_step, unnest(range(coalesce(s.villages, 0), 4)) AS turn
        FROM workshop AS w
        LEFT JOIN (SELECT workshop_no, count(*) AS villages FROM served GROUP BY 1) AS s USING (workshop_no)
        WHERE w.closed_step IS NULL
    )
)
SELECT r.workshop_no, w.village_no FROM waiting AS w JOIN room AS r USING (town_no, place);
