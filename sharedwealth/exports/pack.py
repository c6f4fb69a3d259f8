"""The pack for a venue: a talk as one file that opens from a disk, with no network and no server.

In it are all steps and their keys, the maps with the outlines of everything that can be opened from them, and the
figures of every area there. Fonts are named and not packed.
"""

import json
from pathlib import Path
from typing import Any, BinaryIO

from sharedwealth import settings as configuration
from sharedwealth.briefings.scene import Talk
from sharedwealth.places import serving
from sharedwealth.settings import Settings
from sharedwealth.stage import document
from sharedwealth.stage.document import Ground


def write(
    talk: Talk, to: Path | BinaryIO, *, settings: Settings | None = None, ground: Ground = "light"
) -> None:
    """Writes the file; a map whose outlines are not there is left out of it and says so on the stage."""
    chosen = settings or configuration.load()
    packed = document.Packed(talk, _geometries(talk, chosen), chosen.due_day)
    content = document.whole(packed, ground).encode()
    if isinstance(to, Path):
        to.write_bytes(content)
    else:
        to.write(content)


def _geometries(talk: Talk, settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in sorted(document.geometry_files(talk)):
        stored = serving.map_file(settings, name, accepts_gzip=False)
        if stored is not None:
            found[name] = json.loads(stored[0])
    return found
