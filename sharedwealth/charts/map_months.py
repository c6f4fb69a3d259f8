"""All months of a map in one piece: what is the same in all of them once, the rest month by month.

The browser keeps it, so playing through the months and stepping from one to the next ask the server nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sharedwealth.charts.map_points import unpacked

Payload = Mapping[str, Any]


def packed(payloads: Mapping[str, Payload]) -> dict[str, Any]:
    """The payloads of one map by month, in order: `same` and `each` laid over one another give a month's again.

    Points are the first month's classes, then which of them change from month to month, and to what.
    """
    whole = list(payloads.values())
    first, rest = whole[0], whole[1:]
    same = {
        name: value
        for name, value in first.items()
        if name != "points" and all(other.get(name) == value for other in rest)
    }
    each = [
        {name: value for name, value in payload.items() if name not in same and name != "points"}
        for payload in whole
    ]
    found: dict[str, Any] = {"months": list(payloads), "same": same, "each": each}
    if "points" in first:
        found["points"] = _points([payload["points"] for payload in whole])
    return found


def _points(layers: Sequence[Payload]) -> dict[str, Any]:
    classes = [unpacked(layer["classes"]) for layer in layers]
    return {
        "same": {name: value for name, value in layers[0].items() if name not in ("classes", "looks")},
        "first": layers[0]["classes"],
        "looks": [layer["looks"] for layer in layers],
        "changes": [_changed(before, after) for before, after in pairwise(classes)],
    }


def _changed(before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> list[list[int]]:
    """How far each changed point is from the one before it, and the class it gets."""
    at = np.flatnonzero(before != after)
    return [np.diff(at, prepend=0).tolist(), after[at].tolist()]
