"""The map on a page: one Streamlit component for every map of the program."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from sharedwealth.ui import dry_run, map_script

# The room is kept from the start, so that nothing below the map jumps when it is drawn.
_LOADER = """
let drawing
export default function (component) {
  const root = component.parentElement.querySelector(".map")
  const { height, time } = component.data
  const room = Math.max(400, innerHeight - (time ? 465 : 370))
  if (!root.firstChild) root.style.minHeight = `${Math.min(height, room)}px`
  drawing ??= import(new URL("assets/%s", document.baseURI).href).catch((problem) => {
    drawing = undefined
    throw problem
  })
  return drawing.then((script) => script.draw(component))
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "sharedwealth_map", html='<div class="map"></div>', js=_LOADER % map_script.bundle()[0]
    )


def show(
    drawn: Mapping[str, object],
    *,
    key: str,
    height: int = 560,
    on_pick: Callable[[str], None] | None = None,
    on_month: Callable[[str], None] | None = None,
    on_choice: Callable[[Mapping[str, str]], None] | None = None,
) -> str | None:
    """Draws a map's payload and gives the code of the area just opened, or of the parent asked for; else None.

    With `time` in it the map has a slider and a play button for the months it names; `on_month` gets the month at
    which a reader stops. With `choices` it has these above it; `on_choice` gets the name and the value chosen.

    The code is there for the one run that the pick caused. `on_pick` gets it before that run, as any widget's
    callback does, and may set the state of other widgets. `height` is the map's in pixels; the slider and the
    source line stand below it, and on a narrow page the legend does too.
    """

    def told(event: str, listener: Callable[[Any], None] | None) -> Callable[[], None]:
        def heard() -> None:
            said = st.session_state[key][event]
            if listener is not None and said:
                listener(said)

        return heard

    data = {**_news(drawn), "key": key, "height": height}
    dry_run.note(key, data)
    result = _component()(
        key=key,
        data=data,
        on_picked_change=told("picked", on_pick),
        on_month_change=told("month", on_month),
        on_choice_change=told("choice", on_choice),
    )
    return str(result.picked) if result.picked else None


def _news(drawn: Mapping[str, object]) -> dict[str, object]:
    """The payload without what the script has: its controls' words, and the colours that every map has."""
    news = {name: value for name, value in drawn.items() if name != "words"}
    palette = cast("Mapping[str, Mapping[str, object]]", drawn["palette"])
    news["palette"] = {theme: {"classes": colours["classes"]} for theme, colours in palette.items()}
    return news
