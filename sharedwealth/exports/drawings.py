"""A case's drawing as a picture that every program shows.

The drawings are SVG of several hundred shapes. Made into native shapes they would fill the list of a slide's objects
without being of use to anybody there, and SVG itself is unknown to older programs; so resvg draws them once, offline.
"""

import resvg_py

from sharedwealth.exports import fonts

PIXELS = 2400
"""Twice what a projector shows of the wide drawings."""


def png(svg: str, width: int = PIXELS) -> bytes:
    """The drawing as PNG, so many pixels wide; nothing outside the drawing is read."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))


def lettered(svg: str, width: int = PIXELS) -> bytes:
    """A chart or map with its words as PNG on white, in the fonts of the system and of the operator."""
    # resvg takes a size in points for none at all; the shape is the same without the unit.
    plain = svg.replace('pt"', '"', 2)
    own = fonts.own()
    content = resvg_py.svg_to_bytes(
        svg_string=plain, width=width, background="#FFFFFF", font_dirs=[str(own)] if own else []
    )
    return bytes(content)
