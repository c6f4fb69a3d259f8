"""Maps of answers on a page: which levels an area can be divided into, and what a click and the slider do."""

from sharedwealth import months
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.ui import filters, map_choices, map_series, map_views
from sharedwealth.ui import map as map_component
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_choices import Chosen
from sharedwealth.ui.map_views import Asked


def levels(area: str) -> list[codes.Level]:
    """The levels that a map of this area can be divided into, the usual one first."""
    here = codes.level(area)
    if here == "province":
        return ["county", "city"]
    if here == "city":
        return ["county", "town"]
    return ["town"]


def show(view: View, asked: Asked, chosen: Chosen, *, name: str, height: int = 520) -> None:
    """Draws the map; a click drills, the slider turns the page's month, its choices are written into the address."""
    time: dict[str, object] = map_series.told(view, asked)
    if chosen.mode == "both" and chosen.other is not None:
        time["beside"] = months.write(chosen.other)
    own = {
        "choices": map_choices.offered(view, chosen),
        "classing": map_choices.classing(chosen, CATALOGUE[asked.key]),
        "time": time,
    }
    map_component.show(
        {**map_views.payload(view, asked), **own},
        key=name,
        height=height,
        on_pick=filters.go_to,
        on_month=filters.go_to_month,
        on_choice=lambda said: map_choices.written(view, said),
    )
