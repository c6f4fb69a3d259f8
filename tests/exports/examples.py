"""Talks by hand with all that a scene can hold: the five bodies, both languages, suppressed and missing figures."""

import json
from dataclasses import replace

from sharedwealth.briefings import scene

SNAPSHOT = "5A11ED"
EVIL = "=1+1 <&> \x0b\ud800 “”"
"""What a ledger's free text may hold: a formula's beginning, markup, characters that XML has no place for."""

WORDS = {
    "zh": {
        "title": "示例汇报", "area": "示例市", "rate": "村（社区）覆盖率",
        "long": "景宁畲族自治县澄照乡民族创业园共富工坊联合体第一分场",
        "badge": f"示例数据 · 截至2024年10月 · 数据快照 {SNAPSHOT} · 3/4个县（市、区）已报送",
        "units": "家", "yuan": "元/月",
        "names": ("东县", "西县", "南县", "北县"),
    },
    "en": {
        "title": "A talk as an example", "area": "Example City", "rate": "Coverage of all villages and communities",
        "long": "Jingning She Autonomous County, Chengzhao Township, Park of Enterprises, First Branch",
        "badge": f"DEMONSTRATION DATA · as of October 2024 · snapshot {SNAPSHOT} · 3 of 4 counties have reported",
        "units": "workshops", "yuan": "yuan a month",
        "names": ("East County", "West County", "South County", "North County"),
    },
}  # fmt: skip

CODES = ("330101", "330102", "330103", "330104")
VALUES = (0.9625, 0.5, None, None)
TEXTS = ("96.3%", "50.0%", "<10", "")
STATUSES = ("ok", "unverified", "suppressed", "no_data")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 60"><rect width="160" height="60" fill="#F1EBDD"/>'
    '<circle cx="120" cy="20" r="9" fill="#B9302A"/></svg>'
)


def fact(label, figure, unit, value, status="ok", beneath=""):
    return scene.Fact(label, figure, unit, value, status, beneath, "workshops_built", "3301", "2024-10")


def rows(language):
    names = WORDS[language]["names"]
    return tuple(
        scene.AreaRow(*each, numerator=1.0, denominator=2.0, n=20.0)
        for each in zip(CODES, names, VALUES, TEXTS, STATUSES, (2, 1, -1, -1), strict=True)
    )


def a_map(language, *, is_circles=False):
    return scene.Map(
        indicator="village_coverage",
        measure=WORDS[language]["rate"],
        unit="share",
        area="3301",
        level="county",
        geometry="map-3301-test.json",
        rows=rows(language),
        is_circles=is_circles,
        colours=("#EAF5F0",) if is_circles else ("#EAF5F0", "#66B5A0", "#07483C"),
        dark_colours=(),
        legend=(
            scene.Legend("60–100%", "class", 2, 1),
            scene.Legend("30–60%", "class", 1, 1),
            scene.Legend("无数据" if language == "zh" else "No data", "no_data", count=1),
            scene.Legend("不足10" if language == "zh" else "Fewer than 10", "suppressed", count=1),
        ),
        method="固定等距分级" if language == "zh" else "Fixed equal steps",
        marked=("330101",),
        pins=(scene.Pin("330101001", WORDS[language]["names"][0], 250.0, 250.0),),
        drill={},
        geometries={},
        credit="底图数据：天地图" if language == "zh" else "Base map data: Tianditu",
        approval="浙S(2026)1号",
    )


def series(name, role, values, texts, statuses=None):
    return scene.Series(name, role, tuple(values), tuple(texts), tuple(statuses or ("ok",) * len(values)))


def chart(language, kind):
    words = WORDS[language]
    common = {"indicator": "village_coverage", "marked": (), "category_title": "", "lines": ()}
    if kind == "bars":
        return scene.Chart(
            measure=words["rate"], unit="share", kind="bars",
            categories=(*words["names"][:3], words["long"]), codes=CODES, value_title=words["rate"],
            series=(series(words["rate"], "main", (0.9625, 0.5, None, 0.125), ("96.3%", "50.0%", "<10", "12.5%"),
                           ("ok", "unverified", "suppressed", "ok")),),
            **{**common, "lines": (scene.Line(words["area"], 0.6125, "61.3%", "earlier"),), "marked": CODES[:1]},
        )  # fmt: skip
    if kind == "lines":
        months = ("2024-07", "2024-08", "2024-09", "2024-10")
        return scene.Chart(
            measure=words["rate"], unit="people", kind="lines", categories=months, codes=months,
            value_title=words["rate"],
            series=(series(words["rate"], "main", (9_123.0, None, 498_123.0, 30_000.0),
                           ("9,123", "–", "49.8万", "3万"), ("ok", "no_data", "ok", "carried")),),
            **{**common, "lines": (scene.Line("目标", 500_000.0, "50万", "target"),)},
        )  # fmt: skip
    if kind == "columns":
        return scene.Chart(
            measure=words["rate"], unit="people", kind="columns", value_title=words["rate"],
            categories=("−500", "0", "500", "1,000"), codes=("-500", "0", "500", "1000"),
            series=(series(words["rate"], "main", (12.0, 340.0, 1_250.0, None), ("12", "340", "1,250", "<10"),
                           ("ok", "ok", "ok", "suppressed")),),
            **{**common, "lines": (
                scene.Line("中位数", 620.4, "620", "median"), scene.Line("平均", 655.0, "655", "main"),
            )},
        )  # fmt: skip
    return scene.Chart(
        measure=words["rate"], unit="yuan_month", kind="ranges", categories=words["names"][:2], codes=CODES[:2],
        value_title=words["rate"],
        series=(
            series("下四分位" if language == "zh" else "Lower quartile", "q1", (1_300.0, 900.4), ("1,300", "900")),
            series("中位数" if language == "zh" else "Median", "median", (2_300.0, 1_800.0), ("2,300", "1,800")),
            series("上四分位" if language == "zh" else "Upper quartile", "q3", (3_000.0, 2_800.6), ("3,000", "2,801")),
        ),
        **{**common, "lines": (scene.Line("全市中位数", 2_100.0, "2,100", "earlier"),)},
    )  # fmt: skip


