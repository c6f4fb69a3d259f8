"""Tables of a month: figures beside the month and the year before, red hits, restatements, ledgers, promises."""

from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.attention import tables, telling
from sharedwealth.briefings import facts, kept_promises, scene
from sharedwealth.briefings.alerts import findings
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import Step
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.intake import restatements
from sharedwealth.places import codes
from sharedwealth.text import t, tp

Rows = tuple[tuple[scene.Column, ...], list[tuple[str, tuple[scene.Cell, ...]]]]
"""Columns, and for each row its area's code and its cells."""

_LEDGERS = """
SELECT county_code, is_reported, is_late, received_on FROM county_months
WHERE month = $month AND starts_with(county_code, $inside) AND (is_late OR NOT is_reported)
ORDER BY is_reported, received_on DESC, county_code
""".strip()


def figures(asked: Asked, step: Step) -> Rows:
    """The step's indicators: the month's figure, how it moved in a month and in a year, what is behind it."""
    columns = (
        _words(t("Indicator")),
        _number(numbers.month(asked.month)),
        _number(t("On the month before")),
        _number(t("On the year before")),
        _words(t("Out of how many")),
    )
    known = snapshot.snapshot(asked.warehouse).months
    before = [months.previous(asked.month), months.shift(asked.month, -12)]
    found = []
    for key in (step.indicator, *step.beside):
        if not asked.can_tell(key):
            continue
        row = asked.row(key)
        fact = facts.fact(asked, key)
        cells = [scene.Cell(CATALOGUE[key].title()), scene.Cell(fact.text, fact.value)]
        cells += [_change(asked, key, row, then if then in known else None) for then in before]
        found.append((asked.area, (*cells, scene.Cell(fact.beneath.replace("\u00a0", " ")))))
    return columns, found


def _change(asked: Asked, key: str, now: "pd.Series[Any]", then: date | None) -> scene.Cell:
    """The difference, signed; missing where either figure is."""
    if then is None:
        return scene.Cell(numbers.MISSING)
    value = facts.number(now["value"])
    earlier = facts.number(asked.rows(key, month=then).iloc[0]["value"])
    if value is None or earlier is None:
        return scene.Cell(numbers.MISSING)
    return scene.Cell(numbers.difference(value - earlier, str(now["unit"])), value - earlier)


def alerts(asked: Asked, _step: Step) -> Rows:
    """The red hits of the attention list in the area."""
    found = findings(asked)
    red = telling.narrowed(found, asked.area, asked.workshop_type, "red")

    def name(code: str) -> str:
        return snapshot.place(asked.warehouse, code).name

    table = tables.hits(found, red, name, is_short=True)
    shown = [
        tp("attention", "Rule"),
        *([t("County")] if len(asked.area) < codes.LENGTHS["county"] else []),
        t("Place"),
        t("Workshop"),
        tp("attention", "Figure"),
        tp("attention", "Since"),
    ]
    listed = [
        (str(area), tuple(scene.Cell(str(row[column])) for column in shown))
        for area, row in zip(red["area"], table.to_dict("records"), strict=True)
    ]
    headings = {t("Workshop"): t("Workshop or enterprise")}
    return tuple(_words(headings.get(column, column)) for column in shown), listed


def restated(asked: Asked, _step: Step) -> Rows:
    """The area's headline figures up to the month that a publication changed, the latest first."""
    columns = (
        _words(t("Indicator")),
        _words(t("Month")),
        _number(t("Before")),
        _number(t("After")),
        _number(t("Publication")),
    )
    moved = restatements.all_of(asked.settings)
    here = moved[(moved["area"] == asked.area) & (moved["month"] <= asked.month_written)]
    found = []
    for row in here.to_dict("records"):
        both = [
            _told(row[when], str(row["unit"]), str(row[f"status_{when}"])) for when in ("before", "after")
        ]
        number = scene.Cell(numbers.plain(row["publication"]), float(row["publication"]))
        title = CATALOGUE[str(row["indicator"])].title()
        found.append((asked.area, (scene.Cell(title), scene.Cell(str(row["month"])), *both, number)))
    return columns, found


def _told(value: Any, unit: str, status: str) -> scene.Cell:  # noqa: ANN401  a cell of a frame
    told = facts.number(value)
    if told is None:
        return scene.Cell("<10" if status == "suppressed" else numbers.MISSING)
    return scene.Cell(numbers.with_unit(told, unit), told)


def late(asked: Asked, _step: Step) -> Rows:
    """The counties whose ledger of the month is not there, then those whose came after its day."""
    columns = (_words(t("County")), _words(t("Ledger")), _words(t("Received on")))
    asking = {"month": asked.month, "inside": codes.up_to(asked.area, "county")}
    found = []
    for row in asked.warehouse.query(_LEDGERS, asking).to_dict("records"):
        code = str(row["county_code"])
        is_there = bool(row["is_reported"])
        day = (
            ""
            if not is_there or pd.isna(row["received_on"])
            else f"{pd.Timestamp(row['received_on']):%Y-%m-%d}"
        )
        state = t("came late") if is_there else t("not received")
        cells = (snapshot.place(asked.warehouse, code).name, state, day or numbers.MISSING)
        found.append((code, tuple(scene.Cell(each) for each in cells)))
    return columns, found


def _words(heading: str) -> scene.Column:
    return scene.Column(heading, is_number=False)


def _number(heading: str) -> scene.Column:
    return scene.Column(heading, is_number=True)


def promises(asked: Asked, _step: Step) -> Rows:
    """What was promised in the room of the area and of what lies inside it, and whether it was kept."""
    columns = (_words(t("Place")), _words(t("Indicator")), _number(t("Promised")), _words(t("Due")),
               _number(t("Stands at")), _words(tp("promise", "Standing")))  # fmt: skip
    listed: list[tuple[str, tuple[scene.Cell, ...]]] = []
    for each in kept_promises.standings(asked.warehouse, asked.settings, asked.area):
        promise, unit = each.promise, CATALOGUE[each.promise.indicator].unit
        place = snapshot.place(asked.warehouse, promise.area).name
        cells = (
            scene.Cell(place),
            scene.Cell(CATALOGUE[promise.indicator].short_title()),
            scene.Cell(numbers.with_unit(promise.value, unit), promise.value),
            scene.Cell(promise.due),
            scene.Cell(numbers.with_unit(each.now, unit), each.now),
            scene.Cell(t(kept_promises.STANDINGS[each.standing])),
        )
        listed.append((promise.area, cells))
    if not listed:
        sentence = t("Nothing has been promised for {area}.")
        raise UnknownChoiceError(sentence.format(area=asked.place.name))
    return columns, listed
