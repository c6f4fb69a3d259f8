"""One enterprise: its workshops on the map and as a table, and the choice of another."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.indicators.enterprises import Enterprises, known, workshops_of
from sharedwealth.indicators.linkages import linkage
from sharedwealth.places import codes
from sharedwealth.text import language, t, tn, tp
from sharedwealth.ui import address, area_map, memory, navigation, page_parts, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces import enterprises, workshop_rows

_OFFERED = 40
_NAME, _KEY = "enterprise", "chosen_enterprise"


def chosen_one(view: View) -> str | None:
    """The credit code in the address, which a ledger must list; else the largest here; None where there is none."""
    asked = address.read(_NAME)
    if asked is not None:
        known(view.warehouse, asked)
        return asked
    found: Enterprises = enterprises.tied(view.warehouse, view.area, view.month, view.workshop_type)
    return None if found.rows.empty else str(found.rows["credit_code"].iloc[0])


def one(view: View, chosen: str | None, *, name: str) -> None:
    """The enterprise of this credit code: its workshops on the map and as a table, and the choice of another."""
    if chosen is None:
        return
    found: Enterprises = enterprises.tied(view.warehouse, view.area, view.month, view.workshop_type)
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
            _table(view, here, name)
            st.caption(plain(_bands()))
            twin.table(
                view.of_all_types(),
                lambda: _file_table(view, here),
                key=f"{name}_table",
                title=about_it["name"],
                definition=_bands(),
            )


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


def _table(view: View, rows: pd.DataFrame, name: str) -> None:
    """Each of its workshops with how it is tied; a name opens the workshop's profile."""
    headings = [
        t("Workshop"),
        t("Type"),
        t("Linkage"),
        t("People"),
        t("Since"),
        tp("workshop", "Place"),
    ]
    page_parts.component("table")(
        key=f"{name}_shown",
        data={
            "label": t("Workshops"),
            "headings": [(each, each == t("People")) for each in headings],
            "tall": 520,
            "wide": 640,
            "rows": [
                {"cells": cells, "open": key, "link": navigation.address_of("workshop", workshop=key)}
                for cells, key in zip(_cells(view, rows), rows["key"], strict=True)
            ],
        },
        width="stretch",
    )


def _cells(view: View, rows: pd.DataFrame) -> list[list[str]]:
    return [
        [
            product_names.worded(row["name"]),
            word(WORKSHOP_TYPES, row["workshop_type"]),
            _linkages(row["linkages"]),
            row["people"],
            f"{row['since']:%Y-%m}".replace("-", "\N{NON-BREAKING HYPHEN}"),
            workshop_rows.place(view, row["village_code"]),
        ]
        for row in rows.to_dict("records")
    ]


def _file_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    own = {} if language() == "zh" else {t("Name in the ledger"): rows["name"]}
    villages = rows["village_code"]
    return pd.DataFrame(
        {
            t("Workshop"): rows["name"].map(product_names.worded),
            t("Type"): [word(WORKSHOP_TYPES, key) for key in rows["workshop_type"]],
            t("Linkage"): [_linkages(keys) for keys in rows["linkages"]],
            t("People"): rows["people"],
            t("Since"): [f"{since:%Y-%m}" for since in rows["since"]],
            t("Village or community"): [enterprises.place(view, code) for code in villages],
            t("Town"): [enterprises.place(view, codes.up_to(code, "town")) for code in villages],
            t("Villages served"): [
                t(", ").join(enterprises.place(view, code) for code in _served(joined))
                for joined in rows["villages_served"]
            ],
            **own,
        }
    ).reset_index(drop=True)


def _linkages(keys: str) -> str:
    return t(", ").join(linkage(key) for key in keys.split(","))


def _served(joined: object) -> list[str]:
    """The codes of the villages that it serves beside its own."""
    return joined.split(",") if isinstance(joined, str) else []
