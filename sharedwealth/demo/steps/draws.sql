-- Draws that depend on the seed and on what they are drawn for, never on the order of rows or threads.
-- The outer hash matters: without it two draws for the same thing differ by a constant and are not independent.

CREATE OR REPLACE MACRO uniform(stream, thing, other) AS
    ((hash(hash(getvariable('seed'), stream, thing, other)) >> 11)::DOUBLE + 0.5) / 9007199254740992.0;

CREATE OR REPLACE MACRO normal(stream, thing, other) AS
    sqrt(-2 * ln(uniform(stream, thing, other))) * cos(2 * pi() * uniform(stream || ' turn', thing, other));

CREATE OR REPLACE MACRO wait(stream, thing, other, per_month) AS
    floor(-ln(uniform(stream, thing, other)) / per_month)::INTEGER;

-- The one with the smallest is drawn with a chance in proportion to its weight; the k smallest are k draws.
CREATE OR REPLACE MACRO race(stream, thing, other, weight) AS
    -ln(uniform(stream, thing, other)) / weight;

CREATE OR REPLACE MACRO month_of(step) AS (DATE '2022-06-01' + to_months(step::INTEGER))::DATE;

CREATE OR REPLACE MACRO calendar_month(step) AS (step + 5) % 12 + 1;
