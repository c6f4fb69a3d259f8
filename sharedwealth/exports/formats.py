"""Every way out for a talk, in one table: the command and the pages offer what stands here."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedwealth.briefings.scene import Talk
from sharedwealth.settings import Settings


@dataclass(frozen=True)
class Order:
    """What a writer is given beside the talk."""

    settings: Settings


@dataclass(frozen=True)
class Format:
    """A kind of file; `module` writes it and is loaded when it is first asked for, as its libraries are large."""

    key: str
    ending: str
    name: str
    module: str
    given: Callable[[Order], dict[str, Any]]
    """What the module's `write` takes beside the talk and where it goes."""

    def write(self, talk: Talk, to: Path, order: Order) -> None:
        writer = importlib.import_module(self.module)
        writer.write(talk, to, **self.given(order))


FORMATS: dict[str, Format] = {}
