"""Workshops that are like one another, by a measure that can be said in a sentence."""

import numpy as np
import pandas as pd

MOST = 5
KM_OF_A_STEP, MOST_STEPS = 50.0, 2.0
_EARTH_KM = 6371.0088


def alike(workshops: pd.DataFrame, key: str) -> pd.DataFrame:
    """The five active workshops of the same type that are most like the one named, the most alike first.

    A column `difference` adds up to how unlike each is: 1 for another product, 1 for each 50 km (2 at most), and
    a half for twice or half as many people at work, 1 at most; 1 too where either number is not told, so that
    the order gives no hidden number away. `km` is how far away it is. Empty where the workshop is not listed.
    """
    own = workshops[workshops["key"] == key]
    if own.empty:
        return workshops.head(0).assign(difference=[], km=[])
    one = own.iloc[0]
    others = workshops[
        (workshops["workshop_type"] == one["workshop_type"])
        & ~workshops["is_closed"]
        & (workshops["key"] != key)
    ]
    km = _km(others["longitude"], others["latitude"], one["longitude"], one["latitude"])
    has_product = pd.notna(one["product"])
    other_product = (
        np.where(others["product"] == one["product"], 0.0, 1.0) if has_product else np.ones(len(others))
    )
    people = others["people"].to_numpy(dtype=float)
    own_people = float(one["people"])
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.abs(np.log2(people / own_people)) / 2
    size = np.where((people > 0) & (own_people > 0), np.minimum(size, 1.0), 1.0)
    far = np.minimum(np.nan_to_num(km, nan=np.inf) / KM_OF_A_STEP, MOST_STEPS)
    ranked = others.assign(difference=other_product + far + size, km=km)
    nearest: pd.DataFrame = ranked.sort_values(
        ["difference", "county_code", "workshop_id"], kind="stable"
    ).head(MOST)
    return nearest


def _km(longitudes: pd.Series, latitudes: pd.Series, longitude: float, latitude: float) -> np.ndarray:
    """Kilometres on the sphere."""
    here, there = np.radians([longitude, latitude]), np.radians([longitudes, latitudes])
    half = np.sin((there - here[:, None]) / 2) ** 2
    return np.asarray(
        2 * _EARTH_KM * np.arcsin(np.sqrt(half[1] + np.cos(here[1]) * np.cos(there[1]) * half[0]))
    )
