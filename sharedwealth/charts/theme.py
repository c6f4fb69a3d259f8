"""Colours, type and the common layout of every figure and map.

A figure is built once, with the light colours. Whoever draws it on a dark page exchanges each of them for
its partner: `dark_of` maps every light colour to exactly one dark one, so the exchange is a replacement of
strings and needs no second figure and no word with the server. Colours with an alpha are written by
`faint`, in the one form that is exchanged too.

The least contrasts and distances, also under simulated colour vision deficiencies, are held by
tests/charts/test_theme.py.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from sharedwealth.charts.figures import Figure
from sharedwealth.text import language

_TAG = re.compile(r"<[^>]*>")

Place = dict[str, Any]
"""Where an annotation stands, in Plotly's own words."""

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

BODY, CAPTION, SMALL = 13, 12, 11
"""Sizes in pixels at the page's normal scale; the component scales them with the page and the container."""


@dataclass(frozen=True)
class Tokens:
    """The colours of one ground, light or dark."""

    paper: str
    card: str
    ink: str
    quiet: str
    hairline: str
    accent: str
    good: str
    watch: str
    act: str
    main: str
    second: str
    earlier: str
    hatch: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    types: tuple[str, ...]


LIGHT = Tokens(
    paper="#F7F8F6",
    card="#FFFFFF",
    ink="#1D2A33",
    quiet="#55646F",
    hairline="#D9DFE3",
    accent="#B9302A",
    good="#0B6B58",
    watch="#9A5B00",
    act="#B9302A",
    main="#0F6F5C",
    second="#C07A2B",
    earlier="#84929C",
    hatch="#B9C3C9",
    sequential=("#EAF5F0", "#C9E6DB", "#9CD1C0", "#66B5A0", "#35937D", "#12705D", "#07483C"),
    diverging=("#7A3B12", "#B8733B", "#E3BE94", "#F4F1EA", "#9CC7CF", "#4A8FA0", "#0B5566"),
    types=("#4B8A7F", "#D96F1B", "#5330BD", "#751353", "#A178EF", "#4D400D"),
)
DARK = Tokens(
    paper="#0E1519",
    card="#162027",
    ink="#F2F5F3",
    quiet="#A9B6BD",
    hairline="#2A3740",
    accent="#FF8A7A",
    good="#5FD0B3",
    watch="#F0B35A",
    act="#FF8A7A",
    main="#5FC4A8",
    second="#D9913F",
    earlier="#74838D",
    hatch="#56656F",
    sequential=("#07483C", "#12705D", "#35937D", "#66B5A0", "#9CD1C0", "#C9E6DB", "#EAF5F0"),
    diverging=("#7A3B12", "#B8733B", "#E3BE94", "#24313A", "#9CC7CF", "#4A8FA0", "#0B5566"),
    types=("#72B2A6", "#FFAF5B", "#8055E8", "#A7467F", "#C398FF", "#93814C"),
)

PAPER, CARD, INK, QUIET, HAIRLINE = LIGHT.paper, LIGHT.card, LIGHT.ink, LIGHT.quiet, LIGHT.hairline
ACCENT, GOOD, WATCH, ACT = LIGHT.accent, LIGHT.good, LIGHT.watch, LIGHT.act
MAIN, SECOND, EARLIER = LIGHT.main, LIGHT.second, LIGHT.earlier
"""The actual figures; what they are compared with; what went before, and the rest."""

SEQUENTIAL, DIVERGING = LIGHT.sequential, LIGHT.diverging
"""Rates, low to high; against a target or mean, under (brown) to over (blue)."""

TYPE_KEYS = (
    "consigned_processing",
    "targeted_recruitment",
    "ecommerce_livestream",
    "agritourism",
    "brand_led",
    "industry_enabling",
)
TYPES: MappingProxyType[str, str] = MappingProxyType(dict(zip(TYPE_KEYS, LIGHT.types, strict=True)))

HATCH = LIGHT.hatch
NO_DATA: MappingProxyType[str, Any] = MappingProxyType(
    {"shape": "/", "fgcolor": HATCH, "bgcolor": CARD, "size": 6, "solidity": 0.35, "fillmode": "overlay"}
)
"""A bar's `marker.pattern` where there is no data; a map's hatch takes the same colour at 45°."""

SUPPRESSED: MappingProxyType[str, Any] = MappingProxyType({**NO_DATA, "shape": ".", "solidity": 0.3})
"""The same where there is a figure that must not be shown."""


