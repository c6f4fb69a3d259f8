"""Maps of answers on a page: what they are told, and what a click and the slider do."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.charts import map_points, maps
from sharedwealth.indicators import CATALOGUE
from sharedwealth.ui import filters, map_choices, map_offer, map_series, map_views, map_workshops
from sharedwealth.ui import map as map_component
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_offer import Shown
from sharedwealth.ui.map_views import Asked


def told(view: View, shown: Shown) -> dict[str, object]:
    """Everything that the map on the page is told: what it draws, its months, its choices, and where it stands."""
    asked, chosen = shown.asked, shown.chosen
    time: dict[str, object] = map_series.told(view, asked)
    if chosen.mode == "both" and chosen.other is not None:
        time["beside"] = months.write(chosen.other)
    own = {
        "here": view.area,
        "choices": map_offer.choices(view, shown),
        "classing": map_choices.classing(chosen, CATALOGUE[asked.key]),
        "time": time,
    }
    return {**map_views.payload(view, asked), **own}


def show(view: View, shown: Shown, *, ahead: Mapping[str, str], name: str, height: int = 520) -> None:
    """Draws the map; a click drills, the slider turns the page's month, its choices are written into the address."""
    map_component.show(
        {**told(view, shown), "ahead": ahead},
        key=name,
        height=height,
        on_pick=filters.go_to,
        on_month=filters.go_to_month,
        on_choice=lambda said: map_choices.written(view, said),
    )


def pointed(
    view: View,
    key: str,
    *,
    classes: pd.Series,
    looks: tuple[map_points.PointClass, ...],
    name: str,
    height: int,
    chosen: str = "",
) -> None:
    """Draws the villages as the caller classes them (a class by code, others hidden); areas are plain and drill.

    `chosen` is the village that is ringed.
    """
    area, level = map_views.drawn_area(view.area), map_offer.levels(view.area)[0]
    ground = map_views.ground_of(view, area, level)
    indicator = CATALOGUE[key]
    drawn = maps.areas(map_views.answer(view, Asked(key, level)), map_views.measure_of(indicator), ground)
    _, order = map_views.point_files(view, area)
    given = classes.reindex(order, fill_value=map_points.HIDDEN).to_numpy(dtype=np.uint8)
    points = map_views.village_points(view, given, looks, chosen=chosen)
    map_component.show(
        maps.with_points(drawn, points).payload(), key=name, height=height, on_pick=filters.go_to
    )


def workshops(view: View, key: str, *, among: AbstractSet[tuple[str, str]], name: str, height: int) -> None:
    """Draws these workshops by type, each of a county and a number; areas are plain, tell the indicator and drill."""
    area, level = map_views.drawn_area(view.area), map_offer.levels(view.area)[0]
    ground = map_views.ground_of(view, area, level)
    drawn = maps.areas(
        map_views.answer(view, Asked(key, level)), map_views.measure_of(CATALOGUE[key]), ground
    )
    points = map_workshops.points(view, area, among=among)
    map_component.show(
        maps.with_points(drawn, points).payload(), key=name, height=height, on_pick=filters.go_to
    )
