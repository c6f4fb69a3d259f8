"""Sheets made by hand, with every kind of body, for what goes out on paper: no figure of theirs is anybody's."""

import dataclasses
import json
from pathlib import Path

from sharedwealth.briefings.scene import (
    AreaRow,
    Cell,
    Chart,
    Column,
    Fact,
    Figures,
    Legend,
    Line,
    Map,
    Pin,
    Scene,
    Series,
    Story,
    Table,
    Talk,
)

COLOURS = ("#EAF5F0", "#66B5A0", "#07483C")
LONG = "景宁畲族自治县沙湾镇与乌伦古河两岸联合体"
EVIL = '<script>alert("1")</script> #pagebreak() $x$ _a_ *b* \\ & "'
"""Words of a ledger that would be markup in HTML, XML or Typst."""

SQUARES = {"330101": (0, 0), "330102": (100, 0), "330103": (0, 100), "330104": (100, 100)}


def geometry(folder: Path) -> str:
    """A map of four squares, one of them in two parts, in the form that the maps' files have."""

    def part(code: str, x: int, y: int, more: str = "") -> dict[str, object]:
        return {
            "code": code, "zh": code, "en": code, "d": f"M{x} {y}l100 0 0 100-100 0z{more}", "at": [x + 50, y + 50],
            "box": [x, y, x + 100, y + 100], "room": 50, "speck": False, "schematic": False,
        }  # fmt: skip

    whole = {**part("3301", 0, 0), "d": "M0 0l200 0 0 200-200 0z", "box": [0, 0, 200, 200]}
    counties = [part(code, *at) for code, at in SQUARES.items()]
    counties[0]["d"] = f"{counties[0]['d']}M10 10l5 0 0 5-5 0z"
    layers = {"outline": [whole], "county": counties}
    (folder / "map-test.json").write_text(
        json.dumps({"version": 1, "area": "3301", "unit": 10, "layers": layers})
    )
    return "map-test.json"


def rows() -> tuple[AreaRow, ...]:
    return (
        AreaRow("330101", "上城区", 0.962, "96.2%", "ok", 2),
        AreaRow("330102", LONG, 0.431, "43.1%", "carried", 1),
        AreaRow("330103", "西湖区", None, "<10", "suppressed", -1),
        AreaRow("330104", "滨江区", None, "", "no_data", -1),
    )


def map_of(*, is_circles: bool = False) -> Map:
    sizes = (Legend("1,000,000", "circle", 1000), Legend("250", "circle", 500)) if is_circles else ()
    classes = (
        ()
        if is_circles
        else tuple(Legend(f"{low}–{low + 33}%", "class", at, 1) for at, low in enumerate((0, 33, 66)))
    )
    return Map(
        indicator="village_coverage", measure="村（社区）覆盖率", unit="share", area="3301", level="county",
        geometry="map-test.json", rows=rows(), is_circles=is_circles, colours=COLOURS, dark_colours=COLOURS,
        legend=(*sizes, *classes, Legend("沿用最近一期台账", "carried", -1, 1), Legend("少于10", "suppressed", -1, 1),
                Legend("无数据", "no_data", -1, 1)),
        method="固定等距分级", marked=("330101",), pins=(Pin("330104001", "空白镇", 1500.0, 1500.0),), drill={},
        geometries={}, credit="底图数据：试验", approval="浙S(2024)1号",
    )  # fmt: skip


def series(
    role: str, values: tuple[float | None, ...], texts: tuple[str, ...], name: str = "建成工坊"
) -> Series:
    statuses = tuple("ok" if value is not None else "suppressed" for value in values)
    return Series(name, role, values, texts, statuses)  # type: ignore[arg-type]


def chart(kind: str, **more: object) -> Chart:
    held: dict[str, object] = {
        "indicator": "workshops_built", "measure": "建成工坊", "unit": "workshops", "kind": kind,
        "categories": ("上城区", LONG, "西湖区"), "codes": ("330101", "330102", "330103"),
        "series": (series("main", (1234.0, 567.0, None), ("1,234", "567", "<10")),),
        "lines": (Line("浙江省", 890.0, "890", "earlier"),), "marked": ("330101",), "category_title": "",
        "value_title": "建成工坊（家）",
    }  # fmt: skip
    return Chart(**held | more)  # type: ignore[arg-type]


