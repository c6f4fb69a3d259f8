"""What becomes of a layer that is taken: maps, positions and credits, and everything as before once it is out."""

import json
import shutil

import pandas as pd
import pytest
import shapely

from sharedwealth import prepare, text
from sharedwealth.errors import RegisterError
from sharedwealth.intake.layers import checking, taking
from sharedwealth.intake.layers.taking import LayerRefusedError
from sharedwealth.places import geometry, layers, map_credits, paths, projection
from sharedwealth.places import register as registers
from tests.layers import made_up
from tests.layers.conftest import installation

TAIZHOU = "3310"


def take(settings, path, level="town", source="Huangyan Civil Affairs Bureau", **said):
    declared = checking.declared(level, source, "2025-01-01", **said)
    return taking.take(checking.check(path, declared, settings), settings)


def city_map(settings):
    name = geometry.index(settings).map_of(TAIZHOU)
    return json.loads((settings.boundaries / name).read_text(encoding="utf-8"))


def tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".gz")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """An installation with its maps and no layer."""
    made = installation(tmp_path_factory.mktemp("layers") / "data")
    geometry.build(made, registers.load(made))
    return made, tree(made.data), city_map(made)


@pytest.fixture(scope="module")
def taken(before, register, tmp_path_factory):
    """The same with the boundaries of one county and the village points of another."""
    settings, _, _ = before
    folder = tmp_path_factory.mktemp("files")
    with text.using("en"):
        towns = made_up.towns(register)
        of_towns = take(settings, made_up.geopackage(folder, towns), approval="浙S(2025)1号")
        points = made_up.villages(register, "331004")
        of_villages = take(settings, made_up.geojson(folder, points, "points.geojson"), "village", "a survey")
    return settings, of_towns, of_villages, towns


def shape_of(drawn):
    """The area as even-odd rings make it, in the file's units."""
    shape = shapely.Polygon()
    for ring in paths.decode(drawn["d"]):
        shape = shapely.symmetric_difference(shape, shapely.make_valid(shapely.Polygon(ring)))
    return shape


def test_the_countys_towns_are_drawn_as_they_are_and_no_others(taken, before):
    settings, _, _, towns = taken
    drawn = {each["code"]: each for each in city_map(settings)["layers"]["town"]}
    wanted = {code[:9] for code in towns["XZQDM"]}
    assert {code for code, each in drawn.items() if not each["schematic"]} == wanted
    assert set(drawn) == {each["code"] for each in before[2]["layers"]["town"]}
    for code, shape in zip(towns["XZQDM"], towns.geometry, strict=True):
        area = shape_of(drawn[code[:9]]).area * 25  # a unit of a city's file is 5 m
        assert area == pytest.approx(shape.area, rel=0.03)


def test_the_citys_counties_stay_a_coverage(taken):
    settings, *_ = taken
    counties = city_map(settings)["layers"]["county"]
    shapes = {each["code"]: shape_of(each) for each in counties}
    together = shapely.union_all(list(shapes.values()))
    assert sum(shape.area for shape in shapes.values()) == pytest.approx(together.area, rel=0.001)
    assert together.area * 25 == pytest.approx(
        sum(projection.counties()[code].area for code in shapes), rel=0.01
    )


def test_the_map_says_where_its_lines_and_points_are_from(taken):
    settings, of_towns, of_villages, _ = taken
    written = city_map(settings)
    towns, villages = written["credits"]
    assert (towns["of"], towns["counties"]) == ("town", [made_up.COUNTY])
    assert "Huangyan Civil Affairs Bureau (2025-01-01; CGCS2000 (EPSG:4549))" in towns["en"]
    assert "审图号 浙S(2025)1号" in towns["zh"]
    assert (villages["of"], villages["counties"]) == ("village", ["331004"])
    assert written["placed"] == ["331004"]
    name = geometry.index(settings).map_of("33")
    province = json.loads((settings.boundaries / name).read_text(encoding="utf-8"))
    assert [each["of"] for each in province["credits"]] == ["village"]
    with text.using("en"):
        everything = map_credits.everything(settings, registers.load(settings))
    assert {of_towns.crs, of_villages.crs} <= {each.crs for each in everything}
    assert all(each.source and each.as_of and each.crs and each.where for each in everything)


