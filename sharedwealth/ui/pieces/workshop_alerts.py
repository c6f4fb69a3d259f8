"""What the rules of the attention list say of one workshop."""

from functools import partial

import pandas as pd

from sharedwealth import numbers
from sharedwealth.attention import tables
from sharedwealth.attention.finding import Findings
from sharedwealth.attention.rules import RulesError
from sharedwealth.text import t, tn, tp
from sharedwealth.ui import areas, navigation, page_parts
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces import attention
from sharedwealth.ui.pieces.workshop import Profile


def alerts(here: Profile) -> None:
    """The rules that hit it in the page's month, each with its figure, since when; or why nothing can be said."""
    view = here.view
    try:
        findings = attention.found(view.warehouse, view.month)
    except RulesError as problem:
        with panel("workshop_alerts", t("The attention list cannot be read"), str(problem), is_last=True):
            navigation.link("attention", t("The attention list"))
        return
    hits = findings.hits
    own = hits[(hits["area"] == here.workshop.village_code) & (hits["workshop"] == here.workshop.workshop_id)]
    with panel(
        "workshop_alerts", _title(here, findings, own), about(view, t("Attention list")), is_last=True
    ):
        if len(own):
            written = tables.hits(findings, own, partial(areas.name, view.warehouse))
            shown = [
                tp("attention", "Level"),
                tp("attention", "Rule"),
                tp("attention", "Figure"),
                t("Hits from"),
                tp("attention", "Since"),
            ]
            page_parts.component("table")(
                key="workshop_alerts_table",
                data={
                    "label": t("Attention list"),
                    "headings": [[heading, False] for heading in shown],
                    "rows": [{"cells": list(row)} for row in written[shown].itertuples(index=False)],
                },
                width="stretch",
            )
        navigation.link("attention", t("The attention list"), area=here.workshop.county_code)


def _title(here: Profile, findings: Findings, own: pd.DataFrame) -> str:
    if len(own):
        return plain(
            tn("{count} rule hits it", "{count} rules hit it", len(own)).format(count=numbers.plain(len(own)))
        )
    listed = findings.workshops
    at = (listed["county_code"] == here.workshop.county_code) & (
        listed["workshop_id"] == here.workshop.workshop_id
    )
    month = numbers.month(here.view.month)
    is_judged = (listed.loc[at, "is_active"] & listed.loc[at, "is_reported"]).any()
    if is_judged:
        return t("No rule hits it in {month}").format(month=month)
    return t("Nothing to judge it by in {month}").format(month=month)
