"""A county among its like, and where high and low values lie together."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import get_args

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers, settings
from sharedwealth.charts import clusters as cluster_maps
from sharedwealth.charts import maps, rankings
from sharedwealth.indicators import CATALOGUE, Indicator, clusters, peers
from sharedwealth.indicators.peers import Grouping
from sharedwealth.indicators.rankings import ranked
from sharedwealth.places import codes, neighbours
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import areas, chart, choice, filters, map_views, memory, ranks, twin
from sharedwealth.ui import map as map_component
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, unbroken

_KEYS = (
    "village_coverage",
    "income_increase",
    "low_income_share",
    "retention_12m",
    "wage_stability",
    "dependence",
)
"""Rates, means and shares: what can be compared between a large county and a small one."""
_MOST_ROWS = 20


@dataclass(frozen=True)
class Asked:
    """What is compared, and among whom."""

    view: View
    indicator: Indicator
    grouping: Grouping
    chosen: str
    """A county, or where the page is not at one the key of a terrain or size."""
    group: tuple[str, ...]

    @property
    def county(self) -> str | None:
        return self.chosen if self.chosen.isdigit() else None

    @property
    def group_title(self) -> str:
        if self.grouping == "neighbours":
            return peers.title(self.grouping, self.chosen, areas.name(self.view.warehouse, self.chosen))
        return peers.title(self.grouping, peers.key_of(_listed(self.view), self.grouping, self.chosen))


def asked(view: View) -> Asked:
    """The choices at the top of the page; a town or village is compared through its county."""
    choice.known("measure", tuple(CATALOGUE), mark("There is no indicator “{value}”."))
    choice.known("peers", get_args(Grouping), mark("Counties are not compared by “{value}” here."))
    choice.known("group", (*peers.TERRAINS, *peers.SIZES), mark("There is no peer group “{value}”."))
    county = codes.up_to(view.area, "county") if len(view.area) >= codes.LENGTHS["county"] else None
    groupings: list[Grouping] = [each for each in get_args(Grouping) if county or each != "neighbours"]
    with st.container(horizontal=True, gap="small", key="peers_choices"):
        key = choice.segmented("measure", t("Measure"), _KEYS, lambda each: CATALOGUE[each].short_title())
        grouping = choice.segmented(
            "peers", t("Compared by"), groupings, lambda each: t(peers.GROUPINGS[each])
        )
        chosen = county or _group_of_province(grouping)
    members = peers.members(_listed(view), grouping, chosen, _neighbours(view))
    return Asked(view, CATALOGUE[key], grouping, chosen, tuple(members))


def _group_of_province(grouping: Grouping) -> str:
    words = peers.TERRAINS if grouping == "terrain" else peers.SIZES
    return choice.segmented("group", t("Group"), tuple(words), lambda each: t(words[each]))


def ranking(here: Asked, *, name: str) -> None:
    """The group's counties in order, with rank and its change inside the group; a bar that is picked opens its county.

    Without league tables only the group's quartiles are told, and the county's own value.
    """
    view, indicator = here.view, here.indicator
    rows = _ranked(here)
    with panel(name, _title(here, rows), _subtitle(here), help_=indicator.explain(), is_last=True):
        if not ranks.are_shown():
            st.caption(
                t("League tables are put away; the switch at the foot of the list of pages brings them back.")
            )
            return
        marks, first = _marks(rows), _first_shown(here, rows)
        chart.show(
            chart.remembered(
                rankings.bars, rows.iloc[first : first + _MOST_ROWS], marks=marks, chosen=here.county
            ),
            key=f"{name}_bars",
            alt=_title(here, rows),
            opens=True,
        )
        twin.answer(
            view, rows, key=name, title=indicator.title(), definition=indicator.explain(), of=(indicator.key,)
        )


def _first_shown(here: Asked, rows: pd.DataFrame) -> int:
    """The first of as many rows as a screen holds: the county's own in the middle, else the best ones."""
    at = np.flatnonzero(rows["area"] == here.county)
    return max(0, min(int(at[0]) - _MOST_ROWS // 2, len(rows) - _MOST_ROWS)) if at.size else 0


def _ranked(here: Asked) -> pd.DataFrame:
    def in_order() -> pd.DataFrame:
        now = peers.among(_answer(here, here.view.month), here.group)
        before = here.view.earlier()
        earlier = peers.among(_answer(here, before), here.group) if before else None
        return ranked(now, earlier, here.indicator.better).rename(columns={"change": "rank_change"})

    return here.view.remembered(in_order, "peers", here.indicator.key, here.grouping, here.chosen).copy(
        deep=False
    )


def _answer(here: Asked, month: date) -> pd.DataFrame:
    return here.view.answer(here.indicator.key, by="county", area=codes.PROVINCE, month=month)


def _marks(rows: pd.DataFrame) -> list[rankings.Mark]:
    median = peers.standing(rows).median
    return [] if np.isnan(median) else [rankings.Mark(median, t("Median of the group"))]


def _title(here: Asked, rows: pd.DataFrame) -> str:
    """The finding: the county's own value against the middle half of its group, or the group's own spread."""
    group = peers.standing(rows)
    if not group.n:
        return t("{group}: no data for {month}").format(
            group=here.group_title, month=numbers.month(here.view.month)
        )
    write = partial(numbers.with_unit, unit=here.indicator.unit)
    own = rows.loc[rows["area"] == here.county, "value"].dropna()
    if here.county and len(own):
        sentence = t("{area} {value}; median of its group {median}")
        return sentence.format(
            area=areas.name(here.view.warehouse, here.county),
            value=numbers.bare(own.iloc[0], here.indicator.unit),
            median=write(group.median),
        )
    return t("{group}: half lie between {low} and {high}").format(
        group=here.group_title, low=write(group.q1), high=write(group.q3)
    )


def _subtitle(here: Asked) -> str:
    rows = _ranked(here)
    counted = tn("{count} county", "{count} counties", len(rows)).format(count=numbers.plain(len(rows)))
    parts = [here.indicator.title(), here.group_title, counted, numbers.month(here.view.month)]
    before = here.view.earlier()
    if before and ranks.are_shown():
        parts.append(t("▲▼ change in rank since {month}").format(month=numbers.month(before)))
    if len(rows) > _MOST_ROWS and ranks.are_shown():
        first = _first_shown(here, rows)
        places = t("places {first} to {last} of {count}")
        parts.append(places.format(first=first + 1, last=first + _MOST_ROWS, count=len(rows)))
    return "\N{NO-BREAK SPACE}· ".join([parts[0], *map(unbroken, parts[1:])])


def clustered(here: Asked, *, name: str, height: int) -> None:
    """The map of counties where high and low values lie together, with how it was tested."""
    view, indicator = here.view, here.indicator
    whole = _of_province(here)
    found = whole.remembered(lambda: _clusters(here), "clusters", indicator.key)
    about_it = about(whole, indicator.title())
    with panel(name, _cluster_title(found), about_it, help_=_how(found), is_last=True):
        if not found.is_told:
            st.caption(t("Fewer than ten counties have different values; clusters cannot be told."))
            return
        drawn = cluster_maps.areas(
            _answer(here, view.month).merge(found.rows, on="area"),
            maps.Measure(indicator.title(), indicator.unit),
            _ground(here),
            {key: t(words) for key, words in clusters.CLUSTERS.items()},
            t("Local Moran's I, two-sided, false discovery rate 5%"),
        )
        map_component.show(drawn.payload(), key=name, height=height, on_pick=filters.go_to)
        twin.table(
            view,
            lambda: _cluster_table(here, found),
            key=name,
            title=_cluster_title(found),
            definition=_how(found),
            of=(indicator.key,),
        )


def _clusters(here: Asked) -> clusters.Clusters:
    return clusters.of(_answer(here, here.view.month), _neighbours(here.view))


def _of_province(here: Asked) -> View:
    """The view that all counties share: the clusters of a month are the same wherever the page stands."""
    whole = replace(here.view, area=codes.PROVINCE)
    return whole if here.indicator.by_type else whole.of_all_types()


def _ground(here: Asked) -> maps.Ground:
    """The province's; a click opens a county on the same map, so that no other outlines are wanted."""
    ground = map_views.ground_of(here.view, codes.PROVINCE, "county")
    return replace(ground, selected=here.county, below={})


def _cluster_title(found: clusters.Clusters) -> str:
    counted = found.rows["cluster"].value_counts()
    high, low = int(counted.get("high_high", 0)), int(counted.get("low_low", 0))
    if not found.is_told:
        return t("Clusters of high and low values")
    if not high and not low:
        return t("No county lies in a cluster that chance would not explain")
    return t("Counties high among high: {high}; low among low: {low}").format(
        high=numbers.plain(high), low=numbers.plain(low)
    )


def _how(found: clusters.Clusters) -> str:
    sentence = t(
        "Local Moran's I compares each county with its neighbours (shared borders; an island county with the nearest "
        "land). 9,999 permutations, two-sided; a county counts where the false discovery rate stays below 5%. For all "
        "counties together Moran's I is {i} (p = {p}, n = {n}). A cluster says where, not why."
    )
    return sentence.format(
        i=numbers.plain(found.global_i, 2), p=_probability(found.global_p), n=numbers.plain(found.n)
    )


def _probability(p: float) -> str:
    return numbers.MISSING if np.isnan(p) else "< 0.001" if p < 0.001 else numbers.plain(p, 3)


def _cluster_table(here: Asked, found: clusters.Clusters) -> pd.DataFrame:
    answer = _answer(here, here.view.month).merge(found.rows, on="area")
    words = {key: t(each) for key, each in clusters.CLUSTERS.items()}
    return pd.DataFrame(
        {
            t("County"): answer["area_name"],
            t("Code"): answer["area"],
            here.indicator.title(): [
                numbers.MISSING if pd.isna(each) else numbers.bare(float(each), here.indicator.unit)
                for each in answer["value"]
            ],
            t("Cluster"): answer["cluster"].map(words).fillna(t("No data")),
            t("Local Moran's I"): answer["local_i"].round(3),
            t("p (two-sided)"): answer["p"].round(4),
        }
    )


def _listed(view: View) -> pd.DataFrame:
    found: pd.DataFrame = memory.of(view.warehouse).recall(
        "peer groups", lambda: peers.counties(view.warehouse)
    )
    return found


def _neighbours(view: View) -> dict[str, tuple[str, ...]]:
    return memory.of(view.warehouse).recall("neighbours", lambda: neighbours.of_counties(settings.load()))
