"""Whatever ends a publication: the current snapshot opens, nothing confirmed is lost, the next one works."""

import errno
import json
import os
import subprocess
import sys

import pytest

from sharedwealth import settings, text
from sharedwealth.errors import IntakeError
from sharedwealth.intake import journal, publication
from sharedwealth.warehouse import files, publishing, shelf, snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import raise_wages

KILLS = 100


def test_a_hundred_kills_lose_nothing_that_was_confirmed(installation):
    command = [sys.executable, "-m", "tests.intake.crashing", str(installation.data), str(KILLS), "20241031"]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert found["killed"] > KILLS / 2
    assert found["killed"] + found["confirmed"] == KILLS


def test_a_pointer_that_moved_is_confirmed_by_whoever_comes_next(
    installation, start, ledger, publish, monkeypatch
):
    def fail(*_arguments, **_named):
        raise KeyboardInterrupt

    given = ledger(installation, change=raise_wages)
    with monkeypatch.context() as patched:
        patched.setattr(journal, "append", fail)
        with pytest.raises(KeyboardInterrupt):
            publish(given)
    moved = shelf.pointed_to(installation).code
    assert moved != start.code
    assert journal.read(installation) == []
    entry = publication.recover(installation)
    assert (entry.told["before"], entry.told["after"], entry.who) == (start.code, moved, "张三")
    assert publication.recover(installation) is None
    assert len(journal.read(installation)) == 1
    [told] = entry.told["ledgers"]
    assert (installation.uploads / told["files"][0]["kept"]).is_file()


REFUSED = ("pending.json", ".json", ".seal.json", "current.json")
REFUSALS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT)


@pytest.mark.parametrize(("name", "refusal"), [*zip(REFUSED, REFUSALS, strict=True)])
def test_what_the_disk_refuses_is_one_sentence_and_the_old_snapshot_stays(
    installation, start, ledger, publish, monkeypatch, name, refusal
):
    given = ledger(installation, change=raise_wages)

    def replace(path, content):
        if path.name.endswith(name):
            raise OSError(refusal, os.strerror(refusal), str(path))
        return original(path, content)

    original = files.replace
    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", replace)
        with pytest.raises(IntakeError, match=os.strerror(refusal)):
            publish(given)
    assert snapshots.current(installation).code == start.code
    assert open_snapshot(snapshots.current(installation)).meta["code"] == start.code
    assert journal.read(installation) == []
    assert publish(given).is_change
    assert snapshots.verify(installation) == []


def has_small_disks():
    return os.geteuid() == 0 and sys.platform == "linux"


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own, of so many megabytes: `small_disk(3)`."""
    if not has_small_disks():
        pytest.skip("only root may make a disk")
    place = tmp_path / "small disk"
    place.mkdir()
    options = []

    def mount(megabytes):
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        options.append(megabytes)
        return place

    yield mount
    if options:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("spare_kilobytes", [0, 200, 2000, 5000])
def test_a_disk_that_is_full_at_any_stage(installation, ledger, small_disk, spare_kilobytes):
    disk = small_disk(64)
    here = type(installation)(data=disk / "data")
    subprocess.run(["cp", "-r", str(installation.data), str(here.data)], check=True)
    start = snapshots.current(here)
    given = ledger(here, change=raise_wages)
    room = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.truncate(0)
        os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_bsize - spare_kilobytes * 1024)
    with text.using("en"), pytest.raises(IntakeError, match="could not be written to"):
        publication.publish(here, [given], who="张三")
    assert snapshots.current(here).code == start.code
    assert open_snapshot(snapshots.current(here)).meta["code"] == start.code
    assert journal.read(here) == []
    filler.unlink()
    assert publication.publish(here, [given], who="张三").is_change
    assert snapshots.verify(here) == []
    names = {path.name for path in here.snapshots.iterdir()}
    assert not [name for name in names if name.startswith((publishing._PART, ".current"))]


def test_a_folder_that_cannot_be_written_to(installation, ledger, small_disk):
    disk = small_disk(64)
    here = type(installation)(data=disk / "data")
    subprocess.run(["cp", "-r", str(installation.data), str(here.data)], check=True)
    start = snapshots.current(here)
    given = ledger(here, change=raise_wages)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with text.using("zh"), pytest.raises(IntakeError, match="无法写入"):
        publication.publish(here, [given], who="张三")
    assert open_snapshot(snapshots.current(here)).meta["code"] == start.code
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert publication.publish(here, [given], who="张三").is_change
