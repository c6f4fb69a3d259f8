"""The attention list: how many hits there are, the list to act on, a map of counties, and what the rules mean."""

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.attention import finding, reading, tables, telling, wages
from sharedwealth.attention.finding import Findings
from sharedwealth.attention.measures import LEVELS, level_words
from sharedwealth.attention.rules import Rule
from sharedwealth.attention.telling import Summary
from sharedwealth.charts import theme
from sharedwealth.places import codes
from sharedwealth.text import language, mark, t, tn, tp
from sharedwealth.ui import (
    address,
    areas,
    choice,
    directory,
    filters,
    memory,
    navigation,
    twin,
)
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.warehouse.connection import Warehouse

_ALL = "all"
_LEVEL_CHOICES = (_ALL, *LEVELS)
_MOST_SHOWN = 300
"""Rows of the list on the page; the files have them all."""
_HEIGHT = 520
_TABLE_LETTERS = {"zh": 1.17, "en": 0.87}
"""How much wider, or narrower, words are in a table than at most in a figure."""
_KIND = re.compile(r" (County|District|City)$")
_KIND_BEFORE = re.compile(r" (She Ethnic Township|Subdistrict|Township|Town)(?= )")
_GROUNDS = {"red": "#F6E0DE", "yellow": "#F7EBD9"}
"""Beside shape and word; the ink on them is dark in the dark theme too."""


@dataclass(frozen=True)
class Here:
    """What the page shows: all of the province's findings, and what of them the reader has asked for."""

    view: View
    findings: Findings
    summary: Summary
    judged: dict[str, int]
    """How many counties, towns or workshops here each rule could judge."""
    level: str
    rule: str

    @property
    def hits(self) -> pd.DataFrame:
        return telling.narrowed(self.findings, self.view.area, self.view.workshop_type, self.level, self.rule)


def read(view: View) -> Here:
    """The findings of the view's month, worked out once for all readers as long as the rules stay as they are."""
    findings, minimums = found(view.warehouse, view.month), wages.of_file(wages.path())
    level = choice.known("level", _LEVEL_CHOICES, mark("There is no level “{value}” in the attention list."))
    keys = tuple(each.key for each in findings.rules)
    rule = choice.known("rule", (_ALL, *keys), mark("There is no rule “{value}” in force."))
    summed, judged = view.remembered(
        lambda: _counted_once(findings, view), "attention", findings.rules, minimums
    )
    return Here(view, findings, summed, judged, level or _ALL, rule or _ALL)


def found(warehouse: Warehouse, month: date) -> Findings:
    """All of the province's findings; a `RulesError` where the rules or minimum wages have a fault."""
    rules, minimums = reading.rules(), wages.of_file(wages.path())
    return memory.of(warehouse).recall(
        ("attention", rules, minimums, month),
        lambda: finding.find(
            warehouse, rules, minimums, month, listed=lambda _, when: directory.listed(warehouse, when)
        ),
    )


def _counted_once(findings: Findings, view: View) -> tuple[Summary, dict[str, int]]:
    summed = telling.summary(findings, view.area, view.workshop_type)
    judged = {
        each.key: telling.judged(findings, each.key, view.area, view.workshop_type) for each in findings.rules
    }
    return summed, judged


def headline(here: Here) -> None:
    st.markdown("#### " + plain(telling.headline(here.summary)))
    if said := telling.unknown(here.summary, numbers.month(here.view.month)):
        st.markdown(f"**?** {plain(said)}")


def figures(here: Here) -> None:
    """Red, yellow, clear, and what nothing is known of: four counts, each with what it counts."""
    found = here.summary
    told = (
        (
            "red",
            level_words("red"),
            found.red,
            tn("hit", "hits", found.red),
            t("Hits of rules of the level red in this area."),
        ),
        (
            "yellow",
            level_words("yellow"),
            found.yellow,
            tn("hit", "hits", found.yellow),
            t("Hits of rules of the level yellow in this area."),
        ),
        (
            "green",
            t("● Green"),
            found.clear,
            t("workshops without a hit"),
            t(
                "Active workshops with a ledger of the month that no rule hits; not every rule can judge every one."
            ),
        ),
        (
            "unknown",
            t("? Not known"),
            found.silent_workshops,
            t("workshops without a ledger"),
            t("Active workshops of counties without a ledger of the month; never counted as green."),
        ),
    )
    with st.container(horizontal=True, gap="small", key="attention_figures"):
        for name, label, value, unit, said in told:
            with st.container(border=True, key=f"panel_attention_{name}", width="stretch", gap=None):
                st.metric(label, numbers.plain(value), help=said)
                st.caption(unit)


