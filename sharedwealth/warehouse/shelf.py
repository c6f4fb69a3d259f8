"""The folder of snapshots: what lies in it, and which one is current.

Beside `<CODE>.duckdb` lie its manifest `<CODE>.json` (what went in) and its seal `<CODE>.seal.json` (what came out:
size and digest of the file, when it was built). A snapshot without a seal was never finished and does not count.
`current.json` names the current one, with the digest of its seal.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedwealth import numbers
from sharedwealth.errors import SnapshotError
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import files

POINTER = "current.json"
_SEAL = ".seal.json"
_MAGIC = slice(8, 12)
"""Where a DuckDB file says that it is one."""


@dataclass(frozen=True)
class SnapshotInfo:
    """A published snapshot; `as_of` is written `2024-10`, `built_at` as an ISO time in UTC."""

    code: str
    kind: str
    as_of: str
    built_at: str
    sha256: str
    size: int
    manifest_sha256: str
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / f"{self.code}.duckdb"

    @property
    def manifest_path(self) -> Path:
        return self.folder / f"{self.code}.json"

    @property
    def seal_path(self) -> Path:
        return self.folder / f"{self.code}{_SEAL}"

    def seal(self) -> bytes:
        """What the seal's file holds."""
        values = {name: value for name, value in vars(self).items() if name != "folder"}
        return json.dumps(values, indent=1).encode() + b"\n"


def is_code(written: str) -> bool:
    return re.fullmatch(r"[0-9A-F]{6}", written) is not None


def seal_path(settings: Settings, code: str) -> Path:
    return settings.snapshots / f"{code}{_SEAL}"


def list_snapshots(settings: Settings) -> list[SnapshotInfo]:
    """Every finished snapshot whose seal can be read, the latest built first."""
    found = [_read_seal(path) for path in settings.snapshots.glob(f"*{_SEAL}")]
    return sorted((info for info in found if info), key=lambda info: (info.built_at, info.code), reverse=True)


def has_any(settings: Settings) -> bool:
    """Whether anything was ever published here, even if it is damaged now."""
    return (settings.snapshots / POINTER).exists() or any(settings.snapshots.glob(f"*{_SEAL}"))


def find(settings: Settings, code: str) -> SnapshotInfo:
    """The snapshot of this code; a `SnapshotError` lists those there are."""
    known = {info.code: info for info in list_snapshots(settings)}
    if code.upper() in known:
        return known[code.upper()]
    sentence = t("There is no snapshot {code}. Published so far: {known}.")
    raise SnapshotError(sentence.format(code=code, known=t(", ").join(known) or t("none")))


def current(settings: Settings) -> SnapshotInfo:
    """The current snapshot; its file is there, of the right size and kind.

    Anything else is a `SnapshotError` that says what is wrong and what to do. This is asked on every run of a page,
    so the file's digest is checked when it is opened, not here.
    """
    info = pointed_to(settings)
    problem = file_problem(info)
    if problem:
        raise damaged(info.code, problem)
    return info


def pointed_to(settings: Settings) -> SnapshotInfo:
    """What the pointer and the seal say of the current snapshot, whether its file is well or not."""
    pointer = settings.snapshots / POINTER
    try:
        values = json.loads(pointer.read_bytes())
        code, sealed = str(values["code"]), str(values["seal_sha256"])
    except FileNotFoundError as problem:
        raise SnapshotError(_no_pointer(settings, pointer)) from problem
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SnapshotError(_pointer_sentence(pointer)) from problem
    if not is_code(code):
        raise SnapshotError(_pointer_sentence(pointer))
    info = _read_seal(seal_path(settings, code))
    if info is None or hashlib.sha256(info.seal_path.read_bytes()).hexdigest() != sealed:
        raise damaged(code, t("its seal is missing or has been changed"))
    return info


def _no_pointer(settings: Settings, pointer: Path) -> str:
    if has_any(settings):
        return _pointer_sentence(pointer)
    return t(
        "Nothing has been published yet. “python -m sharedwealth demo” makes the demonstration province."
    )


def _pointer_sentence(pointer: Path) -> str:
    sentence = t(
        "{file}, which names the current snapshot, is missing or damaged. Publish again, or restore it from the backup."
    )
    return sentence.format(file=pointer.name)


def file_problem(info: SnapshotInfo) -> str:
    """What can be seen of the file without reading it through: missing, wrong size, no DuckDB file; else empty."""
    try:
        size = info.path.stat().st_size
        with info.path.open("rb") as file:
            start = file.read(_MAGIC.stop)
    except OSError:
        return t("its file is missing or cannot be read")
    if start[_MAGIC] != b"DUCK":
        return t("its file is not a DuckDB file")
    if size != info.size:
        return t("its file has {found} bytes instead of {expected}").format(
            found=numbers.plain(size), expected=numbers.plain(info.size)
        )
    if log_of(info).exists():
        return t("a write-ahead log lies beside its file")
    return ""


def log_of(info: SnapshotInfo) -> Path:
    """Where DuckDB would keep changes to the file; a published one has none."""
    return info.path.with_name(f"{info.path.name}.wal")


def damaged(code: str, what: str) -> SnapshotError:
    """The error that a reader and the log are given for a snapshot that is not what it was when published."""
    sentence = t("Snapshot {code} is damaged: {what}. Restore it from the backup, or publish again.")
    return SnapshotError(sentence.format(code=code, what=what))


def point_to(settings: Settings, info: SnapshotInfo) -> None:
    """Makes the snapshot the current one: readers see the old pointer or the new one, never half."""
    values = {"code": info.code, "seal_sha256": files.digest(info.seal_path)}
    files.replace(settings.snapshots / POINTER, json.dumps(values).encode() + b"\n")


def _read_seal(path: Path) -> SnapshotInfo | None:
    try:
        values: dict[str, Any] = json.loads(path.read_bytes())
        info = SnapshotInfo(**values, folder=path.parent)
    except (OSError, ValueError, TypeError):
        return None
    return info if path == info.seal_path else None
