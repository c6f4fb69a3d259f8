"""What must hold between the facts, and between the facts and the rollups, before anybody sees a figure."""

import duckdb

from sharedwealth import numbers
from sharedwealth.errors import SnapshotError
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import language, t
from sharedwealth.warehouse import schema

# Each finds the first place where a ledger contradicts itself: county, month and what stands there.
_TWICE = """
SELECT county_code, month, {key}
FROM facts.{sheet}
GROUP BY county_code, month, {key}
HAVING count(*) > 1
ORDER BY ALL
LIMIT 1
"""

_ELSEWHERE = """
SELECT county_code, month, workshop_id
FROM facts.workshops
WHERE NOT starts_with(village_code, county_code)
ORDER BY ALL
LIMIT 1
"""

_NOT_LISTED = """
SELECT r.county_code, r.month, r.workshop_id
FROM facts.{sheet} AS r
LEFT JOIN (
    SELECT w.county_code, w.month, w.workshop_id
    FROM facts.workshops AS w
    JOIN facts.ledgers AS l ON l.county_code = w.county_code AND l.month = w.month
) AS w ON w.county_code = r.county_code AND w.month = r.month AND w.workshop_id = r.workshop_id
WHERE w.workshop_id IS NULL
ORDER BY ALL
LIMIT 1
"""

_ENTERED_TWICE = """
SELECT w.county_code, w.month, p.worker_id
FROM entries AS e
JOIN other_wages_at AS o ON o.worker = e.worker AND o.month_number = e.month_number
JOIN workshop_rows AS w ON w.workshop_row = e.workshop_row
JOIN workers AS p ON p.worker = e.worker
GROUP BY w.county_code, w.month, p.worker_id, w.workshop_id
HAVING count(*) > 1
ORDER BY ALL
LIMIT 1
"""

_ENTRIES = "SELECT (SELECT count(*) FROM facts.employment), (SELECT count(*) FROM entries)"

# The same total by every road that leads to it; the facts come first.
_TOTALS = {
    "people": """
        SELECT (SELECT count(*) FROM main_rows),
               (SELECT sum(people) FROM cells),
               (SELECT sum(people) FROM workshop_months),
               (SELECT sum(people) FROM reach),
               (SELECT sum(people) FROM cohorts),
               (SELECT sum(people) FROM travel),
               (SELECT sum(people) FROM households)
    """,
    "workers": """
        SELECT (SELECT count(*) FROM workers),
               (SELECT sum(people) FROM reach WHERE gap_months IS NULL),
               (SELECT sum(people) FROM first_seen WHERE length(area_code) = 6 AND workshop_type = 'all'),
               (SELECT sum(people) FROM cohorts WHERE joined_month = month),
               (SELECT sum(people) FROM spells WHERE dimension = 'all'),
               (SELECT sum(people) FROM spells WHERE dimension = 'type')
    """,
    "wages": """
        SELECT (SELECT sum(wage_yuan) FROM facts.employment),
               (SELECT sum(wage_sum) FROM cells),
               (SELECT sum(wage_sum) FROM workshop_months)
    """,
    "increases": """
        SELECT (SELECT sum(wage_yuan - prior_income_yuan) FROM main_rows),
               (SELECT sum(increase_sum) FROM cells),
               (SELECT sum(increase_sum) FROM workshop_months),
               (SELECT sum(yuan_sum) FROM income_bins WHERE measure = 'increase'),
               (SELECT sum(yuan_sum) FILTER (measure = 'wage') - sum(yuan_sum) FILTER (measure = 'prior')
                FROM income_bins),
               (SELECT sum(increase_sum) FROM group_increases WHERE dimension = 'sex'),
               (SELECT sum(increase_sum) FROM group_increases WHERE dimension = 'age_band'),
               (SELECT sum(wage_sum) - sum(prior_sum) FROM paired_bins),
               (SELECT sum(increase_sum) FROM income_areas WHERE length(area_code) = 9 AND workshop_type = 'all'),
               (SELECT sum(increase_sum) FROM income_areas WHERE length(area_code) = 12 AND workshop_type <> 'all')
    """,
    "people of a known increase": """
        SELECT (SELECT count(prior_income_yuan) FROM main_rows),
               (SELECT sum(increase_people) FROM workshop_months),
               (SELECT sum(women) + sum(men) FROM group_bins),
               (SELECT sum(aged_16_29) + sum(aged_30_39) + sum(aged_40_49) + sum(aged_50_59) + sum(aged_60_69)
                   + sum(aged_70_plus) FROM group_bins),
               (SELECT sum(people) FROM group_increases WHERE dimension = 'sex'),
               (SELECT sum(people) FROM increases WHERE workshop_type = 'all' AND whose = 'all')
    """,
    "steady people": """
        SELECT (SELECT count(hundredths) FROM last_years),
               (SELECT sum(people) FROM stability_bins),
               (SELECT sum(people) FROM steadiness WHERE dimension = 'type')
    """,
    "households": """
        SELECT (SELECT count(DISTINCT family) FROM main_rows),
               (SELECT sum(new_households) FROM households)
    """,
    "output": """
        SELECT (SELECT sum(output_yuan) FROM facts.results), (SELECT sum(output_yuan) FROM workshop_months)
    """,
}

