"""Texts that every office file can hold."""

import dataclasses
import re
from typing import Any

from sharedwealth.briefings.scene import Talk

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, whatever it is written as: PowerPoint, Excel and Word ask to repair such a file."""


def clean(words: str) -> str:
    """The words without characters that XML forbids; those that break a line do so in one way."""
    return _ILLEGAL.sub("", words).replace("\r\n", "\n").replace("\r", "\n")


def cleaned(talk: Talk) -> Talk:
    """The talk with every text in it clean."""
    whole = _clean(talk)
    assert isinstance(whole, Talk)  # noqa: S101  the same class comes back, which the checker cannot see
    return whole


def _clean(part: Any) -> Any:  # noqa: ANN401  whatever a scene is made of
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, tuple):
        return tuple(_clean(each) for each in part)
    if isinstance(part, dict):
        return {clean(key): _clean(value) for key, value in part.items()}
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        held = {each.name: _clean(getattr(part, each.name)) for each in dataclasses.fields(part)}
        return dataclasses.replace(part, **held)
    return part
