"""The dated lists of counties as a filter of the map: chosen in the address, its figures, and what its title says."""

from datetime import date

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.indicators import CATALOGUE, dated_lists, listed
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import codes
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import choice
from sharedwealth.ui.filters import View

NAME, ALL = "list", "all"
TOWNS = "mountain_town_coverage"
"""The indicator that looks at the list in force in each month; with a list chosen it looks at that one."""


def lists(view: View) -> list[DatedList]:
    found: list[DatedList] = view.remembered(
        lambda: dated_lists.dated_lists(view.warehouse), "dated lists of counties"
    )
    return found


def read(view: View) -> DatedList | None:
    """The list that the address names; None for all counties. A wrong one raises with a sentence."""
    known = {each.key: each for each in lists(view)}
    asked = choice.known(NAME, (ALL, *known), mark("There is no list of counties “{value}”."))
    return known.get(asked) if asked else None


def offered(view: View, chosen: DatedList | None) -> dict[str, object] | None:
    """The choice as the map draws it; None where the register has no lists."""
    found = lists(view)
    if not found:
        return None
    titles = [each.title for each in found]
    options = [
        [each.key, each.title if titles.count(each.title) == 1 else f"{each.title} · {period(each)}"]
        for each in found
    ]
    return {
        "name": NAME,
        "label": t("Counties"),
        "kind": "list",
        "value": chosen.key if chosen else ALL,
        "options": [[ALL, t("All counties")], *options],
    }


def period(dated: DatedList) -> str:
    """When the list was in force."""
    if dated.until is None:
        return t("since {month}").format(month=numbers.month(dated.since))
    return t("{first} to before {last}").format(
        first=numbers.month(dated.since), last=numbers.month(dated.until)
    )


def history(view: View, key: str, by: str | None, area: str, chosen: DatedList) -> pd.DataFrame:
    """The indicator in every month, of the list's counties and what lies in them."""
    if key != TOWNS:
        return chosen.only(view.history(key, by=by, area=area))
    workshop_type = view.workshop_type if CATALOGUE[key].by_type else None
    return view.remembered(
        lambda: listed.towns(view.warehouse, chosen, area, by, workshop_type),
        "towns of",
        chosen.key,
        by,
        area,
    )


def of_month(view: View, key: str, by: str | None, chosen: DatedList, month: date) -> pd.DataFrame:
    """The indicator's answer in one month, of the list's counties and what lies in them."""
    rows = history(view, key, by, view.area, chosen)
    return rows[rows["month"] == months.write(month)].reset_index(drop=True)


def together(view: View, key: str, chosen: DatedList) -> listed.Whole:
    """The indicator over the list's counties here, out of their sums, in the view's month."""
    return listed.together(of_month(view, key, _by(view), chosen, view.month), CATALOGUE[key])


def _by(view: View) -> str | None:
    """The counties of a city or the province; a county or a place in one stands for itself."""
    return "county" if len(view.area) < codes.LENGTHS["county"] else None


def measure(key: str, chosen: DatedList | None, *, is_short: bool = False) -> str:
    """How the indicator is called; that of towns by its list, where one is chosen."""
    if key == TOWNS and chosen is not None:
        return (
            t("Towns of the list covered") if is_short else t("Coverage of towns and townships of the list")
        )
    return CATALOGUE[key].short_title() if is_short else CATALOGUE[key].title()


def explained(key: str, chosen: DatedList | None) -> str:
    """What is counted, and over which list whatever the month."""
    definition = CATALOGUE[key].explain()
    if chosen is None:
        return definition
    if key == TOWNS:
        definition = t(
            "Towns and townships of the list's counties with an active workshop, out of all of them."
        )
    said = t("Counted over the list “{list}” ({period}), whatever list was in force in the month.")
    return t("{one} {two}").format(one=definition, two=said.format(list=chosen.title, period=period(chosen)))


def title(view: View, key: str, chosen: DatedList) -> str:
    """The indicator over the list's counties here, out of their sums, and how many counties these are."""
    called = measure(key, chosen, is_short=True)
    inside = chosen.inside(view.area)
    if not inside:
        return t("{measure}: no county of the list “{list}” here").format(measure=called, list=chosen.title)
    by, whole = _by(view), together(view, key, chosen)
    parts = [_figure(called, whole, key), _where(view, inside, chosen)]
    if by and whole.unreported:
        gap = tn("{count} county has not reported", "{count} counties have not reported", whole.unreported)
        parts.append(gap.format(count=whole.unreported))
    if by and whole.hidden:
        gap = tn(
            "{count} county is left out: too few people",
            "{count} counties are left out: too few people",
            whole.hidden,
        )
        parts.append(gap.format(count=whole.hidden))
    return " · ".join(parts)


def _figure(called: str, whole: listed.Whole, key: str) -> str:
    if whole.value is None:
        return called
    indicator = CATALOGUE[key]
    value = numbers.with_unit(whole.value, indicator.unit)
    if indicator.shape == "rate" and whole.numerator is not None and whole.denominator is not None:
        value = f"{value} ({numbers.plain(whole.numerator)}/{numbers.plain(whole.denominator)})"
    return t("{measure}: {value}").format(measure=called, value=value)


def _where(view: View, inside: tuple[str, ...], chosen: DatedList) -> str:
    if len(inside) == len(chosen.counties):
        return chosen.title
    if len(view.area) >= codes.LENGTHS["county"]:
        return t("on the list “{list}”").format(list=chosen.title)
    sentence = tn("{count} county of the list “{list}”", "{count} counties of the list “{list}”", len(inside))
    return sentence.format(count=len(inside), list=chosen.title)
