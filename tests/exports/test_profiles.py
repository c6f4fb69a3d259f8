"""Many profiles in one zip: all of them, a broken one told, and nothing left of what was stopped."""

import csv
import io
import zipfile
from pathlib import Path
from threading import Event

import pytest
from docx import Document
from pypdf import PdfReader

from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import ReaderError
from sharedwealth.exports import profiles
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse

CITY = "3309"  # four counties
COUNTIES = ["330902", "330903", "330921", "330922"]


def listed(packed: zipfile.ZipFile) -> list[dict[str, str]]:
    content = packed.read(packed.namelist()[-1]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_each_county_is_a_page_in_the_zip_and_a_line_in_its_list(province: Warehouse, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    target = tmp_path / "舟山.zip"
    with using("zh"):
        made = profiles.write(province, CITY, target, progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 4) for done in range(5)]
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        assert packed.namelist()[-1] == "概况清单.csv"
        assert [name[:6] for name in packed.namelist()[:-1]] == COUNTIES
        assert [line["文件"] for line in listed(packed)] == packed.namelist()[:-1]
        for profile in made:
            pages = PdfReader(io.BytesIO(packed.read(profile.file))).pages
            assert len(pages) == 1
            assert profile.name in pages[0].extract_text()


def test_profiles_are_made_as_word_documents_too(province: Warehouse, tmp_path: Path) -> None:
    target = tmp_path / "舟山.zip"
    with using("zh"):
        made = profiles.write(province, CITY, target, form="docx")
    with zipfile.ZipFile(target) as packed:
        for profile in made:
            assert profile.file.endswith(".docx")
            document = Document(io.BytesIO(packed.read(profile.file)))
            assert any(profile.name in paragraph.text for paragraph in document.paragraphs)


def test_a_broken_county_does_not_lose_the_others(
    province: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = profiles.FORMS["pdf"]

    def broken(talk: Talk) -> bytes:
        if talk.area == COUNTIES[1]:
            raise ZeroDivisionError
        return page(talk)

    monkeypatch.setitem(profiles.FORMS, "pdf", broken)
    with using("en"):
        made = profiles.write(province, CITY, tmp_path / "all.zip")
    assert [each.code for each in made if not each.file] == COUNTIES[1:2]
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert len(packed.namelist()) == 4
        problems = [line["What is wrong"] for line in listed(packed)]
    assert problems == ["", "It could not be made; the log says why.", "", ""]


def test_what_is_stopped_leaves_nothing(province: Warehouse, tmp_path: Path) -> None:
    stop = Event()
    target = tmp_path / "all.zip"

    def after_one(done: int, _of: int) -> None:
        if done:
            stop.set()

    with using("en"), pytest.raises(profiles.CancelledError, match="Stopped"):
        profiles.write(province, CITY, target, progress=after_one, cancelled=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_is_refused_before_anything_is_made(province: Warehouse, tmp_path: Path) -> None:
    with using("en"):
        with pytest.raises(ReaderError, match="Possible: pdf"):
            profiles.write(province, CITY, tmp_path / "all.zip", form="exe")
        with pytest.raises(ReaderError, match="no parts of this kind"):
            profiles.write(province, "330902", tmp_path / "all.zip", level="city")
        with pytest.raises(ReaderError, match="cannot be written"):
            profiles.write(province, "330902", tmp_path / "nowhere" / "all.zip")
    assert list(tmp_path.iterdir()) == []
