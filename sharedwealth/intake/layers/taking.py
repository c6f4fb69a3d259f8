"""Puts a checked layer into the operator's register, or takes one out, and has the maps drawn anew."""

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import shapely

from sharedwealth.intake.layers.checking import Checked
from sharedwealth.intake.layers.remarks import LayerError, Remark
from sharedwealth.places import geometry, layer_positions, layers, projection
from sharedwealth.places import register as registers
from sharedwealth.places.layers import Layer
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t

Report = Callable[[str, float], None]

_SHOWN = 50


class LayerRefusedError(LayerError):
    """A layer with problems was to be taken; nothing changed. The message says what is wrong, row by row."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(mark("{file} cannot be taken."), file=checked.file)
        self.checked = checked

    def __str__(self) -> str:
        rest = len(self.checked.problems) - _SHOWN
        lines = [str(self.remark), *(each.line() for each in self.checked.problems[:_SHOWN])]
        if rest > 0:
            lines.append(t("… and {count} more.").format(count=rest))
        return "\n".join([*lines, t("Nothing was changed.")])


def take(checked: Checked, settings: Settings, report: Report | None = None) -> Layer:
    """Puts the layer into force and draws the maps; a `LayerRefusedError` where the check found problems."""
    if not checked.may_be_taken or checked.shapes is None:
        raise LayerRefusedError(checked)
    layer = _described(checked)
    tell = report or _silent
    tell(t("Putting the layer into the register"), 0.0)
    layers.put(settings, layer, _in_degrees(checked))
    redraw(settings, tell)
    return layer


def remove(wanted: str, settings: Settings, report: Report | None = None) -> Layer:
    """Takes the layer of this number out; what it had covered is drawn as before it came."""
    tell = report or _silent
    tell(t("Taking the layer out"), 0.0)
    gone = layers.remove(settings, wanted)
    redraw(settings, tell)
    return gone


def redraw(settings: Settings, report: Report) -> None:
    """Works out points and maps anew from the layers in force."""
    layer_positions.refresh(settings)
    stage = t("Drawing the maps")
    register = registers.load(settings)
    geometry.build(settings, register, lambda done, steps: report(stage, 0.2 + 0.75 * done / steps))


def summary(checked: Checked) -> list[Remark]:
    """What a layer holds, in a few sentences."""
    kinds = {
        ("town", "areas"): mark("{file}: {rows} rows with boundaries of towns, in {counties} counties."),
        ("village", "areas"): mark(
            "{file}: {rows} rows with boundaries of villages, in {counties} counties."
        ),
        ("village", "points"): mark("{file}: {rows} rows with points of villages, in {counties} counties."),
    }
    said = kinds[checked.declared.level, checked.geometry]
    held = {"file": checked.file, "rows": checked.rows, "counties": len(checked.counties)}
    return [
        Remark(said, held),
        Remark(mark("Coordinate system: {crs}."), {"crs": checked.system.name}),
        Remark(
            mark("Source: {source}, {date}."),
            {"source": checked.declared.source, "date": checked.declared.as_of.isoformat()},
        ),
    ]


def _described(checked: Checked) -> Layer:
    said = checked.declared
    return Layer(
        id=f"{said.level}-{checked.digest[:6]}",
        level=said.level,
        geometry=checked.geometry,
        source=said.source,
        as_of=said.as_of,
        crs=checked.system.name,
        approval=said.approval,
        file=checked.file,
        digest=checked.digest,
        places=len(checked.codes),
        counties=tuple(checked.counties),
        taken_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )


def _in_degrees(checked: Checked) -> dict[str, shapely.Geometry]:
    series = projection.shapes_to_degrees(np.asarray(checked.shapes, dtype=object))
    return dict(zip(checked.codes, series, strict=True))


def _silent(_stage: str, _done: float) -> None:
    """For a caller who wants to hear nothing of the way."""
