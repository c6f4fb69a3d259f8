"""The command that takes a talk out of the house, as a reader types it."""

import json

import openpyxl
import pptx
import pytest
from typer.testing import CliRunner

from sharedwealth import cli, prepare, settings
from sharedwealth.errors import ReaderError
from sharedwealth.text import using
from tests.cli.test_commands import run


@pytest.fixture(scope="module")
def installation():
    found = settings.load()
    prepare.everything(found)
    return found


def test_a_countys_talk_is_written_as_slides_in_chinese(installation, tmp_path):
    out = tmp_path / "county.pptx"
    told = run(
        "export",
        "pptx",
        "--briefing",
        "county",
        "--area",
        "331082",
        "--lang",
        "zh",
        "--out",
        str(out),
        "--json",
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    deck = pptx.Presentation(str(out))
    assert (found["steps"], found["language"], found["area"]) == (len(deck.slides), "zh", "331082")
    assert found["snapshot"] in deck.core_properties.keywords
    assert deck.slides[0].shapes.title.text_frame.text.startswith("临海市")


def test_a_page_is_written_as_a_workbook(installation, tmp_path):
    told = run(
        "export", "xlsx", "--page", "overview", "--month", "2024-08", "--out", str(tmp_path / "page.xlsx")
    )
    assert told.returncode == 0, told.stderr
    book = openpyxl.load_workbook(tmp_path / "page.xlsx")
    assert len(book.sheetnames) > 1
    assert "snapshot" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("pptx", "--briefing", "provinse", "--out", "a.pptx"),
            "There is no talk “provinse”. There are: province.",
        ),
        (("pptx", "--page", "incom", "--out", "a.pptx"), "income"),
        (
            ("ppt", "--briefing", "province", "--out", "a.ppt"),
            "There is no export as “ppt”. Possible: pptx, xlsx,",
        ),
        (("pptx", "--briefing", "province", "--out", "a.pdf"), "a.pdf must end with .pptx"),
        (("pptx", "--out", "a.pptx"), "--briefing"),
        (("pptx", "--briefing", "county", "--page", "income", "--out", "a.pptx"), "one of the two"),
        (("pptx", "--briefing", "county", "--area", "999999", "--out", "a.pptx"), "999999"),
        (("pptx", "--briefing", "county", "--month", "1999-01", "--out", "a.pptx"), "1999-01"),
        (
            ("pptx", "--briefing", "county", "--lang", "fr", "--out", "a.pptx"),
            "There is no language “fr” here.",
        ),
        (
            ("pptx", "--briefing", "county", "--out", "nowhere/a.pptx"),
            "There is no folder nowhere. Make it first.",
        ),
        (("docx", "--briefing", "county", "--template", "README.md", "--out", "a.docx"), "Only PowerPoint"),
        (
            ("pptx", "--briefing", "county", "--template", "none.pptx", "--out", "a.pptx"),
            "none.pptx is not there",
        ),
        (
            ("pptx", "--briefing", "county", "--template", "README.md", "--out", "a.pptx"),
            "README.md cannot be used",
        ),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(installation, arguments, said):
    with using("en"):
        told = CliRunner().invoke(cli.app, ["--lang", "en", "export", *arguments])
    assert isinstance(told.exception, ReaderError), told.exception
    assert said in str(told.exception)
    assert not (settings.ROOT / "a.pptx").exists()


def test_what_is_asked_wrongly_ends_with_2_and_without_a_traceback(installation):
    told = run("export", "pptx", "--briefing", "provinse", "--out", "a.pptx")
    assert told.returncode == 2
    assert told.stderr.strip() == "Error: There is no talk “provinse”. There are: province."


def test_a_map_without_an_approval_number_does_not_go_out_to_the_public(installation, tmp_path):
    out = tmp_path / "public.pptx"
    asked = ("export", "pptx", "--briefing", "province", "--public", "--out", str(out))
    told = run(*asked, SHAREDWEALTH_MAP_APPROVAL="")
    assert (told.returncode, out.exists()) == (1, False)
    assert "map approval number" in told.stderr
    told = run(*asked, SHAREDWEALTH_MAP_APPROVAL="浙S(2026)1号")
    assert told.returncode == 0, told.stderr
    maps = [
        slide
        for slide in pptx.Presentation(str(out)).slides
        if any(shape.shape_type == 6 for shape in slide.shapes)
    ]
    assert maps
    for slide in maps:
        assert any(shape.has_text_frame and "浙S(2026)1号" in shape.text_frame.text for shape in slide.shapes)
