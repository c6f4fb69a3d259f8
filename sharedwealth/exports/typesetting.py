"""Sheets set by Typst: a talk's words, figures and pictures as data, laid out by a sheet of `sheets/`.

Nothing that a ledger or a reader wrote is ever read as markup: it travels as JSON and is set as text.
"""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any, Literal

import orjson
import typst

from sharedwealth.exports import fonts

Sheet = Literal["report", "profile", "picture"]
Form = Literal["pdf", "png"]
PIXELS_PER_INCH = 200.0

_one_at_a_time = Lock()
"""A compiler holds what it was last given; readers share the one there is."""


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps the fonts of the machine and what it has already laid out."""
    own = fonts.own()
    return typst.Compiler(root=str(files("sharedwealth.exports") / "sheets"), font_paths=[own] if own else [])


def pdf(sheet: Sheet, content: dict[str, Any], made_on: str) -> bytes:
    """The sheet as PDF; the same content gives the same bytes."""
    day = datetime.fromisoformat(made_on).replace(tzinfo=UTC)
    return _set(sheet, content, "pdf", timestamp=day)[0]


def png(sheet: Sheet, content: dict[str, Any], pixels_per_inch: float = PIXELS_PER_INCH) -> bytes:
    """The sheet's first page as PNG."""
    return _set(sheet, content, "png", ppi=pixels_per_inch)[0]


def _set(sheet: Sheet, content: dict[str, Any], form: Form, **more: Any) -> list[bytes]:  # noqa: ANN401
    source = (files("sharedwealth.exports") / "sheets" / f"{sheet}.typ").read_bytes()
    told = {"talk": orjson.dumps(content).decode()}
    with _one_at_a_time:
        made = _compiler().compile(source, format=form, sys_inputs=told, **more)
    return made if isinstance(made, list) else [made or b""]
