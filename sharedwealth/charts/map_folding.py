"""The payloads of several maps in one piece: what they have in common is written once.

Maps of neighbouring places share most of what they say: words, colours, geometry, months.
"""

from collections.abc import Mapping
from typing import Any

import orjson

_OPENED = ("points", "time")
"""Dictionaries of which some entries differ from map to map and others never do."""
ABSENT = -1


def folded(payloads: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The maps' codes in order; by field, the different values and for each map which of them it has, or ABSENT."""
    flat = [_flat(payload) for payload in payloads.values()]
    fields: dict[str, Any] = {}
    for name in dict.fromkeys(name for each in flat for name in each):
        at: dict[bytes, int] = {}
        values: list[Any] = []
        which: list[int] = []
        for each in flat:
            if name not in each:
                which.append(ABSENT)
                continue
            written = orjson.dumps(each[name])
            if written not in at:
                at[written] = len(values)
                values.append(each[name])
            which.append(at[written])
        fields[name] = [values, which]
    return {"codes": list(payloads), "fields": fields}


def _flat(payload: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in payload.items():
        if name in _OPENED:
            found |= {f"{name}/{part}": inner for part, inner in value.items()}
        else:
            found[name] = value
    return found