def bars() -> Chart:
    return chart(
        "bars",
        series=(
            series("main", (1234.0, -567.0, None), ("1,234", "−567", "<10")),
            series("earlier", (1111.0, 321.0, 99.0), ("1,111", "321", "99"), "上年同月"),
            series("target", (1500.0, 400.0, None), ("1,500", "400", "–"), "目标"),
        ),
    )


def columns() -> Chart:
    return chart(
        "columns", unit="people", categories=("0", "500", "1,000"), codes=("0", "500", "1000"), marked=(),
        series=(series("main", (311.0, 722.0, 133.0), ("311", "722", "133"), "人数"),),
        lines=(Line("中位数", 702.0, "702", "median"), Line("平均", 745.0, "745", "main")),
        category_title="月增收（元），每档500元",
    )  # fmt: skip


def lines() -> Chart:
    return chart(
        "lines", categories=("2024-01", "2024-02", "2024-03"), codes=("2024-01", "2024-02", "2024-03"),
        series=(
            series("main", (10.0, None, 30.0), ("10", "–", "30")),
            series("second", (7.0, 8.0, 9.0), ("7", "8", "9"), "全省"),
        ),
    )  # fmt: skip


def ranges() -> Chart:
    return chart(
        "ranges", unit="yuan_month",
        series=(
            series("q1", (1100.0, 1200.0, None), ("1,100", "1,200", "<10"), "下四分位"),
            series("median", (2100.0, 2200.0, None), ("2,100", "2,200", "<10"), "中位数"),
            series("q3", (3100.0, 3200.0, None), ("3,100", "3,200", "<10"), "上四分位"),
        ),
        lines=(Line("总体中位数", 2150.0, "2,150", "earlier"),),
    )  # fmt: skip


def table(count: int = 3) -> Table:
    whole = tuple(
        (Cell(f"{EVIL if at == 0 else LONG}{at}"), Cell(f"{at * 1000:,}", at * 1000.0)) for at in range(count)
    )
    return Table((Column("地区", is_number=False), Column("工坊", is_number=True, unit="家")), ("",) * count, whole[:2],
                 max(count - 2, 0), whole)  # fmt: skip


def story() -> Story:
    box = 'viewBox="0 0 160 60"'
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}><rect width="160" height="60" fill="#1E3A42"/></svg>'
    )
    known = Fact("增收家庭", "800", "户", 800.0, "ok", "中国日报网")
    before = Fact("务工前", "1,325", "元/月", 1325.0, "ok", "")
    sources = ("《Dongcheng》", "《Dongcheng》")
    return Story(
        "lanterns", "东塍彩灯", "东塍镇", drawing, "一座桥", "一串彩灯变成活计", before, None, (known,), sources,
        (known,),
    )  # fmt: skip


FACTS = (
    Fact("建成工坊", "11,145", "家", 11145.0, "ok", "n = 319,567"),
    Fact("就业", "49.8", "万人", 498000.0, "carried", ""),
    Fact("低收入", "<10", "", None, "suppressed", "少于10，不显示"),
)


def sheet(key: str, body: object, **more: object) -> Scene:
    held: dict[str, object] = {
        "key": key, "number": 1, "count": 1, "headline": f"{key}的一句话", "parts": (), "holds": True,
        "subtitle": "建成工坊 · 浙江省 · 2024年10月", "note": f"{key}的注",
        "script": f"{key}的讲稿。\n第二段，1,234家。",
        "area": "33", "area_name": "浙江省", "month": "2024-10", "kind": "demonstration", "snapshot": "9AE388",
        "badge": "示例数据 · 快照 9AE388", "source": "县级台账", "address": "coverage",
        "facts": FACTS if key == "map" else (),
        "body": body,
    }  # fmt: skip
    return Scene(**held | more)  # type: ignore[arg-type]


def talk(language: str = "zh", name: str = "example") -> Talk:
    scenes = (
        sheet("figures", Figures(FACTS)),
        sheet("map", map_of()),
        sheet("circles", map_of(is_circles=True)),
        sheet("bars", bars()),
        sheet("columns", columns()),
        sheet("lines", lines(), holds=False),
        sheet("ranges", ranges(), problem="这一步没能生成。"),
        sheet("story", story()),
        sheet("table", table(), headline=EVIL, badge="示例数据 · 快照 9AE388 · 2024年9月"),
    )
    return Talk(
        name, "试验汇报", language, "33", "浙江省", "2024-10", "demonstration", "9AE388", "2026-11-26", scenes
    )


def alone(body: object) -> Talk:
    """A talk of one sheet."""
    return dataclasses.replace(talk(), scenes=(sheet("one", body),))
