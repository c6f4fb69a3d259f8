import gzip
import json
import struct

import numpy as np
import pytest
import shapely

from sharedwealth.places import geometry, mapfile, paths, projection
from sharedwealth.places import register as registers

CITIES = [f"33{n:02d}" for n in range(1, 12)]


@pytest.fixture(scope="module")
def index(built):
    return geometry.index(built)


def stored(built, name):
    return json.loads((built.boundaries / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def maps(built, index):
    return {area: stored(built, name) for area, name in index.maps.items()}


def polygon(area):
    """The area as even-odd rings make it: what a browser fills."""
    shape = shapely.Polygon()
    for ring in paths.decode(area["d"]):
        shape = shapely.symmetric_difference(shape, shapely.make_valid(shapely.Polygon(ring)))
    return shape


def test_there_is_a_map_of_the_province_and_one_of_each_city(maps):
    assert sorted(maps) == sorted(["33", *CITIES])
    assert [len(maps["33"]["layers"][layer]) for layer in mapfile.LAYERS] == [1, 11, 90, 0]


def test_the_province_map_holds_all_90_counties_with_both_names(maps, register):
    counties = {area["code"]: (area["zh"], area["en"]) for area in maps["33"]["layers"]["county"]}
    wanted = register.of_level("county")
    assert counties == {
        code: (zh, en)
        for code, zh, en in zip(wanted["code"], wanted["name_zh"], wanted["name_en"], strict=True)
    }


def test_city_maps_hold_every_county_and_town_once(maps, register):
    for level in ("county", "town"):
        shown = [area["code"] for city in CITIES for area in maps[city]["layers"][level]]
        assert sorted(shown) == sorted(register.of_level(level)["code"])


def test_only_town_cells_are_schematic(maps):
    for content in maps.values():
        for layer, areas in content["layers"].items():
            assert all(area["schematic"] is (layer == "town") for area in areas)


def test_files_stay_small(built, index):
    def size(name):
        return (built.boundaries / f"{name}.gz").stat().st_size

    assert size(index.map_of("33")) < 60_000
    assert all(size(index.map_of(city)) < 40_000 for city in CITIES)
    assert size(index.geojson_of("county")) < 60_000
    assert size(index.geojson_of("city")) < 30_000


def test_every_label_point_lies_inside_its_area_with_the_room_it_claims(maps):
    for content in maps.values():
        for layer in ("outline", "city", "county", "town"):
            for area in content["layers"][layer]:
                shape, point = polygon(area), shapely.Point(area["at"])
                assert shape.intersects(point), area["code"]
                assert shape.boundary.distance(point) >= area["room"] - 3, area["code"]


def test_boxes_enclose_their_areas(maps):
    for content in maps.values():
        for areas in content["layers"].values():
            for area in areas:
                corners = np.concatenate([np.array(ring) for ring in paths.decode(area["d"])])
                left, top, right, bottom = area["box"]
                assert left - 1 <= corners[:, 0].min()
                assert right + 1 >= corners[:, 0].max()
                assert top - 1 <= corners[:, 1].min()
                assert bottom + 1 >= corners[:, 1].max()


def test_numbers_are_positive_and_north_is_up(maps):
    box = maps["33"]["box"]
    assert min(box) > 0
    at = {area["code"]: area["at"] for area in maps["33"]["layers"]["city"]}
    assert at["3305"][1] < at["3303"][1]  # Huzhou lies north of Wenzhou
    assert at["3308"][0] < at["3309"][0]  # Quzhou lies west of Zhoushan


def test_city_maps_coincide_with_the_provinces_once_multiplied_by_their_units(maps):
    province = {area["code"]: area["box"] for area in maps["33"]["layers"]["county"]}
    for city in CITIES:
        for area in maps[city]["layers"]["county"]:
            small = np.array(area["box"]) * maps[city]["unit"]
            assert np.abs(small - np.array(province[area["code"]]) * maps["33"]["unit"]).max() <= 20


def test_drawn_areas_keep_their_size(maps):
    counties = projection.counties()
    for area in maps["33"]["layers"]["county"]:
        assert polygon(area).area * 100 == pytest.approx(counties[area["code"]].area, rel=0.002)


def test_islands_are_specks_at_province_zoom_and_large_counties_are_not(maps):
    specks = {area["code"] for area in maps["33"]["layers"]["county"] if area["speck"]}
    assert {"330922", "330305"} <= specks  # Shengsi, Dongtou
    assert not {"331082", "330127", "330921"} & specks
    assert len(specks) < 8


def test_outer_rings_run_one_way_so_that_every_filling_rule_agrees(maps):
    for area in maps["33"]["layers"]["county"]:
        ring = np.array(paths.decode(area["d"])[0])
        following = np.roll(ring, -1, axis=0)
        turning = (ring[:, 0] * following[:, 1] - following[:, 0] * ring[:, 1]).sum()
        assert turning > 0  # clockwise as seen on a screen, whose y points down


def test_the_source_is_written_in_both_languages(maps):
    for content in maps.values():
        assert "GS(2024)0650" in content["source"]["zh"]
        assert "GS(2024)0650" in content["source"]["en"]
        assert content["version"] == 1


def test_geojson_carries_codes_names_and_four_decimals(built, index):
    counties = stored(built, index.geojson_of("county"))["features"]
    assert len(counties) == 90
    assert all(f["id"] == f["properties"]["code"] and isinstance(f["id"], str) for f in counties)
    linhai = next(f for f in counties if f["id"] == "331082")
    assert linhai["properties"] == {"code": "331082", "name_zh": "临海市", "name_en": "Linhai City"}
    shape = shapely.from_geojson(json.dumps(linhai["geometry"]))
    corners = shapely.get_coordinates(shape)
    assert (corners == np.round(corners, 4)).all()
    assert not shapely.is_ccw(shapely.get_parts(shape)[0].exterior)


def test_geojson_still_covers_without_gaps_after_writing(built, index):
    for level in ("city", "county"):
        features = stored(built, index.geojson_of(level))["features"]
        shapes = np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)


def test_points_stand_in_the_order_of_their_codes_in_the_maps_units(built, index, register, maps):
    for area in ("33", "3309"):
        points, codes = index.points_of(area)
        content = (built.boundaries / points).read_bytes()
        order = stored(built, codes)
        (count,) = struct.unpack("<I", content[:4])
        pairs = np.frombuffer(content[4:], "<i4").reshape(-1, 2)
        villages = register.of_level("village", area)
        assert count == len(pairs) == len(order) == len(villages)
        assert order == sorted(villages["code"])
        assert points.split("-")[-1].removesuffix(".bin") == codes.split("-")[-1].removesuffix(".json")
        metres = projection.to_metres(villages["longitude"], villages["latitude"])
        expected = mapfile.on_screen(metres, maps[area]["unit"])
        assert np.abs(pairs - expected).max() <= 0.5
    left, top, right, bottom = maps["3309"]["box"]
    assert ((pairs >= [left - 2, top - 2]) & (pairs <= [right + 2, bottom + 2])).all()


def test_each_file_has_its_gzip_beside_it_and_its_content_in_its_name(built, index):
    for name in index.names():
        content = (built.boundaries / name).read_bytes()
        assert gzip.decompress((built.boundaries / f"{name}.gz").read_bytes()) == content
    assert all(
        name.count("-") >= 2 and len(name.rsplit("-", 1)[1].split(".")[0]) == 16 for name in index.names()
    )


def test_an_area_of_any_level_finds_its_map(index):
    assert index.map_of("33").startswith("map-33-")
    assert index.map_of("331082112201") == index.map_of("3310")
    with pytest.raises(geometry.NotBuiltError):
        index.map_of("3399")
    with pytest.raises(geometry.NotBuiltError):
        index.points_of("33", "nowhere")


def test_building_again_gives_the_same_names_and_leaves_nothing_else(settings, index):
    register = registers.load(settings)
    assert not geometry.is_built(settings, register)
    settings.boundaries.mkdir(parents=True)
    (settings.boundaries / "map-33-0000000000000000.json").write_text("{}")
    steps = []
    geometry.build(settings, register, lambda done, whole: steps.append((done, whole)))
    assert geometry.index(settings) == index
    assert geometry.is_built(settings, register)
    assert steps[-1][0] == steps[-1][1]
    assert not (settings.boundaries / "map-33-0000000000000000.json").exists()
    (settings.boundaries / index.map_of("3301")).unlink()
    assert not geometry.is_built(settings, register)


def test_another_name_in_the_register_asks_for_a_new_build(built, register):
    renamed = register.places.assign(name_zh=register.places["name_zh"].replace("临海市", "临海新市"))
    other = registers.Register(renamed, register.designations, register.targets, "operator")
    assert geometry.is_built(built, register)
    assert not geometry.is_built(built, other)


def test_a_damaged_or_missing_index_is_not_built(settings):
    register = registers.load(settings)
    with pytest.raises(geometry.NotBuiltError, match="missing"):
        geometry.index(settings)
    settings.boundaries.mkdir()
    (settings.boundaries / "index.json").write_text('{"version":')
    with pytest.raises(geometry.NotBuiltError, match="damaged"):
        geometry.index(settings)
    assert not geometry.is_built(settings, register)


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        (shapely.box(1, 2, 4, 6), "M4 2l0 4-3 0 0-4z"),
        (shapely.box(1.2, 1.2, 1.4, 1.4), "M1 1l1 0 0 1-1 0z"),
    ],
)
def test_paths_are_short_and_never_empty(shape, path):
    assert paths.encode(shape) == path


def test_a_path_is_read_back_as_it_was_written():
    shape = shapely.Polygon([(-5, 0), (0, 90), (70, 3), (-5, 0)], [[(0, 10), (5, 20), (5, 10)]])
    assert paths.decode(paths.encode(shape)) == [[(-5, 0), (0, 90), (70, 3)], [(0, 10), (5, 20), (5, 10)]]
