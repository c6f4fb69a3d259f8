"""A map of where high and low values lie together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sharedwealth.charts import legends, maps
from sharedwealth.charts.maps import Ground, MapView, Measure


def areas(
    rows: pd.DataFrame, measure: Measure, ground: Ground, words: Mapping[str, str], method: str
) -> MapView:
    """Areas coloured by their column `cluster`, a key of `words`, whose order is the legend's; `method` says how.

    `rows` is an answer with that column; an area without a cluster shows its status.
    """
    order = list(words)
    drawn = rows.sort_values("area", kind="stable")
    found = [order.index(each) if isinstance(each, str) else -1 for each in drawn["cluster"]]
    counted = Counter(found)
    view = maps.areas(drawn, measure, ground, scheme="plain")
    entries = [legends.Entry(str(at), words[key], counted[at]) for at, key in enumerate(order)]
    return replace(
        view,
        scheme="clusters",
        indexes=tuple(found),
        legend=(*entries, *legends.of_statuses(view.statuses)),
        method=method,
    )
