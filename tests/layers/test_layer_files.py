"""Files as they come: the three kinds that are read, and everything that is not, each with its sentence."""

import io
import json
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from sharedwealth import text
from sharedwealth.intake.layers import archives, child, reading
from sharedwealth.intake.layers.remarks import LayerError
from sharedwealth.ledger.workbook_stream import RefusedError
from tests.layers import made_up


def refusal(path):
    """The sentence in both languages; nothing else may come of the file."""
    with pytest.raises(LayerError) as raised:
        reading.read(path)
    assert path.name in str(raised.value)
    with text.using("zh"):
        chinese = str(raised.value)
    assert path.name in chinese
    assert chinese != str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("write", [made_up.geopackage, made_up.geojson, made_up.shapefile])
def test_the_three_kinds_hold_the_same(tmp_path, towns, write):
    read = reading.read(write(tmp_path, towns))
    assert read.cells["XZQDM"].tolist() == towns["XZQDM"].tolist()
    assert read.cells["XZQMC"].tolist() == towns["XZQMC"].tolist()
    assert len(read.shapes) == len(towns)
    assert read.crs == ("EPSG:4326" if write is made_up.geojson else "EPSG:4549")


@pytest.mark.parametrize("without", [(".cpg",), ()])
@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
def test_old_tables_are_read_in_either_encoding(tmp_path, towns, encoding, without):
    read = reading.read(made_up.shapefile(tmp_path, towns, encoding=encoding, without=without))
    assert read.cells["XZQMC"].tolist() == towns["XZQMC"].tolist()


def test_what_is_no_layer_is_told_whatever_its_name(tmp_path):
    for name, content in {
        "picture.gpkg": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "text.geojson": "330102 上城区".encode(),
        "virtual.geojson": b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
        b"</OGRVRTLayer></OGRVRTDataSource>",
        "table.json": b'{"rows": [1, 2, 3]}',
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        said = refusal(path)
        assert "is not a layer" in said or "is damaged" in said


def test_a_database_that_is_no_geopackage_is_no_layer(tmp_path):
    path = tmp_path / "towns.gpkg"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE towns (code TEXT)")
    base.close()
    assert "is not a layer" in refusal(path)


def test_a_geopackage_without_a_layer(tmp_path, towns):
    path = made_up.geopackage(tmp_path, towns)
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM gpkg_contents")
        base.execute("DELETE FROM gpkg_geometry_columns")
    base.close()
    assert "holds no layer with shapes" in refusal(path)


def test_a_geopackage_with_several_layers_names_them(tmp_path, towns):
    path = made_up.geopackage(tmp_path, towns)
    towns.to_file(path, layer="old", driver="GPKG")
    assert "holds 2 layers (towns, old)" in refusal(path)


def test_a_layer_without_shapes(tmp_path, towns):
    assert "without any shapes" in refusal(made_up.geopackage(tmp_path, towns[:0]))


def test_an_empty_file(tmp_path):
    path = tmp_path / "towns.gpkg"
    path.touch()
    assert "is empty" in refusal(path)


def test_a_file_of_half_a_gigabyte_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(reading.children, "ask", None)
    path = tmp_path / "towns.gpkg"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)
    assert "is larger than 100 MB" in refusal(path)


def test_damaged_files(tmp_path, towns):
    for write in (made_up.geopackage, made_up.geojson, made_up.shapefile):
        path = write(tmp_path, towns)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        said = refusal(path)
        assert "damaged" in said or "not a layer" in said or "no layer" in said


def zipped(tmp_path, parts, name="towns.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return path


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = zipped(tmp_path, {"a.shp": bytes(20 * 2**20), "a.shx": b"", "a.dbf": b""})
    assert path.stat().st_size < 100_000
    assert "unpacks to far more" in refusal(path)


def test_nothing_is_unpacked_beyond_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1000)
    with zipfile.ZipFile(zipped(tmp_path, {"a.shp": b"x" * 5000})) as packed:
        (part,) = packed.infolist()
        with pytest.raises(RefusedError, match="too_large_unpacked"):
            archives._unpack(packed, {".shp": part}, tmp_path)
    assert (tmp_path / "layer.shp").stat().st_size <= 1000


@pytest.mark.parametrize("name", ["../../a.shp", "/etc/a.shp", "c:\\a.shp", "..\\..\\a.shp"])
def test_a_zip_with_paths_that_lead_outside(tmp_path, name):
    said = refusal(zipped(tmp_path, {name: b"", "a.shx": b"", "a.dbf": b""}))
    assert "point outside itself" in said
    assert list(tmp_path.parent.glob("a.shp")) == []


def test_a_zip_without_a_shapefile(tmp_path):
    assert "holds no Shapefile" in refusal(zipped(tmp_path, {"readme.txt": "hello"}))


def test_a_shapefile_with_parts_missing_names_them(tmp_path, towns):
    assert "lacks parts of the Shapefile: .dbf" in refusal(
        made_up.shapefile(tmp_path, towns, without=(".dbf",))
    )


def test_a_zip_with_two_shapefiles(tmp_path):
    parts = {f"{name}{ending}": b"" for name in ("a", "b") for ending in (".shp", ".shx", ".dbf")}
    assert "holds 2 layers (a, b)" in refusal(zipped(tmp_path, parts))


def test_an_encrypted_zip(tmp_path):
    path = zipped(tmp_path, {"a.shp": b"x", "a.shx": b"", "a.dbf": b""})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + place] |= 1
    path.write_bytes(bytes(content))
    assert "is encrypted" in refusal(path)


def test_the_child_lives_within_its_limits(tmp_path, towns):
    path = made_up.geojson(tmp_path, towns)
    asked = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from sharedwealth.intake.layers import child\n"
        "child.layer = lambda path, folder: {'limits': [resource.getrlimit(each) for each in "
        "(resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]}\n"
        "child.main(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", asked, path, tmp_path], capture_output=True, check=True)
    limits = json.load(io.BytesIO(done.stdout))["limits"]
    assert limits == [[child.MEMORY_BYTES] * 2, [child.CPU_SECONDS] * 2, [0, 0]]


@pytest.mark.parametrize(
    ("reason", "words"), [("too_long", "takes too long"), ("fell_over", "reading it broke off")]
)
def test_the_end_of_the_child_is_a_sentence(tmp_path, towns, monkeypatch, reason, words):
    def end(*_, **__):
        raise reading.children.NoAnswerError(reason)

    path = made_up.geojson(tmp_path, towns)
    monkeypatch.setattr(reading.children, "ask", end)
    assert words in refusal(path)
