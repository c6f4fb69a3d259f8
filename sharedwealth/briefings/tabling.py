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
    open_to = _villages_to_go(asked) if by == "town" else Counter[str]()
    told = []
    for code, name in zip(places.codes, places.names, strict=True):
        needs = (towns[code], villages[code], red[code], open_to[code])
        is_silent = code[: codes.LENGTHS["county"]] in silent
        # A town is blank or is not; what it has more of are its villages.
        listed = (*needs[1:3], needs[3]) if by == "town" else needs[:3]
        figures = tuple(scene.Cell(numbers.plain(need), float(need)) for need in listed)
        told.append(
            (
                is_silent,
                needs,
                str(code),
                (scene.Cell(str(name)), *figures, scene.Cell(_act(asked, needs, is_silent=is_silent))),
            )
        )
    told.sort(key=lambda each: (not each[0], *(-need for need in each[1]), each[2]))
    key_villages, alerts = t("Blank key villages"), t("Red alerts")
    headings = (
        (key_villages, alerts, t("Blank villages"))
        if by == "town"
        else (t("Blank towns"), key_villages, alerts)
    )
    columns = (
        scene.Column(t("Area"), is_number=False),
        *(scene.Column(heading, is_number=True) for heading in headings),
        scene.Column(t("Next"), is_number=False),
    )
    return _table(columns, tuple(each[2] for each in told), tuple(each[3] for each in told), step.count)


def _villages_to_go(asked: Asked) -> Counter[str]:
    """The villages and communities of each town that no active workshop is in or serves."""
    key = "village_coverage"
    if not asked.can_tell(key, "town"):
        return Counter()
    rows = asked.rows(key, "town").dropna(subset=["numerator", "denominator"])
    to_go = (rows["denominator"] - rows["numerator"]).astype(int)
    return Counter(dict(zip(rows["area"].astype(str), to_go, strict=True)))


def _counted(found: "pd.Series[str]", digits: int) -> Counter[str]:
    return Counter(str(code)[:digits] for code in found)


def _act(asked: Asked, needs: tuple[int, int, int, int], *, is_silent: bool) -> str:
    """The first thing to be done: send the ledger, close towns, then key villages, then alerts, then villages."""
    towns, villages, red, to_go = needs
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
    if to_go:
        return tn("Reach {count} more village", "Reach {count} more villages", to_go).format(count=to_go)
    return t("Keep what has been reached")


def _table(
    columns: tuple[scene.Column, ...],
    listed: tuple[str, ...],
    whole: tuple[tuple[scene.Cell, ...], ...],
    count: int,
) -> scene.Table:
    shown = whole[:count]
    return scene.Table(columns, listed, shown, len(whole) - len(shown), whole)
