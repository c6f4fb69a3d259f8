"""What is under way, written down before it begins, so that a publication cut off anywhere is completed or undone.

`pending.json` lies in the journal's folder from before the first file is kept until the journal's line is on the
disk. When the next publisher finds one, either the pointer had moved to its snapshot, and the line is written now; or
it had not, nothing was confirmed, and what was left behind is removed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sharedwealth.errors import IntakeError, SnapshotError
from sharedwealth.intake import journal
from sharedwealth.intake.journal import Entry
from sharedwealth.settings import Settings
from sharedwealth.warehouse import files, manifest, shelf

_NAME = "pending.json"


@dataclass(frozen=True)
class Pending:
    """An entry of the journal to be; `token` tells it from all others, `after` is the snapshot it will point to."""

    token: str
    kind: str
    at: str
    who: str
    source: str
    reason: str
    told: Mapping[str, Any]
    before: str | None
    after: str | None = None
    is_new: bool = False
    county_months: tuple[tuple[str, str], ...] = ()

    def begun(self, settings: Settings) -> "Pending":
        """Returns when this is written down."""
        settings.journal.mkdir(parents=True, exist_ok=True)
        files.replace(settings.journal / _NAME, json.dumps(vars(self), ensure_ascii=False).encode())
        return self

    def leading_to(
        self, settings: Settings, after: str, told: Mapping[str, Any], *, is_new: bool
    ) -> "Pending":
        """Returns when the snapshot that this leads to is written down."""
        return replace(self, after=after, told=told, is_new=is_new).begun(settings)

    def done(self, settings: Settings) -> Entry:
        """Writes the line of the journal, which confirms the publication, and returns when it is on the disk."""
        told = {**self.told, "before": self.before, "after": self.after, "token": self.token}
        entry = journal.append(
            settings,
            self.kind,
            who=self.who,
            source=self.source,
            reason=self.reason,
            told=told,
            at=self.at,
        )
        _forget(settings)
        return entry


def is_any(settings: Settings) -> bool:
    """Whether something was begun and neither confirmed nor undone; it may still be under way."""
    return (settings.journal / _NAME).exists()


def complete(settings: Settings) -> Entry | None:
    """Completes or undoes what was cut off; the entry that was written now, if any. Only while one may publish."""
    for folder in (settings.journal, settings.snapshots):
        _remove(folder.glob(".*.part"))
    pending = _read(settings)
    if pending is None:
        return None
    latest = journal.last(settings)
    if latest is not None and latest.told.get("token") == pending.token:
        _forget(settings)
        return None
    if pending.after is not None and pending.after != pending.before and _current(settings) == pending.after:
        return pending.done(settings)
    _undo(settings, pending)
    _forget(settings)
    return None


def _read(settings: Settings) -> Pending | None:
    try:
        values = json.loads((settings.journal / _NAME).read_bytes())
        return Pending(**{**values, "county_months": tuple(map(tuple, values["county_months"]))})
    except FileNotFoundError:
        return None


def _forget(settings: Settings) -> None:
    (settings.journal / _NAME).unlink()
    files.settle(settings.journal)


def _current(settings: Settings) -> str | None:
    try:
        return shelf.pointed_to(settings).code
    except SnapshotError:
        return None


def _undo(settings: Settings, pending: Pending) -> None:
    """Removes the snapshot that nobody was pointed to, files kept of no publication, and facts of no snapshot."""
    if pending.is_new and pending.after and pending.after != _current(settings):
        # The seal goes first: without it the rest does not count and is swept up, wherever this is cut off.
        shelf.seal_path(settings, pending.after).unlink(missing_ok=True)
        _remove(settings.snapshots.glob(f"{pending.after}.*"))
    named = _kept_files(settings)
    listed = _listed_partitions(settings)
    for county, month in pending.county_months:
        uploads = settings.uploads / county / month
        _remove(uploads.glob(".*.part"))
        if named is not None:
            _remove(
                path
                for path in uploads.glob("*")
                if path.relative_to(settings.uploads).as_posix() not in named
            )
        if listed is not None:
            _remove(
                path
                for path in (settings.partitions / county / month).glob("*.parquet")
                if path.relative_to(settings.partitions).as_posix() not in listed
            )


def _kept_files(settings: Settings) -> set[str] | None:
    """Every kept file that a line of the journal names; None when the journal is damaged."""
    try:
        entries = journal.read(settings)
    except IntakeError:
        return None
    ledgers = [ledger for entry in entries for ledger in entry.told.get("ledgers", [])]
    return {file["kept"] for ledger in ledgers for file in ledger["files"]}


def _listed_partitions(settings: Settings) -> set[str] | None:
    """The facts that some snapshot is made of; None when that cannot be told for sure, or a writer is at work."""
    if any(settings.partitions.glob(".incoming-*.lock")):
        return None
    try:
        read = [manifest.read(info.manifest_path) for info in shelf.list_snapshots(settings)]
    except SnapshotError:
        return None
    return {each.path for inputs in read for each in inputs.partitions()}


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        path.unlink(missing_ok=True)
