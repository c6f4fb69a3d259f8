"""Where high and low values lie together: local Moran's I of counties, with its significance.

Anselin, L. (1995), Local Indicators of Spatial Association, Geographical Analysis 27(2), as `esda` works it out; the
false discovery rate after Benjamini and Hochberg (1995).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth.text import mark

Cluster = Literal["high_high", "low_low", "high_low", "low_high", "not_significant"]

CLUSTERS: dict[Cluster, str] = {
    "high_high": mark("High among high"),
    "low_low": mark("Low among low"),
    "high_low": mark("High among low"),
    "low_high": mark("Low among high"),
    "not_significant": mark("Not significant"),
}
PERMUTATIONS = 9999
LEVEL = 0.05
FEWEST = 10
"""With fewer counties a permutation says nothing."""
_SEED = 20241031
_QUADRANTS: dict[int, Cluster] = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}


@dataclass(frozen=True)
class Clusters:
    """`rows` has `area`, `cluster` (None without a value), `local_i` and `p`.

    `global_i` and `global_p` speak of all `n` counties together.
    """

    rows: pd.DataFrame
    global_i: float
    global_p: float
    n: int

    @property
    def is_told(self) -> bool:
        return self.n >= FEWEST


def load() -> None:
    """Reads the libraries, which takes seconds, so that no reader waits for it."""
    _libraries()


def _libraries() -> tuple[ModuleType, ModuleType]:
    return import_module("esda"), import_module("libpysal.weights")


def of(answer: pd.DataFrame, neighbours: Mapping[str, Sequence[str]]) -> Clusters:
    """Clusters of an answer by county; a county without a value is left out, also as a neighbour.

    A county is significant when its two-sided pseudo p value (9,999 conditional permutations) stays below the threshold
    that holds the false discovery rate at 5 %. Neighbours weigh equally. The p value of the global I assumes
    randomisation. Fewer than ten counties, or all alike, tell nothing: then `n` is 0.
    """
    known = answer.dropna(subset=["value"]).sort_values("area")
    values = known["value"].to_numpy(dtype=float)
    bare = answer[["area"]].assign(cluster=None, local_i=np.nan, p=np.nan)
    if len(known) < FEWEST or np.ptp(values) == 0:
        return Clusters(bare, np.nan, np.nan, 0)
    esda, weighing = _libraries()
    areas = known["area"].tolist()
    inside = set(areas)
    links = {area: [each for each in neighbours.get(area, ()) if each in inside] for area in areas}
    weights = weighing.W(links, id_order=areas, silence_warnings=True)
    with np.errstate(invalid="ignore"):  # the spread of one without neighbours
        local = esda.Moran_Local(values, weights, permutations=PERMUTATIONS, seed=_SEED)
    whole = esda.Moran(values, weights, permutations=0)
    # esda's p is of the nearer tail; either tail would be a finding. Who has no neighbour left cannot be in a cluster.
    p = np.where([bool(links[area]) for area in areas], np.minimum(1.0, 2 * local.p_sim), 1.0)
    is_significant = p <= esda.fdr(p, LEVEL)
    told = pd.DataFrame(
        {
            "area": areas,
            "cluster": [
                _QUADRANTS[int(quadrant)] if significant else "not_significant"
                for quadrant, significant in zip(local.q, is_significant, strict=True)
            ],
            "local_i": local.Is,
            "p": p,
        }
    )
    rows = answer[["area"]].merge(told, on="area", how="left")
    return Clusters(rows, float(whole.I), float(whole.p_rand), len(known))
