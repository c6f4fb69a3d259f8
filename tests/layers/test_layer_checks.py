"""What a check finds in layers that can be read: places, coordinate systems, outlines, codes and names."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from sharedwealth import text
from sharedwealth.errors import ReaderError
from sharedwealth.intake.layers import checking, coverage
from sharedwealth.intake.layers.remarks import LayerError
from sharedwealth.ledger import coordinates
from sharedwealth.places import cells, projection
from tests.layers import made_up


def said(checked):
    return " ".join(each.line() for each in checked.problems)


def shifted(towns, move):
    """The same towns in a shifted system's degrees."""
    degrees = towns.to_crs(projection.WGS84)
    degrees.geometry = shapely.transform(
        degrees.geometry.to_numpy(), lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1]))
    )
    return degrees


@pytest.mark.parametrize("write", [made_up.geopackage, made_up.geojson, made_up.shapefile])
def test_a_good_layer_is_a_clean_coverage_of_the_right_towns(tmp_path, towns, checked, write):
    found = checked(write(tmp_path, towns))
    assert found.problems == ()
    assert found.may_be_taken
    assert list(found.codes) == [code[:9] for code in towns["XZQDM"]]
    assert shapely.is_valid(found.shapes).all()
    assert shapely.coverage_is_valid(found.shapes)
    for made, drawn in zip(found.shapes, towns.geometry, strict=True):
        assert made.area == pytest.approx(drawn.area, rel=0.02)


def test_every_system_leads_to_the_same_ground(tmp_path, towns, checked):
    plain = checked(made_up.geojson(tmp_path, towns))
    others = {
        "EPSG:4490": (made_up.geopackage(tmp_path, towns.to_crs("EPSG:4490"), "a.gpkg"), ""),
        "EPSG:4528": (made_up.geopackage(tmp_path, towns.to_crs("EPSG:4528"), "b.gpkg"), ""),
        "named": (made_up.shapefile(tmp_path, towns, "c.zip", without=(".prj",)), "EPSG:4549"),
        "GCJ-02": (
            made_up.geojson(tmp_path, shifted(towns, coordinates.wgs84_to_gcj02), "d.geojson"),
            "gcj02",
        ),
        "BD-09": (made_up.geojson(tmp_path, shifted(towns, coordinates.wgs84_to_bd09), "e.geojson"), "BD-09"),
    }
    for name, (path, crs) in others.items():
        found = checked(path, crs=crs)
        assert found.problems == (), name
        assert crs.upper() in {"", found.system.name, "GCJ02"} or found.system.name.endswith(f"({crs})")
        for one, other in zip(plain.shapes, found.shapes, strict=True):
            assert shapely.hausdorff_distance(one, other) < 60, name  # the tolerance of simplifying


@pytest.mark.parametrize("shift", ["GCJ-02", "BD-09"])
def test_a_shift_that_is_not_named_shows_at_the_countys_edge(tmp_path, towns, checked, shift):
    move = {"GCJ-02": coordinates.wgs84_to_gcj02, "BD-09": coordinates.wgs84_to_bd09}[shift]
    with pytest.raises(LayerError, match=f"Name {shift} as the coordinate system"):
        checked(made_up.geojson(tmp_path, shifted(towns, move)))


def test_a_shift_that_is_named_and_not_there_shows_too(tmp_path, towns, checked):
    with pytest.raises(LayerError, match="Name WGS84 as the coordinate system"):
        checked(made_up.geojson(tmp_path, towns), crs="BD-09")


@pytest.mark.parametrize(
    ("crs", "named", "words"),
    [
        (None, "", "does not say its coordinate system"),
        (
            "EPSG:4549",
            "EPSG:4490",
            "says that it is in CGCS2000 \\(EPSG:4549\\), and CGCS2000 \\(EPSG:4490\\)",
        ),
        ("EPSG:2384", "", "need the survey office's own parameters"),
        ("EPSG:4549", "EPSG:99", "There is no coordinate system"),
        ("EPSG:4549", "西安80", "There is no coordinate system"),
    ],
)
def test_systems_that_are_missing_contradicted_or_unknown(tmp_path, towns, checked, crs, named, words):
    layer = towns.set_crs(crs, allow_override=True) if crs else gpd.GeoDataFrame(towns, crs=None)
    if crs is None:
        layer = gpd.GeoDataFrame(towns.drop(columns="geometry"), geometry=list(towns.geometry))
    with pytest.raises(LayerError, match=words):
        checked(made_up.geopackage(tmp_path, layer), crs=named)