def listed(here: Here, *, name: str) -> None:
    """The hits, the gravest first; a row that is picked opens its workshop or place."""
    view, hits = here.view, here.hits
    with panel(name, _title(len(hits)), about(view, t("Attention list")), help_=_what_a_row_is()):
        _choices(here)
        if here.rule != _ALL:
            st.caption(plain(_rule(here).explained()))
        if hits.empty:
            st.caption(plain(_nothing(here)))
        else:
            written = partial(tables.hits, here.findings, name=partial(areas.name, view.warehouse))
            _table(here, _worded(written(hits.head(_MOST_SHOWN))), hits, name)
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
            _LEVEL_CHOICES,
            lambda each: (
                t("All levels") if each == _ALL else level_words("red" if each == "red" else "yellow")
            ),
        )
        titles = {_ALL: t("All rules")} | {
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
    address.write(rule=None if chosen == _ALL else chosen)


def _rule(here: Here) -> Rule:
    return next(each for each in here.findings.rules if each.key == here.rule)


def _nothing(here: Here) -> str:
    """Why there is nothing: the filters, a type, or indeed no hit, which is not the same as the all-clear."""
    if not here.findings.rules:
        return t("Every rule is switched off in the file of rules.")
    if here.level != _ALL or here.rule != _ALL:
        return t(
            "No hit of this level and rule in {area} in {month}. Choose all levels and all rules to see the rest."
        ).format(area=here.view.area_name, month=numbers.month(here.view.month))
    sentence = t("No rule hits in {area} in {month}, as far as there are ledgers.")
    return sentence.format(area=here.view.area_name, month=numbers.month(here.view.month))


def _table(here: Here, table: pd.DataFrame, hits: pd.DataFrame, name: str) -> None:
    level = tp("attention", "Level")
    worded = {level_words(each): _GROUNDS[each] for each in LEVELS}
    key = f"{name}_rows"
    right = st.column_config.TextColumn(alignment="right")
    st.dataframe(
        table.assign(**{level: table[level].map(lambda each: [each])}),
        hide_index=True,
        height=twin.height(len(table), _HEIGHT),
        key=key,
        on_select=lambda: _open(here, key, hits),
        selection_mode="single-cell",
        column_order=_columns(here.view),
        column_config={
            level: st.column_config.MultiselectColumn(
                width=84, options=list(worded), color=list(worded.values())
            ),
            tp("attention", "Rule"): st.column_config.TextColumn(width=_rule_width(table)),
            tp("attention", "Figure"): right,
            t("Hits from"): right,
            t("People or answers"): st.column_config.TextColumn(
                None if language() == "zh" else "n", alignment="right", help=t("People or answers")
            ),
        },
    )


def _rule_width(table: pd.DataFrame) -> int:
    """As wide as the longest name of a rule in it, so that none is cut."""
    longest = max((theme.text_width(each) for each in table[tp("attention", "Rule")]), default=0)
    return min(360, max(120, round(longest * _TABLE_LETTERS[language()]) + 24))


def _worded(table: pd.DataFrame) -> pd.DataFrame:
    """In English names as short as a screen has room for, the workshops' in English too; the files have them whole."""
    if language() == "zh":
        return table
    return table.assign(
        **{
            t("Workshop"): [product_names.worded(str(each)) for each in table[t("Workshop")]],
            t("County"): [_KIND.sub("", each) for each in table[t("County")]],
            t("Place"): [_KIND_BEFORE.sub(" ·", each) for each in table[t("Place")]],
        }
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
