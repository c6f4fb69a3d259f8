"""Points over a map: half a letter a point says its class; positions are in a file the browser fetches once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sharedwealth import numbers
from sharedwealth.text import t

Shape = Literal["dot", "ring", "small", "cross", "site"]
Tone = Literal[
    "good", "watch", "blank", "accent", "quiet", "type0", "type1", "type2", "type3", "type4", "type5"
]
_TYPES: tuple[Tone, ...] = ("type0", "type1", "type2", "type3", "type4", "type5")

UNKNOWN, BLANK, SERVED, COVERED, KEY_BLANK, KEY_SERVED, KEY_COVERED = range(7)
NEAR, REACHED, SITE = 5, 6, 7
"""After UNKNOWN … KEY_BLANK, the further classes of a map of what is blank."""
HIDDEN = 255
"""The class of a point that is not drawn."""

MOST = 8
"""How many classes a layer may have: with the hidden one, those of two points fit into a letter."""
_STATES = MOST + 1
_LETTERS = np.array([code for code in range(35, 127) if code != ord("\\")][: _STATES**2], dtype=np.uint8)


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
    named: tuple[tuple[int, str, str], ...] = ()
    """Points that are written by name and can be picked: place in the order, code, name."""
    chosen: str = ""
    """The code of the one that is ringed."""
    details: str = ""
    """Where their names are found; such points are clustered where they are close."""
    areas: str = ""
    """Where the boundaries of those named are found, as far as there are any: they are drawn in the points' stead."""

    def __post_init__(self) -> None:
        if len(self.palette) > MOST:
            raise ValueError(f"{len(self.palette)} classes of points; a layer may have {MOST}")
        drawn = set(self.classes) - {HIDDEN}
        if drawn and max(drawn) >= len(self.palette):
            raise ValueError(f"a point has class {max(drawn)}, the palette ends at {len(self.palette) - 1}")

    def counts(self) -> list[int]:
        found = np.bincount(np.frombuffer(self.classes, dtype=np.uint8), minlength=256)
        return [int(count) for count in found[: len(self.palette)]]

    def payload(self) -> dict[str, object]:
        """The classes as letters, the palette with how many points carry each class."""
        looks = [
            [look.label, look.shape, look.tone, int(look.diamond), numbers.plain(count), count]
            for look, count in zip(self.palette, self.counts(), strict=True)
        ]
        found: dict[str, object] = {"url": self.address, "classes": packed(self.classes), "looks": looks}
        if self.areas:
            found["areas"] = self.areas
        if self.details:
            found |= {
                "details": self.details,
                "near": t("A circle with a number: workshops close to one another"),
            }
        return found


def packed(classes: bytes) -> str:
    """The classes of two points in a letter: a province's villages travel in 13 KB."""
    padded = classes + bytes([HIDDEN]) * (len(classes) % 2)
    pairs = np.minimum(np.frombuffer(padded, dtype=np.uint8), MOST).reshape(-1, 2)
    return str(_LETTERS[pairs[:, 0] * _STATES + pairs[:, 1]].tobytes(), "ascii")


def unpacked(letters: str) -> npt.NDArray[np.uint8]:
    """The classes again, hidden points as `MOST`, with one more at the end where they were odd in number."""
    values = np.searchsorted(_LETTERS, np.frombuffer(letters.encode("ascii"), dtype=np.uint8))
    return np.stack(np.divmod(values, _STATES), axis=1).ravel().astype(np.uint8)


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


def workshops(names: Sequence[str]) -> tuple[PointClass, ...]:
    """The looks of workshops by type, in the order of the types."""
    return tuple(PointClass(name, "dot", tone) for name, tone in zip(names, _TYPES, strict=True))
