"""The few places where an indicator's text differs from question to question.

A text groups by area and by type only where the question asks for several, because a constant in GROUP BY
costs three times the time. In a text

- `{area:x}` is the area of the code x: its first digits, or the one area asked for;
- `{type:x}` is the type x, or the one asked for (`all` for all together);
- `{only:x}` keeps rows of the type asked for, and is empty for all types;
- `{rows:x}` picks rows of a table that holds a row for all types beside the six;
- `{keys}` are the columns to group by beside the month, `{types}` the type alone where there are several.

Values are always bound, never written in.
"""

import re
from dataclasses import dataclass

_EMPTY_LINE = re.compile(r"\n *(?=\n)")
_MARK = re.compile(r"\{(area|type|only|rows):([a-z_.]+)\}")


@dataclass(frozen=True)
class Shape:
    """What varies from row to row of an answer, and whether one type is picked."""

    over_areas: bool = True
    over_types: bool = False
    one_type: bool = False


def written(text: str, shape: Shape) -> str:
    """The text for a question of this shape."""
    types = "type, " if shape.over_types else ""
    keys = f"area, {types}" if shape.over_areas else types
    parts = _MARK.sub(lambda found: _part(found[1], found[2], shape), text)
    return _EMPTY_LINE.sub("", parts.replace("{keys}", keys).replace("{types}", types))


def _part(what: str, column: str, shape: Shape) -> str:
    if what == "area":
        return f"left({column}, $digits)" if shape.over_areas else "$inside"
    if what == "type":
        return column if shape.over_types else "$type"
    if what == "only":
        return f"AND {column} = $type" if shape.one_type else ""
    return f"{column} <> 'all'" if shape.over_types else f"{column} = $type"