@pytest.mark.parametrize(
    ("made", "stated", "words"),
    [
        ("EPSG:4549", "EPSG:4490", "the numbers are metres.*the numbers would fit EPSG:4549"),
        ("EPSG:4490", "EPSG:4549", "the numbers are degrees"),
        ("EPSG:4549", "EPSG:4528", "does not lie in Zhejiang.*the numbers would fit EPSG:4549"),
        ("EPSG:4549", "EPSG:32651", "does not lie in Zhejiang|lies"),
    ],
)
def test_numbers_that_contradict_the_system(tmp_path, towns, checked, made, stated, words):
    layer = towns.to_crs(made).set_crs(stated, allow_override=True)
    with pytest.raises(LayerError, match=words):
        checked(made_up.geopackage(tmp_path, layer))


def test_longitude_and_latitude_that_have_changed_places(tmp_path, towns, checked):
    layer = towns.to_crs(projection.WGS84)
    layer.geometry = shapely.transform(layer.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    with pytest.raises(LayerError, match="have changed places"):
        checked(made_up.geopackage(tmp_path, layer))


def test_another_province(tmp_path, towns, checked):
    layer = towns.copy()
    layer["XZQDM"] = ["32" + code[2:] for code in layer["XZQDM"]]
    with pytest.raises(LayerError, match="is of another province"):
        checked(made_up.geopackage(tmp_path, layer))
    moved = towns.copy()
    moved.geometry = moved.geometry.translate(0, 600_000)  # codes of Zhejiang, ground of Jiangsu
    with pytest.raises(LayerError, match="does not lie in Zhejiang"):
        checked(made_up.geopackage(tmp_path, moved, "moved.gpkg"))


def test_an_outline_that_crosses_itself_is_named_with_the_place(tmp_path, towns, checked):
    layer = towns.copy()
    west, south, east, north = layer.geometry.iloc[2].bounds
    bow = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    layer.geometry = [bow if at == 2 else shape for at, shape in enumerate(layer.geometry)]
    found = checked(made_up.geopackage(tmp_path, layer))
    (problem,) = found.problems
    assert (problem.row, problem.code) == (3, towns["XZQDM"].iloc[2][:9])
    assert "crosses or touches itself near" in problem.line()
    assert found.shapes is None
    with text.using("zh"):
        assert "自相交" in problem.line()


def test_towns_that_overlap_are_named_with_the_area(tmp_path, towns, checked):
    layer = towns.copy()
    layer.geometry = [shape.buffer(400) if at == 0 else shape for at, shape in enumerate(layer.geometry)]
    found = checked(made_up.geopackage(tmp_path, layer))
    assert "overlap by" in said(found)
    assert not found.may_be_taken


def test_small_faults_are_repaired_and_told(tmp_path, towns, checked):
    """Each town drawn by itself: borders that miss each other by a metre or two."""
    layer = towns.copy()
    layer.geometry = [
        shapely.transform(shape, lambda xy, at=at: xy + 1.5 * np.sin(xy * 7.3 + at))
        for at, shape in enumerate(layer.geometry)
    ]
    assert not shapely.coverage_is_valid(layer.geometry.to_numpy())
    found = checked(made_up.geopackage(tmp_path, layer))
    assert found.problems == ()
    assert shapely.coverage_is_valid(found.shapes)
    assert any("were joined" in str(note) for note in found.notes)


def test_simplifying_leaves_no_gap(towns):
    fine = np.array([shapely.segmentize(shape, 20.0) for shape in towns.geometry], dtype=object)
    before = coverage.cleaned(fine)
    after = coverage.simplified(before)
    assert after.corners[1] < after.corners[0] / 2
    assert shapely.coverage_is_valid(after.shapes)
    whole = [shapely.union_all(shapes) for shapes in (before.shapes, after.shapes)]
    assert shapely.area(shapely.symmetric_difference(*whole)) < 0.01 * shapely.area(whole[0])
    assert len(shapely.get_parts(whole[1])) == len(shapely.get_parts(whole[0]))


def test_a_missing_town_is_named(tmp_path, towns, checked):
    found = checked(made_up.geopackage(tmp_path, towns[1:]))
    (problem,) = found.problems
    assert towns["XZQDM"].iloc[0][:9] in str(problem)
    assert f"1 of {len(towns)} towns are missing" in str(problem)


def test_a_town_in_another_county_is_named_with_both(tmp_path, towns, register, checked):
    neighbour = made_up.towns(register, "331002")
    layer = towns.copy()
    layer.geometry = [neighbour.geometry.iloc[0], *towns.geometry[1:]]
    found = checked(made_up.geopackage(tmp_path, layer))
    assert "it lies in Jiaojiang District, and its code is of Huangyan District" in said(found)


def test_rows_with_wrong_codes_each_say_why(tmp_path, towns, checked):
    layer = towns.copy()
    codes = layer["XZQDM"].tolist()
    codes[0], codes[1], codes[2], codes[3], codes[4] = codes[5], "", "33100", "331003", "331003999000"
    layer["XZQDM"] = codes
    found = checked(made_up.geopackage(tmp_path, layer))
    told = {each.row: str(each) for each in found.problems if each.row}
    assert "each code once: row 1 has it already" in told[6]
    assert told[2] == "there is no code"
    assert told[3] == "“33100” is no code of a place"
    assert told[4] == "a town's code has 9 digits"
    assert "the register has no such code" in told[5]


def test_a_name_that_belongs_to_another_code_is_wrong_and_an_office_is_not(tmp_path, towns, checked):
    layer = towns.copy()
    names = layer["XZQMC"].tolist()
    names[0], names[1] = names[1], names[0]
    names[2] = f"{names[2]}办事处"
    names[3] = "改名镇"
    layer["XZQMC"] = names
    found = checked(made_up.geopackage(tmp_path, layer))
    assert [each.row for each in found.problems] == [1, 2]
    assert "one of them is wrong" in said(found)
    assert [each.row for each in found.notes if each.row] == [4]


def test_codes_that_are_numbers_in_the_file_are_codes(tmp_path, towns, checked):
    layer = towns.copy()
    layer["XZQDM"] = layer["XZQDM"].astype(float)
    assert checked(made_up.geopackage(tmp_path, layer)).may_be_taken


def test_a_column_of_codes_is_found_by_what_it_holds_or_named(tmp_path, towns, checked):
    layer = towns.rename(columns={"XZQDM": "F1"})
    assert checked(made_up.geopackage(tmp_path, layer)).may_be_taken
    two = layer.assign(F2=layer["F1"])
    path = made_up.geopackage(tmp_path, two, "two.gpkg")
    with pytest.raises(LayerError, match=r"has no column of codes.*F1, XZQMC, F2"):
        checked(path)
    assert checked(path, code_column="F1").may_be_taken
    with pytest.raises(LayerError, match="has no column “F3”"):
        checked(path, code_column="F3")


def test_points_are_of_villages_alone(tmp_path, register, towns, checked):
    villages = made_up.villages(register)
    path = made_up.geojson(tmp_path, villages)
    found = checked(path, level="village")
    assert (found.geometry, len(found.codes)) == ("points", len(villages))
    assert found.may_be_taken
    points = towns.copy()
    points.geometry = towns.geometry.representative_point()
    with pytest.raises(LayerError, match="Points are taken of villages"):
        checked(made_up.geopackage(tmp_path, points))


def test_a_village_far_from_its_county_is_named(tmp_path, register, checked):
    villages = made_up.villages(register)
    villages.geometry = [shapely.Point(120.15, 30.27), *villages.geometry[1:]]  # Hangzhou
    found = checked(made_up.geojson(tmp_path, villages), level="village")
    (problem,) = found.problems
    assert problem.row == 1
    assert "its code is of Huangyan District" in str(problem)


def test_lines_are_no_layer(tmp_path, towns, checked):
    layer = towns.copy()
    layer.geometry = towns.geometry.boundary
    with pytest.raises(LayerError, match="A layer is either areas or points"):
        checked(made_up.geopackage(tmp_path, layer))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"source": " "}, "Say where the layer is from"),
        ({"as_of": "2025-02-30"}, "is no day"),
        ({"as_of": ""}, "is no day"),
        ({"level": "county"}, "There is no level"),
    ],
)
def test_what_the_operator_says_has_to_make_sense(tmp_path, said, words):
    whole = {"level": "town", "source": "a bureau", "as_of": "2025-01-01", **said}
    with pytest.raises(ReaderError, match=words):
        checking.declared(**whole)


def test_village_boundaries_are_a_coverage_too(tmp_path, register, checked):
    """The villages of one town, as areas: the town's ground divided among them."""
    town = register.of_level("town", within=made_up.COUNTY).iloc[0]["code"]
    here = register.of_level("village", within=town)
    points = projection.to_metres(here["longitude"], here["latitude"])
    ground = shapely.convex_hull(shapely.multipoints(points)).buffer(300)
    layer = made_up.frame(here["code"].tolist(), here["name_zh"].tolist(), cells.of_county(ground, points))
    found = checked(made_up.geopackage(tmp_path, layer), level="village")
    assert found.problems == ()
    assert (found.geometry, len(found.codes)) == ("areas", len(here))
    assert shapely.coverage_is_valid(found.shapes)