def test_villages_have_the_points_that_the_layer_gives(taken, register):
    settings, *_ = taken
    points = made_up.villages(register, "331004")
    now = registers.load(settings).places.set_index("code").loc[points["XZQDM"]]
    assert set(now["position_source"]) == {"official"}
    metres = projection.to_metres(now["longitude"], now["latitude"])
    wanted = projection.to_metres(points.geometry.x, points.geometry.y)
    assert abs(metres - wanted).max() < 2


def test_schematic_villages_move_into_their_real_town(taken):
    settings, _, _, towns = taken
    places = registers.load(settings).places
    shapes = dict(zip((code[:9] for code in towns["XZQDM"]), towns.geometry, strict=True))
    here = places[places["code"].str.startswith(made_up.COUNTY) & places["level"].isin(["town", "village"])]
    points = shapely.points(projection.to_metres(here["longitude"], here["latitude"]))
    own = [shapes[code[:9]] for code in here["code"]]
    assert shapely.dwithin(own, points, 120).all()  # simplifying moves an edge by less
    of_towns = here[here["level"] == "town"]["position_source"]
    assert "schematic" not in set(of_towns)
    assert "boundary" in set(of_towns)


def test_other_places_stay_where_they_are(taken, register):
    settings, *_ = taken
    now = registers.load(settings).places
    elsewhere = ~now["code"].str[:6].isin([made_up.COUNTY, "331004"])
    pd.testing.assert_frame_equal(now[elsewhere], register.places[elsewhere])


def test_a_refused_layer_changes_nothing(taken, tmp_path):
    settings, _, _, towns = taken
    was = tree(settings.data)
    path = made_up.geopackage(tmp_path, towns[1:])
    with text.using("en"), pytest.raises(LayerRefusedError, match="Nothing was changed"):
        take(settings, path)
    assert tree(settings.data) == was


def test_a_layer_that_was_cut_off_is_none(taken, register):
    """The machine stops after the folder is written and before it has its name, or before points were worked out."""
    settings, of_towns, *_ = taken
    folder = settings.operator_register / "layers"
    shutil.copytree(folder / of_towns.id, folder / ".taking-abc")
    shutil.copytree(folder / of_towns.id, folder / f".removing-{of_towns.id}")
    assert [each.id for each in layers.in_force(settings)].count(of_towns.id) == 1
    was = (folder / "positions.csv").read_bytes()
    (folder / "positions.csv").unlink()
    assert prepare.boundaries(settings)
    assert (folder / "positions.csv").read_bytes() == was
    layers.put(settings, of_towns, layers.shapes(settings, of_towns))
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_later_layer_wins_and_the_earlier_comes_back(taken, register, tmp_path):
    settings, of_towns, _, towns = taken
    was = city_map(settings)["layers"]["town"]
    other = towns.copy()
    seats = other.geometry.representative_point()
    cells = shapely.voronoi_polygons(
        shapely.multipoints(seats.to_numpy()), extend_to=projection.counties()[made_up.COUNTY], ordered=True
    )
    other.geometry = shapely.intersection(shapely.get_parts(cells), projection.counties()[made_up.COUNTY])
    later = take(settings, made_up.geopackage(tmp_path, other), source="a later survey")
    drawn = city_map(settings)
    assert [each["en"] for each in drawn["credits"] if each["of"] == "town"] == [
        "Town boundaries: a later survey (2025-01-01; CGCS2000 (EPSG:4549))"
    ]
    assert drawn["layers"]["town"] != was
    taking.remove(later.id, settings)
    assert city_map(settings)["layers"]["town"] == was
    assert next(each.id for each in layers.in_force(settings)) == of_towns.id


def test_without_the_layers_everything_is_as_it_was(taken, before):
    """Runs last: byte for byte the same maps, and nothing of the layers in the register."""
    settings, of_towns, of_villages, _ = taken
    with pytest.raises(RegisterError, match="There is no layer “town-000000”"):
        taking.remove("town-000000", settings)
    for layer in (of_towns, of_villages):
        taking.remove(layer.id, settings)
    assert tree(settings.data) == before[1]
