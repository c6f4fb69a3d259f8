import gzip
import json

import pytest

from sharedwealth.places import geometry, serving


def test_a_named_file_is_served_gzipped_with_its_type(built):
    index = geometry.index(built)
    content, media_type, is_gzipped = serving.map_file(built, index.map_of("33"))
    assert (media_type, is_gzipped) == ("application/json", True)
    assert json.loads(gzip.decompress(content))["area"] == "33"
    assert serving.map_file(built, index.geojson_of("county"))[1] == "application/geo+json"
    assert serving.map_file(built, index.points_of("3301")[0])[1] == "application/octet-stream"


def test_a_client_without_gzip_gets_the_plain_file(built):
    content, _, is_gzipped = serving.map_file(built, geometry.index(built).map_of("33"), accepts_gzip=False)
    assert not is_gzipped
    assert json.loads(content)["area"] == "33"


@pytest.mark.parametrize(
    "name",
    [
        "index.json",
        "../register/places.csv",
        "..%2Fregister%2Fplaces.csv",
        "",
        ".",
        "/etc/passwd",
        "map-33.json",
        "a\0b",
    ],
)
def test_nothing_else_is_served(built, name):
    assert serving.map_file(built, name) is None


def test_a_gzip_is_not_served_under_its_own_name(built):
    assert serving.map_file(built, geometry.index(built).map_of("33") + ".gz") is None


def test_nothing_is_served_before_the_build(settings):
    assert serving.map_file(settings, "map-33-0000000000000000.json") is None
