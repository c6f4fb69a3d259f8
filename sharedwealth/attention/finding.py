"""What the rules find in a month of a snapshot: the hits, and whom each rule could judge."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from sharedwealth.attention.rules import Rule
from sharedwealth.attention.wages import MinimumWage, in_force
from sharedwealth.errors import SnapshotError
from sharedwealth.indicators import answer, snapshot, workshop_directory
from sharedwealth.indicators.disclosure import PEOPLE_THRESHOLD
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import t

_NAMED = re.compile(r"\$([a-z_]+)")
_AMONG = re.compile(r"\{among (.+)\}")
_STATEMENTS = Path(__file__).parent / "statements"
_HAS = """
SELECT count(*) AS found FROM duckdb_columns()
WHERE table_name = 'workshop_months' AND column_name = $column AND schema_name = 'main'
"""
_NEEDS = {"wage_below_minimum": "days_sum", "hazards_open": "hazards_open"}
"""Columns that snapshots of earlier versions lack, by the measure that looks at them."""
_WORKSHOPS = """
SELECT w.rowid AS subject, w.county_code, w.workshop_id, w.name, w.workshop_type AS type, w.village_code AS village,
       w.opened_month <= $month AND (w.closed_month IS NULL OR w.closed_month > $month) AS is_active,
       c.is_reported
