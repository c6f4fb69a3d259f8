"""The rows of a county's ledgers behind a figure, each with its place in the workbook and what it adds."""

from datetime import date

import duckdb
import pandas as pd

from sharedwealth.intake.lineage.rules import PEOPLE, Placed, Rule

# The rows of workers; the sheet's own row is the main one of the month.
_OF_PEOPLE = """
SELECT x.month, 'employment' AS sheet, e.source_row, x.workshop_id, x.worker_id,
       x.{placed}_village AS place_code, x.name, x.{placed}_type AS workshop_type, 1 AS entries,
       {numerator} AS numerator, {denominator} AS denominator, x.wage_yuan, x.prior_income_yuan{more}
FROM ({base}) AS x
LEFT JOIN facts.employment AS e
  ON e.worker_id = x.worker_id AND e.workshop_id = x.workshop_id AND e.month = x.month
WHERE ({keep})
  AND ($town = '' OR starts_with(x.{placed}_village, $town))
  AND ($type = 'all' OR x.{placed}_type = $type)
ORDER BY x.month, x.workshop_id, x.worker_id
"""

_BASES = {
    "at_work": "SELECT * FROM lines WHERE month = $month",
    # The first time in the area, and of the type where one is asked for.
    "ever": """
        SELECT * EXCLUDE (nth) FROM (
            SELECT *, row_number() OVER (PARTITION BY worker ORDER BY month_number) AS nth
            FROM lines
            WHERE month <= $month
              AND ($town = '' OR starts_with({placed}_village, $town))
              AND ($type = 'all' OR {placed}_type = $type)
        ) AS seen
        WHERE nth = 1
    """,
    # In the county's ledger before this one, and not in this one.
    "left": """
        SELECT b.*
        FROM lines AS b
        JOIN ledger_months AS l ON l.month = $month AND l.previous_month_number = b.month_number
        ANTI JOIN (SELECT worker FROM lines WHERE month = $month) AS n ON n.worker = b.worker
    """,
    "joined_a_year_ago": """
        SELECT f.*, n.worker IS NOT NULL AS is_at_work
        FROM lines AS f
        LEFT JOIN (SELECT worker FROM lines WHERE month = $month) AS n ON n.worker = f.worker
        WHERE f.last_month_number IS NULL AND f.month = CAST($month AS DATE) - INTERVAL 12 MONTH
    """,
    "paid_a_year_ago": """
        SELECT n.*, n.wage_yuan > b.wage_yuan AS is_raised
        FROM lines AS n
        JOIN lines AS b ON b.worker = n.worker AND b.month = CAST($month AS DATE) - INTERVAL 12 MONTH
        WHERE n.month = $month AND b.wage_yuan > 0
    """,
    # Whole numbers up to the root, as the snapshot has it.
    "steady": """
        SELECT x.*, sqrt(v.wages * v.square_sum - v.wage_sum * v.wage_sum) / v.wage_sum AS variation
        FROM lines AS x
        JOIN (
            SELECT worker, count(*) AS wages, CAST(sum(wage_yuan) AS BIGINT) AS wage_sum,
                   CAST(sum(CAST(wage_yuan AS BIGINT) * wage_yuan) AS BIGINT) AS square_sum
            FROM lines
            WHERE month BETWEEN CAST($month AS DATE) - INTERVAL 11 MONTH AND $month
            GROUP BY worker
        ) AS v ON v.worker = x.worker
        WHERE x.month = $month AND v.wages >= 6 AND v.wage_sum > 0
    """,
}

_WORKSHOPS = """
SELECT x.month, 'workshops' AS sheet, x.source_row, x.workshop_id, x.village_code AS place_code, x.name,
       x.workshop_type, 1 AS entries, {numerator} AS numerator, {denominator} AS denominator
FROM (
    SELECT *, closed_month IS NULL OR closed_month > $ledger_month AS is_active
    FROM listed
    WHERE opened_month <= $ledger_month
) AS x
WHERE ({keep})
  AND starts_with(x.village_code, $town)
  AND ($type = 'all' OR x.workshop_type = $type)
ORDER BY x.workshop_id
"""

