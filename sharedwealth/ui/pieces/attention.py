"""The attention list: how many hits there are, read once for the whole page."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.attention import finding, reading, telling, wages
from sharedwealth.attention.finding import Findings
from sharedwealth.attention.measures import LEVELS, level_words
from sharedwealth.attention.telling import Summary
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import (
    choice,
    directory,
    memory,
)
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import plain
from sharedwealth.warehouse.connection import Warehouse

ALL = "all"
LEVEL_CHOICES = (ALL, *LEVELS)


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
    level = choice.known("level", LEVEL_CHOICES, mark("There is no level “{value}” in the attention list."))
    keys = tuple(each.key for each in findings.rules)
    rule = choice.known("rule", (ALL, *keys), mark("There is no rule “{value}” in force."))
    summed, judged = view.remembered(
        lambda: _counted_once(findings, view), "attention", findings.rules, minimums
    )
    return Here(view, findings, summed, judged, level or ALL, rule or ALL)


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
