"""The parts round every page, drawn by one script of ours: choices, badge, cards, and the list of pages.

Streamlit's own elements for them are two dozen messages and as many Markdown texts to parse at every change; these are
four messages, and a choice is on its way to the server when the reader lets go of the key.
"""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent / "components"
_LOADER = """
let drawing
export default function (component) {
  drawing ??= import(new URL("assets/%s", document.baseURI).href).catch((problem) => {
    drawing = undefined
    throw problem
  })
  drawing.then((script) => script.%s(component))
}
"""

Part = Literal["choices", "badge", "cards", "table", "pages"]
_ROOM: dict[Part, int] = {"choices": 34, "badge": 24, "cards": 102, "table": 120, "pages": 400}
"""Pixels kept before the script has come, so that nothing below jumps."""


@cache
def script() -> tuple[str, bytes]:
    """The name `page-<digest>.js` and the gzipped module."""
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    drawn = (_FOLDER / "page.js").read_text(encoding="utf-8")
    content = f"const STYLE = {json.dumps(style)}\n{drawn}".encode()
    return f"page-{hashlib.sha256(content).hexdigest()[:12]}.js", gzip.compress(content, 6, mtime=0)


@cache
def component(part: Part) -> ComponentRenderer:
    """The component that draws one of the parts."""
    return st.components.v2.component(
        f"sharedwealth_{part}",
        html=f'<div class="part" style="min-height:{_ROOM[part]}px"></div>',
        js=_LOADER % (script()[0], part),
    )
