"""Beside the attention list: where the hits lie, and what the rules mean."""

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.attention import reading, tables, telling
from sharedwealth.attention.measures import level_words
from sharedwealth.charts import maps
from sharedwealth.places import codes
from sharedwealth.text import t, tp
from sharedwealth.ui import filters, map_offer, map_views, ranks, twin
from sharedwealth.ui import map as map_component
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces.attention import Here


def on_map(here: Here, *, name: str, height: int) -> None:
    """How many hits each county has (below a county each town), as circles; those without a ledger are hatched."""
    view = here.view
    area, level = map_views.drawn_area(view.area), map_offer.levels(view.area)[0]
    frame = _counted(here, area, level)
    title = _map_title(here, frame)
    with panel(name, title, about(view, t("Hits of the list above, by where they lie"))):
        if here.hits.empty:
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
        for rule in here.findings.rules:
            counted = t("{hits} of {judged}").format(
                hits=numbers.plain(int(hit.get(rule.key, 0))), judged=numbers.plain(here.judged[rule.key])
            )
            titled = f"{level_words(rule.level)} **{plain(rule.title())}** · {plain(counted)}"
            st.markdown(f"{titled}  \n:small[:gray[{plain(rule.explained())}]]")
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


def _is_own() -> bool:
    return reading.path().parent.name == "operator"
