"""The shipped talks as files: what stands in them is what the indicators answer, in both languages."""

import io

import openpyxl
import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from sharedwealth import settings
from sharedwealth.briefings import composing, reading, scene
from sharedwealth.exports import docx, xlsx
from sharedwealth.exports import pptx as slides
from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.text import using
from sharedwealth.warehouse import shelf
from sharedwealth.warehouse.connection import open_snapshot


@pytest.fixture(scope="module")
def province():
    warehouse = open_snapshot(shelf.current(settings.load()))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module", params=[("province", "zh"), ("county", "en")], ids="-".join)
def talk(request, province):
    name, language = request.param
    with using(language):
        return composing.compose(province, reading.find(name))


@pytest.fixture(scope="module")
def deck(talk):
    held = io.BytesIO()
    slides.write(talk, held, boundaries=settings.load().boundaries)
    held.seek(0)
    return pptx.Presentation(held)


def test_bars_and_lines_on_slides_are_the_indicators_answers(talk, deck, province):
    checked = 0
    for slide, each in zip(deck.slides, talk.scenes, strict=True):
        chart = each.body
        if (
            not isinstance(chart, scene.Chart)
            or chart.kind not in {"bars", "lines"}
            or "−" in chart.series[0].texts[0]
        ):
            continue
        native = next(shape.chart for shape in slide.shapes if shape.has_chart)
        values = dict(zip(chart.codes, native.plots[0].series[0].values, strict=True))
        by = "month" if chart.kind == "lines" else {4: "city", 6: "county", 9: "town"}[len(chart.codes[0])]
        rows = answer(province, chart.indicator, each.area, each.month, by).set_index(
            "month" if by == "month" else "area"
        )
        if chart.measure != CATALOGUE[chart.indicator].name and not set(values.values()) <= set(
            rows["value"]
        ):
            continue  # a change since last year has no answer of its own: the scene's test counts it
        for code, value in values.items():
            assert value == rows.loc[code, "value"], (each.key, code)
            checked += 1
    assert checked >= 10


def test_areas_on_maps_are_told_as_the_indicators_answer(talk, deck, province):
    checked = 0
    for slide, each in zip(deck.slides, talk.scenes, strict=True):
        if not isinstance(each.body, scene.Map):
            continue
        rows = answer(province, each.body.indicator, each.body.area, each.month, each.body.level).set_index(
            "area"
        )
        group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
        told = {shape.name.split()[-1]: shape._element.xpath("./p:nvSpPr/p:cNvPr/@descr") for shape in group.shapes
                if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM}  # fmt: skip
        for row in each.body.rows:
            value = rows.loc[row.code, "value"]
            if value == value:  # noqa: PLR0124  NaN is the one that is not itself
                assert told[row.code][0].startswith(f"{value * 100:.1f}%"), row
                checked += 1
    assert checked >= 6


def test_the_workbook_has_every_row_of_every_answer(talk, province):
    held = io.BytesIO()
    xlsx.write(talk, held)
    held.seek(0)
    book = openpyxl.load_workbook(held)
    for sheet, each in zip(book.worksheets[1:], talk.scenes, strict=True):
        facts = each.body.facts if isinstance(each.body, scene.Figures) else each.facts
        numbers = {
            cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)
        }
        for fact in facts:
            value = answer(province, fact.indicator, fact.area, fact.month)["value"].iloc[0]
            # A workbook keeps sixteen digits of a number.
            assert any(number == pytest.approx(value, rel=1e-15) for number in numbers), fact
        if isinstance(each.body, scene.Table):
            assert sheet.max_row >= len(each.body.whole)


def test_the_document_is_written_whole(talk):
    held = io.BytesIO()
    docx.write(talk, held)
    assert len(held.getvalue()) > 20_000
