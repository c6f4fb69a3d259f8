"""Publishing: from partitions to a sealed snapshot that readers are pointed to.

The file is built under a name that nobody reads, closed, opened again read-only and compared with the manifest;
only then does it get its own name, and the pointer is replaced last. A crash at any moment leaves the old snapshot
current and at most a leftover, which the next publication removes. Publishers queue for one lock.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

import sharedwealth
from sharedwealth import months
from sharedwealth.errors import SnapshotError
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import build, checks, facts, files, incremental, manifest, partitions, shelf
from sharedwealth.warehouse.manifest import Ledger, Manifest
from sharedwealth.warehouse.partitions import Partition
from sharedwealth.warehouse.shelf import SnapshotInfo

Report = Callable[[str, float], None]
Register = Mapping[str, pd.DataFrame]
"""The frames `places`, `designations` and `targets`."""

LOCK = ".publishing.lock"
_PART = ".building"
_SETTLED_ONE_BY_ONE = 1000


@dataclass(frozen=True)
class Snapshot(SnapshotInfo):
    """The snapshot that a publication made current; `is_new` is False when the same inputs were published before."""

    is_new: bool


def publish(  # noqa: PLR0913, PLR0917  the inputs of a snapshot are what they are
    settings: Settings,
    partitions: Sequence[Partition],
    ledgers: Sequence[Ledger],
    places: pd.DataFrame,
    designations: pd.DataFrame,
    targets: pd.DataFrame,
    kind: str,
    as_of: date,
    progress: Report | None = None,
    *,
    seed: int | None = None,
) -> Snapshot:
    """Builds and seals the snapshot of these inputs and makes it current; the same inputs again are found, not built.

    A `SnapshotError` says which partition is damaged or which ledger contradicts itself, and the current snapshot
    stays what it was.
    """
    report = progress or _silent
    register = {"places": places, "designations": designations, "targets": targets}
    inputs = manifest.compose(partitions, ledgers, register, kind, as_of, seed)
    report(t("checking files"), 0.0)
    with turn(settings) as mine:
        facts.check_files(settings, partitions)
        info = mine.found(inputs)
        is_new = info is None
        if info is None:
            info = mine.made(inputs, lambda: register, report)
        mine.point_to(info)
    report(t("published"), 1.0)
    return Snapshot(**vars(info), is_new=is_new)


@contextmanager
def turn(settings: Settings) -> Iterator["Turn"]:
    """Waits until nobody else publishes; inside, what is current stays so until this publisher changes it."""
    with files.locked(settings.snapshots / LOCK):
        _sweep(settings)
        try:
            yield Turn(settings)
        except BaseException:
            # The next publisher would sweep too; a disk that is full had better be cleared now.
            with suppress(OSError):
                _sweep(settings)
            raise


@dataclass(frozen=True)
class Turn:
    """The right to publish, which one process has at a time; `turn` gives it."""

    settings: Settings

    def current(self) -> tuple[SnapshotInfo, Manifest] | None:
        """The current snapshot with its manifest, whether its file is well or not; None where nothing was published."""
        if not shelf.has_any(self.settings):
            return None
        info = shelf.pointed_to(self.settings)
        if info.code not in self._read:
            self._read[info.code] = manifest.read(info.manifest_path)
        return info, self._read[info.code]

    @cached_property
    def _read(self) -> dict[str, Manifest]:
        """Manifests read in this turn, which nobody else changes; they are long."""
        return {}

    def found(self, inputs: Manifest) -> SnapshotInfo | None:
        """The snapshot of these inputs when it is there and undamaged."""
        return _whole(self.settings, inputs)

    def made(
        self, inputs: Manifest, register: Callable[[], Register], report: Report | None = None
    ) -> SnapshotInfo:
        """Builds and seals the snapshot of these inputs, from the current one where that will do.

        `register` is asked only where everything must be built.
        """
        _write_down(self.settings, inputs, self._listed_before())
        return _seal(self.settings, inputs, self._built(inputs, register, report or _silent))

    def point_to(self, info: SnapshotInfo) -> None:
        """Makes the snapshot the current one."""
        shelf.point_to(self.settings, info)

    def _listed_before(self) -> set[str]:
        """The partitions of the current snapshot, which are on the disk."""
        try:
            before = self.current()
        except SnapshotError:
            return set()
        return {each.path for each in before[1].partitions()} if before else set()

    def _base(self, inputs: Manifest) -> tuple[SnapshotInfo, set[str]] | None:
        """The current snapshot, and the counties to be worked out again, where it can be built upon."""
        try:
            before = self.current()
        except SnapshotError:
            return None
        changed = incremental.counties(*before, inputs) if before else None
        return (before[0], changed) if before and changed is not None else None

    def _built(self, inputs: Manifest, register: Callable[[], Register], report: Report) -> Path:
        """The finished file under its working name: closed, without a log, opened again and compared."""
        settings = self.settings
        folder = settings.snapshots / f"{_PART}-{os.getpid()}"
        folder.mkdir()
        path = folder / "snapshot.duckdb"
        base = self._base(inputs)
        only_ledgers = base is not None and not base[1] and base[0].as_of == inputs.parsed["as_of"]
        if base and only_ledgers:
            shutil.copyfile(base[0].path, path)
        with duckdb.connect(str(path), config={"temp_directory": str(folder / "spill")}) as con:
            build.meta(con, _meta(inputs))
            if base and only_ledgers:
                incremental.restate_ledgers(con, inputs)
            else:
                if base:
                    incremental.fill(con, settings, base[0], inputs, base[1], report)
                else:
                    _fill(con, settings, inputs, register(), report)
                build.summaries(con)
            con.execute("CHECKPOINT")
        report(t("checking the file"), 0.95)
        if path.with_name(f"{path.name}.wal").exists():
            raise AssertionError("the snapshot was closed but left a write-ahead log")
        with duckdb.connect(str(path), read_only=True) as con:
            checks.sealed(con, inputs.totals())
        return path


def _fill(
    con: duckdb.DuckDBPyConnection, settings: Settings, inputs: Manifest, register: Register, report: Report
) -> None:
    """All tables but `meta`, from all facts."""
    facts.load(con, settings, inputs.partitions(), inputs.ledgers())
    checks.totals(con, inputs.totals())
    report(t("places and workshops"), 0.1)
    build.register(con, **register)
    build.dimensions(con, months.parse(inputs.parsed["as_of"]))
    build.rollups(con, lambda stage, done: report(stage, 0.2 + 0.7 * done))
    con.execute("DETACH facts")


def remove_leftovers(settings: Settings) -> list[Path]:
    """Removes what publications and writers that were killed have left behind; those under way are left alone."""
    removed = partitions.remove_leftovers(settings)
    with files.locked(settings.snapshots / LOCK, wait=False) as is_free:
        return removed + (_sweep(settings) if is_free else [])


def _silent(_stage: str, _done: float) -> None:
    pass


def _sweep(settings: Settings) -> list[Path]:
    """Files under construction, and whatever carries the code of a snapshot that was never sealed."""
    unfinished = [
        path
        for path in settings.snapshots.glob("??????.*")
        if shelf.is_code(path.name[:6]) and not shelf.seal_path(settings, path.name[:6]).exists()
    ]
    left = [*settings.snapshots.glob(f"{_PART}*"), *settings.snapshots.glob(".*.part"), *unfinished]
    for path in left:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return left


def _whole(settings: Settings, inputs: Manifest) -> SnapshotInfo | None:
    """The snapshot of these inputs when it is there and undamaged."""
    for info in shelf.list_snapshots(settings):
        if info.code != inputs.code:
            continue
        if info.manifest_sha256 != inputs.sha256:
            sentence = t(
                "The code {code} already belongs to another snapshot. Publish with a later month or ledger."
            )
            raise SnapshotError(sentence.format(code=info.code))
        is_whole = not shelf.file_problem(info) and files.digest(info.path) == info.sha256
        has_manifest = info.manifest_path.is_file() and files.digest(info.manifest_path) == inputs.sha256
        return info if is_whole and has_manifest else None
    return None


def _write_down(settings: Settings, inputs: Manifest, before: set[str]) -> None:
    """Returns when the manifest and the partitions that are not the current snapshot's are on the disk."""
    added = {settings.partitions / each.path for each in inputs.partitions() if each.path not in before}
    if len(added) <= _SETTLED_ONE_BY_ONE:
        for path in added:
            files.settle(path)
        for folder in {path.parent for path in added} | {path.parent.parent for path in added}:
            files.settle(folder)
    else:
        # One call brings all partitions to the disk; one for each of ten thousand files would take minutes.
        os.sync()
    files.replace(settings.snapshots / f"{inputs.code}.json", inputs.content)


def _meta(inputs: Manifest) -> dict[str, str]:
    values = inputs.parsed
    return {
        "code": inputs.code,
        "kind": values["kind"],
        "as_of": values["as_of"],
        "built_at": _now(),
        "register": values["register"]["places"]["sha256"][:12],
        "program_version": sharedwealth.__version__,
        "manifest_sha256": inputs.sha256,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _seal(settings: Settings, inputs: Manifest, built: Path) -> SnapshotInfo:
    """Gives the file its name, read-only and on the disk, and writes its seal."""
    values = inputs.parsed
    info = SnapshotInfo(
        code=inputs.code,
        kind=values["kind"],
        as_of=values["as_of"],
        built_at=_now(),
        sha256=files.digest(built),
        size=built.stat().st_size,
        manifest_sha256=inputs.sha256,
        folder=settings.snapshots,
    )
    built.chmod(0o444)
    files.settle(built)
    shelf.log_of(info).unlink(
        missing_ok=True
    )  # a log beside the damaged file that this one takes the place of
    built.replace(info.path)
    files.settle(settings.snapshots)
    files.replace(info.seal_path, info.seal())
    shutil.rmtree(built.parent)
    return info
