"""Maps of answers on a page: which levels an area can be divided into, and what a click and the slider do."""

import pandas as pd

from sharedwealth.places import codes
from sharedwealth.ui import filters, map_series, map_views
from sharedwealth.ui import map as map_component
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_views import Asked


def levels(area: str) -> list[codes.Level]:
    """The levels that a map of this area can be divided into, the usual one first."""
    here = codes.level(area)
    if here == "province":
        return ["county", "city"]
    if here == "city":
        return ["county", "town"]
    return ["town"]


def show(view: View, asked: Asked, *, name: str, height: int = 520) -> pd.DataFrame:
    """Draws the map; a click drills, the slider turns the page's month. Returns the answer drawn, for its twin."""
    map_component.show(
        {**map_views.payload(view, asked), "time": map_series.told(view, asked)},
        key=name,
        height=height,
        on_pick=filters.go_to,
        on_month=filters.go_to_month,
    )
    return map_views.answer(view, asked)
