"""Codes of places: 2-2-2-3-3 digits, kept as text; a place contains another when its code is a prefix."""

from typing import Literal

Level = Literal["province", "city", "county", "town", "village"]

PROVINCE = "33"
LENGTHS: dict[Level, int] = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
LEVELS: tuple[Level, ...] = tuple(LENGTHS)
_BY_LENGTH = {length: level for level, length in LENGTHS.items()}


def level(code: str) -> Level | None:
    """The level that a code of this length has; None where no place can have it."""
    return _BY_LENGTH.get(len(code)) if code.isascii() and code.isdigit() else None


def parent(code: str) -> str | None:
    """The code of the place directly above; None for the province."""
    above = [length for length in _BY_LENGTH if length < len(code)]
    return code[: max(above)] if above else None


def up_to(code: str, wanted: Level) -> str:
    """The code of the place of the wanted level that contains this one."""
    return code[: LENGTHS[wanted]]


def below(code: str) -> Level | None:
    """The level directly below; None for a village."""
    here = LEVELS.index(_BY_LENGTH[len(code)])
    return LEVELS[here + 1] if here + 1 < len(LEVELS) else None


def trail(code: str) -> list[str]:
    """The codes from the province down to this place, itself included."""
    return [code[:length] for length in sorted(_BY_LENGTH) if length <= len(code)]
