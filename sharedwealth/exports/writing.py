"""A file is there whole or not at all."""

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sharedwealth.errors import ReaderError
from sharedwealth.text import t

Target = Path | BinaryIO
Progress = Callable[[int, int], None]
"""Told the rows or sheets done and how many there are in all."""


class ExportError(ReaderError):
    """The file cannot be written, or what it is to be made from is not there or not fit."""


def nothing(_done: int, _of: int) -> None:
    """For who does not want to be told."""


def put(content: bytes, to: Target) -> None:
    """Writes to an open file, or to a path in one step; an `ExportError` where the path cannot be written."""
    if not isinstance(to, Path):
        to.write(content)
        return
    into(to, lambda path: path.write_bytes(content))


def into(to: Path, write: Callable[[Path], object]) -> None:
    """Lets `write` fill a file beside the target, which then takes its place."""
    try:
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=".writing-", suffix=to.suffix)
        os.close(handle)
        beside = Path(name)
        try:
            write(beside)
            beside.chmod(0o644)
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        said = t(
            "{file} cannot be written ({reason}). Choose another place, or close the file where it is open."
        )
        raise ExportError(said.format(file=to, reason=problem.strerror or problem)) from problem


def saved(save: Callable[[BinaryIO], object]) -> bytes:
    """What a library saves, as bytes."""
    held = io.BytesIO()
    save(held)
    return held.getvalue()
