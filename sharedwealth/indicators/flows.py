"""How people at work flow from an industry through the linkage and the type of workshop to an area."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import product_names
from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES, word
from sharedwealth.indicators import disclosure, snapshot, tied_people
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.indicators.tied_people import GATHERED, NO_TIE, UNNAMED
from sharedwealth.places.codes import LENGTHS, Level
from sharedwealth.text import mark, t

COLUMNS = ("industry", "linkage", "workshop_type", "area")
"""The columns of the flow, in order."""
MOST_INDUSTRIES, MOST_AREAS = 10, 13
_BELOW: dict[str, Level] = {"province": "city", "city": "county", "county": "town"}
_OTHERS = {
    "industry": mark("Other industries"),
    "linkage": mark("Other linkages"),
    "workshop_type": mark("Other types"),
    "area": mark("Other areas"),
}
_COUNTED = {
    "industry": mark("Other industries ({count})"),
    "area": mark("Other areas ({count})"),
}


@dataclass(frozen=True)
class Flows:
    """Nodes and links of the flow, each with the number of its column: a link's is that of its source.

    `nodes` has column, key, label and people, `links` column, source, target and people. Every column adds up to
    `people`, which is the area's people at work. Where nothing is told `status` says why, no_data or suppressed, and
    there is nothing in the rest.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    people: int
    gathered: int
    """People whose industry or linkage is not told, because too few share it in their county."""
    status: str


@dataclass(frozen=True)
class Parts:
    """What the flows of an area and month are drawn from, whatever type is asked for and in whatever language.

    `page` has the people by workshop_type, linkage and industry, `ways` by workshop_type and area one level down, small
    ones gathered; `at_work` are the areas with people at work. Where nothing is told `status` says why, and
    there are no rows.
    """

    where: Place
    page: pd.DataFrame
    ways: pd.DataFrame
    at_work: frozenset[str]
    untold: frozenset[str]
    """Types that are hidden, or not told by themselves."""
    status: str


