"""Workshops as rows: a table whose rows open profiles, and all that a file of them says."""

from typing import Any

import pandas as pd

from sharedwealth import numbers, product_names
from sharedwealth.choices import LINKAGES, OPERATING_MODES, WORKSHOP_TYPES, word
from sharedwealth.places import codes
from sharedwealth.text import t, tn, tp
from sharedwealth.ui import areas, navigation, page_parts
from sharedwealth.ui.filters import View

HIDDEN = "<10"


def stars_word(stars: str) -> str:
    """What so many stars are called."""
    if stars == "none":
        return t("Without stars")
    return tn("{count} star", "{count} stars", int(stars)).format(count=stars)


def table(view: View, rows: pd.DataFrame, *, name: str, tall: int = 0, km: bool = False) -> None:
    """Workshops as a table whose rows open their profiles; with how far away they are where that is asked."""
    headings = [
        (t("Workshop"), False),
        (t("Type"), False),
        (tp("workshop", "Product"), False),
        (tp("workshop", "Place"), False),
        (tp("workshop", "Run by"), False),
        (tp("workshop", "Stars"), True),
        (t("Opened"), False),
        (tp("workshop", "At work"), True),
        (t("Median increase (yuan)"), True),
        ("n", True),
    ]
    cells = [_cells(view, row) for row in rows.to_dict("records")]
    if km:
        headings.append((t("Away (km)"), True))
        cells = [[*each, numbers.plain(far, 1)] for each, far in zip(cells, rows["km"], strict=True)]
    page_parts.component("table")(
        key=name,
        data={
            "label": t("Workshops"),
            "headings": headings,
            "tall": tall,
            "wide": 940,
            "rows": [
                {"cells": each, "open": key, "link": navigation.address_of("workshop", workshop=key)}
                for each, key in zip(cells, rows["key"], strict=True)
            ],
        },
        width="stretch",
    )


def _cells(view: View, row: dict[Any, Any]) -> list[str]:
    closed = row["closed_month"] if row["is_closed"] else None
    opened = f"{row['opened_month']:%Y-%m}"
    return [
        product_names.worded(row["name"]),
        word(WORKSHOP_TYPES, row["workshop_type"]),
        numbers.MISSING if pd.isna(row["product"]) else product_names.worded(row["product"]),
        place(view, row["village_code"]),
        numbers.MISSING if pd.isna(row["operating_mode"]) else word(OPERATING_MODES, row["operating_mode"]),
        numbers.MISSING if pd.isna(row["stars"]) else f"{row['stars']}★",
        t("{opened}, closed {closed}").format(opened=opened, closed=f"{closed:%Y-%m}") if closed else opened,
        figure(row["people"], row["people_status"]),
        figure(row["median"], row["increase_status"]),
        figure(row["n"], row["increase_status"]),
    ]


def figure(value: float, status: str) -> str:
    """A number of people, or what rests on them, as a cell shows it."""
    return HIDDEN if status == "suppressed" else numbers.plain(value)


def place(view: View, village: str) -> str:
    """The places below the page's own area that contain a village, and the village."""
    above = len(view.area) if len(view.area) < codes.LENGTHS["town"] else codes.LENGTHS["county"]
    trail = [code for code in codes.trail(village) if len(code) > above]
    return " › ".join(areas.name(view.warehouse, code) for code in trail)


def notes(shown: pd.DataFrame) -> str:
    notes = []
    if (shown[["people_status", "increase_status"]] == "suppressed").to_numpy().any():
        notes.append(hidden_note())
    if (shown["increase_status"].ne("suppressed") & shown["n"].notna() & shown["median"].isna()).any():
        notes.append(median_note())
    if shown["people_status"].eq("no_data").any():
        notes.append(t("–: no ledger for the month, or closed."))
    return " ".join(notes)


def hidden_note() -> str:
    return t("<10: fewer than 10 people, or kept back so that such a number cannot be found by subtraction.")


def median_note() -> str:
    return t(
        "The median of a workshop is known where no other of its type in the village pays wages; without it no mean "
        "is shown."
    )


def file_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with everything a directory says, headings in words; numbers are numbers, and “<10” where hidden."""

    def names_of(level: codes.Level) -> list[str]:
        return [areas.name(view.warehouse, code[: codes.LENGTHS[level]]) for code in rows["village_code"]]

    def figures(column: str, status: str) -> list[object]:
        return [
            HIDDEN if said == "suppressed" else None if pd.isna(value) else round(float(value))
            for value, said in zip(rows[column], rows[status], strict=True)
        ]

    told = {
        tp("workshop", "Number"): rows["workshop_id"],
        t("Workshop"): rows["name"],
        t("Type"): [word(WORKSHOP_TYPES, each) for each in rows["workshop_type"]],
        tp("workshop", "Product"): [
            "" if pd.isna(each) else product_names.shown(each) for each in rows["product"]
        ],
        tp("workshop", "Brand"): rows["brand"].fillna(""),
        t("City"): names_of("city"),
        t("County"): names_of("county"),
        t("Town"): names_of("town"),
        t("Village or community"): names_of("village"),
        t("Code"): rows["village_code"],
        tp("workshop", "Run by"): [
            "" if pd.isna(each) else word(OPERATING_MODES, each) for each in rows["operating_mode"]
        ],
        tp("workshop", "Linkages"): [
            t(", ").join(word(LINKAGES, key) for key in each.split(",") if key) for each in rows["linkages"]
        ],
        tp("workshop", "Stars"): rows["stars"].astype("Int64"),
        t("Opened"): rows["opened_month"].dt.strftime("%Y-%m"),
        t("Closed in"): rows["closed_month"].where(rows["is_closed"]).dt.strftime("%Y-%m").fillna(""),
        tp("workshop", "At work"): figures("people", "people_status"),
        t("Low-income at work"): figures("low_income_people", "low_income_status"),
        t("Mean increase (yuan)"): figures("increase", "increase_status"),
        t("Median increase (yuan)"): figures("median", "increase_status"),
        t("n of the increase"): figures("n", "increase_status"),
    }
    return pd.DataFrame({heading: list(column) for heading, column in told.items()})
