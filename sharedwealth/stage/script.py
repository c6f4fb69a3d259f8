"""The script and the style of the stage, named after their content."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from sharedwealth.charts import theme

FOLDER = Path(__file__).parent
_PARTS = (
    "stage_svg.js",
    "stage_colour.js",
    "stage_geometry.js",
    "stage_labels.js",
    "stage_map.js",
    "stage_chart.js",
    "stage_chart_standing.js",
    "stage_figures.js",
    "stage_sheet.js",
    "stage_deck.js",
    "stage_line.js",
    "stage_notes.js",
    "stage_own_answers.js",
    "stage_room.js",
    "stage_keys.js",
    "stage.js",
)


@cache
def script() -> str:
    """All parts in order: functions first, and last what begins."""
    return "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in _PARTS)


@cache
def bundle() -> tuple[str, bytes]:
    """The name `stage-<digest>.js` and the gzipped module, as a browser fetches it from the server."""
    content = script().encode()
    return f"stage-{hashlib.sha256(content).hexdigest()[:12]}.js", gzip.compress(content, 6, mtime=0)


@cache
def style() -> str:
    """The style sheet with the colours of both grounds."""
    written = (FOLDER / "stage.css").read_text(encoding="utf-8")
    for place, ground in (("{light}", theme.LIGHT), ("{dark}", theme.DARK)):
        written = written.replace(
            place, " ".join(f"--{name}: {value};" for name, value in tones(ground).items()), 1
        )
    return written.replace("{font}", theme.FONT)


def tones(ground: theme.Tokens) -> dict[str, str]:
    """The colours of a ground by name; `mark` is the main colour as it can be read as text."""
    return theme.tokens(ground) | {"mark": ground.good}
