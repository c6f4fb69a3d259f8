"""The table behind a chart or a map, to read, sort and take away as CSV or Excel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from sharedwealth import settings
from sharedwealth.errors import MapApprovalError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import compliance
from sharedwealth.tables import files, readable
from sharedwealth.text import Language, language, t, using
from sharedwealth.ui import badge, dry_run, navigation
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.filters import View, type_name
from sharedwealth.ui.panel import plain

_ROW = 32  # pixels of a row of a table, and of its heading
_NOTHING = "–"
"""In a cell without a value; a hidden or a missing figure is never a zero, nor the English word None."""


def answer(  # noqa: PLR0913  as below
    view: View,
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    definition: str = "",
    caveat: str = "",
    of: Sequence[str] = (),
    of_map: bool = False,
) -> None:
    """The twin of an indicator's answer; `of` are the indicators told: each gets a link to its rows.

    That of a map may be marked for the public, which needs a map approval number.
    """
    table(
        view,
        lambda: readable.table(frame),
        key=key,
        title=title,
        definition=definition,
        caveat=caveat,
        of=of,
        of_map=of_map,
    )


def table(  # noqa: PLR0913  what a file says of itself, each thing by its name
    view: View,
    make: Callable[[], pd.DataFrame],
    *,
    key: str,
    title: str,
    definition: str = "",
    caveat: str = "",
    label: str = "",
    of: Sequence[str] = (),
    of_map: bool = False,
) -> None:
    """The twin of any table with headings in words; made only when it is opened."""
    provenance, name = _about(view, key, title, definition, caveat)
    show(make, key=key, provenance=provenance, name=name, label=label, of=of, of_map=of_map)


def open_table(
    view: View,
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    definition: str = "",
    right: Sequence[str] = (),
    left_out: Sequence[str] = (),
) -> None:
    """A table that is on show from the start, with both downloads.

    `right` are the columns of written figures, `left_out` those that only the files have: the page has no room.
    """
    provenance, name = _about(view, key, title, definition, "")
    st.dataframe(
        frame.drop(columns=list(left_out)),
        hide_index=True,
        height=height(len(frame)),
        key=f"table_{key}",
        placeholder=_NOTHING,
        column_config={each: st.column_config.TextColumn(alignment="right") for each in right},
    )
    downloads(frame, key, provenance, name)


def _about(view: View, key: str, title: str, definition: str, caveat: str) -> tuple[files.Provenance, str]:
    """What the files say of themselves, and their name."""
    provenance = files.Provenance(
        title=title,
        narrowed=f"{view.area_name} · {type_name(view.workshop_type or ALL_TYPES)}",
        kind=badge.kind(view.warehouse),
        as_of=f"{view.month:%Y-%m}",
        snapshot=view.warehouse.meta["code"],
        definition=definition,
        caveat=caveat,
    )
    narrowed = f"-{view.workshop_type}" if view.workshop_type else ""
    name = f"{key}-{view.area}{narrowed}-{view.month:%Y-%m}-{view.warehouse.meta['code']}"
    return provenance, name


def show(
    make: Callable[[], pd.DataFrame],
    *,
    key: str,
    provenance: files.Provenance,
    name: str,
    label: str = "",
    of: Sequence[str] = (),
    of_map: bool = False,
) -> None:
    """An expander that builds the table when opened, with both downloads beside it; `label` where there are two."""
    opened = st.expander(label or t("The numbers"), key=f"twin_{key}", on_change="rerun")
    if not opened.open:
        return
    frame = make()
    with opened:
        _drawn(frame, key, provenance, name, of, of_map=of_map)


def _drawn(
    frame: pd.DataFrame,
    key: str,
    provenance: files.Provenance,
    name: str,
    of: Sequence[str] = (),
    *,
    of_map: bool = False,
) -> None:
    st.dataframe(frame, hide_index=True, height=height(len(frame)), key=f"table_{key}", placeholder=_NOTHING)
    downloads(frame, key, provenance, name, of, of_map=of_map)


def downloads(
    frame: pd.DataFrame,
    key: str,
    provenance: files.Provenance,
    name: str,
    of: Sequence[str] = (),
    *,
    of_map: bool = False,
) -> None:
    """Both downloads of a table that is on show already, and the way to the rows of the indicators told."""
    if dry_run.is_one():
        return  # files are kept for whoever may fetch them
    installation = settings.load()
    provenance = replace(provenance, approval=installation.map_approval)
    if of_map and st.checkbox(t("The files are for the public"), key=f"public_{key}"):
        try:
            compliance.may_publish(installation)
        except MapApprovalError as reason:
            st.warning(plain(str(reason)))
            return
        provenance = replace(provenance, is_public=True)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            t("Download CSV"),
            partial(_in_language, language(), files.csv, frame, provenance),
            f"{name}.csv",
            "text/csv",
            key=f"csv_{key}",
            on_click="ignore",
        )
        st.download_button(
            t("Download Excel"),
            partial(_in_language, language(), files.excel, frame, provenance),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"excel_{key}",
            on_click="ignore",
        )
        for indicator in of:
            navigation.link("lineage", _link_words(indicator, is_only=len(of) == 1), indicator=indicator)


def _link_words(indicator: str, *, is_only: bool) -> str:
    if is_only:
        return t("Where this comes from")
    return t("Where this comes from: {measure}").format(measure=CATALOGUE[indicator].short_title())


def height(rows: int, most: int = 400, row: int = _ROW) -> int | Literal["content"]:
    """As high as a short table is, so that no empty rows stand under it; a long one scrolls."""
    return "content" if rows * row + _ROW <= most else most


def _in_language(
    chosen: Language,
    write: Callable[[pd.DataFrame, files.Provenance], bytes],
    frame: pd.DataFrame,
    provenance: files.Provenance,
) -> bytes:
    """A download is made in a thread of its own, which knows nothing of the page's language."""
    with using(chosen):
        return write(frame, provenance)
