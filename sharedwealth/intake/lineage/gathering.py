"""The rows behind the figure of a county, a town or a village, before anything of them is hidden."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pandas as pd

from sharedwealth import months
from sharedwealth.intake.lineage import county_facts, fact_rows, table_rows
from sharedwealth.intake.lineage.asked import Asked
from sharedwealth.intake.lineage.rules import PEOPLE, Rule
from sharedwealth.text import language

SHEETS = {
    "workshops": ("workshops",),
    "places": ("workshops",),
    "results": ("results", "workshops"),
    "surveys": ("results", "workshops"),
    "tied": ("partnerships", "employment", "workshops"),
} | dict.fromkeys(PEOPLE, ("employment", "workshops"))
"""The sheets that stand behind the rows of each base, the sheet of the rows first."""

_LOW = "x.is_low_income"
_KNOWN, _UNKNOWN = "x.prior_income_yuan IS NOT NULL", "x.prior_income_yuan IS NULL"

# Rows of a worker beside the main one, in the workshops asked for.
_OTHER_ROWS = """
SELECT count(*)
FROM entries AS n
JOIN workshop_rows AS w ON w.workshop_row = n.workshop_row
JOIN listed AS l ON l.workshop_id = w.workshop_id
WHERE n.last_month_number = n.month_number AND w.month = $month
  AND starts_with({place}.village_code, $town) AND ($type = 'all' OR {place}.workshop_type = $type)
