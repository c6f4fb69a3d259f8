"""The script that draws every map, with its styles: fetched once and named after its content.

It is not sent with the component, which would repeat it in every message of every map.
"""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "components"
_PARTS = (
    "turn.js",
    "map_colour.js",
    "map_geometry.js",
    "map_view.js",
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
    """The name `map-<digest>.js` and the gzipped module: the parts in order, the last of which exports."""
    style = f"const STYLE = {json.dumps((_FOLDER / 'map.css').read_text(encoding='utf-8'))}"
    parts = [(_FOLDER / part).read_text(encoding="utf-8") for part in _PARTS]
    script = "\n".join([style, *parts]).encode()
    return f"map-{hashlib.sha256(script).hexdigest()[:12]}.js", gzip.compress(script, 6, mtime=0)