_SEALED = {
    "employment.wage_yuan": "SELECT coalesce(sum(wage_sum), 0) FROM cells",
    "workshops.rows": "SELECT count(*) FROM workshop_months",
    "results.output_yuan": "SELECT coalesce(sum(output_yuan), 0) FROM workshop_months",
    "results.collective_income_yuan": "SELECT coalesce(sum(collective_income_yuan), 0) FROM workshop_months",
    "results.survey_responses": "SELECT coalesce(sum(survey_responses), 0) FROM workshop_months",
}
"""Totals of the manifest that can be found again in a snapshot, where no single person's row is left."""


def facts(con: duckdb.DuckDBPyConnection) -> None:
    """Nothing when every sheet's keys are single, and every workshop lies in its county and in a known ledger."""
    twice = t(
        "The ledger of {county} for {month} lists {key} twice in the sheet “{sheet}”. Correct it and try again."
    )
    for sheet in ("workshops", "results"):
        query = _TWICE.replace("{sheet}", sheet).replace("{key}", "workshop_id")
        _none(con, query, twice, sheet=sheet)
    outside = t(
        "The ledger of {county} for {month} lists workshop {key} in a village of another county. Correct it and try"
        " again."
    )
    _none(con, _ELSEWHERE, outside)
    for sheet in ("workshops", "results"):
        _not_listed(con, sheet)


def entries(con: duckdb.DuckDBPyConnection) -> None:
    """Nothing when no row of employment was lost on the way into `entries`, and none stands there twice."""
    [(received, taken)] = con.execute(_ENTRIES).fetchall()
    if received != taken:
        _not_listed(con, "employment")
        raise AssertionError(f"of {received} rows of employment {taken} were taken in")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE other_wages_at AS"
        " SELECT DISTINCT worker, month_number FROM entries WHERE last_month_number = month_number"
    )
    twice = t(
        "The ledger of {county} for {month} lists worker {key} twice in one workshop. Correct it and try again."
    )
    _none(con, _ENTERED_TWICE, twice)
    con.execute("DROP TABLE temp.other_wages_at")


def rollups(con: duckdb.DuckDBPyConnection) -> None:
    """Nothing when every rollup adds up to the facts; a difference is a fault of the program, so it raises plainly."""
    for what, query in _TOTALS.items():
        [totals] = con.execute(query).fetchall()
        if len({total or 0 for total in totals}) > 1:
            raise AssertionError(f"the {what} of facts and rollups differ: {totals}")


def _not_listed(con: duckdb.DuckDBPyConnection, sheet: str) -> None:
    sentence = t(
        "The ledger of {county} for {month} names workshop {key} in the sheet “{sheet}”, but not in its list of"
        " workshops, or there is no such ledger. Correct it and try again."
    )
    _none(con, _NOT_LISTED.replace("{sheet}", sheet), sentence, sheet=sheet)


def _none(con: duckdb.DuckDBPyConnection, query: str, sentence: str, sheet: str = "") -> None:
    for county, month, key in con.execute(query).fetchall():
        title = SHEETS[sheet].title_zh if sheet and language() == "zh" else sheet
        raise SnapshotError(sentence.format(county=county, month=numbers.month(month), key=key, sheet=title))


def totals(con: duckdb.DuckDBPyConnection, expected: dict[str, dict[str, int]]) -> None:
    """Nothing when the facts at hand have the rows and sums that the manifest says."""
    for sheet, wanted in expected.items():
        columns = [name for name in wanted if name != "rows"]
        sums = "".join(f", coalesce(sum({name}), 0)" for name in columns)
        query = "SELECT count(*){sums} FROM facts.{sheet}".replace("{sums}", sums).replace("{sheet}", sheet)
        [found] = con.execute(query).fetchall()
        if dict(zip(["rows", *columns], map(int, found), strict=True)) != wanted:
            raise AssertionError(f"the facts of {sheet} have {found}, the manifest {wanted}")


def sealed(con: duckdb.DuckDBPyConnection, expected: dict[str, dict[str, int]]) -> None:
    """Nothing when a finished snapshot has the tables it should, and the sums that its manifest says."""
    for problem in differences(con, expected):
        raise AssertionError(problem)


def differences(con: duckdb.DuckDBPyConnection, expected: dict[str, dict[str, int]]) -> list[str]:
    """What in a finished snapshot is not as its schema and manifest say; empty when all is well."""
    found = []
    if schema.columns(con) != schema.expected():
        found.append(t("its tables are not those of this version of the program"))
    for what, query in _SEALED.items():
        [(total,)] = con.execute(query).fetchall()
        sheet, column = what.split(".")
        if total != expected[sheet][column]:
            sentence = t("the sum of {what} is {found} instead of {expected}")
            figures = {"found": numbers.plain(total), "expected": numbers.plain(expected[sheet][column])}
            found.append(sentence.format(what=what, **figures))
    return found
