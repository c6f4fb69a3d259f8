"""Shapes looked at: whole, in the right county, all there, and made into what is drawn."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import shapely

from sharedwealth.intake.layers import coverage, grounds, systems
from sharedwealth.intake.layers.coverage import Clean, Shapes
from sharedwealth.intake.layers.remarks import Remark
from sharedwealth.intake.layers.systems import System
from sharedwealth.places import codes, projection
from sharedwealth.places.layers import Geometry
from sharedwealth.places.register import Register
from sharedwealth.text import mark, t

_PLACE = re.compile(r".*\[(.*)\]")


@dataclass(frozen=True)
class Parts:
    """The rows of a layer that have a code and a shape."""

    file: str
    level: codes.Level
    geometry: Geometry
    system: System
    places: pd.Series
    """Codes by row."""
    shapes: Shapes
    """In the file's own coordinates."""


@dataclass(frozen=True)
class Look:
    """What was found; `shapes` are in metres, clean and simplified, None where there are problems."""

    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...] = ()
    shapes: Shapes | None = None


def look(parts: Parts, register: Register, tell: Callable[[str, float], None]) -> Look:
    """A `LayerError` where the layer's system is not the one that it is said to be in."""
    problems = _broken(parts)
    if problems:
        return Look(tuple(problems))
    notes: list[Remark] = []
    if parts.level == "town":
        problems, notes = grounds.missing(parts.places, register)
        if not problems:
            grounds.check_shift(parts.file, parts.shapes, parts.places, parts.system)
    degrees = systems.to_wgs84(parts.shapes, parts.system)
    shapes = shapely.transform(degrees, lambda xy: projection.to_metres(xy[:, 0], xy[:, 1]))
    problems += grounds.astray(parts.places, shapes, register)
    if parts.geometry == "points":
        return Look(tuple(problems), tuple(notes), None if problems else shapes)
    tell(t("Joining the borders"), 0.6)
    problems += _overlapping(parts.places, shapes, register)
    if problems:
        return Look(tuple(problems), tuple(notes))
    clean = coverage.cleaned(shapes)
    problems += _changed(parts.places, shapes, clean)
    if problems:
        return Look(tuple(problems), tuple(notes))
    tell(t("Simplifying"), 0.8)
    made = coverage.simplified(clean)
    return Look((), (*notes, *_done(made)), made.shapes)


def _broken(parts: Parts) -> list[Remark]:
    """Shapes that cross themselves or are no areas in another way."""
    said = mark(
        "the outline is broken: it crosses or touches itself near {where}; repair it where the layer is from"
    )
    return [
        _remark(parts.places, at, said, where=_PLACE.sub(r"\1", reason))
        for at, reason in coverage.broken(parts.shapes).items()
    ]


def _overlapping(places: pd.Series, shapes: Shapes, register: Register) -> list[Remark]:
    def named(at: int) -> str:
        return f"{places.iloc[at]} {register.name(places.iloc[at], 'zh')}"

    said = mark("{one} and {other} overlap by {area} km²")
    return [
        _remark(
            places,
            each.one,
            said,
            one=named(each.one),
            other=named(each.other),
            area=f"{each.area / 1e6:.2f}",
        )
        for each in coverage.overlaps(shapes)
    ]


def _changed(places: pd.Series, shapes: Shapes, clean: Clean) -> list[Remark]:
    said = mark("closing the gaps to its neighbours would change its area too much")
    return [_remark(places, at, said) for at in coverage.lost(shapes, clean.shapes)]


def _done(made: Clean) -> list[Remark]:
    """What joining and simplifying did."""
    notes = []
    if made.faults:
        said = mark("{length} km of borders did not meet their neighbour's exactly and were joined.")
        notes.append(Remark(said, {"length": f"{made.faults / 1000:.1f}"}))
    said = mark("Drawn with {after} of {before} corners: what is smaller than about {metres} m is left out.")
    before, after = made.corners
    return [*notes, Remark(said, {"before": before, "after": after, "metres": round(made.tolerance)})]


def _remark(places: pd.Series, at: int, message: str, **values: object) -> Remark:
    return Remark(message, values, int(places.index[at]), places.iloc[at])
