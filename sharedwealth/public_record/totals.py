"""Adding published figures, which is seldom right: what must not be added is refused."""

from itertools import pairwise

import pandas as pd


class MixedFiguresError(ValueError):
    """Figures that differ in what they count, or of places inside each other, were to be added."""


def total(rows: pd.DataFrame) -> float:
    """The sum of figures of one indicator, unit and period whose places do not overlap.

    Raises `MixedFiguresError` for anything else: persons and households, monthly and yearly, a county with
    its own city, the same place twice, a mean, or nothing at all. A sum of rounded figures is only rounded.
    """
    if rows.empty:
        raise MixedFiguresError("there is nothing to add")
    for column in ("unit", "period", "indicator"):
        kinds = sorted(set(rows[column]))
        if len(kinds) > 1:
            raise MixedFiguresError(f"figures of different {column} cannot be added: {', '.join(kinds)}")
    unit = str(rows["unit"].iloc[0])
    if unit.startswith("yuan_per_") or unit in {"percent", "ratio"}:
        raise MixedFiguresError(f"means and rates ({unit}) cannot be added")
    _refuse_overlap(rows["area_code"].tolist())
    return float(rows["value"].sum())


def _refuse_overlap(areas: list[str]) -> None:
    ordered = sorted(areas)
    # in sorted order a place is followed directly by what lies inside it
    for outer, inner in pairwise(ordered):
        if inner.startswith(outer):
            raise MixedFiguresError(f"the places {outer} and {inner} overlap")
