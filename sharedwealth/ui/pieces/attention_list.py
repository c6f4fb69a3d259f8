"""The attention list itself: its choices, and a table whose rows open a workshop or a place."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.attention import tables, telling
from sharedwealth.attention.measures import LEVELS, level_words
from sharedwealth.attention.rules import Rule
from sharedwealth.places import codes
from sharedwealth.text import language, t, tn, tp
from sharedwealth.ui import address, areas, choice, column_room, filters, navigation, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces.attention import ALL, LEVEL_CHOICES, Here

_MOST_SHOWN = 300
"""Rows of the list on the page; the files have them all."""
_HEIGHT, _LEVEL = 520, 84
_GROUNDS = {"red": "#F6E0DE", "yellow": "#F7EBD9"}
"""Beside shape and word; the ink on them is dark in the dark theme too."""


def listed(here: Here, *, name: str) -> None:
    """The hits, the gravest first; a row that is picked opens its workshop or place."""
    view, hits = here.view, here.hits
    with panel(name, _title(len(hits)), about(view, t("Attention list")), help_=_what_a_row_is()):
        _choices(here)
        if here.rule != ALL:
            st.caption(plain(_rule(here).explained()))
        if hits.empty:
            st.caption(plain(_nothing(here)))
        else:
            written = partial(tables.hits, here.findings, name=partial(areas.name, view.warehouse))
            _table(here, written(hits.head(_MOST_SHOWN), is_short=True), hits, name)
            if len(hits) > _MOST_SHOWN:
                sentence = t("The first {shown} of {count} are shown; the files have all.")
                st.caption(sentence.format(shown=numbers.plain(_MOST_SHOWN), count=numbers.plain(len(hits))))
            twin.table(
                view,
                lambda: written(hits),
                key=name,
                title=t("Attention list"),
                definition="\n".join(f"{each.title()}: {each.explained()}" for each in here.findings.rules),
                caveat=telling.unknown(here.summary, numbers.month(view.month)),
            )
        if len(view.area) >= codes.LENGTHS["county"]:
            navigation.link("overview", t("{area}: overview").format(area=view.area_name))


def _title(count: int) -> str:
    if not count:
        return t("Nothing on the list")
    return tn("{count} hit, the gravest first", "{count} hits, the gravest first", count).format(
        count=numbers.plain(count)
    )


def _what_a_row_is() -> str:
    return t(
        "“Since” is the first month of the unbroken run in which the rule has held; a month without a ledger neither "
        "ends nor lengthens it. Of one measure only the higher level is listed. Numbers of people in towns and "
        "workshops are told in bands; what rests on fewer than 10 people is not told."
    )


def _choices(here: Here) -> None:
    with st.container(horizontal=True, gap="small", key="attention_choices", vertical_alignment="center"):
        choice.segmented(
            "level",
            tp("attention", "Level"),
            LEVEL_CHOICES,
            lambda each: (
                t("All levels") if each == ALL else level_words("red" if each == "red" else "yellow")
            ),
        )
        titles = {ALL: t("All rules")} | {
            each.key: f"{level_words(each.level)} · {each.title()}" for each in here.findings.rules
        }
        st.session_state["attention_rule"] = here.rule
        st.selectbox(
            tp("attention", "Rule"),
            list(titles),
            key="attention_rule",
            format_func=titles.__getitem__,
            on_change=_rule_changed,
            label_visibility="collapsed",
            width=320,
            filter_mode=None,
        )


def _rule_changed() -> None:
    chosen = str(st.session_state["attention_rule"])
    address.write(rule=None if chosen == ALL else chosen)


def _rule(here: Here) -> Rule:
    return next(each for each in here.findings.rules if each.key == here.rule)


def _nothing(here: Here) -> str:
    """Why there is nothing: the filters, a type, or indeed no hit, which is not the same as the all-clear."""
    if not here.findings.rules:
        return t("Every rule is switched off in the file of rules.")
    if here.level != ALL or here.rule != ALL:
        return t(
            "No hit of this level and rule in {area} in {month}. Choose all levels and all rules to see the rest."
        ).format(area=here.view.area_name, month=numbers.month(here.view.month))
    sentence = t("No rule hits in {area} in {month}, as far as there are ledgers.")
    return sentence.format(area=here.view.area_name, month=numbers.month(here.view.month))


def _table(here: Here, table: pd.DataFrame, hits: pd.DataFrame, name: str) -> None:
    level, people = tp("attention", "Level"), t("People or answers")
    worded = {level_words(each): _GROUNDS[each] for each in LEVELS}
    key = f"{name}_rows"
    shown = table[_columns(here.view)]
    headings = {
        people: people if language() == "zh" else "n",
        t("Workshop"): t("Workshop or enterprise"),
    }
    room = column_room.shared(shown, column_room.PAGE, fixed={level: _LEVEL}, headings=headings)
    shown = column_room.trimmed(shown, room)
    right = {tp("attention", "Figure"), t("Hits from"), people}
    st.dataframe(
        shown.assign(**{level: shown[level].map(lambda each: [each])}),
        hide_index=True,
        height=twin.height(len(shown), _HEIGHT, room.row_height),
        row_height=room.row_height,
        key=key,
        on_select=lambda: _open(here, key, hits),
        selection_mode="single-cell",
        column_config={
            column: st.column_config.TextColumn(
                headings.get(column),
                width=width,
                alignment="right" if column in right else None,
                help=people if column == people else None,
            )
            for column, width in room.widths.items()
        }
        | {
            level: st.column_config.MultiselectColumn(
                width=_LEVEL, options=list(worded), color=list(worded.values())
            )
        },
    )


def _columns(view: View) -> list[str]:
    """What the screen has room for; the files have the rest."""
    return [
        tp("attention", "Level"),
        tp("attention", "Rule"),
        *([t("County")] if len(view.area) < codes.LENGTHS["county"] else []),
        t("Place"),
        t("Workshop"),
        tp("attention", "Figure"),
        t("Hits from"),
        tp("attention", "Since"),
        t("People or answers"),
    ]


def _open(here: Here, key: str, hits: pd.DataFrame) -> None:
    """A row that is picked opens its workshop, or its place on this page."""
    cells = st.session_state[key].selection.cells
    if not cells:
        return
    row = hits.iloc[int(cells[0][0])]
    if row["workshop"]:
        navigation.turn_to("workshop", workshop=_named(here, row))
        return
    filters.go_to(str(row["area"]))


def _named(here: Here, row: "pd.Series[Any]") -> str:
    """How a link names a workshop: by its number, with its county's code where two counties gave the same one."""
    number = str(row["workshop"])
    is_shared = int((here.findings.workshops["workshop_id"] == number).sum()) > 1
    return f"{codes.up_to(row['area'], 'county')}:{number}" if is_shared else number
