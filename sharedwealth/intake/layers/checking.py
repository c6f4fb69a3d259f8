"""A layer checked: what it holds, what is wrong row by row, and what would be drawn. Nothing is changed by it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import shapely

from sharedwealth.errors import UnknownChoiceError
from sharedwealth.intake.layers import columns, looking, reading, rows, systems
from sharedwealth.intake.layers.coverage import Shapes
from sharedwealth.intake.layers.looking import Parts
from sharedwealth.intake.layers.reading import RawLayer
from sharedwealth.intake.layers.remarks import LayerError, Remark
from sharedwealth.intake.layers.systems import System
from sharedwealth.places import codes, projection
from sharedwealth.places import register as registers
from sharedwealth.places.layers import Geometry
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t

LEVELS: tuple[codes.Level, ...] = ("town", "village")
_POLYGONS = {"Polygon", "MultiPolygon"}
_POINTS = {"Point", "MultiPoint"}

Report = Callable[[str, float], None]


@dataclass(frozen=True)
class Declared:
    """What the operator says of a layer that the file does not."""

    level: codes.Level
    source: str
    as_of: date
    crs: str = ""
    """Empty where the file states it."""
    approval: str = ""
    code_column: str = ""


def declared(
    level: str, source: str, as_of: str, *, crs: str = "", approval: str = "", code_column: str = ""
) -> Declared:
    """What was entered, once it makes sense; an `UnknownChoiceError` or a `LayerError` says what does not."""
    if level not in LEVELS:
        known = ", ".join(LEVELS)
        raise UnknownChoiceError(
            t("There is no level “{value}” for layers. Possible: {known}.").format(value=level, known=known)
        )
    if not source.strip():
        raise LayerError(mark("Say where the layer is from: it is printed under the map."))
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", as_of.strip())
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:  # no such day: told below as any other thing that is none
        day = None
    if day is None:
        raise LayerError(
            mark("“{found}” is no day. Write the layer's date as 2025-01-01."), found=as_of.strip()
        )
    if crs.strip():
        systems.named(crs)
    return Declared(
        level="town" if level == "town" else "village",
        source=source.strip(),
        as_of=day,
        crs=crs.strip(),
        approval=approval.strip(),
        code_column=code_column.strip(),
    )


@dataclass(frozen=True)
class Checked:
    """A layer and everything that was found; it may be taken where there are no problems."""

    file: str
    digest: str
    declared: Declared
    system: System
    geometry: Geometry
    rows: int
    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    codes: tuple[str, ...] = ()
    shapes: Shapes | None = None
    """In metres, clean and simplified, in the order of the codes; None where there are problems."""

    @property
    def counties(self) -> list[str]:
        return sorted({codes.up_to(code, "county") for code in self.codes})

    @property
    def may_be_taken(self) -> bool:
        return not self.problems and self.shapes is not None


def check(
    path: Path, said: Declared, settings: Settings, *, name: str = "", report: Report | None = None
) -> Checked:
    """The layer looked at from all sides; a `LayerError` where it is not read or not what it is said to be."""
    tell = report or (lambda _stage, _done: None)
    tell(t("Reading the layer"), 0.0)
    raw = reading.read(path, name)
    register = registers.load(settings)
    written, names = columns.code_and_name(raw, said.code_column)
    found = rows.check(raw.file, written, names, said.level, register)
    geometry = _geometry(raw, said.level)
    is_assumed = raw.is_geojson and raw.crs == projection.WGS84
    system = systems.of(raw.file, raw.crs, said.crs, is_assumed=is_assumed)
    places, shapes, problems = _with_shapes(raw, found, geometry)
    tell(t("Looking where it lies"), 0.3)
    if len(places):
        systems.check_numbers(raw.file, shapes, system)
    notes = list(found.notes)
    drawn: Shapes | None = None
    if len(places):
        parts = Parts(raw.file, said.level, geometry, system, places, shapes)
        looked = looking.look(parts, register, tell)
        problems, notes, drawn = [*problems, *looked.problems], [*notes, *looked.notes], looked.shapes
    problems = sorted([*found.problems, *problems], key=lambda remark: remark.row or 0)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Checked(
        raw.file, digest, said, system, geometry, len(raw.shapes), tuple(problems), tuple(notes),
        codes=tuple(places), shapes=None if problems else drawn,
    )  # fmt: skip


def _geometry(raw: RawLayer, level: codes.Level) -> Geometry:
    """Whether the layer holds areas or points; a `LayerError` where it is neither, or points of towns."""
    kinds = {shape.geom_type for shape in raw.shapes if shape is not None and not shape.is_empty}
    if kinds and kinds <= _POLYGONS:
        return "areas"
    if kinds and kinds <= _POINTS:
        if level == "town":
            raise LayerError(
                mark(
                    "{file} holds points. Points are taken of villages; of towns, the boundaries. A town's point comes "
                    "with the official list of places."
                ),
                file=raw.file,
            )
        return "points"
    raise LayerError(
        mark("{file} holds {kinds}. A layer is either areas or points."),
        file=raw.file,
        kinds=sorted(kinds) or [t("nothing that can be drawn")],
    )


def _with_shapes(
    raw: RawLayer, found: rows.Found, geometry: Geometry
) -> tuple[pd.Series, Shapes, list[Remark]]:
    """The codes that have a shape, their shapes, and a remark on each that has none."""
    shapes = raw.shapes[found.codes.index.to_numpy(dtype=int) - 1] if len(found.codes) else raw.shapes[:0]
    is_there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    problems = [
        Remark(mark("there is no shape"), {}, int(row), code) for row, code in found.codes[~is_there].items()
    ]
    if geometry == "points":
        is_one = shapely.get_num_geometries(shapes) == 1
        problems += [
            Remark(mark("there are several points"), {}, int(row), code)
            for row, code in found.codes[is_there & ~is_one].items()
        ]
        is_there &= is_one
        shapes = shapely.get_geometry(shapes, 0)
    return found.codes[is_there], shapes[is_there], problems
