"""What a workshop brings: the four gains of the month beside its county's, and the table of all its months."""

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.tables import files
from sharedwealth.text import t, tp
from sharedwealth.ui import areas, badge, page_parts, twin
from sharedwealth.ui.panel import panel
from sharedwealth.ui.pieces import workshop_rows
from sharedwealth.ui.pieces.workshop import Profile

_UNITS = {"trust": "share", "output_per_worker": "yuan_month", "orders_per_worker": "yuan_month"}


def four_gains(here: Profile) -> None:
    """What it brings to farmers, enterprise, collective and people, beside its county where that can be compared."""
    title = t("The four gains")
    county = areas.name(here.view.warehouse, here.workshop.county_code)
    with panel("workshop_gains", title, numbers.month(here.view.month), is_last=True):
        if here.row["state"] != "told":
            st.caption(t("No figures of this month."))
            return
        rows = [
            (tp("workshop", "Farmers"), t("Income increase in all"), "increase_sum", "increase_status", ""),
            (
                tp("gain", "Enterprise"),
                t("Output per worker"),
                "output_per_worker",
                "people_status",
                "output_per_worker",
            ),
            (
                tp("gain", "Enterprise"),
                t("Orders per worker"),
                "orders_per_worker",
                "people_status",
                "orders_per_worker",
            ),
            (tp("workshop", "Collective"), t("Collective income"), "collective_income_yuan", "", ""),
            (t("People's trust"), t("Satisfied of those asked"), "trust", "trust_status", "public_trust"),
        ]
        page_parts.component("table")(
            key="workshop_gains_table",
            data={
                "label": title,
                "wide": 460,
                "headings": [
                    [tp("workshop", "Gain"), False],
                    [t("Measured by"), False],
                    [t("This workshop"), True],
                    [county, True],
                ],
                "rows": [
                    {"cells": [gain, measure, _own(here, column, status), _county(here, key)]}
                    for gain, measure, column, status, key in rows
                ],
            },
            width="stretch",
        )
        st.caption(
            t("Sums of a workshop and of a county cannot be compared; shares and figures per worker can.")
        )


def _own(here: Profile, column: str, status: str) -> str:
    if status and here.row[status] == "suppressed":
        return workshop_rows.HIDDEN
    return numbers.with_unit(float(here.row[column]), _UNITS.get(column, "yuan"))


def _county(here: Profile, key: str) -> str:
    if not key:
        return numbers.MISSING
    row = here.view.of_all_types().answer(key, area=here.workshop.county_code).iloc[0]
    if row["status"] == "suppressed":
        return workshop_rows.HIDDEN
    return numbers.with_unit(float(row["value"]), str(row["unit"]))


def behind(here: Profile) -> None:
    """Every month and figure, to read and take away."""
    provenance = files.Provenance(
        title=f"{t('Workshop')} {here.workshop.workshop_id}",
        narrowed=here.name,
        kind=badge.kind(here.view.warehouse),
        as_of=f"{here.view.month:%Y-%m}",
        snapshot=here.view.warehouse.meta["code"],
        definition=workshop_rows.median_note(),
        caveat=workshop_rows.hidden_note(),
    )
    name = f"workshop-{here.workshop.workshop_id}-{here.view.month:%Y-%m}-{here.view.warehouse.meta['code']}"
    twin.show(
        lambda: month_table(here),
        key="workshop_months",
        provenance=provenance,
        name=name,
        label=t("All its months"),
    )


def month_table(here: Profile) -> pd.DataFrame:
    """The months up to the page's, the latest first, headings in words; “<10” where hidden, nothing where not told."""
    rows = here.history[here.history["month"] <= months.write(here.view.month)].iloc[::-1]
    columns = (
        (tp("workshop", "At work"), "people", "people_status"),
        (t("Low-income at work"), "low_income_people", "low_income_status"),
        (t("Wages paid per person at work"), "wage", "people_status"),
        (t("Mean increase (yuan)"), "increase", "increase_status"),
        (t("Median increase (yuan)"), "median", "increase_status"),
        (t("n of the increase"), "n", "increase_status"),
        (t("Output (yuan)"), "output_yuan", ""),
        (t("Orders (yuan)"), "orders_yuan", ""),
        (t("Collective income (yuan)"), "collective_income_yuan", ""),
        (t("Asked in three months"), "responses", "trust_status"),
        (tp("workshop", "Satisfied"), "satisfied", "trust_status"),
        (t("Training sessions"), "training_sessions", ""),
        (t("Hazards found"), "hazards_found", ""),
        (t("Hazards fixed"), "hazards_fixed", ""),
    )
    states = {
        "not_open": t("not open yet"),
        "closed": tp("workshop", "Closed"),
        "never": t("no ledger so far"),
        "no_ledger": t("no ledger"),
        "not_listed": t("not in the ledger"),
        "told": tp("workshop", "told"),
    }
    table: dict[str, list[object]] = {
        t("Month"): list(rows["month"]),
        t("State"): [states[each] for each in rows["state"]],
    }
    for heading, column, status in columns:
        told = rows[status] if status else pd.Series("ok", index=rows.index)
        table[heading] = [
            workshop_rows.HIDDEN if said == "suppressed" else None if pd.isna(value) else round(float(value))
            for value, said in zip(rows[column], told, strict=True)
        ]
    return pd.DataFrame(table)
