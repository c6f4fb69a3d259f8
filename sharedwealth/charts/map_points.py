"""Points over a map: one byte a point says its class; positions are in a file the browser fetches once."""

import base64
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sharedwealth import numbers
from sharedwealth.text import t

Shape = Literal["dot", "ring", "small", "cross", "site"]
Tone = Literal["good", "watch", "blank", "accent", "quiet"]

UNKNOWN, BLANK, SERVED, COVERED, KEY_BLANK, KEY_SERVED, KEY_COVERED = range(7)
NEAR, REACHED, SITE = 5, 6, 7
"""After UNKNOWN … KEY_BLANK, the further classes of a map of what is blank."""
HIDDEN = 255
"""The class of a point that is not drawn."""


@dataclass(frozen=True)
class PointClass:
    """How the points of a class look: a shape in a tone, and a diamond round it for key assisted villages."""

    label: str
    shape: Shape
    tone: Tone
    diamond: bool = False


@dataclass(frozen=True)
class Points:
    """A layer of points: the address of their positions, the class of each in that order, and the looks."""

    address: str
    classes: bytes
    palette: tuple[PointClass, ...]

    def __post_init__(self) -> None:
        drawn = set(self.classes) - {HIDDEN}
        if drawn and max(drawn) >= len(self.palette):
            raise ValueError(f"a point has class {max(drawn)}, the palette ends at {len(self.palette) - 1}")

    def counts(self) -> list[int]:
        found = np.bincount(np.frombuffer(self.classes, dtype=np.uint8), minlength=256)
        return [int(count) for count in found[: len(self.palette)]]

    def payload(self) -> dict[str, object]:
        """The classes as base64, the palette with how many points carry each class."""
        looks = [
            [look.label, look.shape, look.tone, int(look.diamond), numbers.plain(count), count]
            for look, count in zip(self.palette, self.counts(), strict=True)
        ]
        return {"url": self.address, "classes": base64.b64encode(self.classes).decode(), "looks": looks}


def blank_villages(distance: str) -> tuple[PointClass, ...]:
    """The looks of a map of what is blank, and of a plan over it, indexed by UNKNOWN … KEY_BLANK, NEAR, REACHED, SITE.

    `distance` is how far a workshop reaches, in words.
    """
    return (
        PointClass(t("Not known: no ledger yet"), "cross", "blank"),
        PointClass(t("Without a workshop"), "dot", "watch"),
        PointClass(t("Served by a neighbour's workshop"), "small", "quiet"),
        PointClass(t("With a workshop"), "small", "good"),
        PointClass(t("Key assisted, without a workshop"), "dot", "watch", diamond=True),
        PointClass(t("An active workshop within {distance}").format(distance=distance), "small", "watch"),
        PointClass(t("Reached by a proposed workshop"), "dot", "good"),
        PointClass(t("Proposed workshop"), "site", "accent"),
    )


def villages() -> tuple[PointClass, ...]:
    """The looks of villages, indexed by UNKNOWN … KEY_COVERED, in the run's language."""
    return (
        PointClass(t("Not known: no ledger yet"), "cross", "blank"),
        PointClass(t("Without a workshop"), "small", "blank"),
        PointClass(t("Served by a neighbour's workshop"), "ring", "good"),
        PointClass(t("With a workshop"), "dot", "good"),
        PointClass(t("Key assisted, without a workshop"), "small", "watch", diamond=True),
        PointClass(t("Key assisted, served"), "ring", "good", diamond=True),
        PointClass(t("Key assisted, with a workshop"), "dot", "good", diamond=True),
    )
