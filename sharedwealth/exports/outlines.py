"""The areas of a map out of the folder of boundaries: names, rings, label points, in whole units, y downwards."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedwealth.exports.writing import ExportError
from sharedwealth.places import paths
from sharedwealth.text import Language, t

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    """One area as it is drawn."""

    code: str
    name: str
    rings: tuple[paths.Ring, ...]
    at: tuple[float, float]
    """Where its label stands."""
    room: float
    """The radius of the largest circle inside, round `at`."""
    box: Box


@dataclass(frozen=True)
class Ground:
    """What a file of the folder holds; `unit` is in metres."""

    unit: float
    layers: dict[str, dict[str, Outline]]
    """By level, `outline` and `village` among them, and by code."""


def read(folder: Path, name: str, language: Language) -> Ground:
    """The file's areas; an `ExportError` where it is not there."""
    if not name or Path(name).name != name or not (folder / name).is_file():
        said = t(
            "The map's boundaries ({file}) are not in {folder}. Build them with: python -m sharedwealth demo"
        )
        raise ExportError(said.format(file=name, folder=folder))
    written = json.loads((folder / name).read_text(encoding="utf-8"))
    if "villages" in written:  # the villages of one town, which bring no names
        whole = written.get("outline")
        layers = {"outline": [whole] if whole else [], "village": written["villages"]}
    else:
        layers = written["layers"]
    return Ground(
        float(written["unit"]),
        {
            level: {area["code"]: _outline(area, language) for area in areas}
            for level, areas in layers.items()
        },
    )


def box_of(outlines: list[Outline]) -> Box:
    """What holds them all."""
    lefts, tops, rights, bottoms = zip(*(each.box for each in outlines), strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _outline(area: dict[str, Any], language: Language) -> Outline:
    left, top, right, bottom = area["box"]
    return Outline(
        area["code"],
        area.get(language, ""),
        tuple(paths.decode(area["d"])),
        (area["at"][0], area["at"][1]),
        float(area["room"]),
        (left, top, right, bottom),
    )
