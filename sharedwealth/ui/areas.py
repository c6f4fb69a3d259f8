"""Places as the pages name them: looked up in the snapshot once, by code."""

import streamlit as st

from sharedwealth.places import codes
from sharedwealth.text import language
from sharedwealth.warehouse.connection import Warehouse


@st.cache_resource(show_spinner=False, max_entries=3)
def _names(_warehouse: Warehouse, snapshot: str) -> dict[str, tuple[str, str]]:  # noqa: ARG001  part of the key
    """Chinese and English name of every place, in code order."""
    found = _warehouse.query("SELECT code, name_zh, name_en FROM places ORDER BY code")
    return dict(zip(found["code"], zip(found["name_zh"], found["name_en"], strict=True), strict=True))


def _all(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    return _names(warehouse, warehouse.meta["code"])


def exists(warehouse: Warehouse, code: str) -> bool:
    return code in _all(warehouse)


def name(warehouse: Warehouse, code: str) -> str:
    chinese, english = _all(warehouse)[code]
    return chinese if language() == "zh" else english


def path_name(warehouse: Warehouse, code: str) -> str:
    """台州市 › 临海市; the province by its own name."""
    trail = codes.trail(code)
    return " › ".join(name(warehouse, each) for each in (trail[1:] or trail))


def choices(warehouse: Warehouse, current: str) -> dict[str, str]:
    """What the area's drop-down offers, by code: the province, its cities and counties, and where one is below them."""
    offered = _wide(warehouse, warehouse.meta["code"], language())
    below = [code for code in codes.trail(current) if len(code) > codes.LENGTHS["county"]]
    return offered | {code: path_name(warehouse, code) for code in below}


@st.cache_resource(show_spinner=False, max_entries=6)
def _wide(_warehouse: Warehouse, snapshot: str, language_: str) -> dict[str, str]:  # noqa: ARG001  parts of the key
    wide = [code for code in _all(_warehouse) if len(code) <= codes.LENGTHS["county"]]
    return {code: path_name(_warehouse, code) for code in wide}
