"""The one chart component: every Plotly figure on every page is drawn by it.

The node in the browser lives on over reruns and is brought up to date with `Plotly.react`, so zoom and
focus stay. Figures are built with the light colours of `charts.theme`; on a dark page the script exchanges
them, also when the theme is switched, without the server. A figure may carry in `layout.meta`:

- `narrower`: `[{"than": 480, "layout": {…}, "data": {"0": {…}}}, …]`, narrowest first: changes for narrow
containers; - `ticks`: `{"vals": […], "texts": […], "anchor": at, "room": pixels}`: every text of a time
axis, of which those are shown that fit in the width and the zoom, counted from the anchor.

A point can be picked when its trace has `customdata`; other clicks stay in the browser.
"""

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import orjson
import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from sharedwealth.charts.figures import Figure
from sharedwealth.text import language, t
from sharedwealth.ui import assets, dry_run, filters
from sharedwealth.ui.memory import Memory

HEIGHT = 320
"""Pixels of a figure that asks for no height of its own."""

_STYLE = Path(__file__).parent / "components" / "chart.css"
_PARTS = """
<div class="sw-chart">
  <div class="sw-chart-figure" role="img" tabindex="0"></div>
  <p class="sw-chart-note" hidden></p>
  <div class="sw-chart-spoken" aria-live="polite"></div>
</div>
"""
_LOADER = """
let drawing
export default function (component) {
  const { data, parentElement } = component
  drawing ??= import(new URL("assets/%s", document.baseURI).href).catch(problem => {
    drawing = undefined
    throw problem
  })
  const drawn = drawing
  drawn.then(script => script.draw(component)).catch(problem => {
    console.error(problem)
    const note = parentElement.querySelector(".sw-chart-note")
    note.textContent = JSON.parse(new TextDecoder().decode(data)).failed
    note.hidden = false
  })
  return () => drawn.then(script => setTimeout(() => script.leave(parentElement)), () => undefined)
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "sharedwealth_chart",
        html=_PARTS,
        css=_STYLE.read_text(encoding="utf-8"),
        js=_LOADER % assets.chart_script()[0],
        isolate_styles=False,
    )


@dataclass(frozen=True)
class Drawing:
    """A figure as it travels: its JSON, and the pixels it asks for."""

    figure: bytes
    height: int


_drawings = Memory(1000)


def remembered(build: Callable[..., Figure], *frames: Any, **more: Any) -> Drawing:  # noqa: ANN401  what it takes
    """The figure that a builder of `charts` makes of these frames, made once for the same ones."""
    content = hashlib.blake2b(pickle.dumps((frames, more), 5)).digest()
    asked = (build.__module__, build.__name__, language(), content)
    return _drawings.recall(asked, lambda: drawn(build(*frames, **more)))


def show(
    figure: Figure | Drawing,
    *,
    key: str,
    alt: str,
    height: int | None = None,
    opens: bool = False,
) -> dict[str, Any] | None:
    """Draws the figure; the point that was just picked, with `curve`, `x`, `y` and `customdata`, else None.

    The height is reserved before anything is drawn: what is asked for, else the figure's own, else
    `HEIGHT`. The pick is there for one run only, like a button's. `opens` says that a pick opens the place whose
    code is its `customdata`: what else the page shows of that place is then on show at once.
    """
    drawing = figure if isinstance(figure, Drawing) else drawn(figure)
    pixels = height or drawing.height
    told = {
        "alt": alt,
        "height": pixels,
        "failed": t("This chart could not be drawn."),
        "opens": opens,
        "figure": orjson.Fragment(drawing.figure),
        "key": key,
    }
    dry_run.note(key, {"figure": told["figure"], "height": pixels})
    picked = partial(_opened, key) if opens else _nothing
    result = _component()(key=key, data=orjson.dumps(told), height=pixels, on_picked_change=picked)
    return cast("dict[str, Any] | None", result.picked)


def drawn(figure: Figure) -> Drawing:
    """The figure made ready to travel."""
    return Drawing(figure.to_json(), figure.written.get("height") or HEIGHT)


def _opened(key: str) -> None:
    code = st.session_state[key].picked["customdata"]
    filters.go_to(str(code[0] if isinstance(code, list) else code))


def _nothing() -> None:
    """Streamlit gives a component's event back only where a callback is named."""
