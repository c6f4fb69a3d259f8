"""The map on a page: one Streamlit component for every map of the program."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from sharedwealth.charts.maps import MapView

_FOLDER = Path(__file__).parent / "components"
_PARTS = (
    "map_colour.js",
    "map_geometry.js",
    "map_view.js",
    "map_labels.js",
    "map_paint.js",
    "map_points.js",
    "map_legend.js",
    "map_input.js",
    "map.js",
)


def _script() -> str:
    """The parts as one module: a component takes a single script, and only the last part exports."""
    return "\n".join((_FOLDER / part).read_text(encoding="utf-8") for part in _PARTS)


_component = st.components.v2.component(
    "sharedwealth_map",
    html='<div class="map"></div>',
    css=(_FOLDER / "map.css").read_text(encoding="utf-8"),
    js=_script(),
)


def show(
    view: MapView, *, key: str, height: int = 560, on_pick: Callable[[str], None] | None = None
) -> str | None:
    """Draws the map and gives the code of the area just opened, or of the parent asked for; else None.

    The code is there for the one run that the pick caused. `on_pick` gets it before that run, as any widget's
    callback does, and may set the state of other widgets. `height` is the map's in pixels; the source line
    stands below it, and on a narrow page the legend does too.
    """

    def picked() -> None:
        code = st.session_state[key].picked
        if on_pick is not None and code:
            on_pick(str(code))

    result = _component(key=key, data={**view.payload(), "height": height}, on_picked_change=picked)
    return str(result.picked) if result.picked else None
