"""A zipped shapefile: what its directory promises is looked at before anything is unpacked, and only its parts are."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from sharedwealth.ledger import guard
from sharedwealth.ledger.workbook_stream import MEBIBYTE, RefusedError

LARGEST_UNPACKED = 400 * MEBIBYTE
MOST_PARTS = 200
_READ = 256 * 1024
_NEEDED = (".shp", ".shx", ".dbf")
_WANTED = (*_NEEDED, ".prj", ".cpg")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


def shapefile(path: Path, folder: Path) -> Path:
    """The only shapefile of the archive, unpacked into the folder as `layer.shp` with its companions."""
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack(archive, _parts(archive), folder)
    except _BROKEN as error:
        raise RefusedError("damaged") from error
    return folder / "layer.shp"


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The shapefile's parts by their endings."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise RefusedError("too_many_parts", most=MOST_PARTS)
    for entry in entries:
        guard.check_place(entry)
        if entry.file_size > MEBIBYTE and entry.file_size > guard.HIGHEST_RATIO * max(entry.compress_size, 1):
            raise RefusedError("packed_too_tightly")
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
    files = [entry for entry in entries if not entry.is_dir() and "__MACOSX" not in entry.filename]
    shapes = [entry.filename for entry in files if entry.filename.lower().endswith(".shp")]
    if not shapes:
        raise RefusedError("no_shapefile")
    if len(shapes) > 1:
        names = [PurePosixPath(name).stem for name in shapes]
        raise RefusedError("several_layers", layers=names[:12], count=len(names))
    stem = shapes[0][: -len(".shp")]
    found = {
        entry.filename[len(stem) :].lower(): entry for entry in files if entry.filename.startswith(stem + ".")
    }
    missing = [ending for ending in _NEEDED if ending not in found]
    if missing:
        raise RefusedError("parts_missing", parts=missing)
    return {ending: found[ending] for ending in _WANTED if ending in found}


def _unpack(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], folder: Path) -> None:
    """Writes the parts, however large the directory says they are, never more than is allowed in all."""
    unpacked = 0
    for ending, entry in parts.items():
        with archive.open(entry) as stream, (folder / f"layer{ending}").open("wb") as target:
            while piece := stream.read(_READ):
                unpacked += len(piece)
                if unpacked > LARGEST_UNPACKED:
                    raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
                target.write(piece)
