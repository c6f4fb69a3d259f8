"""One talk as one document: what is written into it, and when it says that it is too old."""

import json
import re

import pytest

from sharedwealth import text
from sharedwealth.briefings import scene
from sharedwealth.stage import document, script
from sharedwealth.stage.words import words

AREAS = (
    scene.AreaRow("3310", "台州市", 0.5, "50.0%", "ok", 2),
    scene.AreaRow("3311", "丽水市", None, "<10", "suppressed", -1),
)


def talk(language="zh", **over):
    body = scene.Map(
        indicator="village_coverage", measure="村覆盖率", unit="share", area="33", level="city",
        geometry="map-33-a.json",
        rows=AREAS, is_circles=False, colours=("#EAF5F0",) * 3, dark_colours=("#07483C",) * 3, legend=(), method="",
        marked=(), pins=(), drill={"county": (scene.AreaRow("331082", "临海市", 0.2, "20.0%", "ok", 1),)},
        geometries={"33": "map-33-a.json", "3310": "map-3310-b.json"}, credit="", approval="",
    )  # fmt: skip
    sheet = scene.Scene(
        key="one", number=1, count=1, headline="</script><b>50%", parts=(), holds=True, subtitle="", note="", script="",
        area="33", area_name="浙江省", month="2024-10", kind="demonstration", snapshot="9AE388", badge="示例数据",
        source="", address="", facts=(), body=body,
    )  # fmt: skip
    return scene.Talk(**{
        "name": "t", "title": "A & B", "language": language, "area": "33", "area_name": "浙江省", "month": "2024-10",
        "kind": "demonstration", "snapshot": "9AE388", "made_on": "2024-11-20", "scenes": (sheet,), **over,
    })  # fmt: skip


def about(written):
    return json.loads(re.search(r'id="about">(.*?)</script>', written, re.DOTALL)[1])


def test_a_whole_document_holds_the_talk_and_its_outlines_and_asks_nobody():
    written = document.whole(document.Packed(talk(), {"map-33-a.json": {"layers": {}}}))
    known = about(written)
    assert known["talk"]["scenes"][0]["headline"] == "</script><b>50%"
    assert known["geometries"] == {"map-33-a.json": {"layers": {}}}
    assert not {"talk_address", "map", "ready", "log", "ask", "promises"} & set(known)
    assert not re.search(r'(src|href)="(?!data:)', written)
    assert "</script><b>" not in written
    assert "<title>A &amp; B</title>" in written


def test_a_served_document_names_its_routes_and_holds_no_figure():
    written = document.served("T", document.Routes(talk="/stage/t/talk.json?lang=zh"))
    assert about(written)["talk_address"] == "/stage/t/talk.json?lang=zh"
    assert "talk" not in about(written)
    assert f'src="/assets/{script.bundle()[0]}"' in written


@pytest.mark.parametrize(
    ("month", "due_day", "after"),
    [("2024-10", 10, "2024-12-10"), ("2024-11", 10, "2025-01-10"), ("2024-12", 5, "2025-02-05")],
)
def test_a_pack_is_old_once_the_next_months_ledgers_were_due(month, due_day, after):
    assert document.stale(talk(month=month), due_day)["after"] == after


def test_the_document_speaks_the_talks_language_whatever_the_run_speaks():
    with text.using("zh"):
        english = document.whole(document.Packed(talk("en")))
    assert '<html lang="en">' in english
    assert about(english)["words"]["next"] == "Next:"


def test_places_and_indicators_can_be_typed_by_initials():
    found = document.readings(talk())
    assert "|lhs" in found["331082"]
    assert "|taizhoushi" in found["3310"]
    assert "|cfgl" in found["village_coverage"]


def test_every_file_that_a_drill_can_reach_is_named():
    assert document.geometry_files(talk()) == {"map-33-a.json", "map-3310-b.json"}


def test_the_script_takes_no_word_that_is_not_there():
    """Each WORDS.x.y of the script is a word that the document brings."""
    known = words()
    for path in re.findall(r"WORDS((?:\.[a-z_]+)+)", script.script()):
        value = known
        for name in path.strip(".").split("."):
            assert name in value, path
            value = value[name]


def test_every_part_is_in_the_bundle():
    written = script.script()
    for path in script.FOLDER.glob("*.js"):
        assert path.read_text(encoding="utf-8") in written, path.name