def table(language, count=3, shown=2):
    words = WORDS[language]
    whole = tuple(
        (scene.Cell(f"{words['names'][at % 4]} {at}"), scene.Cell(f"{at:,}", float(at)), scene.Cell(EVIL))
        for at in range(count)
    )
    columns = (
        scene.Column(words["area"], is_number=False),
        scene.Column(words["rate"], is_number=True, unit=words["units"]),
        scene.Column(words["long"], is_number=False),
    )
    codes = tuple(str(at) for at in range(count))
    return scene.Table(columns, codes, whole[:shown], count - min(shown, count), whole)


def story(language):
    words = WORDS[language]
    return scene.Story(
        case="lanterns", title=words["title"], place=words["area"], drawing=DRAWING, drawing_alt=words["long"],
        sentence=words["long"],
        before=fact(words["rate"], "1,325", words["yuan"], 1325.4),
        after=fact(words["area"], "3,821", words["yuan"], 3821.2),
        published=(scene.Fact(words["title"], "800", "", 800.0, "ok", "China Daily"),),
        sources=("China Daily, 2022-08-16",),
        live=(fact(words["area"], "5", words["units"], 5.0), fact(words["long"], "<10", "", None, "suppressed")),
    )  # fmt: skip


def figures(language):
    words = WORDS[language]
    return scene.Figures(
        (
            fact(words["rate"], "11,145", words["units"], 11_145.0, beneath="n = 319,567"),
            fact(words["long"], "49.8", "万人", 498_123.0),
            fact(words["area"], "–", "", None, "no_data", "–"),
        )
    )


BODIES = {
    "figures": figures,
    "map": a_map,
    "circles": lambda language: a_map(language, is_circles=True),
    "bars": lambda language: chart(language, "bars"),
    "lines": lambda language: chart(language, "lines"),
    "columns": lambda language: chart(language, "columns"),
    "ranges": lambda language: chart(language, "ranges"),
    "story": story,
    "table": table,
}


def sheet(key, body, language, number=1, count=1):
    words = WORDS[language]
    beside = (
        () if isinstance(body, scene.Figures | scene.Story) else (fact(words["rate"], "96.3%", "", 0.9625),)
    )
    return scene.Scene(
        key=key, number=number, count=count, headline=f"{words['title']}：{key} 96.3%", parts=(), holds=True,
        subtitle=f"{words['rate']} · {words['area']}", note=words["long"], script=f"{EVIL}\n{words['long']}",
        area="3301", area_name=words["area"], month="2024-10", kind="demonstration", snapshot=SNAPSHOT,
        badge=words["badge"], source=words["rate"], address="coverage?area=3301&month=2024-10", facts=beside, body=body,
    )  # fmt: skip


def talk(language="zh", keys=None):
    chosen = keys or tuple(BODIES)
    scenes = tuple(
        sheet(key, BODIES[key](language), language, number, len(chosen))
        for number, key in enumerate(chosen, 1)
    )
    return scene.Talk(
        "example", WORDS[language]["title"], language, "3301", WORDS[language]["area"], "2024-10",
        "demonstration", SNAPSHOT, "2026-11-26", scenes,
    )  # fmt: skip


def with_body(given, body):
    """The talk with this body on its only sheet."""
    return replace(given, scenes=(replace(given.scenes[0], body=body),))


def boundaries(folder):
    """A city of four square counties, one of them with an island and a hole."""

    def area(code, name, left, top, path=None):
        path = path or f"M{left} {top}l100 0 0 100-100 0z"
        return {
            "code": code, "zh": name, "en": name, "d": path, "at": [left + 50, top + 50],
            "box": [left, top, left + 100, top + 100], "room": 50, "speck": False, "schematic": False,
        }  # fmt: skip

    rings = "M0 0l90 0 0 100-90 0zM20 20l10 0 0 10-10 0zM95 0l5 0 0 5-5 0z"
    whole = area("3301", "示例市", 0, 0, "M0 0l200 0 0 200-200 0z") | {"box": [0, 0, 200, 200]}
    counties = [
        area(CODES[0], "东县", 0, 0, rings), area(CODES[1], "西县", 100, 0), area(CODES[2], "南县", 0, 100),
        area(CODES[3], "北县", 100, 100),
    ]  # fmt: skip
    content = {"unit": 5, "layers": {"outline": [whole], "city": [], "county": counties, "town": []}}
    folder.mkdir(exist_ok=True)
    (folder / "map-3301-test.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
