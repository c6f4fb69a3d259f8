"""The parts round every page, drawn by one script of ours: choices, badge, cards, and the list of pages.

Streamlit's own elements for them are two dozen messages and as many Markdown texts to parse at every change; these are
four messages, and a choice is on its way to the server when the reader lets go of the key.
"""

from functools import cache
from typing import Literal

from streamlit.components.v2.types import ComponentRenderer

from sharedwealth.ui import part_scripts

Part = Literal["choices", "badge", "cards", "table", "pages"]
_ROOM: dict[Part, int] = {"choices": 34, "badge": 24, "cards": 102, "table": 120, "pages": 400}
"""Pixels kept before the script has come, so that nothing below jumps."""


@cache
def script() -> tuple[str, bytes]:
    """The name `page-<digest>.js` and the gzipped module."""
    return part_scripts.bundle(
        "page",
        {"FRAME": part_scripts.style("frame")},
        before=("turn", "frame", "print_tables", "foreseen", "beside", "area", "choices"),
    )


@cache
def component(part: Part) -> ComponentRenderer:
    """The component that draws one of the parts."""
    return part_scripts.component(part, script()[0], _ROOM[part])
