"""The tables of a talk: the places that are still blank, and what each area does next."""

from collections import Counter
from collections.abc import Callable

import pandas as pd

from sharedwealth import numbers
from sharedwealth.briefings import monthly, scene
from sharedwealth.briefings.alerts import findings
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import Step
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.blank import blank_key_villages, blank_towns
from sharedwealth.places import codes
from sharedwealth.text import t, tn

_SILENT = """
SELECT county_code FROM county_months WHERE month = $month AND NOT is_reported AND starts_with(county_code, $inside)
""".strip()

_MONTHLY: dict[str, Callable[[Asked, Step], monthly.Rows]] = {
    "month": monthly.figures,
    "alerts": monthly.alerts,
    "restated": monthly.restated,
    "late": monthly.late,
    "promises": monthly.promises,
}


def drawn(asked: Asked, step: Step) -> scene.Table:
    if step.table in _MONTHLY:
        columns, listed = _MONTHLY[step.table](asked, step)
        return _table(
            columns, tuple(code for code, _ in listed), tuple(cells for _, cells in listed), step.count
        )
    return _next(asked, step) if step.table == "next" else _blanks(asked, step)


def _blanks(asked: Asked, step: Step) -> scene.Table:
    """Towns and townships of the mountainous counties, then key assisted villages, without a workshop."""
    towns = blank_towns(asked.warehouse, asked.area, asked.month).assign(what=t("Town or township"))
    villages = blank_key_villages(asked.warehouse, asked.area, asked.month).assign(
        what=t("Key assisted village")
    )
    rows = pd.concat([towns, villages], ignore_index=True)
    columns = (
        scene.Column(t("Place"), is_number=False),
        scene.Column(t("What it is"), is_number=False),
        scene.Column(t("County"), is_number=False),
        scene.Column(t("City"), is_number=False),
    )
    whole = tuple(
        tuple(scene.Cell(str(row[name])) for name in ("name", "what", "county", "city"))
        for row in rows.to_dict("records")
    )
    return _table(columns, tuple(rows["code"].astype(str)), whole, step.count)


def _next(asked: Asked, step: Step) -> scene.Table:
    """What stands between each part of the area and its goals, those with most to do first."""
    by = step.by or codes.below(asked.area)
    if by is None:
        by = "village"
    places = snapshot.snapshot(asked.warehouse).places[by].within(asked.area)
    digits = codes.LENGTHS[by]
    towns = _counted(blank_towns(asked.warehouse, asked.area, asked.month)["code"], digits)
    villages = _counted(blank_key_villages(asked.warehouse, asked.area, asked.month)["code"], digits)
    hits = findings(asked).hits
    red = _counted(hits.loc[hits["level"] == "red", "area"], digits)
    silent = set(
        asked.warehouse.query(_SILENT, {"month": asked.month, "inside": asked.area[:6]})["county_code"]
    )
    told = []
    for code, name in zip(places.codes, places.names, strict=True):
        needs = (towns[code], villages[code], red[code])
        is_silent = code[: codes.LENGTHS["county"]] in silent
        figures = tuple(scene.Cell(numbers.plain(need), float(need)) for need in needs)
        told.append(
            (
                is_silent,
                needs,
                str(code),
                (scene.Cell(str(name)), *figures, scene.Cell(_act(asked, needs, is_silent=is_silent))),
            )
        )
    told.sort(key=lambda each: (not each[0], *(-need for need in each[1]), each[2]))
    columns = (
        scene.Column(t("Area"), is_number=False),
        scene.Column(t("Blank towns"), is_number=True),
        scene.Column(t("Blank key villages"), is_number=True),
        scene.Column(t("Red alerts"), is_number=True),
        scene.Column(t("Next"), is_number=False),
    )
    return _table(columns, tuple(each[2] for each in told), tuple(each[3] for each in told), step.count)


def _counted(found: "pd.Series[str]", digits: int) -> Counter[str]:
    return Counter(str(code)[:digits] for code in found)


def _act(asked: Asked, needs: tuple[int, int, int], *, is_silent: bool) -> str:
    """The first thing that is to be done: send the ledger, close towns, then key villages, then alerts."""
    towns, villages, red = needs
    if is_silent:
        return t("Send the ledger of {month}").format(month=numbers.month(asked.month))
    if towns:
        return tn("Bring a workshop to {count} town", "Bring a workshop to {count} towns", towns).format(
            count=towns
        )
    if villages:
        return tn(
            "Reach {count} key assisted village", "Reach {count} key assisted villages", villages
        ).format(count=villages)
    if red:
        return tn("Settle {count} red alert", "Settle {count} red alerts", red).format(count=red)
    return t("Keep what has been reached")


def _table(
    columns: tuple[scene.Column, ...],
    listed: tuple[str, ...],
    whole: tuple[tuple[scene.Cell, ...], ...],
    count: int,
) -> scene.Table:
    shown = whole[:count]
    return scene.Table(columns, listed, shown, len(whole) - len(shown), whole)
