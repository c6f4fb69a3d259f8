"""The script that draws every map, with its styles: fetched once and named after its content.

It is not sent with the component, which would repeat it in every message of every map.
"""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from sharedwealth.charts import map_words, palettes
from sharedwealth.text import LANGUAGES, using

_FOLDER = Path(__file__).parent / "components"
_PARTS = (
    "turn.js",
    "foreseen.js",
    "map_colour.js",
    "map_geometry.js",
    "map_view.js",
    "map_crowd.js",
    "map_labels.js",
    "map_paint.js",
    "map_points.js",
    "map_villages.js",
    "map_grounds.js",
    "map_clusters.js",
    "map_walk.js",
    "map_output.js",
    "map_legend.js",
    "map_input.js",
    "map_choices.js",
    "map_time.js",
    "map_pair.js",
    "map_ahead.js",
    "map.js",
)


@cache
def bundle() -> tuple[str, bytes]:
    """The name `map-<digest>.js` and the gzipped module: what maps share, and the parts, the last of which exports."""
    shared = {
        "STYLE": (_FOLDER / "map.css").read_text(encoding="utf-8"),
        "WORDS": _words(),
        "GROUNDS": palettes.grounds(),
    }
    constants = [f"const {name} = {json.dumps(value, ensure_ascii=False)}" for name, value in shared.items()]
    parts = [(_FOLDER / part).read_text(encoding="utf-8") for part in _PARTS]
    script = "\n".join([*constants, *parts]).encode()
    return f"map-{hashlib.sha256(script).hexdigest()[:12]}.js", gzip.compress(script, 6, mtime=0)


def _words() -> dict[str, dict[str, object]]:
    """What the map's own controls say, by language: it is the same at every change, and need not travel with it."""
    said: dict[str, dict[str, object]] = {}
    for language in LANGUAGES:
        with using(language):
            said[language] = map_words.controls()
    return said
