"""Pictures of sheets: a shape for each area and each figure, patterns for what is missing, words inside the sheet."""

import dataclasses
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sharedwealth.briefings.scene import Chart, Line, Series
from sharedwealth.exports.drawing import map_labels, measures, pictures
from sharedwealth.exports.drawing.map_labels import Wanted
from sharedwealth.exports.drawing.maps import LAND
from sharedwealth.exports.drawing.shapes import ground
from sharedwealth.text import using
from tests.exports.paper_examples import (
    COLOURS,
    LONG,
    SQUARES,
    alone,
    bars,
    chart,
    columns,
    geometry,
    lines,
    map_of,
    ranges,
)

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT = 482.0, 330.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    geometry(tmp_path)
    return tmp_path


def drawn(body: object, folder: Path, width: float = WIDTH) -> ET.Element:
    with using("zh"):
        picture = pictures.draw(alone(body).scenes[0], width, HEIGHT, folder)
    assert picture is not None
    return ET.fromstring(picture.svg)  # noqa: S314  our own drawing


def words_of(svg: ET.Element) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{SVG}text")]


def found(svg: ET.Element, attribute: str) -> dict[str, ET.Element]:
    return {each.attrib[attribute]: each for each in svg.iter() if attribute in each.attrib}


def test_each_area_is_one_shape_filled_by_its_class_or_its_state(folder: Path) -> None:
    shapes = found(drawn(map_of(), folder), "data-code")
    assert set(shapes) == set(SQUARES)
    assert shapes["330101"].attrib["fill"] == COLOURS[2]
    kinds = [
        re.sub(r"url\(#(\w+)-.*", r"\1", shapes[code].attrib["fill"])
        for code in ("330102", "330103", "330104")
    ]
    assert kinds == ["hatch", "dots", "hatch"]
    assert shapes["330102"].attrib["fill"] != shapes["330104"].attrib["fill"]  # carried over is no blank


def test_an_area_that_was_not_asked_about_is_plain_land_without_a_name(folder: Path) -> None:
    whole = map_of()
    svg = drawn(dataclasses.replace(whole, rows=whole.rows[:3]), folder)
    assert set(found(svg, "data-code")) == set(SQUARES) - {"330104"}
    assert len([each for each in svg.iter(f"{SVG}path") if each.attrib.get("fill") == LAND]) == 1
    assert "滨江区" not in words_of(svg)


def test_a_shape_has_the_proportions_of_the_ground(folder: Path) -> None:
    area = ground(map_of(), folder, (0.0, 0.0, 400.0, 400.0)).areas["330104"]
    assert area.path.startswith("M200 200L400 200L400 400L200 400")
    assert (area.x, area.y, area.room) == (300.0, 300.0, 100.0)


def test_marked_areas_pins_and_the_key_are_drawn(folder: Path) -> None:
    svg = drawn(map_of(), folder)
    assert list(found(svg, "data-marked")) == ["330101"]
    assert len([each for each in svg.iter() if "data-pin" in each.attrib]) == 1
    words = words_of(svg)
    assert {"0–33%", "无数据", "空白镇", "上城区", "96.2%", "固定等距分级"} <= set(words)


def test_circles_are_as_large_as_their_values(folder: Path) -> None:
    circles = found(drawn(map_of(is_circles=True), folder), "data-circle")
    radius = {code: float(each.attrib["r"]) for code, each in circles.items()}
    assert set(radius) == {"330101", "330102"}  # what has no figure has no circle
    assert (radius["330102"] / radius["330101"]) ** 2 == pytest.approx(0.431 / 0.962, rel=0.01)


def test_bars_are_as_long_as_their_values_whatever_their_sign(folder: Path) -> None:
    svg = drawn(bars(), folder)
    marks = [each for each in svg.iter() if each.attrib.get("data-role") == "main"]
    widths = [float(each.attrib["width"]) for each in marks]
    assert len(marks) == 2  # nothing is drawn of a figure that is not told
    assert widths[1] / widths[0] == pytest.approx(567 / 1234, rel=0.01)
    assert float(marks[1].attrib["x"]) < float(marks[0].attrib["x"])
    assert "−567  (321 · 400)" in words_of(svg)


def test_a_histogram_draws_mean_and_median_where_they_are(folder: Path) -> None:
    svg = drawn(columns(), folder)
    marks = [each for each in svg.iter() if each.attrib.get("data-role") == "main"]
    heights = [float(each.attrib["height"]) for each in marks]
    assert heights[0] / heights[1] == pytest.approx(311 / 722, rel=0.01)
    assert {"中位数 702", "平均 745", "311", "722", "133"} <= set(words_of(svg))


