"""The snapshot that pages read, and answers remembered for as long as it is the current one."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import indicators, settings, text
from sharedwealth.errors import SnapshotError
from sharedwealth.ui import memory
from sharedwealth.warehouse import shelf, snapshots
from sharedwealth.warehouse.connection import Warehouse, open_snapshot


def warehouse() -> Warehouse:
    """The current snapshot, opened once for all readers; a new publication is seen at the next run.

    Raises `SnapshotError` when there is none or it is damaged.
    """
    installation = settings.load()
    return _opened(snapshots.current(installation), str(installation.snapshots))


def held(code: str) -> Warehouse:
    """The snapshot of this code, whatever has been published since; a `SnapshotError` if there is none."""
    installation = settings.load()
    info = shelf.find(installation, code)
    if _is_current(installation, info.code):
        return warehouse()
    return _pulled(info, str(installation.snapshots))


def _is_current(installation: settings.Settings, code: str) -> bool:
    try:
        return shelf.pointed_to(installation).code == code
    except SnapshotError:
        return False  # a talk that is pinned to a sound snapshot goes on when the current one is damaged


@st.cache_resource(
    show_spinner=False, max_entries=2, hash_funcs={snapshots.SnapshotInfo: lambda info: info.code}
)
def _pulled(info: snapshots.SnapshotInfo, folder: str) -> Warehouse:  # noqa: ARG001  part of the key
    """Keeps the last snapshots open that were asked for by their code, so that they never push out the current one."""
    return open_snapshot(info)


@st.cache_resource(
    show_spinner=False, max_entries=3, hash_funcs={snapshots.SnapshotInfo: lambda info: info.code}
)
def _opened(info: snapshots.SnapshotInfo, folder: str) -> Warehouse:  # noqa: ARG001  part of the key
    """Keeps the last snapshots open: a run under way goes on with the one it began with."""
    return open_snapshot(info)


def answer(
    source: Warehouse,
    key: str,
    *,
    area: str,
    month: date | None = None,
    by: str | None = None,
    workshop_type: str | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """An indicator's answer; the frame is the caller's own and may be changed."""
    asked = ("answer", text.language(), key, area, month, by, workshop_type, since)
    found = memory.of(source).recall(
        asked,
        lambda: indicators.answer(
            source, key, area=area, month=month, by=by, workshop_type=workshop_type, since=since
        ),
    )
    return found.copy(deep=False)


def told(question: Callable[..., Any], source: Warehouse, *of: Hashable) -> Any:  # noqa: ANN401  whatever it returns
    """What a question of the indicators beside `answer` gives, remembered like it: a headline, a list, a histogram."""
    asked = (question.__module__, question.__name__, text.language(), of)
    return memory.of(source).recall(asked, lambda: question(source, *of))
