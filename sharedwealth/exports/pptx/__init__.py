"""A talk as PowerPoint: one slide a step, everything on it native and to be edited.

`write(talk, to, boundaries=…)` makes it from the scenes alone; `boundaries` is the folder with the map's geometry.
"""

from sharedwealth.exports.pptx.slides import write

__all__ = ["write"]
