"""A layer of villages' boundaries: a file for each town that has them, as the map reads it, and for no other town."""

import json

import pytest
import shapely

from sharedwealth import text
from sharedwealth.intake.layers import checking, taking
from sharedwealth.places import geometry, paths, serving
from sharedwealth.places import register as registers
from sharedwealth.places.demonstration import demonstration_places
from tests.layers import made_up
from tests.layers.conftest import installation

UNIT_AREA = 25  # a unit of a city's file is 5 m


@pytest.fixture(scope="module")
def taken(register, tmp_path_factory):
    """An installation with the boundaries of all villages of one town and all but two of another."""
    made = installation(tmp_path_factory.mktemp("villages") / "data")
    towns = made_up.towns(register, wiggle=False).iloc[[5, 9]]
    whole, partial = (code[:9] for code in towns["XZQDM"])
    missing = register.of_level("village", within=partial)["code"].iloc[:2].tolist()
    drawn = made_up.village_areas(register, towns, without=missing)
    folder = tmp_path_factory.mktemp("files")
    with text.using("en"):
        said = checking.declared("village", "Huangyan Civil Affairs Bureau", "2025-01-01")
        checked = checking.check(made_up.geopackage(folder, drawn), said, made)
        layer = taking.take(checked, made)
    return made, layer, drawn, whole, partial, missing


def read(settings, town, *, is_demonstration=False):
    name = geometry.index(settings).villages_of(town, is_demonstration=is_demonstration)
    content, media_type, is_gzipped = serving.map_file(settings, name, accepts_gzip=False)
    assert (media_type, is_gzipped) == ("application/json", False)
    return json.loads(content)


def shape_of(drawn):
    shape = shapely.Polygon()
    for ring in paths.decode(drawn["d"]):
        shape = shapely.symmetric_difference(shape, shapely.make_valid(shapely.Polygon(ring)))
    return shape


def test_each_village_of_the_layer_is_drawn_at_its_size(taken):
    settings, _, layer, whole, partial, missing = taken
    sizes = dict(zip(layer["XZQDM"], layer.geometry.area, strict=True))
    for town in (whole, partial):
        file = read(settings, town)
        assert {each["code"] for each in file["villages"]} == {code for code in sizes if code[:9] == town}
        for each in file["villages"]:
            assert shape_of(each).area * UNIT_AREA == pytest.approx(sizes[each["code"]], rel=0.05)
            assert shape_of(each).buffer(1).contains(shapely.Point(each["at"]))
    assert not set(missing) & {each["code"] for each in read(settings, partial)["villages"]}


def test_no_gap_and_no_overlap_between_villages(taken):
    settings, _, _, whole, *_ = taken
    shapes = [shape_of(each) for each in read(settings, whole)["villages"]]
    together = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(together.area, abs=1e-6)
    assert together.geom_type == "Polygon"
    assert not together.interiors


def test_the_town_is_what_its_villages_make_together_where_all_are_there(taken):
    settings, _, _, whole, partial, _ = taken
    file = read(settings, whole)
    together = shapely.union_all([shape_of(each) for each in file["villages"]])
    assert file["outline"]["code"] == whole
    assert shape_of(file["outline"]).symmetric_difference(together).area < 0.001 * together.area
    assert read(settings, partial)["outline"] is None


def test_no_other_town_has_a_file_and_each_is_small(taken):
    settings, _, _, whole, partial, _ = taken
    index = geometry.index(settings)
    assert set(index.villages["register"]) == set(index.villages["demonstration"]) == {whole, partial}
    for files in index.villages.values():
        for name in files.values():
            assert (settings.boundaries / f"{name}.gz").stat().st_size < 5_000
    assert index.villages_of("331004001", is_demonstration=False) is None


def test_the_file_names_its_layer(taken):
    settings, layer, _, whole, *_ = taken
    assert read(settings, whole)["credit"] == {
        "layer": layer.id,
        "zh": "村界：Huangyan Civil Affairs Bureau（2025-01-01；CGCS2000 (EPSG:4549)）",
        "en": "Village boundaries: Huangyan Civil Affairs Bureau (2025-01-01; CGCS2000 (EPSG:4549))",
    }


def test_the_demonstrations_villages_stand_in_for_the_real_ones(taken):
    """Same ground, at the place where the demonstration has its village, and no real village's code."""
    settings, _, _, whole, *_ = taken
    real, invented = read(settings, whole), read(settings, whole, is_demonstration=True)
    assert [each["d"] for each in real["villages"]] == [each["d"] for each in invented["villages"]]
    register = registers.load(settings)
    where = register.places.set_index("code")[["longitude", "latitude"]]
    stand_ins = demonstration_places(register).set_index("code")[["longitude", "latitude"]]
    for one, other in zip(real["villages"], invented["villages"], strict=True):
        assert int(other["code"][9:]) >= 600
        assert where.loc[one["code"]].tolist() == stand_ins.loc[other["code"]].tolist()


def test_a_later_layer_draws_the_whole_town(taken, register, tmp_path):
    """Two surveys do not fit one another, so a town is drawn from one."""
    settings, _, _, whole, partial, _ = taken
    before = read(settings, partial)
    towns = made_up.towns(register, wiggle=False).iloc[[9]]
    codes = register.of_level("village", within=partial)["code"]
    drawn = made_up.village_areas(register, towns, without=codes.iloc[3:].tolist())
    said = checking.declared("village", "a later survey", "2025-06-01")
    later = taking.take(checking.check(made_up.geopackage(tmp_path, drawn), said, settings), settings)
    file = read(settings, partial)
    assert {each["code"] for each in file["villages"]} == set(codes.iloc[:3])
    assert file["credit"]["layer"] == later.id
    assert read(settings, whole)["credit"]["layer"] != later.id
    taking.remove(later.id, settings)
    assert read(settings, partial) == before


def test_without_the_layer_no_file_is_left(taken):
    """Runs last."""
    settings, layer, *_ = taken
    taking.remove(layer.id, settings)
    assert geometry.index(settings).villages == {}
    assert list(settings.boundaries.glob("villages-*")) == []
