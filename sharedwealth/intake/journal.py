"""The journal: one line for everything done to the data, only ever appended, each line bound to the one before.

A line is JSON and carries the SHA-256 of the line before it, so that no line can be altered, taken out or put in
without a trace. What was written when the power failed is recognised as torn and set aside at the next entry.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sharedwealth.errors import IntakeError
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import files

FIRST = "0" * 64
"""What the first line has in place of the digest of a line before."""

_NAME = "journal.jsonl"
_LOCK = ".journal.lock"


@dataclass(frozen=True)
class Entry:
    """One line: what was done (`kind`), when in UTC, by whom, from where and why; `told` is what this kind tells."""

    number: int
    kind: str
    at: str
    who: str
    source: str
    reason: str
    told: Mapping[str, Any] = field(default_factory=dict)
    previous: str = FIRST

    def line(self) -> bytes:
        return json.dumps(vars(self), ensure_ascii=False, sort_keys=True).encode()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def path(settings: Settings) -> Path:
    return settings.journal / _NAME


def read(settings: Settings) -> list[Entry]:
    """Every entry, the oldest first; a torn last line is not one. An `IntakeError` says which line is damaged."""
    found = []
    for number, line in enumerate(_whole(settings)[0], start=1):
        entry = _parsed(line)
        if entry is None:
            raise IntakeError(_damaged(number))
        found.append(entry)
    return found


def find(settings: Settings, number: int) -> Entry:
    """The entry of this number; an `IntakeError` where there is none."""
    for entry in read(settings):
        if entry.number == number:
            return entry
    raise IntakeError(t("The journal has no entry {number}.").format(number=number))


def last(settings: Settings) -> Entry | None:
    """The latest entry; None in an empty journal."""
    lines, _ = _whole(settings)
    return _parsed(lines[-1]) if lines else None


def verify(settings: Settings) -> list[str]:
    """What is wrong with the journal, a sentence for each line; empty when every line follows from the one before."""
    found = []
    before = FIRST
    for number, line in enumerate(_whole(settings)[0], start=1):
        entry = _parsed(line)
        if entry is None:
            found.append(_damaged(number))
        elif entry.previous != before or entry.number != number:
            sentence = t(
                "Line {number} of the journal does not follow from the line before: one was changed."
            )
            found.append(sentence.format(number=number))
        before = _digest(line)
    return found


def append(
    settings: Settings,
    kind: str,
    *,
    who: str,
    source: str,
    reason: str = "",
    told: Mapping[str, Any] | None = None,
    at: str | None = None,
) -> Entry:
    """Adds an entry and returns when it is on the disk."""
    settings.journal.mkdir(parents=True, exist_ok=True)
    with files.locked(settings.journal / _LOCK):
        lines, torn = _whole(settings)
        entry = Entry(
            number=len(lines) + 1,
            kind=kind,
            at=at or now(),
            who=who,
            source=source,
            reason=reason,
            told=dict(told or {}),
            previous=_digest(lines[-1]) if lines else FIRST,
        )
        whole = sum(len(line) + 1 for line in lines)
        if torn:
            files.replace(settings.journal / f"torn-{len(lines) + 1}.txt", torn)
        descriptor = os.open(path(settings), os.O_CREAT | os.O_WRONLY, 0o644)
        try:
            os.ftruncate(descriptor, whole)
            _write(descriptor, whole, entry.line() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        files.settle(settings.journal)
    return entry


def _write(descriptor: int, at: int, content: bytes) -> None:
    """Writes all of it there, or takes back what was written."""
    try:
        done = 0
        while done < len(content):
            done += os.pwrite(descriptor, content[done:], at + done)
    except OSError:
        os.ftruncate(descriptor, at)
        raise


def _whole(settings: Settings) -> tuple[list[bytes], bytes]:
    """The lines that were written to their end, and what stands behind them."""
    try:
        content = path(settings).read_bytes()
    except FileNotFoundError:
        return [], b""
    *lines, torn = content.split(b"\n")
    if lines and not torn and _parsed(lines[-1]) is None:
        return lines[:-1], lines[-1] + b"\n"
    return lines, torn


def _parsed(line: bytes) -> Entry | None:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _damaged(number: int) -> str:
    return t("Line {number} of the journal cannot be read. Restore the journal from the backup.").format(
        number=number
    )
