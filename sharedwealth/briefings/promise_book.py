"""The book of promises: one line for each that was made or withdrawn, only ever appended.

A line is JSON and carries the SHA-256 of the line before it, as in the journal of publications. What was being written
when the power failed is set aside at the next entry.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sharedwealth.errors import ReaderError
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import files

FIRST = "0" * 64
MADE, WITHDRAWN = "promise", "withdrawal"


class PromiseError(ReaderError):
    """A promise that cannot be taken as it is, or a book that cannot be read."""


@dataclass(frozen=True)
class Promise:
    """A place's indicator is to be at a value in a month; `value` is in the indicator's unit, a share between 0 and 1.

    `before` is what the snapshot told in `month` when it was promised; None where that was not told.
    """

    number: int
    id: str
    at: str
    who: str
    area: str
    indicator: str
    value: float
    due: str
    note: str
    talk: str
    step: str
    snapshot: str
    month: str
    before: float | None
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    reason: str = ""


def path(settings: Settings) -> Path:
    return settings.data / "promises" / "promises.jsonl"


def read(settings: Settings) -> list[Promise]:
    """Every promise, the first made first; those taken back say when and by whom."""
    found: dict[int, Promise] = {}
    for number, line in enumerate(_whole(settings)[0], start=1):
        try:
            told = json.loads(line)
            if told["kind"] == WITHDRAWN:
                taken = {"withdrawn_at": told["at"], "withdrawn_by": told["who"], "reason": told["reason"]}
                found[told["of"]] = replace(found[told["of"]], **taken)
            else:
                found[number] = Promise(number=number, **told["promise"])
        except (ValueError, TypeError, KeyError) as problem:
            sentence = t("Line {number} of the book of promises cannot be read. Restore it from the backup.")
            raise PromiseError(sentence.format(number=number)) from problem
    return list(found.values())


def verify(settings: Settings) -> list[int]:
    """The numbers of the lines that do not follow from the line before; empty when all do."""
    found, before = [], FIRST
    for number, line in enumerate(_whole(settings)[0], start=1):
        if json.loads(line).get("previous") != before:
            found.append(number)
        before = hashlib.sha256(line).hexdigest()
    return found


def add(settings: Settings, promise: Promise) -> Promise:
    """Writes it down and returns when it is on the disk, with its number.

    One that was sent before, by its `id`, is not written twice: the first is returned.
    """
    known: list[Promise] = []

    def line(number: int) -> dict[str, object] | None:
        known.extend(each for each in read(settings) if promise.id and each.id == promise.id)
        if known:
            return None
        known.append(replace(promise, number=number))
        told = {name: value for name, value in asdict(promise).items() if name not in _NOT_TOLD}
        return {"kind": MADE, "promise": told}

    _append(settings, line)
    return known[0]


_NOT_TOLD = frozenset({"number", "withdrawn_at", "withdrawn_by", "reason"})


def withdraw(settings: Settings, number: int, *, at: str, who: str, reason: str) -> None:
    """Takes a promise back by a further line; nothing is deleted."""

    def line(_: int) -> dict[str, object]:
        standing = {each.number: each for each in read(settings)}.get(number)
        if standing is None:
            raise PromiseError(t("There is no promise {number}.").format(number=number))
        if standing.withdrawn_at:
            raise PromiseError(t("Promise {number} has been withdrawn already.").format(number=number))
        return {"kind": WITHDRAWN, "of": number, "at": at, "who": who, "reason": reason}

    _append(settings, line)


def _append(settings: Settings, make: Callable[[int], dict[str, object] | None]) -> None:
    """Adds the line that is made for its number, in the writer's turn; nothing where none is made."""
    book = path(settings)
    book.parent.mkdir(parents=True, exist_ok=True)
    with files.locked(book.with_name(".promises.lock")):
        lines, torn = _whole(settings)
        told = make(len(lines) + 1)
        if told is None:
            return
        told["previous"] = hashlib.sha256(lines[-1]).hexdigest() if lines else FIRST
        content = json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        if torn:
            files.replace(book.with_name(f"torn-{len(lines) + 1}.txt"), torn)
        _write(book, sum(len(line) + 1 for line in lines), content)
        files.settle(book.parent)


def _write(book: Path, at: int, content: bytes) -> None:
    """Writes all of it there and settles it, or takes back what was written."""
    descriptor = os.open(book, os.O_CREAT | os.O_WRONLY, 0o644)
    try:
        os.ftruncate(descriptor, at)
        done = 0
        while done < len(content):
            done += os.pwrite(descriptor, content[done:], at + done)
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, at)
        raise
    finally:
        os.close(descriptor)


def _whole(settings: Settings) -> tuple[list[bytes], bytes]:
    """The lines that were written to their end, and what stands behind them."""
    try:
        *lines, torn = path(settings).read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], b""
    return lines, torn
