-- Check digits: GB 11714 for the organisation's nine characters, GB 32100 for the whole credit code.

CREATE OR REPLACE MACRO organisation_check(body) AS (
    WITH worked AS (
        SELECT 11 - list_sum(list_transform(range(1, 9), lambda i:
            (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(body, i, 1)) - 1)
            * [3, 7, 9, 10, 5, 8, 4, 2][i])) % 11 AS rest
    )
    SELECT CASE rest WHEN 10 THEN 'X' WHEN 11 THEN '0' ELSE rest::INTEGER::VARCHAR END FROM worked
);

CREATE OR REPLACE MACRO credit_check(stem) AS
    substr('0123456789ABCDEFGHJKLMNPQRTUWXY',
        ((31 - list_sum(list_transform(range(1, 18), lambda i:
            (strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(stem, i, 1)) - 1)
            * [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28][i])) % 31) % 31)::INTEGER + 1, 1);