@pytest.mark.parametrize("width", [WIDTH, 246.0])
def test_no_line_runs_through_the_name_of_another(width: float, folder: Path) -> None:
    svg = drawn(columns(), folder, width)
    upright = [
        (float(each.attrib["x1"]), float(each.attrib["y1"]), float(each.attrib["y2"]))
        for each in svg.iter(f"{SVG}line")
        if each.attrib["x1"] == each.attrib["x2"]
    ]
    named = [each for each in svg.iter(f"{SVG}text") if (each.text or "").startswith(("中位数", "平均"))]
    assert len(named) == 2
    for each in named:
        size, x, y = (float(each.attrib[name]) for name in ("font-size", "x", "y"))
        long = measures.width(each.text or "", size)
        left = x - (long if each.attrib.get("text-anchor") == "end" else 0)
        through = [at for at, top, low in upright if left < at < left + long and top < y - 2 < low]
        assert through == [], each.text


@pytest.mark.parametrize(("target", "anchor"), [(30.0, "end"), (150.0, "start")])
def test_a_targets_name_stands_where_no_curve_runs(target: float, anchor: str, folder: Path) -> None:
    months = tuple(f"2024-{at:02}" for at in range(1, 13))
    values = tuple(14.0 + 14 * at for at in range(12))
    chart = dataclasses.replace(
        lines(),
        categories=months,
        codes=months,
        series=(Series("建成工坊", "main", values, tuple(f"{value:.0f}" for value in values), ("ok",) * 12),),
        lines=(Line("2024年12月目标", target, f"{target:.0f}", "target"),),
    )
    svg = drawn(chart, folder)
    name = next(each for each in svg.iter(f"{SVG}text") if (each.text or "").startswith("2024年12月目标"))
    assert name.attrib.get("text-anchor", "start") == anchor


def test_a_line_breaks_where_there_is_no_figure(folder: Path) -> None:
    svg = drawn(lines(), folder)
    path = next(each.attrib["d"] for each in svg.iter() if each.attrib.get("data-role") == "main")
    assert path.count("M") == 2
    assert "L" not in path
    second = next(each.attrib["d"] for each in svg.iter() if each.attrib.get("data-role") == "second")
    assert (second.count("M"), second.count("L")) == (1, 2)
    assert "建成工坊 30" in words_of(svg)


def test_ranges_write_all_three_figures(folder: Path) -> None:
    svg = drawn(ranges(), folder)
    assert {"1,100", "2,100", "3,100", "<10"} <= set(words_of(svg))
    assert len([each for each in svg.iter() if each.attrib.get("data-role") == "range"]) == 2


@pytest.mark.parametrize("body", [bars(), columns(), lines(), ranges(), map_of(), map_of(is_circles=True)])
@pytest.mark.parametrize("width", [WIDTH, 246.0])
def test_no_words_leave_the_sheet(body: object, width: float, folder: Path) -> None:
    svg = drawn(body, folder, width)
    _, _, across, down = (float(edge) for edge in svg.attrib["viewBox"].split())
    for each in svg.iter(f"{SVG}text"):
        size = float(each.attrib["font-size"])
        long = measures.width(each.text or "", size)
        x, y = float(each.attrib["x"]), float(each.attrib["y"])
        left = x - {"start": 0, "middle": long / 2, "end": long}[each.attrib.get("text-anchor", "start")]
        assert left > -long * 0.12, each.text
        assert left + long < across + long * 0.12, each.text
        assert size * 0.5 < y < down + 1, each.text


def test_nothing_told_at_all_is_drawn_too(folder: Path) -> None:
    nothing = chart("lines")
    empty = tuple(None for _ in nothing.categories)
    for kind in ("bars", "columns", "lines", "ranges"):
        silent = Chart(**{**vars(nothing), "kind": kind, "lines": (), "series": (
            type(nothing.series[0])("建成工坊", "main", empty, ("–",) * 3, ("no_data",) * 3),)})  # fmt: skip
        assert drawn(silent, folder) is not None


def test_labels_do_not_lie_on_one_another(folder: Path) -> None:
    areas = ground(map_of(), folder, (0.0, 0.0, 120.0, 120.0)).areas
    wanted = [Wanted(area, "上城区", "96.2%", is_first=False, is_dark=False) for area in areas.values()]
    placed = map_labels.place(wanted, (0.0, 0.0, 120.0, 120.0), [(0.0, 0.0, 60.0, 60.0)], (9, 6))
    boxes = [label.box for label in placed]
    assert len(boxes) == 3  # the first square is taken
    for at, one in enumerate(boxes):
        assert not any(map_labels.overlap(one, other) for other in boxes[at + 1 :])


def test_words_of_a_ledger_are_no_markup(folder: Path) -> None:
    body = chart("bars", categories=('<a href="x">&amp;', LONG, "b"), marked=())
    assert '<a href="x">&amp;' in words_of(drawn(body, folder))