def tokens(tokens: Tokens) -> dict[str, str]:
    """The single colours by name, as a stylesheet or a script takes them: `{"ink": "#1D2A33", …}`."""
    return {
        field.name: value for field in fields(tokens) if isinstance(value := getattr(tokens, field.name), str)
    }


def dark_of() -> dict[str, str]:
    """Each light colour, in capitals, with its dark partner."""
    pairs = dict(zip(_every(LIGHT), _every(DARK), strict=True))
    return {light: dark for light, dark in pairs.items() if light != dark}


def _every(ground: Tokens) -> list[str]:
    found: list[str] = []
    for field in fields(ground):
        value = getattr(ground, field.name)
        found.extend([value] if isinstance(value, str) else value)
    return found


def faint(colour: str, alpha: float) -> str:
    """A token with an alpha, `rgba(15,111,92,0.12)`: exchanged for its dark partner like the token itself."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def font(colour: str = INK, size: int = CAPTION) -> dict[str, Any]:
    """Colour and size; the family comes from the template."""
    return {"color": colour, "size": size}


def safe(words: str) -> str:
    """Words from a ledger or a source, which Plotly then shows as they stand and never reads as markup."""
    return html.escape(words, quote=False)


def unmarked(words: str) -> str:
    """The words without Plotly's markup, as they are seen."""
    return html.unescape(_TAG.sub("", words))


def note(text: str, colour: str = INK, size: int = CAPTION, **place: Any) -> dict[str, Any]:  # noqa: ANN401
    """An annotation without an arrow."""
    return {"text": text, "font": font(colour, size), "showarrow": False, **place}


def text_width(words: str, size: int = CAPTION) -> float:
    """Pixels that the words take at most: a Chinese character is a square, a Latin one 0.58 as wide."""
    widths = (1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58 for letter in words)
    return sum(widths) * size


def folded(words: str, size: int = CAPTION, most: float = 300) -> list[str]:
    """The words, safe, in lines of at most so many pixels: between words in English, anywhere in Chinese."""
    lines, line = [], ""
    for piece in re.findall(r"[^\u2e80-\uffef\s]+\s*|[\u2e80-\uffef]|\s+", words):
        if line and text_width(line + piece.rstrip(), size) > most:
            lines.append(safe(line.rstrip()))
            line = ""
        line += piece
    return [*lines, safe(line.rstrip())] if line.strip() else lines


def _template() -> go.layout.Template:
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": True,
        "title": {"text": ""},
        "tickfont": font(QUIET),
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {**font(), "family": FONT},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 0, "r": 16, "t": 16, "b": 8},
            "xaxis": {**axis, "ticklabelstandoff": 5, "tickangle": 0},
            "yaxis": {**axis, "showgrid": True, "gridcolor": HAIRLINE, "gridwidth": 1},
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": CARD,
                "bordercolor": HAIRLINE,
                "font": {**font(), "family": FONT},
                "align": "left",
            },
            "dragmode": False,
            "bargap": 0.28,
            "annotationdefaults": {"font": font(), "showarrow": False},
            "modebar": {"remove": ["all"]},
        }
    )


TEMPLATE = _template()


def figure(**layout: Any) -> Figure:  # noqa: ANN401  whatever Plotly's layout takes
    """A figure in the common look, still without a trace.

    The look itself travels once with the script that draws (`look`), not with every figure.
    """
    return Figure(**layout)


def look() -> dict[str, Any]:
    """The common look as Plotly's script takes it: a template's JSON."""
    return dict(TEMPLATE.to_plotly_json())


_LATIN = 1.35  # how many times more Latin letters stand in a line than their widest would
_SENTENCE_LINES = ((480, 290), (760, 440))
"""In a figure narrower than the first the lines of a sentence are as long as the second."""


def sentence(words: str) -> Figure:
    """One sentence in place of a figure that has nothing to draw, in as many lines as its width asks for."""
    empty = figure(height=200, xaxis={"visible": False}, yaxis={"visible": False})

    def said(most: float) -> dict[str, Any]:
        most *= 1 if language() == "zh" else _LATIN
        place = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
        text = "<br>".join(folded(words, BODY, most))
        return {"text": text, **place, "font": font(QUIET, BODY), "align": "center"}

    narrower = [{"than": than, "layout": {"annotations": [said(most)]}} for than, most in _SENTENCE_LINES]
    return empty.update_layout(annotations=[said(700)], meta={"narrower": narrower})
