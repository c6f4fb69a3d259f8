"""The badge that every page carries: kind · as of · snapshot · how many counties have reported; exports, the way up."""

import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.choices import KINDS, word
from sharedwealth.indicators.reporting import counties_reported, counties_unverified, received_words
from sharedwealth.places import codes
from sharedwealth.text import t, tp
from sharedwealth.ui import areas, exporting, filters, page_parts
from sharedwealth.ui.filters import View
from sharedwealth.warehouse.connection import Warehouse


def kind(warehouse: Warehouse) -> str:
    return word(KINDS, warehouse.meta["kind"])


def show(view: View) -> None:
    """For a page of ledger figures; the areas that contain this one stand at its end, each a button."""
    trail = codes.trail(view.area)
    names = [(code, areas.name(view.warehouse, code)) for code in trail]
    _show(
        "badge", view.warehouse.meta["kind"], words(view), names[:-1], names[-1][1], exporting.of_page(view)
    )


def words(view: View) -> str:
    """As of October 2024 · snapshot 7F3A9C · 88 of 90 counties reported."""
    received = received_words(view.told(counties_reported), view.told(counties_unverified))
    snapshot = t("snapshot {code}").format(code=view.warehouse.meta["code"])
    return " · ".join((_capital(numbers.as_of(view.month)), snapshot, received))


def show_snapshot(warehouse: Warehouse, key: str = "badge") -> None:
    """For a page that shows live figures only in passing, of the snapshot's last month."""
    when = numbers.as_of(months.parse(warehouse.meta["as_of"]))
    snapshot = t("snapshot {code}").format(code=warehouse.meta["code"])
    _show(key, warehouse.meta["kind"], f"{_capital(when)} · {snapshot}")


def show_published(key: str = "badge") -> None:
    """For the public record, which belongs to no snapshot."""
    _show(key, "published", t("Figures as published, each with its source; never mixed with ledger figures"))


def _show(
    key: str,
    of_kind: str,
    said: str,
    trail: list[tuple[str, str]] | None = None,
    here: str = "",
    exports: list[tuple[str, str]] | None = None,
) -> None:
    def up() -> None:
        filters.go_to(str(st.session_state[key].up))

    page_parts.component("badge")(
        key=key,
        data={
            "kind": word(KINDS, of_kind),
            "colour": of_kind,
            "words": said,
            "trail": trail or [],
            "trail_label": t("Areas above"),
            "here": here,
            "exports": exports or [],
            "exports_label": tp("menu", "Export"),
        },
        width="stretch",
        on_up_change=up,
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
