"""The parts of the pages on which ledgers come in, drawn by one script of ours: a place to drop files, and lists.

Streamlit's own uploader speaks English alone, and its tables do not wrap; a clerk reads whole sentences.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from sharedwealth.ledger.workbook_stream import MEBIBYTE
from sharedwealth.text import language, t, tn
from sharedwealth.ui import part_scripts, uploads

_AT_ONCE = 3
"""Files that a browser sends at the same time."""

Part = Literal["drop", "listing"]
_ROOM: dict[Part, int] = {"drop": 92, "listing": 60}
"""Pixels kept before the script has come, so that nothing below jumps."""

Look = Literal["", "short", "middle", "long", "number", "pick"]


@dataclass(frozen=True)
class Column:
    """A column of a list: its heading, and how its cells stand; a `pick` is a button with the cell's words."""

    title: str
    look: Look = ""


@dataclass(frozen=True)
class Line:
    """A row of a list: its cells as words, what it is known by when picked, and how it looks."""

    cells: Sequence[str]
    key: str = ""
    look: Literal["", "error", "warning", "note", "current"] = ""


@cache
def script() -> tuple[str, bytes]:
    """The name `upload-<digest>.js` and the gzipped module."""
    return part_scripts.bundle("upload", {"AT_ONCE": _AT_ONCE})


@cache
def _component(part: Part) -> ComponentRenderer:
    return part_scripts.component(part, script()[0], _ROOM[part])


@dataclass(frozen=True)
class Dropping:
    """What a zone takes, in the run's language."""

    what: str
    title: str
    hint: str
    accept: str
    most_files: int
    most_bytes: int
    too_large: str


def ledgers() -> Dropping:
    most = uploads.LARGEST // MEBIBYTE
    hint = t("Workbooks or CSV files, up to {files} at once and {megabytes} MB each.")
    return Dropping(
        "ledger",
        t("Drop the filled ledgers here"),
        hint.format(files=uploads.MOST_AT_ONCE, megabytes=most),
        ".xlsx,.csv",
        uploads.MOST_AT_ONCE,
        uploads.LARGEST,
        uploads.too_large(),
    )


def layer() -> Dropping:
    most = uploads.LARGEST_LAYER // MEBIBYTE
    hint = t("GeoPackage (.gpkg), GeoJSON, or a Shapefile as .zip; one layer, up to {megabytes} MB.")
    return Dropping(
        uploads.LAYER,
        t("Drop the layer here"),
        hint.format(megabytes=most),
        ".gpkg,.geojson,.json,.zip",
        1,
        uploads.LARGEST_LAYER,
        uploads.layer_too_large(),
    )


def drop(
    key: str, asked: str, on_files: Callable[[list[dict[str, str]]], None], takes: Dropping | None = None
) -> None:
    """A zone that takes files, dropped or chosen; `on_files` is told the token and the name of those that arrived.

    What stands under it of the last files goes when `asked` changes. Ledgers, where nothing else is said.
    """
    wanted = takes or ledgers()

    def arrived() -> None:
        on_files(list(st.session_state[key].files or []))

    _component("drop")(
        key=key,
        data={
            "asked": asked,
            "language": language(),
            "what": wanted.what,
            "title": wanted.title,
            "hint": wanted.hint,
            "button": t("Choose files") if wanted.most_files > 1 else t("Choose a file"),
            "accept": wanted.accept,
            "sending": t("being sent"),
            "sent": t("arrived"),
            "failed": t("{file} did not arrive. Check the connection and send it again."),
            "too_large": wanted.too_large,
            "too_many": tn(
                "At most {count} file at once. Send the rest afterwards.",
                "At most {count} files at once. Send the rest afterwards.",
                wanted.most_files,
            ).format(count=wanted.most_files),
            "most_bytes": wanted.most_bytes,
            "most_files": wanted.most_files,
        },
        width="stretch",
        on_files_change=arrived,
    )


def listing(
    key: str,
    label: str,
    columns: Sequence[Column],
    lines: Sequence[Line],
    *,
    more: str = "",
    height: int | None = None,
    on_picked: Callable[[str], None] | None = None,
) -> None:
    """A table of words that wrap; on a telephone each row stands as a card. Longer than `height`, it scrolls."""

    def picked() -> None:
        chosen = st.session_state[key].picked
        if on_picked and chosen:
            on_picked(str(chosen))

    data: dict[str, Any] = {
        "label": label,
        "columns": [asdict(column) for column in columns],
        "rows": [{"cells": list(line.cells), "key": line.key, "look": line.look} for line in lines],
        "more": more,
        "height": height,
    }
    _component("listing")(key=key, data=data, width="stretch", on_picked_change=picked)