"""


@dataclass(frozen=True)
class Gathered:
    """`rows` has a row per worker, workshop or place; `others` counts by workshop the people of the complement."""

    rows: pd.DataFrame
    months: tuple[date, ...]
    """The ledgers that the rows stand in, or that they follow from."""
    others: pd.Series | None = None
    without_prior: int | None = None
    other_rows: int | None = None


def gathered(asked: Asked) -> Gathered:
    """Everything that the figure of the area is made of."""
    base = asked.rule.base
    if base in PEOPLE:
        return _people(asked)
    if base == "places":
        return _places(asked)
    if base == "tied":
        return _tied(asked)
    return _of_workshops(asked)


def _opened(
    asked: Asked, wanted: Sequence[date], sheets: Sequence[str], county: str = ""
) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    here = county or asked.county
    known = asked.sources
    return county_facts.opened(
        asked.settings, known.of(here), known.ledgers.get(here, ()), frozenset(wanted), sheets
    )


def _people(asked: Asked) -> Gathered:
    rule, used = asked.rule, _months_used(asked)
    reported = [each for each in asked.sources.months(asked.county) if each <= asked.month]
    needed = reported if rule.needs_history else used
    with _opened(asked, needed, SHEETS[rule.base]) as con:
        rows = _asked_of(con, rule, asked)
        if rule.base == "ever":
            used = tuple(sorted({stamp.date() for stamp in rows["month"]}))
        return Gathered(
            rows,
            used,
            others=_others(con, rule, asked),
            without_prior=_without_prior(con, rule, asked),
            other_rows=_other_rows(con, asked) if rule.base == "at_work" else None,
        )


def _months_used(asked: Asked) -> tuple[date, ...]:
    """The ledgers, of those that the county has sent, whose rows the figure is made of."""
    sent = asked.sources.months(asked.county)
    base = asked.rule.base
    if base == "left":
        before = [each for each in sent if each < asked.month]
        wanted = {*before[-1:], asked.month}
    elif base in ("joined_a_year_ago", "paid_a_year_ago"):
        wanted = {months.shift(asked.month, -12), asked.month}
    elif base in ("steady", "surveys"):
        span = 12 if base == "steady" else 3
        wanted = {months.shift(asked.month, -back) for back in range(span)}
    else:
        wanted = {asked.month}
    return tuple(each for each in sent if each in wanted)


def _asked_of(con: duckdb.DuckDBPyConnection, rule: Rule, asked: Asked) -> pd.DataFrame:
    return fact_rows.of_people(con, rule, asked.placed, asked.month, asked.town, asked.kind)


def _others(con: duckdb.DuckDBPyConnection, rule: Rule, asked: Asked) -> pd.Series | None:
    """People of the other status by workshop: another indicator tells them, so that both are protected together."""
    if _LOW not in rule.keep:
        return None
    is_other = f"NOT {_LOW}" in rule.keep
    keep = rule.keep.replace(f"NOT {_LOW}", _LOW) if is_other else rule.keep.replace(_LOW, f"NOT {_LOW}")
    return _asked_of(con, replace(rule, keep=keep), asked).groupby("workshop_id").size()


def _without_prior(con: duckdb.DuckDBPyConnection, rule: Rule, asked: Asked) -> int | None:
    if _KNOWN not in rule.keep:
        return None
    return len(_asked_of(con, replace(rule, keep=rule.keep.replace(_KNOWN, _UNKNOWN), numerator="1"), asked))


def _other_rows(con: duckdb.DuckDBPyConnection, asked: Asked) -> int:
    text = _OTHER_ROWS.replace("{place}", "l" if asked.placed == "listed" else "w")
    values = {"month": asked.month, "town": asked.town, "type": asked.kind}
    [(count,)] = con.execute(text, values).fetchall()
    return int(count)


def _of_workshops(asked: Asked) -> Gathered:
    rule, kind, town = asked.rule, asked.kind, asked.town
    used = _months_used(asked)
    sheets = [*SHEETS[rule.base], *(["employment"] if rule.denominator == "people" else [])]
    with _opened(asked, used, sheets) as con:
        if rule.base == "results":
            return Gathered(fact_rows.of_results(con, rule, asked.month, town, kind), used)
        if rule.base == "surveys":
            return Gathered(fact_rows.of_surveys(con, asked.month, town, kind), used)
        ledger_month = pd.Timestamp(asked.counties["ledger_month"].iloc[0]).date()
        rows = fact_rows.of_workshops(con, rule, ledger_month, town, kind)
    return Gathered(rows, tuple(sorted({stamp.date() for stamp in rows["month"]})))


def _places(asked: Asked) -> Gathered:
    """Places of the register; the row of the ledger is that of the workshop that covers the place."""
    found = table_rows.places(asked.warehouse, asked.rule.goal, asked.area, asked.month, asked.kind)
    found["name"] = found["name_zh" if language() == "zh" else "name_en"]
    traced = pd.concat([_empty_trace(), *_traces(asked, found)])
    rows = found.merge(
        traced, how="left", left_on=["by_county", "workshop_id"], right_on=["county_code", "workshop_id"]
    ).assign(sheet="workshops")
    rows["county_code"] = rows["by_county"]
    return Gathered(rows, tuple(sorted({stamp.date() for stamp in rows["month"].dropna()})))


def _traces(asked: Asked, found: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Where the covering workshops stand; one of another county may serve a place here."""
    for county in sorted(found["by_county"].dropna().unique()):
        with _opened(asked, (), ("workshops",), county) as con:
            yield fact_rows.listed_rows(con).assign(county_code=county)


def _empty_trace() -> pd.DataFrame:
    columns = {"month": "datetime64[us]", "workshop_id": "str", "source_row": "Int64", "county_code": "str"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def _tied(asked: Asked) -> Gathered:
    """Workshops with people at work; the row of the ledger is that of the tie to the largest enterprise."""
    found = table_rows.tied(asked.warehouse, asked.area, asked.month, asked.kind)
    with _opened(asked, (), ("partnerships",)) as con:
        ties = fact_rows.tie_rows(con)
    rows = found.merge(ties, how="left", on=["workshop_id", "credit_code"])
    is_tied = rows["credit_code"].notna()
    rows["sheet"] = is_tied.map({True: "partnerships", False: "employment"})
    rows["month"] = rows["month"].where(is_tied, pd.Timestamp(asked.month))
    used = {asked.month, *(stamp.date() for stamp in rows["month"])}
    return Gathered(rows, tuple(sorted(used)))