def flows(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Flows:
    """The flows of a province, city or county to its areas one level down; a town or village raises a sentence."""
    ask_wide(warehouse, _what(), area, month, workshop_type)
    return drawn(warehouse, parts(warehouse, area, month, threshold=threshold), workshop_type)


def parts(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Parts:
    """What `drawn` makes the flows from, small parts gathered; a town or village raises a sentence."""
    where, when = ask_wide(warehouse, _what(), area, month)
    whole = str(answer(warehouse, "people_at_work", where.code, when, threshold=threshold)["status"].iloc[0])
    if whole in ("no_data", "suppressed"):
        return _no_parts(where, whole)
    people = tied_people.divided(warehouse, area, when)
    if people.empty:
        return _no_parts(where, "no_data")
    in_counties = tied_people.blocks(people, ["linkage", "industry"], ["area", "workshop_type"], threshold)
    told_types = answer(warehouse, "people_at_work", where.code, when, by="type", threshold=threshold)
    untold = told_types.loc[told_types["status"] == "suppressed", "type"].tolist()
    kinds = _kinds(in_counties, untold, threshold)
    page = in_counties.assign(workshop_type=in_counties["workshop_type"].map(kinds), page=area)
    told = answer(warehouse, "people_at_work", where.code, when, by=_BELOW[where.level])
    at_work = told.loc[(told["status"] == "suppressed") | (told["value"] > 0), "area"]
    return Parts(
        where,
        tied_people.blocks(page, ["linkage", "industry"], ["page", "workshop_type"], threshold),
        _areas(warehouse, where, when, people, kinds, threshold),
        frozenset(map(str, at_work)),
        frozenset([*untold, *kinds]),
        "ok",
    )


def drawn(warehouse: Source, of: Parts, workshop_type: str | None = None) -> Flows:
    """The flows of these parts, of one type of workshop or of all."""
    if of.status != "ok":
        return _nothing(of.status)
    page, ways = of.page, of.ways
    if workshop_type:
        page = page[page["workshop_type"] == workshop_type]
        ways = ways[ways["workshop_type"] == workshop_type]
        if page.empty:
            return _nothing("suppressed" if workshop_type in of.untold else "no_data")
    small = int(page.loc[page["industry"] == GATHERED, "people"].sum())
    led = page.assign(industry=_largest(page, "industry", MOST_INDUSTRIES))
    told = ways.assign(area=_largest(ways, "area", MOST_AREAS))
    links = pd.concat(
        [
            _links(led, 0, "industry", "linkage"),
            _links(led, 1, "linkage", "workshop_type"),
            _links(told, 2, "workshop_type", "area"),
        ],
        ignore_index=True,
    )
    count = {
        "industry": len(set(page["industry"]) - set(led["industry"]) - {GATHERED}),
        "area": len(of.at_work - set(told["area"])),
    }
    return Flows(
        _nodes(links, _names(warehouse, of.where), count), links, int(page["people"].sum()), small, "ok"
    )


def _what() -> str:
    return t("The way of the people at work")


def _no_parts(where: Place, status: str) -> Parts:
    nobody = pd.DataFrame(columns=["workshop_type", "linkage", "industry", "area", "people"])
    return Parts(where, nobody, nobody, frozenset(), frozenset(), status)


def _nothing(status: str) -> Flows:
    return Flows(
        pd.DataFrame(columns=["column", "key", "label", "people"]),
        pd.DataFrame(columns=["column", "source", "target", "people"]),
        0,
        0,
        status,
    )


def _kinds(people: pd.DataFrame, untold: list[str], threshold: int) -> dict[str, str]:
    """The node of each type: itself, or `GATHERED` where too few are in it here or no page tells it."""
    sums = tied_people.added(people, ["workshop_type"]).assign(page="")
    is_small = tied_people.gathered(sums, ["page"], "workshop_type", threshold)
    return {
        str(kind): GATHERED if small or kind in untold else str(kind)
        for kind, small in zip(sums["workshop_type"], is_small, strict=True)
    }


def _areas(
    warehouse: Source, where: Place, when: date, people: pd.DataFrame, kinds: dict[str, str], threshold: int
) -> pd.DataFrame:
    """People by type and area one level down: `workshop_type`, `area`, `people`; `people` are the counties'."""
    below = _BELOW[where.level]
    if below == "town":
        people = tied_people.divided(warehouse, where.code, when, LENGTHS[below])
    cut = people.assign(area=people["area"].str[: LENGTHS[below]])
    found = tied_people.added(cut, ["workshop_type", "area"])
    found["workshop_type"] = found["workshop_type"].map(kinds)
    told = answer(warehouse, "people_at_work", where.code, when, by=below, threshold=threshold)
    untold = told.loc[told["status"] == "suppressed", "area"].tolist()
    found["area"] = found["area"].where(~found["area"].isin(_together(found, untold, threshold)), GATHERED)
    return tied_people.added(found, ["workshop_type", "area"])


def _together(people: pd.DataFrame, untold: list[str], threshold: int) -> list[str]:
    """Areas that are drawn together: with few people of a type, or not told elsewhere, and as many more as they need.

    An area is drawn whole or not at all: what it lacks of its known total would tell its small parts. The smallest
    join until none of the types that stand together has few people, or people of one area alone.
    """
    table = people.pivot_table(
        index="area", columns="workshop_type", values="people", aggfunc="sum", fill_value=0
    )
    has_few = ((table > 0) & (table < threshold)).any(axis=1)
    together = [str(code) for code in table.index if has_few[code] or code in untold]
    rest = [
        str(code)
        for code in table.sum(axis=1).sort_values(kind="stable").index
        if str(code) not in set(together)
    ]
    while together and rest:
        mixed = table.loc[together]
        is_thin = (mixed.sum() > 0) & ((mixed.sum() < threshold) | ((mixed > 0).sum() < 2))
        if not is_thin.any():
            break
        lacking = table.columns[is_thin]
        able = [code for code in rest if (table.loc[[code], lacking] > 0).to_numpy().any()]
        chosen = (able or rest)[0]
        rest.remove(chosen)
        together.append(chosen)
    return together


def _largest(people: pd.DataFrame, part: str, most: int) -> pd.Series:
    """The part's keys, those beyond the largest as `GATHERED`; who is without an industry keeps a node."""
    named = people[~people[part].isin([GATHERED, NO_TIE, UNNAMED])]
    sums = tied_people.added(named, [part])
    sums = sums.sort_values(["people", part], ascending=[False, True])
    if len(sums) <= most:
        return people[part]
    kept = {*sums[part].head(most), NO_TIE, UNNAMED}
    return people[part].where(people[part].isin(kept), GATHERED)


def _links(people: pd.DataFrame, column: int, source: str, target: str) -> pd.DataFrame:
    sums = tied_people.added(people, [source, target])
    sums.columns = pd.Index(["source", "target", "people"])
    return sums.assign(column=column)[["column", "source", "target", "people"]]


def _names(warehouse: Source, where: Place) -> dict[str, str]:
    known = snapshot.snapshot(warehouse)
    named = {
        str(code): str(name)
        for level in ("city", "county", "town")
        for listed in [known.places[level].within(where.code)]
        for code, name in zip(listed.codes, listed.names, strict=True)
    }
    return {**named, where.code: where.name}


def _nodes(links: pd.DataFrame, names: dict[str, str], count: dict[str, int]) -> pd.DataFrame:
    """The nodes of every column, the largest first, the others last."""
    ends = [
        links.rename(columns={"source": "key"})[["column", "key", "people"]],
        links[links["column"] == 2]
        .assign(column=3)
        .rename(columns={"target": "key"})[["column", "key", "people"]],
    ]
    sums = tied_people.added(pd.concat(ends), ["column", "key"])
    sums["rank"] = np.select(
        [sums["key"] == GATHERED, sums["key"].isin([NO_TIE, UNNAMED])], [2, 1], default=0
    )
    ordered = sums.sort_values(["column", "rank", "people", "key"], ascending=[True, True, False, True])
    labels = [
        label(COLUMNS[column], key, names, count.get(COLUMNS[column], 0))
        for column, key in zip(ordered["column"], ordered["key"], strict=True)
    ]
    return ordered.assign(label=labels)[["column", "key", "label", "people"]].reset_index(drop=True)


def label(column: str, key: str, names: dict[str, str], count: int = 0) -> str:
    """How a node is called in the run's language; industries as the ledgers write them, in English translated."""
    if key == GATHERED:
        return t(_COUNTED[column]).format(count=count) if count else t(_OTHERS[column])
    if key == NO_TIE:
        return t("No partnership")
    if key == UNNAMED:
        return t("Industry not named")
    if column == "linkage":
        return word(LINKAGES, key)
    if column == "workshop_type":
        return word(WORKSHOP_TYPES, key)
    return product_names.worded(key) if column == "industry" else names.get(key, key)
