"""Whatever happens to the files, a wrong figure is never served: the damage is named, with what to do."""

import json

import duckdb
import numpy as np
import pytest

from sharedwealth import text
from sharedwealth.errors import SnapshotError
from sharedwealth.warehouse import shelf, snapshots
from sharedwealth.warehouse.connection import open_snapshot


def problems(installation, code=None):
    with text.using("en"):
        return [str(finding) for finding in snapshots.verify(installation, code)]


def opening(installation):
    """The sentence that a reader is given, in both languages."""
    told = []
    for language in ("en", "zh"):
        with text.using(language), pytest.raises(SnapshotError) as raised:
            open_snapshot(snapshots.current(installation))
        told.append(str(raised.value))
    return told


def test_an_undamaged_snapshot_has_no_findings(installation, published):
    assert problems(installation) == []
    assert problems(installation, published.code.lower()) == []


def test_nothing_published_yet_says_how_to_begin(installation):
    english, chinese = opening(installation)
    assert (
        english
        == "Nothing has been published yet. “python -m sharedwealth demo” makes the demonstration province."
    )
    assert chinese.startswith("尚未发布任何数据")
    assert not snapshots.has_any(installation)


def test_any_flipped_byte_is_found_before_a_figure_is_shown(installation, published, overwrite):
    content = published.path.read_bytes()
    luck = np.random.default_rng(5)
    for place in luck.integers(16, len(content), size=40):
        damaged = bytearray(content)
        damaged[place] ^= 1 << int(luck.integers(8))
        overwrite(published.path, bytes(damaged))
        assert opening(installation)[0] == (
            f"Snapshot {published.code} is damaged: its content has changed."
            " Restore it from the backup, or publish again."
        )
    assert problems(installation) == [f"{published.path.name}: its content has changed"]
    overwrite(published.path, content)
    assert problems(installation) == []
    assert open_snapshot(snapshots.current(installation)).meta["code"] == published.code


@pytest.mark.parametrize("kept", [0, 7, 12, 4096, -1])
def test_a_truncated_file_is_refused(installation, published, overwrite, kept):
    overwrite(published.path, published.path.read_bytes()[:kept])
    [english, chinese] = opening(installation)
    assert "is damaged: its file" in english
    assert "已损坏：数据文件" in chinese
    assert len(problems(installation)) == 1


def test_a_missing_file_is_refused(installation, published):
    published.path.unlink()
    assert "its file is missing" in opening(installation)[0]
    assert snapshots.has_any(installation)


def test_a_file_of_another_kind_is_refused(installation, published, overwrite):
    overwrite(published.path, b"x" * published.size)
    assert "its file is not a DuckDB file" in opening(installation)[0]


def test_another_snapshot_under_its_name_is_refused(installation, published, inputs, overwrite):
    other = snapshots.publish(installation, **inputs | {"kind": "reported"})
    overwrite(published.path, other.path.read_bytes())
    assert problems(installation, published.code) != []
    with pytest.raises(SnapshotError):
        open_snapshot(
            next(info for info in snapshots.list_snapshots(installation) if info.code == published.code)
        )


def test_a_log_beside_the_file_is_refused_and_not_replayed(installation, published):
    shelf.log_of(published).write_bytes(b"anything")
    assert "a write-ahead log lies beside its file" in opening(installation)[0]
    assert problems(installation) == [f"{published.path.name}: a write-ahead log lies beside its file"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"code": "ABCDEF"}',
        b'{"code": "../../etc/passwd", "seal_sha256": ""}',
    ],
)
def test_a_broken_pointer_is_refused(installation, published, overwrite, content):
    overwrite(installation.snapshots / shelf.POINTER, content)
    english, chinese = opening(installation)
    assert "which names the current snapshot, is missing or damaged. Publish again" in english
    assert "请重新发布" in chinese


def test_a_missing_pointer_is_told_from_nothing_published(installation, published):
    (installation.snapshots / shelf.POINTER).unlink()
    assert "which names the current snapshot, is missing" in opening(installation)[0]
    assert snapshots.has_any(installation)


def test_a_pointer_to_a_snapshot_that_is_not_there_is_refused(installation, published, overwrite):
    overwrite(installation.snapshots / shelf.POINTER, b'{"code": "ABCDEF", "seal_sha256": ""}')
    assert "Snapshot ABCDEF is damaged: its seal is missing" in opening(installation)[0]


def test_a_changed_seal_is_refused(installation, published, overwrite):
    sealed = json.loads(published.seal_path.read_text(encoding="utf-8"))
    overwrite(published.seal_path, json.dumps(sealed | {"kind": "verified"}).encode())
    assert "its seal is missing or has been changed" in opening(installation)[0]


def test_a_changed_manifest_is_found(installation, published, overwrite):
    text_of = published.manifest_path.read_text(encoding="utf-8")
    overwrite(published.manifest_path, text_of.replace('"2024-04"', '"2024-03"', 1).encode())
    assert f"{published.manifest_path.name}: its content has changed" in problems(installation)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"not json"])
def test_an_unreadable_manifest_is_found(installation, published, overwrite, content):
    overwrite(published.manifest_path, content)
    assert any("cannot be read" in each for each in problems(installation))


def test_a_missing_manifest_is_found(installation, published):
    published.manifest_path.unlink()
    [problem] = problems(installation)
    assert "cannot be read" in problem


def test_a_changed_and_a_missing_partition_are_named(installation, published, inputs, overwrite):
    first, second = inputs["partitions"][:2]
    path = installation.partitions / first.path
    overwrite(path, path.read_bytes() + b"\0")
    (installation.partitions / second.path).unlink()
    assert problems(installation) == [
        f"{first.path}: its content has changed",
        f"{second.path}: the file is missing",
    ]


def test_a_file_resealed_over_other_figures_is_found_by_its_sums(installation, published, overwrite):
    """Whoever can write the folder can forge a digest; the sums of the manifest still tell."""
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as con:
        con.execute("UPDATE cells SET wage_sum = wage_sum + 1000 WHERE sex = 'F'")
    forged = shelf.SnapshotInfo(
        **{name: value for name, value in vars(published).items() if name != "is_new"}
        | {"sha256": shelf.files.digest(published.path), "size": published.path.stat().st_size}
    )
    overwrite(published.seal_path, forged.seal())
    shelf.point_to(installation, forged)
    [problem] = problems(installation)
    assert problem.startswith(f"{published.path.name}: the sum of employment.wage_yuan is ")


def test_a_table_that_is_missing_is_found(installation, published, overwrite):
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as con:
        con.execute("DROP TABLE stability_bins")
    forged = shelf.SnapshotInfo(
        **{name: value for name, value in vars(published).items() if name != "is_new"}
        | {"sha256": shelf.files.digest(published.path), "size": published.path.stat().st_size}
    )
    overwrite(published.seal_path, forged.seal())
    assert problems(installation, published.code) == [
        f"{published.path.name}: its tables are not those of this version of the program"
    ]


def test_an_unknown_code_lists_those_there_are(installation, published):
    with (
        text.using("en"),
        pytest.raises(SnapshotError, match=f"no snapshot 000000. Published so far: {published.code}"),
    ):
        snapshots.verify(installation, "000000")


def test_it_can_be_verified_while_readers_have_it_open(installation, published):
    warehouse = open_snapshot(snapshots.current(installation))
    assert problems(installation) == []
    assert len(warehouse.query("SELECT * FROM places")) == 18
