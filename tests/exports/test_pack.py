"""The pack for a venue: one file, with the outlines that are there."""

import io
import json
import re

from sharedwealth.exports import pack
from sharedwealth.settings import Settings
from tests.stage.test_document import talk


def test_outlines_that_are_there_are_packed_and_others_left_out(tmp_path):
    folder = tmp_path / "boundaries"
    folder.mkdir()
    content = {"layers": {"city": []}, "unit": 10}
    (folder / "map-33-a.json").write_text(json.dumps(content))
    index = {"basis": "", "maps": {"33": "map-33-a.json"}, "geojson": {}, "points": {}}
    (folder / "index.json").write_text(json.dumps(index))
    written = io.BytesIO()
    pack.write(talk(), written, settings=Settings(data=tmp_path))
    about = json.loads(re.search(rb'id="about">(.*?)</script>', written.getvalue(), re.DOTALL)[1])
    assert about["geometries"] == {"map-33-a.json": content}
    pack.write(talk(), tmp_path / "talk.html", settings=Settings(data=tmp_path))
    assert (tmp_path / "talk.html").read_bytes() == written.getvalue()
