"""Enterprises by the people tied to them, how far areas hang on one, and the workshops of one enterprise."""

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.charts import rankings
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.enterprises import Enterprises, enterprises, known, workshops_of
from sharedwealth.indicators.linkages import linkage
from sharedwealth.places import codes
from sharedwealth.text import language, t, tn
from sharedwealth.ui import address, area_map, areas, chart, memory, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.warehouse.connection import Warehouse

THRESHOLD = 0.6
"""From which share of the people one enterprise is more than an area should hang on: our own line."""
_SHOWN, _OFFERED, _MOST_AREAS = 10, 40, 20
_NAME, _KEY = "enterprise", "chosen_enterprise"


def tied(warehouse: Warehouse, area: str, month: date, workshop_type: str | None) -> Enterprises:
    """The enterprises behind the area's workshops, worked out once for both languages."""
    return memory.of(warehouse).recall(
        ("enterprises", area, month, workshop_type),
        lambda: enterprises(warehouse, area, month, workshop_type),
    )


def ranked(view: View, *, name: str) -> None:
    """The largest enterprises, and how concentrated the work is."""
    found: Enterprises = tied(view.warehouse, view.area, view.month, view.workshop_type)
    with panel(
        name, _ranked_title(found), about(view, t("Enterprises by people tied to them")), is_last=True
    ):
        if found.rows.empty:
            st.caption(_no_ties(view))
            return
        shown = _ranked_table(view, found.rows.head(_SHOWN)).drop(columns=t("Credit code"))
        if (found.rows["status"].head(_SHOWN) == "ok").all():
            shown = shown.drop(columns=t("Status"))
        shown[t("Enterprise")] = shown[t("Enterprise")].map(product_names.worded)
        st.dataframe(
            shown, hide_index=True, key=f"{name}_first", height="content", placeholder=numbers.MISSING
        )
        st.caption(plain(f"{_concentration(found)} {_in_tens()}"))
        twin.table(
            view,
            lambda: _ranked_table(view, found.rows),
            key=name,
            title=t("Enterprises by people tied to them"),
            label=t("All enterprises ({count})").format(count=numbers.plain(len(found.rows))),
            definition=_in_tens(),
        )


def _ranked_title(found: Enterprises) -> str:
    if found.rows.empty or found.rows["people"].isna().all():
        return t("Enterprises by people tied to them")
    first = found.rows.iloc[0]
    return t("{name} is the largest: about {people}").format(
        name=product_names.worded(str(first["name"])), people=numbers.with_unit(first["people"], "people")
    )


def _concentration(found: Enterprises) -> str:
    if np.isnan(found.hhi):
        return t("Concentration is told for counties and above, with five enterprises and more.")
    return t(
        "Concentration (HHI) {hhi}: the sum of the squares of the enterprises' shares, a workshop's people divided "
        "evenly among its enterprises; as if {count} enterprises of one size shared the work."
    ).format(hhi=numbers.plain(found.hhi, 3 if found.hhi >= 0.01 else 4), count=numbers.plain(1 / found.hhi))


def _in_tens() -> str:
    return t(
        "A workshop tied to several enterprises counts for each. People are rounded to tens, and fewer than ten not "
        "told, so that an enterprise's counties cannot be found by subtraction."
    )


def _ranked_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Enterprise"): rows["name"].fillna(rows["credit_code"]),
            t("Industry"): rows["industry"].map(product_names.worded, na_action="ignore"),
            t("Home county"): [_place(view, code) for code in rows["home_county_code"]],
            t("Workshops"): rows["workshops"].astype(int),
            t("Counties"): rows["counties"].astype(int),
            t("People (in tens)"): rows["people"].astype("Int64"),
            t("Share (%)"): (rows["share"] * 100).round(1),
            t("Status"): [word(STATUSES, status) for status in rows["status"]],
            t("Credit code"): rows["credit_code"],
        }
    ).reset_index(drop=True)


def _place(view: View, code: object) -> str:
    """The name of a place in the register; else the code as the ledger has it, for a county of another province."""
    if pd.isna(code):  # type: ignore[call-overload]
        return ""
    return areas.name(view.warehouse, str(code)) if areas.exists(view.warehouse, str(code)) else str(code)


def _no_ties(view: View) -> str:
    return t(
        "No workshop here has a partnership in {month}: there is no ledger of the month, or none in it."
    ).format(month=numbers.month(view.month))


def dependence(view: View, *, name: str) -> None:
    """Areas in order of the share that hangs on their largest enterprise, with the line drawn where it is in sight."""
    below, indicator = codes.below(view.area), CATALOGUE["dependence"]
    if not ranks.are_shown() or below in (None, "village"):
        return
    rows = view.answer("dependence", by=below)
    told = rows.dropna(subset=["value"]).sort_values("value", ascending=False)
    title = _dependence_title(told)
    subtitle = about(view, indicator.title())
    if len(rows) > _MOST_AREAS:
        subtitle = f"{subtitle} · " + t("the first {shown} of {count}").format(
            shown=_MOST_AREAS, count=len(rows)
        )
    with panel(name, title, subtitle, help_=indicator.explain(), is_last=True):
        if told.empty:
            st.caption(t("No area here has people at work whose figures may be told."))
        else:
            is_near = told["value"].iloc[0] >= THRESHOLD / 2
            marks = [rankings.Mark(THRESHOLD, t("Line"), is_target=True)] if is_near else []
            first = rows.sort_values("value", ascending=False, na_position="last").head(_MOST_AREAS)
            drawing = chart.remembered(rankings.bars, first, marks=marks)
            chart.show(drawing, key=f"{name}_bars", alt=title, opens=True)
            st.caption(t("The line of 60% is our own, not an official one."))
            twin.answer(
                view,
                rows,
                key=name,
                title=indicator.title(),
                definition=indicator.explain(),
                of=("dependence",),
            )