# A result counts where the month's ledger lists the workshop; what was left empty adds nothing and is no row.
_RESULTS = """
SELECT r.month, 'results' AS sheet, r.source_row, r.workshop_id, l.village_code AS place_code, l.name,
       l.workshop_type, 1 AS entries, r.{numerator} AS numerator, {people} AS denominator
FROM facts.results AS r
JOIN facts.workshops AS w ON w.workshop_id = r.workshop_id AND w.month = r.month
JOIN listed AS l ON l.workshop_id = r.workshop_id
WHERE r.month = $month AND r.{numerator} IS NOT NULL
  AND starts_with(l.village_code, $town)
  AND ($type = 'all' OR l.workshop_type = $type)
ORDER BY r.workshop_id
"""
_PEOPLE_THERE = """coalesce(
           (SELECT count(*) FROM lines AS x WHERE x.month = r.month AND x.workshop_id = r.workshop_id), 0)"""

_SURVEYS = """
SELECT r.month, 'results' AS sheet, r.source_row, r.workshop_id, l.village_code AS place_code, l.name,
       l.workshop_type, 1 AS entries, r.survey_satisfied AS numerator, r.survey_responses AS denominator
FROM facts.results AS r
JOIN facts.workshops AS w ON w.workshop_id = r.workshop_id AND w.month = r.month
JOIN listed AS l ON l.workshop_id = r.workshop_id
WHERE r.month BETWEEN CAST($month AS DATE) - INTERVAL 2 MONTH AND $month AND r.survey_responses > 0
  AND starts_with(l.village_code, $town)
  AND ($type = 'all' OR l.workshop_type = $type)
ORDER BY r.month, r.workshop_id
"""

_TRACED = "SELECT month, workshop_id, source_row FROM listed"
_TIES = """
SELECT workshop_id, credit_code, month, source_row
FROM (
    SELECT *, row_number() OVER (PARTITION BY workshop_id, credit_code ORDER BY month DESC, started_on DESC) AS place
    FROM facts.partnerships
) AS ranked
WHERE place = 1
"""


def of_people(
    con: duckdb.DuckDBPyConnection, rule: Rule, placed: Placed, month: date, town: str, kind: str
) -> pd.DataFrame:
    """A row per worker; `variation` of the last twelve wages where the figure is of it."""
    if rule.base not in PEOPLE:
        raise ValueError(f"{rule.base} is not of workers")
    text = _OF_PEOPLE.replace("{base}", _BASES[rule.base]).replace("{placed}", placed)
    text = _written(text, rule).replace("{more}", ", x.variation" if rule.base == "steady" else "")
    return con.execute(text, {"month": month, "town": town, "type": kind}).df()


def of_workshops(
    con: duckdb.DuckDBPyConnection, rule: Rule, ledger_month: date, town: str, kind: str
) -> pd.DataFrame:
    """A row per workshop as the last ledger lists it; `ledger_month` is the last ledger up to the month."""
    return con.execute(
        _written(_WORKSHOPS, rule), {"ledger_month": ledger_month, "town": town, "type": kind}
    ).df()


def of_results(con: duckdb.DuckDBPyConnection, rule: Rule, month: date, town: str, kind: str) -> pd.DataFrame:
    """A row per workshop that gave the figure; with the people at work there where it is per worker."""
    people = _PEOPLE_THERE if rule.denominator == "people" else "NULL"
    text = _RESULTS.replace("{people}", people).replace("{numerator}", rule.numerator)
    return con.execute(text, {"month": month, "town": town, "type": kind}).df()


def of_surveys(con: duckdb.DuckDBPyConnection, month: date, town: str, kind: str) -> pd.DataFrame:
    """A row per workshop and month with answers, of three months."""
    return con.execute(_SURVEYS, {"month": month, "town": town, "type": kind}).df()


def listed_rows(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Where each workshop stands in the last ledger that lists it: month, workshop_id, source_row."""
    return con.execute(_TRACED).df()


def tie_rows(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Where each workshop's tie to an enterprise stands in the last ledger that lists it."""
    return con.execute(_TIES).df()


def _written(text: str, rule: Rule) -> str:
    parts = {"{numerator}": rule.numerator, "{denominator}": rule.denominator, "{keep}": rule.keep}
    for name, part in parts.items():
        text = text.replace(name, part)
    return text
