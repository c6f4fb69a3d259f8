-- The other three sheets, as each county sent them month by month.

CREATE TABLE workshops AS
WITH reach AS (
    SELECT workshop_no, string_agg(v.village_code, '、' ORDER BY v.village_code) AS served_village_codes
    FROM (SELECT DISTINCT workshop_no, village_no FROM served) JOIN village AS v USING (village_no)
    GROUP BY 1
),
goods AS (
    SELECT workshop_no, names[1 + floor(uniform('product', workshop_no, 0) * len(names))::INTEGER] AS product
    FROM (
        SELECT w.workshop_no, string_split(i.products, '|') AS names
        FROM workshop AS w JOIN industries AS i USING (industry)
    )
)
SELECT w.county_code, l.month, w.workshop_id,
       '示例工坊 ' || city.short_name || ' ' || lpad(w.city_serial::VARCHAR, 4, '0') AS name,
       w.workshop_type, w.village_code, r.served_village_codes, g.product,
       if(uniform('brand', w.workshop_no, 0) < if(w.workshop_type = 'brand_led', 0.95, 0.16),
          '示例品牌 ' || lpad((1 + floor(uniform('brand name', w.workshop_no, 0) * 800))::INTEGER::VARCHAR, 3, '0'), NULL) AS brand,
       CASE WHEN uniform('mode', w.workshop_no, 0) < 0.34 THEN 'village'
            WHEN uniform('mode', w.workshop_no, 0) < 0.62 THEN 'enterprise'
            WHEN uniform('mode', w.workshop_no, 0) < 0.88 THEN 'joint' ELSE 'professional' END AS operating_mode,
       w.opened_on,
       CASE WHEN w.closed_step <= l.step
            THEN month_of(w.closed_step) + floor(uniform('closed', w.workshop_no, 0) * 27)::INTEGER END AS closed_on,
       -- Rated after ten months, once more two years on; half of them are never rated.
       CASE WHEN l.step - w.opened_step >= 10 AND uniform('rated', w.workshop_no, 0) < 0.5
            THEN least(5, 2 - (uniform('one star', w.workshop_no, 0) < 0.12)::INTEGER
                          + wait('stars', w.workshop_no, 0, 0.95)
                          + (l.step - w.opened_step >= 24 AND uniform('star more', w.workshop_no, 0) < 0.4)::INTEGER)
            END::TINYINT AS stars,
       if(uniform('branch', w.workshop_no, 0) < 0.84, '示例党支部', NULL) AS party_branch,
       (1 + wait('stewards', w.workshop_no, 0, 1.6))::SMALLINT AS steward_count,
       round(v.longitude + 0.006 * (uniform('east', w.workshop_no, 0) - 0.5), 5) AS longitude,
       round(v.latitude + 0.006 * (uniform('north', w.workshop_no, 0) - 0.5), 5) AS latitude,
       if(v.longitude IS NULL, NULL, 'CGCS2000') AS crs
FROM workshop AS w
JOIN plan_ledgers AS l ON l.county_code = w.county_code AND l.step >= w.entered_step
JOIN village AS v USING (village_no)
JOIN goods AS g USING (workshop_no)
JOIN (SELECT code, regexp_replace(name_zh, '市$', '') AS short_name FROM places WHERE level = 'city') AS city
  ON city.code = left(w.county_code, 4)
LEFT JOIN reach AS r USING (workshop_no);

CREATE TABLE partnerships AS
SELECT w.county_code, l.month, w.workshop_id, e.credit_code, p.linkage, p.started_on,
       CASE WHEN p.ended_step <= l.step
            THEN greatest(p.started_on, month_of(p.ended_step)
                                        + floor(uniform('ended', p.workshop_no, p.enterprise_no) * 27)::INTEGER)
       END AS ended_on
FROM partnership AS p
JOIN workshop AS w USING (workshop_no)
JOIN enterprise AS e USING (enterprise_no)
JOIN plan_ledgers AS l ON l.county_code = w.county_code AND l.step >= w.entered_step
                      AND p.started_on < month_of(l.step + 1);

CREATE TABLE enterprises AS
SELECT DISTINCT p.county_code, p.month, e.credit_code, e.name, e.enterprise_word AS industry, h.home_county_code
FROM partnerships AS p
JOIN enterprise AS e USING (credit_code)
JOIN enterprise_home AS h USING (enterprise_no);
