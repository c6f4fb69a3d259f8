"""Layers through the child process: its limits hold, and its end is a sentence."""

import base64
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from sharedwealth import children
from sharedwealth.intake.layers.refusals import refused
from sharedwealth.ledger.workbook_stream import MEBIBYTE

LARGEST_FILE = 100 * MEBIBYTE
SECONDS = 150
"""On the clock; the child's own limit is on the processor's time."""


@dataclass(frozen=True)
class RawLayer:
    """A layer as its file has it; rows count from 1 as the index of `cells`."""

    file: str
    is_geojson: bool
    crs: str | None
    """What the file states, as an authority's code or as WKT; None where it states nothing."""
    cells: pd.DataFrame
    """Every column as text."""
    shapes: npt.NDArray[np.object_]
    """In the file's own coordinates; None where a row has none or it cannot be understood."""


def read(path: Path, name: str = "") -> RawLayer:
    """The layer of a GeoPackage, a GeoJSON or a zipped Shapefile; a `LayerError` when it is not read."""
    file = name or path.name
    if not path.is_file():
        raise refused(file, "not_a_layer")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refused(file, "too_large", {"most": LARGEST_FILE // MEBIBYTE})
    if size == 0:
        raise refused(file, "empty_file")
    with tempfile.TemporaryDirectory(prefix="sharedwealth-layer-") as folder:
        try:
            answer = children.ask(
                "sharedwealth.intake.layers.child", str(path.resolve()), folder, seconds=SECONDS
            )
        except children.NoAnswerError as none:
            raise refused(file, none.reason, none.values) from none
    blocks = [base64.b64decode(shape) if shape else None for shape in answer["shapes"]]
    rows = pd.RangeIndex(1, len(blocks) + 1)
    return RawLayer(
        file=file,
        is_geojson=answer["driver"] == "GeoJSON",
        crs=answer["crs"],
        cells=pd.DataFrame(answer["columns"], index=rows, dtype=str),
        shapes=shapely.from_wkb(np.array(blocks, dtype=object), on_invalid="ignore"),
    )
