"""Reports on paper: what they say is what the sheets say, in letters that can be searched, with figures in lines."""

import dataclasses
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from sharedwealth import text
from sharedwealth.briefings import composing, reading
from sharedwealth.briefings.scene import Cell, Chart, Column, Figures, Map, Scene, Story, Table, Talk
from sharedwealth.errors import ReaderError
from sharedwealth.exports import contents, fonts, pdf, png
from tests.exports.paper_examples import EVIL, FACTS, alone, geometry, sheet, table, talk

_SHEET = (595, 842)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    geometry(tmp_path)
    return tmp_path


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def close(words: str) -> str:
    """Without spaces and breaks of lines, which are the page's and not the sheet's."""
    return re.sub(r"\s+", "", words)


def said(content: bytes) -> str:
    return close("".join(page.extract_text() for page in read(content).pages))


def texts_of(each: Scene) -> list[str]:
    """Every word and every figure that a sheet has to say."""
    body = each.body
    found = [each.headline, each.subtitle, each.script, each.badge, each.source]
    found += [each.problem] if each.problem else [each.note]
    facts = [*each.facts, *(body.facts if isinstance(body, Figures) else ())]
    if isinstance(body, Map):
        found += [row.text for row in body.rows] + [row.name for row in body.rows if row.status != "no_data"]
        found += [entry.label for entry in body.legend] + [body.credit, body.approval]
    if isinstance(body, Chart):
        found += [words for series in body.series for words in series.texts if words != "–"]
        found += [f"{line.label} {line.text}" for line in body.lines]
    if isinstance(body, Table):
        found += [cell.text for row in body.whole for cell in row]
        found += [each.heading for each in body.columns] if body.whole else []
    if isinstance(body, Story):
        facts += [*body.published, *body.live, *(fact for fact in (body.before, body.after) if fact)]
        found += [body.title, body.sentence, body.place, *body.sources]
    return found + [words for fact in facts for words in (fact.label, fact.figure, fact.unit, fact.beneath)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_and_figure_of_every_sheet_is_in_the_report(language: str, folder: Path) -> None:
    given = talk(language)
    whole = said(pdf.made(given, "report", folder))
    missing = [words for each in given.scenes for words in texts_of(each) if close(words) not in whole]
    assert missing == []


def test_real_talks_are_in_their_reports_to_the_digit(province_talk: Talk, county_talk: Talk) -> None:
    for given in (province_talk, county_talk):
        whole = said(pdf.made(given))
        missing = [words for each in given.scenes for words in texts_of(each) if close(words) not in whole]
        assert missing == []


def test_each_page_has_the_snapshot_and_its_number(folder: Path) -> None:
    pages = read(pdf.made(talk(), "report", folder)).pages
    for number, page in enumerate(pages, 1):
        words = close(page.extract_text())
        assert "快照9AE388" in words
        assert f"第{number}页，共{len(pages)}页" in words
        assert (round(page.mediabox.width), round(page.mediabox.height)) == _SHEET


def test_figures_are_lines_and_letters_are_embedded(folder: Path) -> None:
    for page in read(pdf.made(talk(), "report", folder)).pages:
        assert list(page.images) == []
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(below)
            assert "/ToUnicode" in font.get_object()


def test_the_same_talk_gives_the_same_bytes(folder: Path) -> None:
    assert pdf.made(talk(), "report", folder) == pdf.made(talk(), "report", folder)


def test_markup_of_a_ledger_is_set_as_it_stands(folder: Path) -> None:
    given = dataclasses.replace(
        talk(), scenes=(sheet("figures", Figures(FACTS), headline=EVIL, script=EVIL + "\x01"),)
    )
    assert said(pdf.made(given, "report", folder)).count(close(EVIL)) == 3  # in the list of findings too


def test_a_point_that_no_longer_holds_says_so(folder: Path) -> None:
    held = pdf.made(dataclasses.replace(talk(), scenes=talk().scenes[:2]), "report", folder)
    assert "不成立" not in said(held)
    assert "不成立" in said(pdf.made(talk(), "report", folder))


def test_a_long_table_goes_on_over_pages_under_its_heading(folder: Path) -> None:
    pages = read(pdf.made(alone(table(200)), "report", folder)).pages
    assert len(pages) > 4
    bodies = [close(page.extract_text()) for page in pages]
    assert all("地区工坊" in page for page in bodies[1:-1])
    assert "199,000" in "".join(bodies)


def test_a_report_tells_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    whole = talk("en")
    told: list[tuple[int, int]] = []
    pdf.write(whole, tmp_path / "a.pdf", boundaries=folder, progress=lambda done, of: told.append((done, of)))
    count = len(whole.scenes) + 1
    assert told == [(done, count) for done in range(count + 1)]


def test_an_area_is_one_page(province, folder: Path) -> None:
    for language, area in (("zh", "331127"), ("en", "331127"), ("zh", "33"), ("en", "3311")):
        with text.using(language):
            given = composing.compose(province, reading.page("profile"), area)
        made = pdf.made(given, "profile")
        assert len(read(made).pages) == 1
        whole = said(made)
        for each in given.scenes:
            assert close(each.headline) in whole
            assert each.problem == ""
        assert all(close(fact.figure) in whole for fact in given.scenes[0].body.facts)


def test_a_page_with_too_much_on_it_is_set_smaller_and_stays_one(folder: Path) -> None:
    long = dataclasses.replace(table(60), rows=table(60).whole)
    given = dataclasses.replace(talk(), scenes=(*talk().scenes[:4], sheet("long", long)))
    made = pdf.made(given, "profile", folder)
    assert len(read(made).pages) == 1
    assert "59,000" in said(made)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bulletin_tells_the_month_against_the_month_and_the_year_before(language: str, province) -> None:
    with text.using(language):
        given = composing.compose(province, reading.page("bulletin"), "3303", "2024-09")
    built = "SELECT count(*) AS n FROM workshops WHERE starts_with(county_code, '3303') AND opened_month <= $month"
    counts = [
        int(province.query(built, {"month": f"{month}-01"})["n"][0])
        for month in ("2024-09", "2024-08", "2023-09")
    ]
    row = given.scenes[0].body.rows[0]
    assert [cell.value for cell in row[1:4]] == [counts[0], counts[0] - counts[1], counts[0] - counts[2]]
    late = (
        "SELECT count(*) AS n FROM county_months WHERE month = '2024-09-01' AND starts_with(county_code, '3303') "
        "AND (is_late OR NOT is_reported)"
    )
    assert len(given.scenes[-1].body.whole) == int(province.query(late)["n"][0])
    whole = said(pdf.made(given))
    assert [words for each in given.scenes for words in texts_of(each) if close(words) not in whole] == []


@pytest.mark.parametrize("step", ["map", "bars", "lines", "table", "figures"])
def test_a_picture_is_wide_and_not_blank(step: str, folder: Path) -> None:
    held = io.BytesIO()
    png.write(talk(), held, step=step, boundaries=folder)
    image = Image.open(held).convert("RGB")
    assert image.width == 2000
    assert image.height > 250
    colours = image.getcolors(1_000_000)
    assert colours is not None
    assert max(count for count, _ in colours) < 0.99 * image.width * image.height
    assert image.getpixel((2, 2)) == (255, 255, 255)


def test_a_step_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    with pytest.raises(ReaderError, match="circles"):
        png.write(talk(), io.BytesIO(), step="nowhere", boundaries=folder)


def test_without_a_chinese_font_nothing_is_written_and_the_sentence_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_known", lambda _own: frozenset({"DejaVu Sans"}))
    target = folder / "report.pdf"
    with pytest.raises(ReaderError, match="fonts-noto-cjk"):
        pdf.write(talk("en"), target, boundaries=folder)
    assert not target.exists()


def test_short_words_beside_long_ones_keep_their_line() -> None:
    long = "Jingning She Autonomous County, Chengzhao Township, Park of Enterprises, First Branch"
    whole = ((Cell("Hazards open"), Cell(long), Cell(long), Cell("4 hazards")),)
    heads = ("Rule", "Place", "Workshop", "Figure")
    held = Table(tuple(Column(each, is_number=False) for each in heads), ("",), whole, 0, whole)
    told = contents._table(held, is_whole=True)
    assert [each["is_whole"] for each in told["columns"]] == [True, False, False, True]
    short = ((Cell("one"), Cell("two"), Cell("three"), Cell("four")),)
    told = contents._table(Table(held.columns, ("",), short, 0, short), is_whole=True)
    assert not any(each["is_whole"] for each in told["columns"]), "short ones alone share the sheet's width"