def _dependence_title(told: pd.DataFrame) -> str:
    if told.empty:
        return t("How far areas hang on one enterprise")
    over = int((told["value"] >= THRESHOLD).sum())
    if over:
        return tn(
            "{count} area has 60% or more of its people tied to one enterprise",
            "{count} areas have 60% or more of their people tied to one enterprise",
            over,
        ).format(count=numbers.plain(over))
    first = told.iloc[0]
    return t("No area reaches the line of 60%; {area} is nearest with {share}").format(
        area=first["area_name"], share=numbers.percent(first["value"])
    )


def chosen_one(view: View) -> str | None:
    """The credit code in the address, which a ledger must list; else the largest here; None where there is none."""
    asked = address.read(_NAME)
    if asked is not None:
        known(view.warehouse, asked)
        return asked
    found: Enterprises = tied(view.warehouse, view.area, view.month, view.workshop_type)
    return None if found.rows.empty else str(found.rows["credit_code"].iloc[0])


def one(view: View, chosen: str | None, *, name: str) -> None:
    """The enterprise of this credit code: its workshops on the map and as a table, and the choice of another."""
    if chosen is None:
        return
    found: Enterprises = tied(view.warehouse, view.area, view.month, view.workshop_type)
    about_it = known(view.warehouse, chosen)
    rows = memory.of(view.warehouse).recall(
        ("workshops of an enterprise", view.area, view.month, chosen),
        lambda: workshops_of(view.warehouse, view.area, view.month, chosen),
    )
    here = rows[rows["is_here"]]
    with panel(
        name,
        _one_title(view, product_names.worded(about_it["name"]), rows),
        about(view.of_all_types(), product_names.worded(about_it["industry"])),
    ):
        _choice(found, chosen, about_it)
        if here.empty:
            st.caption(_not_here(view, product_names.worded(about_it["name"]), len(rows)))
            return
        left, right = st.columns([1, 2], gap="small")
        with left:
            among = frozenset(zip(here["county_code"], here["workshop_id"], strict=True))
            shown = view.of_all_types()
            area_map.workshops(shown, "dependence", among=among, name=f"{name}_map", height=420)
        with right:
            twin.open_table(
                view.of_all_types(),
                _one_table(view, here),
                key=f"{name}_table",
                title=about_it["name"],
                definition=_bands(),
            )
            st.caption(plain(_bands()))


def _choice(found: Enterprises, chosen: str, about_it: dict[str, str]) -> None:
    first = found.rows.head(_OFFERED)
    words = {
        str(
            row.credit_code
        ): f"{product_names.worded(str(row.name_))} · {product_names.worded(str(row.industry))}"
        for row in first.rename(columns={"name": "name_"}).itertuples()
    }
    options = (
        words
        if chosen in words
        else {chosen: " · ".join(product_names.worded(about_it[each]) for each in ("name", "industry"))}
        | words
    )
    st.session_state[_KEY] = chosen
    st.selectbox(
        t("Enterprise"), list(options), key=_KEY, format_func=options.__getitem__, on_change=_changed, width=420,
        help=t("The {count} with most people here; another by its credit code in the address (enterprise=…).").format(
            count=numbers.plain(len(first))
        ),
    )  # fmt: skip


def _changed() -> None:
    address.write(**{_NAME: st.session_state[_KEY]})


def _one_title(view: View, name: str, rows: pd.DataFrame) -> str:
    here, counties = int(rows["is_here"].sum()), rows.loc[rows["is_here"], "county_code"].nunique()
    first = tn("{name}: {count} workshop", "{name}: {count} workshops", here).format(
        name=name, count=numbers.plain(here)
    )
    elsewhere = len(rows) - here
    if elsewhere:
        return t("{first} here, {count} elsewhere").format(first=first, count=numbers.plain(elsewhere))
    if len(view.area) < codes.LENGTHS["county"] and counties > 1:
        return t("{first} in {count} counties").format(first=first, count=numbers.plain(counties))
    return first


def _not_here(view: View, name: str, elsewhere: int) -> str:
    if elsewhere:
        return t(
            "{name} has no workshop in {area} in {month}; elsewhere in the province it has {count}."
        ).format(
            name=name, area=view.area_name, month=numbers.month(view.month), count=numbers.plain(elsewhere)
        )
    return t("{name} is tied to no workshop in {month}: choose another enterprise or another month.").format(
        name=name, month=numbers.month(view.month)
    )


def _bands() -> str:
    return t(
        "All types. People at work in bands, so that the enterprise's total does not tell its small workshops; since: "
        "the first of the ties that hold in the month."
    )


def _one_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    def named(joined: object) -> str:
        return "" if pd.isna(joined) else t(", ").join(_place(view, code) for code in str(joined).split(","))  # type: ignore[call-overload]

    own = {} if language() == "zh" else {t("Name in the ledger"): rows["name"]}
    return pd.DataFrame(
        {
            t("Workshop"): rows["name"].map(product_names.worded),
            t("Type"): [word(WORKSHOP_TYPES, key) for key in rows["workshop_type"]],
            t("Linkage"): [
                t(", ").join(linkage(key) for key in keys.split(",")) for keys in rows["linkages"]
            ],
            t("People"): rows["people"],
            t("Since"): [f"{since:%Y-%m}" for since in rows["since"]],
            t("Village or community"): [_place(view, code) for code in rows["village_code"]],
            t("Town"): [_place(view, codes.up_to(code, "town")) for code in rows["village_code"]],
            t("Villages served"): [named(joined) for joined in rows["villages_served"]],
            **own,
        }
    ).reset_index(drop=True)
