"""Scripts that a browser fetches once: the chart library out of its own package, and our drawing.

Each is named after its content and kept gzipped in memory, so it may be cached for ever on both sides.
"""

import gzip
import hashlib
import json
import re
from functools import cache
from importlib import resources
from pathlib import Path

from sharedwealth.charts import theme
from sharedwealth.stage import script as stage_script
from sharedwealth.ui import map_script, page_parts, uploads_parts
from sharedwealth.ui.navigation import ENTRIES

_COMPONENTS = Path(__file__).parent / "components"
_CHART = ("foreseen.js", "chart.js")


@cache
def plotly_script() -> tuple[str, bytes]:
    """The name `plotly-4.1.1.min.js`, with the library's own version, and the gzipped script."""
    script = (resources.files("plotly") / "package_data" / "plotly.min.js").read_bytes()
    version = re.search(rb"plotly\.js v([\d.]+)", script[:500])
    if version is None:
        raise RuntimeError("the plotly package's script does not say its version")
    return f"plotly-{version[1].decode()}.min.js", gzip.compress(script, 6, mtime=0)


@cache
def chart_script() -> tuple[str, bytes]:
    """The name `chart-<digest>.js` and the gzipped module that draws every figure, with what it is to know.

    It is fetched and not sent with the component, which would repeat it in every message of every chart.
    """
    known = {"DARK_OF": theme.dark_of(), "LIBRARY": plotly_script()[0], "LOOK": theme.look()}
    lines = [f"const {name} = {json.dumps(value)}" for name, value in known.items()]
    parts = [(_COMPONENTS / part).read_text(encoding="utf-8") for part in _CHART]
    script = "\n".join([*lines, *parts]).encode()
    return f"chart-{hashlib.sha256(script).hexdigest()[:12]}.js", gzip.compress(script, 6, mtime=0)


@cache
def ahead(slug: str) -> str:
    """The Link header of a page: its scripts, fetched beside Streamlit's own instead of after them."""
    modules = [page_parts.script()[0], map_script.bundle()[0]]
    libraries = []
    if any(entry.slug == slug and entry.draws_charts for entry in ENTRIES):
        modules.append(chart_script()[0])
        libraries.append(plotly_script()[0])
    return ", ".join(
        [
            *(f"</assets/{name}>; rel=modulepreload" for name in modules),
            *(f"</assets/{name}>; rel=preload; as=script" for name in libraries),
        ]
    )


def find(name: str) -> bytes | None:
    """The gzipped script of that name; None when there is none."""
    return dict(
        [
            plotly_script(),
            chart_script(),
            map_script.bundle(),
            page_parts.script(),
            uploads_parts.script(),
            stage_script.bundle(),
        ]
    ).get(name)


def unpacked(content: bytes) -> bytes:
    """The script for the rare client that takes no gzip."""
    return gzip.decompress(content)
