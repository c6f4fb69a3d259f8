"""Scripts that draw small parts of a page, each a component of ours: fetched once and named after their content.

A script is not sent with its components, which would repeat it in every message of every part.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

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


def bundle(
    name: str, constants: Mapping[str, object] | None = None, before: Sequence[str] = ()
) -> tuple[str, bytes]:
    """The name `<name>-<digest>.js` and the gzipped module: style and constants, what all parts share, the parts.

    The scripts named in `before` stand above that of the parts.
    """
    known = {"STYLE": style(name), **(constants or {})}
    lines = [f"const {constant} = {json.dumps(value)}" for constant, value in known.items()]
    drawn = [(_FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("part", *before, name)]
    content = "\n".join([*lines, *drawn]).encode()
    return f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.js", gzip.compress(content, 6, mtime=0)


def style(name: str) -> str:
    """The style sheet of that name, as it is written."""
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")


def component(part: str, script: str, room: int) -> ComponentRenderer:
    """The component that the script's function of that name draws; `room` pixels are kept until it has come."""
    return st.components.v2.component(
        f"sharedwealth_{part}",
        html=f'<div class="part" style="min-height:{room}px"></div>',
        js=_LOADER % (script, part),
    )
