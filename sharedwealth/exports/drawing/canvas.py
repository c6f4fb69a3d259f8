"""A sheet to draw on, in points from its upper left corner, written out as SVG.

Only what every reader of SVG understands is used: shapes, text as text, and patterns. No style sheet, no script.
"""

from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from sharedwealth.charts import theme

Value = str | float | None
Anchor = Literal["start", "middle", "end"]
Pattern = Literal["hatch", "hatch_back", "dots"]

INK, QUIET, HAIRLINE, CARD = theme.INK, theme.QUIET, theme.HAIRLINE, theme.CARD
MIDDLE = 0.36
"""How far under the middle of a line of type its foot lies, in sizes of the type."""

_SIZE = 4.5
_PLACES = ("d", "x", "y", "width", "height", "cx", "cy", "r")
"""The attributes that say where a shape is."""


class Canvas:
    """Marks in the order in which they are drawn."""

    def __init__(self, width: float, height: float, fonts: tuple[str, ...] = ()) -> None:
        self.width, self.height = width, height
        self._fonts = ", ".join(fonts)
        self._marks: list[str] = []
        self._patterns: dict[str, str] = {}
        self._grounds: dict[str, str] = {}

    def shape(self, name: str, words: str = "", /, **attributes: Value) -> None:
        """Any element; `stroke_width` is written `stroke-width`, None is left out.

        Under a pattern its ground is drawn as a shape of its own: tiles that are filled show their seams.
        """
        if ground := self._grounds.get(str(attributes.get("fill"))):
            place = {key: attributes[key] for key in _PLACES if key in attributes}
            self.shape(name, fill=ground, **place)
        written = "".join(
            f" {key.rstrip('_').replace('_', '-')}={quoteattr(_plain(value))}"
            for key, value in attributes.items()
            if value is not None
        )
        self._marks.append(f"<{name}{written}>{words}</{name}>" if words else f"<{name}{written}/>")

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: Value) -> None:
        self.shape("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, **more)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float, dash: str = ""
    ) -> None:
        """A straight line; `dash` as SVG has it, `3 2`."""
        self.shape(
            "path", d=f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}", stroke=stroke, fill="none", stroke_width=width,
            stroke_dasharray=dash or None,
        )  # fmt: skip

    def circle(self, x: float, y: float, r: float, fill: str, **more: Value) -> None:
        self.shape("circle", cx=x, cy=y, r=r, fill=fill, **more)

    def text(  # noqa: PLR0913  a line of type has as many sides
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str = INK,
        anchor: Anchor = "start",
        *,
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """One line of words whose middle is at `y`; with a halo it reads over whatever lies beneath."""
        if not words:
            return
        self.shape(
            "text",
            escape(words),
            x=x,
            y=y + MIDDLE * size,
            font_size=size,
            fill=colour,
            text_anchor=None if anchor == "start" else anchor,
            font_weight="700" if bold else None,
            stroke=halo or None,
            stroke_width=size * 0.28 if halo else None,
            stroke_linejoin="round" if halo else None,
            paint_order="stroke" if halo else None,
        )

    def pattern(self, kind: Pattern, ground: str, ink: str) -> str:
        """A fill: lines at 45°, lines the other way, or dots, on a ground."""
        name = f"{kind}-{ground}-{ink}".replace("#", "")
        if name not in self._patterns:
            turn = {"hatch": 45, "hatch_back": -45, "dots": 0}[kind]
            drawn = (
                f'<circle cx="{_SIZE / 2}" cy="{_SIZE / 2}" r="0.8" fill="{ink}"/>'
                if kind == "dots"
                else f'<rect width="1.1" height="{_SIZE}" fill="{ink}"/>'
            )
            self._patterns[name] = (
                f'<pattern id="{name}" width="{_SIZE}" height="{_SIZE}" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate({turn})">{drawn}</pattern>'
            )
            self._grounds[f"url(#{name})"] = ground
        return f"url(#{name})"

    def svg(self, about: str = "") -> str:
        """The whole drawing; `about` says in words what it shows."""
        across, down = f"{self.width:.2f}", f"{self.height:.2f}"
        size = f'width="{across}pt" height="{down}pt" viewBox="0 0 {across} {down}"'
        fonts = f" font-family={quoteattr(self._fonts)}" if self._fonts else ""
        title = f"<title>{escape(about)}</title>" if about else ""
        patterns = f"<defs>{''.join(self._patterns.values())}</defs>" if self._patterns else ""
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{fonts}>{title}{patterns}{"".join(self._marks)}</svg>'


def _plain(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
