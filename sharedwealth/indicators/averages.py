"""A mean of means beside the mean of the people: they differ where large areas gain more, or less, than small ones."""

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class PlainAverage:
    """The average of areas' means, which counts small and large alike, beside the mean of the people."""

    of_areas: float
    of_people: float
    areas: int
    n: float
    median: float

    @property
    def difference(self) -> float:
        """How far the average of the areas is above the mean of the people, as a share of it."""
        return self.of_areas / self.of_people - 1


def plain_average(own: "pd.Series[Any]", areas: pd.DataFrame, *, least: float = 0.05) -> PlainAverage | None:
    """Where the plain average of the areas' means is more than `least` away from the mean of all people; else None.

    `own` is the whole area's row of an answer of a mean, `areas` the answer by the areas in it.
    """
    means = areas["value"].dropna()
    if len(means) < 2 or pd.isna(own["value"]) or own["value"] == 0:
        return None
    found = PlainAverage(
        float(means.mean()), float(own["value"]), len(means), float(own["n"]), float(own["median"])
    )
    return found if round(abs(found.difference), 9) > least else None
