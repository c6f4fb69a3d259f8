"""The child process that reads one layer: `python -m sharedwealth.intake.layers.child FILE FOLDER` prints it as JSON.

What the file is, its content says, never its name: only the three kinds below ever reach the reader of geodata, which
knows dozens more, some of which open other files. Names of reasons only; `refusals.py` has the sentences.
"""

import base64
import math
import resource
import sys
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyogrio
import pyogrio.errors
import pyogrio.raw

from sharedwealth.intake.layers import archives
from sharedwealth.ledger.workbook_stream import MEBIBYTE, RefusedError

MEMORY_BYTES = 3072 * MEBIBYTE
CPU_SECONDS = 60
MOST_FEATURES = 40_000
MOST_CORNERS = 2_000_000
MOST_COLUMNS = 100
_LONGEST_TEXT = 200
_BYTES_A_CORNER = 16
_WHOLE_BELOW = 2**53
_SQLITE, _ZIP = b"SQLite format 3\x00", b"PK\x03\x04"
_GEOPACKAGE_MARKS = {b"GPKG", b"GP10", b"GP11"}
_DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}
_ENCODINGS = ("UTF-8", "GB18030")
"""Of tables that name none, as old ones do: what is not the first is nearly always the second."""


def layer(path: Path, folder: Path) -> dict[str, Any]:
    """The only layer of the file: columns as text, shapes as WKB, and the coordinate system it states."""
    source = _source(path, folder)
    name = _only_layer(source)
    info = pyogrio.read_info(source, layer=name)
    if info["driver"] != _DRIVERS[source.suffix]:
        raise RefusedError("not_a_layer")
    if len(info["fields"]) > MOST_COLUMNS:
        raise RefusedError("too_many_columns", most=MOST_COLUMNS)
    meta, shapes, columns = _read(source, name)
    if len(shapes) == 0:
        raise RefusedError("no_features")
    if len(shapes) > MOST_FEATURES:
        raise RefusedError("too_many_features", most=MOST_FEATURES)
    if sum(len(shape) for shape in shapes if shape) > MOST_CORNERS * _BYTES_A_CORNER:
        raise RefusedError("too_many_corners", most=MOST_CORNERS)
    return {
        "driver": info["driver"],
        "crs": meta["crs"],
        "columns": {
            str(heading): [_text(value) for value in column.tolist()]
            for heading, column in zip(meta["fields"], columns, strict=True)
        },
        "shapes": [base64.b64encode(shape).decode() if shape else None for shape in shapes],
    }


def _source(path: Path, folder: Path) -> Path:
    """The file under a name that says what it is; a zip's shapefile unpacked into the folder."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(_ZIP):
        return archives.shapefile(path, folder)
    if start.startswith(_SQLITE):
        if start[68:72] not in _GEOPACKAGE_MARKS:
            raise RefusedError("not_a_layer")
        return _called(path, folder / "layer.gpkg")
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _called(path, folder / "layer.geojson")
    raise RefusedError("not_a_layer")


def _called(path: Path, name: Path) -> Path:
    name.symlink_to(path.resolve())
    return name


def _only_layer(source: Path) -> str:
    names = [str(name) for name, kind in pyogrio.list_layers(source).tolist() if kind is not None]
    if not names:
        raise RefusedError("no_layer")
    if len(names) > 1:
        raise RefusedError("several_layers", layers=names[:12], count=len(names))
    return names[0]


def _read(source: Path, name: str) -> tuple[dict[str, Any], Any, Any]:
    tried: UnicodeDecodeError | None = None
    says_its_own = source.suffix != ".shp" or source.with_suffix(".cpg").is_file()
    for encoding in (None,) if says_its_own else _ENCODINGS:
        try:
            meta, _, shapes, columns = pyogrio.raw.read(
                source, layer=name, encoding=encoding, force_2d=True, max_features=MOST_FEATURES + 1
            )
        except UnicodeDecodeError as error:
            tried = error
            continue
        return meta, shapes, columns
    raise RefusedError("unknown_encoding") from tried


def _text(value: object) -> str:
    """A cell as text; whole numbers without a point, as codes are written."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value == int(value) and abs(value) < _WHOLE_BELOW:
        return str(int(value))
    if isinstance(value, np.generic):
        value = value.item()
    return str(value)[:_LONGEST_TEXT].strip()


def main(path: Path, folder: Path) -> int:
    """0 and the layer on standard output, or 3 and the reason why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer, status = layer(path, folder), 0
    except RefusedError as refused:
        answer, status = {"reason": refused.reason, "values": refused.values}, 3
    except MemoryError:
        answer, status = {"reason": "too_much_memory", "values": {}}, 3
    except pyogrio.errors.DataSourceError:
        answer, status = {"reason": "damaged", "values": {}}, 3
    except (pyogrio.errors.DataLayerError, pyogrio.errors.FieldError, pyogrio.errors.FeatureError):
        answer, status = {"reason": "damaged", "values": {}}, 3
    sys.stdout.buffer.write(orjson.dumps(answer))
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