FROM workshops AS w
JOIN county_months AS c ON c.county_code = w.county_code AND c.month = $month
ORDER BY w.rowid
"""
_COUNTIES = "SELECT county_code, is_reported FROM county_months WHERE month = $month ORDER BY county_code"
_ENTERPRISES = "SELECT credit_code, name FROM enterprises WHERE credit_code IN (SELECT unnest($codes))"

_ROUNDED = {"share": 2, "points": 2, "yuan_month": 0}
"""Decimals of a figure about a town or workshop: finer ones would tell how many people stand behind it."""

BANDS = (10, 20, 50, 100, 200, 500)
"""In which the people of a town or workshop are told, by their lower edges."""


@dataclass(frozen=True)
class Findings:
    """All of the province in one month.

    `hits` has a row for each place or workshop and measure that hits it: rule, measure, unit, of, level, area (of a
    workshop its village), workshop, name, type, figure, base, threshold, n, since, run, detail, status (ok,
    suppressed); n and base of what is smaller than a county are the lower edges of `BANDS`.
    """

    month: date
    rules: tuple[Rule, ...]
    """Those that are switched on."""
    hits: pd.DataFrame
    judged: dict[str, np.ndarray]
    """By rule: the codes of the counties and towns it could judge, or the rows of `workshops`."""
    workshops: pd.DataFrame
    """All of them by `subject`: county_code, workshop_id, name, type, village, is_active, is_reported."""
    counties: pd.DataFrame
    """All of them: county_code, is_reported."""


def find(
    warehouse: Source,
    rules: Sequence[Rule],
    wages: Sequence[MinimumWage],
    month: date | str | None = None,
    *,
    listed: Callable[[Source, date], pd.DataFrame] = workshop_directory.listed,
) -> Findings:
    """What the enabled rules find; a `SnapshotError` where the snapshot lacks what a rule looks at.

    `listed` gives the directory of the month, which whoever remembers it need not ask for again.
    """
    when = snapshot.month_of(warehouse, month)
    used = tuple(rule for rule in rules if rule.is_enabled)
    counties = warehouse.query(_COUNTIES, {"month": when})
    workshops = warehouse.query(_WORKSHOPS, {"month": when})
    minimums = _minimums(tuple(wages), counties["county_code"].tolist())
    asked: dict[Hashable, pd.DataFrame] = {}
    judged, hits = {}, []
    for rule in used:
        key = (rule.measure, rule.of, rule.figures)  # two levels of one measure may ask the same
        if key not in asked:
            asked[key] = _judged(warehouse, rule, minimums, when)
        rows = asked[key]
        subjects = rows["subject"].to_numpy()
        judged[rule.key] = _rows_of(workshops, subjects) if rule.of == "workshop" else subjects
        hits.append(_hits(rule, rows[rows["holds"].astype(bool) & (rows["run"] >= rule.months)], workshops))
    found = pd.concat(hits, ignore_index=True) if hits else _nothing()
    return Findings(
        when,
        used,
        _in_order(_protected(warehouse, found, listed(warehouse, when), when)),
        judged,
        workshops,
        counties,
    )


@cache
def statement(measure: str, of: str, name: str) -> str:
    """The query of a measure and subject: what is judged, and the runs of it."""
    file = name or f"{measure}_{of}"
    parts = (_STATEMENTS / f"{file}.sql", _STATEMENTS / "runs.sql")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _judged(warehouse: Source, rule: Rule, minimums: Mapping[str, list[object]], month: date) -> pd.DataFrame:
    """A row for each place or workshop that the rule could judge in the month.

    A statement that names `{among …}` is asked of the one month first, then of all months for those whom it holds for.
    """
    needed = _NEEDS.get(rule.measure)
    if needed and not warehouse.query(_HAS, {"column": needed})["found"].iloc[0]:
        raise SnapshotError(
            t(
                "The snapshot was built before what the rule “{rule}” looks at was kept. Publish a ledger or build the "
                "demonstration again, or switch the rule off (enabled: false)."
            ).format(rule=rule.key)
        )
    sql = statement(rule.measure, rule.of, rule.kind.statement)
    possible: dict[str, object] = {
        **rule.amounts,
        **minimums,
        "month": month,
        "from": month,
        "few": PEOPLE_THRESHOLD,
        "digits": LENGTHS["county" if rule.of == "county" else "town"],
    }

    def asked(text: str) -> pd.DataFrame:
        named = possible.keys() & set(_NAMED.findall(text))
        return warehouse.query(text, {name: possible[name] for name in named})

    now = asked(_AMONG.sub("", sql))
    holding = now.loc[now["holds"].astype(bool), "subject"].tolist()
    if not _AMONG.search(sql) or not holding:
        return now
    possible |= {"from": snapshot.snapshot(warehouse).months[0], "among": holding}
    past = asked(_AMONG.sub(r"AND \1 IN (SELECT unnest($among))", sql))
    told = now.drop(columns=["since", "run"]).merge(
        past[["subject", "since", "run"]], how="left", on="subject"
    )
    return told.assign(run=told["run"].fillna(0).astype(int))


def _rows_of(workshops: pd.DataFrame, subjects: np.ndarray) -> np.ndarray:
    return np.searchsorted(workshops["subject"].to_numpy(), subjects)


def _hits(rule: Rule, rows: pd.DataFrame, workshops: pd.DataFrame) -> pd.DataFrame:
    told = rows.assign(rule=rule.key, measure=rule.measure, unit=rule.kind.unit, of=rule.of, level=rule.level)
    if rule.of == "workshop":
        at = workshops.iloc[_rows_of(workshops, rows["subject"].to_numpy())]
        names = {"area": "village", "workshop": "workshop_id", "name": "name", "type": "type"}
        told = told.assign(**{name: at[column].to_numpy() for name, column in names.items()})
    else:
        told = told.assign(area=rows["subject"], workshop="", name="", type="")
    return told.drop(columns=["subject", "holds"])


def _nothing() -> pd.DataFrame:
    columns = ("figure", "base", "threshold", "n", "few", "detail", "since", "run")
    told = ("rule", "measure", "unit", "of", "level", "area", "workshop", "name", "type")
    return pd.DataFrame(columns=[*columns, *told])


def _minimums(wages: tuple[MinimumWage, ...], counties: list[str]) -> dict[str, list[object]]:
    held = in_force(wages, counties)
    return {
        "counties": [each.county for each in held],
        "since": [each.since for each in held],
        "until": [each.until for each in held],
        "yuan": [each.yuan for each in held],
    }


def _in_order(hits: pd.DataFrame) -> pd.DataFrame:
    """Red before yellow; in a level counties, towns, workshops, then by people or hazards, then the longest first.

    What two rules of one measure hit stands there once, under the higher level.
    """
    ranks = {"red": 0, "yellow": 1, "county": 0, "town": 1, "workshop": 2}
    hazards = hits["figure"].where(hits["unit"] == "hazards").astype(float).fillna(0)
    keyed = hits.assign(
        by_level=hits["level"].map(ranks),
        by_of=hits["of"].map(ranks),
        size=hits["n"].astype(float).fillna(0) + hazards,
    )
    ordered = keyed.sort_values(
        ["by_level", "by_of", "size", "run", "area", "workshop", "rule"],
        ascending=[True, True, False, False, True, True, True],
    )
    once = ordered.drop_duplicates(["measure", "of", "area", "workshop"])
    return once.drop(columns=["by_level", "by_of", "size"]).reset_index(drop=True)


def _protected(warehouse: Source, hits: pd.DataFrame, listed: pd.DataFrame, month: date) -> pd.DataFrame:
    """The hits without what would tell of few people.

    Where few stand behind a figure, it goes with everything beside it, and so do those of a county or workshop whose
    people at work are not shown elsewhere. Figures of towns and workshops are rounded, and people are told in bands,
    by the lower edge: with exact ones, what is hidden of a neighbour could be worked out from the whole.
    """
    numbers = {name: hits[name].astype(float) for name in ("figure", "base", "threshold", "n")}
    found = hits.assign(**numbers)
    lasts = found["unit"] == "months"
    found.loc[lasts, "figure"] = found.loc[lasts, "run"].astype(float)
    at_work = answer(warehouse, "people_at_work", by="county", month=month)
    silent = at_work.loc[at_work["status"] == "suppressed", "area"]
    withheld = listed.loc[listed["people_status"] == "suppressed", ["village_code", "workshop_id"]]
    of_workshop = pd.MultiIndex.from_frame(found[["area", "workshop"]])
    is_withheld = found["area"].isin(silent) | of_workshop.isin(pd.MultiIndex.from_frame(withheld))
    is_few = found["few"].astype(bool) | (found["n"].notna() & is_withheld)
    small = found["of"] != "county"
    for unit, decimals in _ROUNDED.items():
        rows = small & (found["unit"] == unit)
        found.loc[rows, "figure"] = found.loc[rows, "figure"].round(decimals)
    counted = small & (found["measure"] == "people_fall")
    found.loc[counted, "base"] = banded(found.loc[counted, "base"])
    shares = small & (found["unit"] == "points")
    found.loc[shares, "base"] = found.loc[shares, "base"].round(2)
    found.loc[small, "n"] = banded(found.loc[small, "n"])
    found.loc[is_few, ["figure", "n"]] = np.nan
    found.loc[is_few & (found["measure"] != "wage_below_minimum"), "base"] = np.nan
    return found.assign(status=np.where(is_few, "suppressed", "ok"), detail=_details(warehouse, found)).drop(
        columns="few"
    )


def banded(people: pd.Series) -> pd.Series:
    """The lower edge of the band in which each number lies; what is below the first stays what it is."""
    at = np.searchsorted(BANDS, people.to_numpy(dtype=float), side="right") - 1
    known = people.notna().to_numpy() & (at >= 0)
    edges = np.where(known, np.array(BANDS, dtype=float)[np.maximum(at, 0)], people.to_numpy(dtype=float))
    return pd.Series(edges, index=people.index)


def _details(warehouse: Source, hits: pd.DataFrame) -> pd.Series:
    """The enterprise's name in place of its code."""
    is_code = hits["measure"] == "one_enterprise"
    wanted = sorted(set(hits.loc[is_code, "detail"].dropna()))
    if not wanted:
        return hits["detail"]
    found = warehouse.query(_ENTERPRISES, {"codes": wanted})
    names = dict(zip(found["credit_code"], found["name"], strict=True))
    return hits["detail"].where(~is_code, hits["detail"].map(lambda code: names.get(code, code)))
