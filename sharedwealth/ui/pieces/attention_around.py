"""Beside the attention list: where the hits lie, and what the rules mean."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.attention import reading, tables, telling
from sharedwealth.attention.measures import level_words
from sharedwealth.attention.rules import Rule
from sharedwealth.charts import maps, rankings
from sharedwealth.places import codes
from sharedwealth.text import t, tn, tp
from sharedwealth.ui import areas, chart, filters, map_offer, map_views, ranks, twin
from sharedwealth.ui import map as map_component
from sharedwealth.ui.panel import about, panel, plain, unbroken
from sharedwealth.ui.pieces.attention import Here

_MOST_ROWS, _ROW = 20, 31
"""So many rows so far apart reach as far down as the map beside them."""


def on_map(here: Here, *, name: str, height: int) -> None:
    """How many hits each county has (below a county each town), as circles; those without a ledger are hatched."""
    view = here.view
    area, level = map_views.drawn_area(view.area), map_offer.levels(view.area)[0]
    frame = _counted(here, area, level)
    title = _map_title(here, frame)
    with panel(name, title, about(view, t("Hits of the list above, by where they lie")), is_last=True):
        if here.hits.empty:
            st.caption(t("Where nothing is hit there is nothing to draw."))
            return
        if not frame["value"].fillna(0).any():
            st.caption(plain(_silent(here, level)))
            return
        drawn = maps.areas(
            frame,
            maps.Measure(tp("attention", "Hits"), ""),
            map_views.ground_of(view, area, level),
            scheme="circles",
        )
        map_component.show(drawn.payload(), key=f"{name}_drawn", height=height, on_pick=filters.go_to)
        twin.table(
            view,
            lambda: pd.DataFrame(
                {
                    t("Place"): frame["area_name"],
                    t("Code"): frame["area"],
                    tp("attention", "Hits"): frame["value"].astype("Int64"),
                    t("Ledger of the month"): np.where(frame["status"] == "ok", t("yes"), t("no")),
                }
            ),
            key=name,
            title=t("Hits by place"),
            of_map=True,
        )


def _counted(here: Here, area: str, level: codes.Level) -> pd.DataFrame:
    """The places of the map with their hits; a place whose county has sent no ledger has no figure, not a zero."""
    by = level if len(area) < codes.LENGTHS[level] else None
    frame = here.view.answer("workshops_active", by=by, area=area)
    counted = here.hits["area"].str[: codes.LENGTHS[level]].value_counts()
    silent = here.findings.counties.loc[~here.findings.counties["is_reported"].astype(bool), "county_code"]
    is_silent = frame["area"].str[: codes.LENGTHS["county"]].isin(silent)
    value = frame["area"].map(counted).fillna(0).astype(float)
    return frame.assign(value=value.mask(is_silent), status=np.where(is_silent, "no_data", "ok")).reset_index(
        drop=True
    )


def _silent(here: Here, level: codes.Level) -> str:
    """Where the hits lie, in words: a map would show none of them, because their counties have no ledger."""
    counted = here.hits["area"].str[: codes.LENGTHS[level]].value_counts().head(_MOST_ROWS)
    places = t(", ").join(
        f"{areas.name(here.view.warehouse, str(code))} {numbers.plain(int(hits))}"
        for code, hits in counted.items()
    )
    return t("By place: {places}.").format(places=places)


def by_place(here: Here, *, name: str) -> None:
    """The places of the map with most hits as bars; a bar that is picked opens its place."""
    view = here.view
    area, level = map_views.drawn_area(view.area), map_offer.levels(view.area)[0]
    frame = _counted(here, area, level)
    hit = frame.loc[frame["value"] > 0, ["area", "area_name", "value", "status"]].assign(unit="")
    shown = hit.sort_values(["value", "area"], ascending=[False, True]).head(_MOST_ROWS)
    with panel(name, _places_title(len(hit), len(shown)), about(view, t("Hits by place")), is_last=True):
        if not ranks.are_shown():
            st.caption(
                t("League tables are put away; the switch at the foot of the list of pages brings them back.")
            )
            return
        if hit.empty:
            st.caption(t("No place with a ledger has a hit."))
            return
        chart.show(
            chart.remembered(rankings.bars, shown),
            key=f"{name}_bars",
            alt=t("Hits by place"),
            height=_ROW * len(shown) + 8,
            opens=True,
        )


def _places_title(count: int, shown: int) -> str:
    if not count:
        return t("Hits by place")
    said = tn("Hits in {count} place", "Hits in {count} places", count).format(count=numbers.plain(count))
    return said if shown == count else t("{said}, the first {shown} shown").format(said=said, shown=shown)


def _map_title(here: Here, frame: pd.DataFrame) -> str:
    if here.hits.empty:
        return t("No hits on the map")
    if not ranks.are_shown():
        return t("Hits by place")
    values = frame["value"].fillna(0).to_numpy(dtype=float)
    if not values.any():
        return t("The hits lie in counties without a ledger, which are hatched")
    at = int(values.argmax())
    return t("Most hits: {area}, {count}").format(
        area=frame["area_name"].iloc[at], count=numbers.plain(float(values[at]))
    )


def rules(here: Here, *, name: str) -> None:
    """What each rule means, with its figures, how many it could judge and how many it hits; and where to change it."""
    view = here.view
    hit = telling.narrowed(here.findings, view.area, view.workshop_type)["rule"].value_counts()
    with panel(name, t("The rules, and whom they could judge"), about(view, t("Attention list"))):
        told = here.findings.rules
        half = _half([len(each.title()) + len(each.explained()) for each in told])
        for column, some in zip(st.columns(2, gap="medium"), (told[:half], told[half:]), strict=True):
            with column:
                for rule in some:
                    _rule(here, rule, int(hit.get(rule.key, 0)))
        twin.table(
            view,
            lambda: tables.rules(here.findings, view.area, view.workshop_type),
            key=name,
            title=t("The rules, and whom they could judge"),
        )
        st.caption(
            t(
                "The rules stand in `{file}`. An operator's own copy in `data/attention/operator` takes their place; "
                "the command `attention --check` says whether it can be used."
            ).format(file="data/attention/" + ("operator/" if _is_own() else "") + reading.FILE)
        )


def _half(lengths: Sequence[int]) -> int:
    """How many of the texts stand in the first of two columns that are to be about as long as each other."""
    before = np.cumsum([0, *lengths])
    return int(np.argmin(np.abs(before * 2 - before[-1])))


def _rule(here: Here, rule: Rule, hits: int) -> None:
    """Level and name, how many it hits of those it could judge, and what it means."""
    counted = t("{hits} of {judged}").format(
        hits=numbers.plain(hits), judged=numbers.plain(here.judged[rule.key])
    )
    titled = f"{level_words(rule.level)} **{plain(rule.title())}** · {plain(unbroken(counted))}"
    st.markdown(f"{titled}  \n:small[:gray[{plain(rule.explained())}]]")


def _is_own() -> bool:
    return reading.path().parent.name == "operator"
