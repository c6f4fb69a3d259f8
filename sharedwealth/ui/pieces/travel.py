"""Home village against workshop village: where the people at work come from, and how far."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import shares
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.indicators import travel as questions
from sharedwealth.indicators.travel import DISTANCES, GROUPS, RELATIONS, Positions
from sharedwealth.text import t, tp
from sharedwealth.ui import chart, twin
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.filters import View, type_name
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces.employment import is_wide

_PARTS = {"relation": RELATIONS, "distance": DISTANCES}


def show(view: View, *, name: str) -> None:
    """One panel: where the people at work live and how far they come, low-income people beside others, then by type."""
    if not is_wide(view):
        return
    told = view.told(questions.travel, view.workshop_type)
    kind = view.workshop_type or ALL_TYPES
    groups = told[told["type"] == kind]
    types = told[(told["group"] == "all") & (told["type"] != ALL_TYPES)]
    measure = t("Home village and workshop village of people at work")
    with panel(name, _title(groups), about(view, measure)):
        left, right = st.columns(2, gap="medium")
        with left:
            _heading(t("Where they live"))
            _drawn(groups, types, "relation", key=f"{name}_home")
        with right:
            _heading(_far_title(groups))
            _drawn(groups, types, "distance", key=f"{name}_far")
        measured = _measured(view.told(questions.positions))
        st.caption(plain(t("{one} {two}").format(one=_types_said(types), two=measured)))
        st.caption(
            t(
                "The workshop is the one where a worker's most days were worked. A home village that the ledger does "
                "not name is not guessed."
            )
        )
        twin.table(
            view,
            lambda: table(told.loc[groups.index.union(types.index)]),
            key=name,
            title=measure,
            caveat=measured,
        )


def _heading(words: str) -> None:
    st.markdown(f"**{plain(words)}**")


def _drawn(groups: pd.DataFrame, types: pd.DataFrame, part: str, *, key: str) -> None:
    wholes = [
        shares.whole_of(_name(by, str(each)), of)
        for by, rows in (("group", groups), ("type", types))
        for each, of in rows[rows["part"] == part].groupby(by, sort=False)
    ]
    parts = [
        shares.Part(each, t(words), colour)
        for (each, words), colour in zip(_PARTS[part].items(), shares.PALETTE, strict=True)
    ]
    heading = t("Where they live") if part == "relation" else t("How far they come")
    nobody = t("Nobody works outside the village they live in.") if part == "distance" else ""
    chart.show(chart.remembered(shares.shares, wholes, parts, nobody), key=f"{key}_chart", alt=heading)


def _name(by: str, key: str) -> str:
    return t(GROUPS[key]) if by == "group" else word(WORKSHOP_TYPES, key)


def _cell(rows: pd.DataFrame, part: str, key: str) -> "pd.Series":
    found = rows[(rows["part"] == part) & (rows["key"] == key)]
    return found.iloc[0]


def _title(rows: pd.DataFrame) -> str:
    """The share that need not leave the village; of those whose home is known."""
    everybody = rows[rows["group"] == "all"]
    here, unknown = _cell(everybody, "relation", "same_village"), _cell(everybody, "relation", "unknown")
    known = here["n"] - unknown["people"]
    if pd.isna(here["people"]) or pd.isna(known) or not known:
        return t("Home village and workshop village")
    if not unknown["people"]:
        return t("{share} work in the village they live in").format(
            share=numbers.percent(here["people"] / known)
        )
    return t("{share} work in the village they live in, of {known} whose home is known").format(
        share=numbers.percent(here["people"] / known), known=numbers.with_unit(known, "people")
    )


def _far_title(rows: pd.DataFrame) -> str:
    n = _cell(rows[rows["group"] == "all"], "distance", "<3")["n"]
    if pd.isna(n) or not n:
        return t("How far they come")
    return t("How far the {people} come who work outside their village").format(
        people=numbers.with_unit(n, "people")
    )


def _types_said(rows: pd.DataFrame) -> str:
    """The types at both ends, by the share that works where it lives; nothing where fewer than two are told."""
    home = rows[(rows["part"] == "relation") & (rows["key"] == "same_village") & (rows["n"] > 0)]
    share = (home["people"] / home["n"]).set_axis(home["type"]).dropna()
    if len(share) < 2:
        return ""
    return t("Working in one's own village: {most} {high}, {least} {low}.").format(
        most=word(WORKSHOP_TYPES, str(share.idxmax())),
        high=numbers.percent(share.max()),
        least=word(WORKSHOP_TYPES, str(share.idxmin())),
        low=numbers.percent(share.min()),
    )


def _measured(known: Positions) -> str:
    """What distances are measured between, and how good that is."""
    line = t("Distances are straight lines between villages' positions, no roads.")
    if known.schematic:
        of_all = t(
            "All {villages} villages and communities here have a schematic position, worked out and not surveyed: read "
            "the bands as rough."
        )
        of_some = t(
            "{schematic} of the {villages} villages and communities here have a schematic position, worked out and not "
            "surveyed: read the bands as rough."
        )
        quality = (of_all if known.schematic == known.villages else of_some).format(
            schematic=numbers.plain(known.schematic), villages=numbers.plain(known.villages)
        )
        line = t("{one} {two}").format(one=line, two=quality)
    if known.missing:
        missing = t("{missing} have none.").format(missing=numbers.plain(known.missing))
        line = t("{one} {two}").format(one=line, two=missing)
    return line


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Every cell with its n, for a reader; what is hidden has no number and says so."""
    answers = [t(_PARTS[str(part)][str(key)]) for part, key in zip(rows["part"], rows["key"], strict=True)]
    asked = {"relation": t("Where they live"), "distance": t("How far they come")}
    return pd.DataFrame(
        {
            t("Type"): [type_name(str(each)) for each in rows["type"]],
            t("Group"): [t(GROUPS[str(each)]) for each in rows["group"]],
            tp("column", "Measure"): [asked[str(each)] for each in rows["part"]],
            t("Answer"): answers,
            t("People"): rows["people"].astype("Int64").to_numpy(),
            t("Out of"): rows["n"].astype("Int64").to_numpy(),
            t("Share (%)"): (rows["people"] / rows["n"].where(rows["n"] > 0) * 100).round(1).to_numpy(),
            t("Status"): [word(STATUSES, str(each)) for each in rows["status"]],
        }
    )
