"""What a map shows in the months next to the one on show, as the difference to it.

The browser lays the difference over what it has, so a step to the next month is painted before the server answers.
"""

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np


def difference(shown: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a map's payload that are other there; of points, which of them have another class."""
    found = {name: value for name, value in other.items() if shown.get(name) != value}
    if "points" in found:
        found["points"] = _points(shown["points"], other["points"])
    return found


def _points(shown: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    before, after = (
        np.frombuffer(base64.b64decode(each["classes"]), dtype=np.uint8) for each in (shown, other)
    )
    at = np.flatnonzero(before != after)
    return {"looks": other["looks"], "at": at.tolist(), "to": after[at].tolist()}
