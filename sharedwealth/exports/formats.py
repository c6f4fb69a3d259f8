"""The ways out of a talk: what each is called, what its file ends in, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sharedwealth.briefings.scene import Talk


@dataclass(frozen=True)
class Format:
    write: Callable[[Talk, Path], object]
    suffix: str
    media_type: str
    title: str
    """In English, for the catalogue."""


FORMATS: dict[str, Format] = {}
