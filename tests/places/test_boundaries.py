import numpy as np
import pytest
import shapely

from sharedwealth.places import boundaries


@pytest.fixture(scope="module")
def shapes():
    return boundaries.load()


def rings_of(shape):
    return [part.exterior for part in shapely.get_parts(shape)]


def test_there_are_eleven_cities_and_ninety_counties_with_the_registers_codes(shapes, register):
    assert len(shapes.cities) == 11
    assert len(shapes.counties) == 90
    assert sorted(shapes.cities) == register.of_level("city")["code"].tolist()
    assert sorted(shapes.counties) == register.of_level("county")["code"].tolist()


def test_the_counties_are_those_since_2021(shapes):
    assert {"330113", "330114", "330383"} <= set(shapes.counties)
    assert not {"330103", "330104"} & set(shapes.counties)


@pytest.mark.parametrize("layer", ["cities", "counties"])
def test_a_layer_has_neither_gaps_nor_overlaps(shapes, layer):
    areas = np.array(list(getattr(shapes, layer).values()))
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)


def test_cities_and_province_are_the_sum_of_their_counties(shapes):
    for code, city in shapes.cities.items():
        own = sum(shape.area for county, shape in shapes.counties.items() if county.startswith(code))
        assert city.area == pytest.approx(own, rel=1e-9)
    assert shapes.province.area == pytest.approx(sum(s.area for s in shapes.counties.values()), rel=1e-9)


def test_exterior_rings_run_clockwise_and_holes_the_other_way(shapes):
    for shape in [shapes.province, *shapes.cities.values(), *shapes.counties.values()]:
        for part in shapely.get_parts(shape):
            assert not shapely.is_ccw(part.exterior)
            assert all(shapely.is_ccw(hole) for hole in part.interiors)


def test_coordinates_have_four_decimals(shapes):
    corners = shapely.get_coordinates(np.array(list(shapes.counties.values())))
    assert np.allclose(corners, np.round(corners, 4), atol=1e-9)


def test_every_label_point_lies_inside_its_area(shapes):
    areas = {"33": shapes.province, **shapes.cities, **shapes.counties}
    assert set(shapes.label_points) == set(areas)
    assert all(shapely.intersects_xy(areas[code], *point) for code, point in shapes.label_points.items())


def test_areas_are_about_the_true_ones(shapes):
    from sharedwealth.places import projection  # noqa: PLC0415

    square_kilometres = {code: shape.area / 1e6 for code, shape in projection.counties().items()}
    assert square_kilometres["330127"] == pytest.approx(4417, rel=0.03)  # Chun'an, published land area
    assert 100_000 < sum(square_kilometres.values()) < 107_000


def test_a_gap_between_counties_is_found():
    left, right = shapely.box(0, 0, 1, 1), shapely.box(0.9, 0, 2, 1)
    many = {f"3301{n:02d}": shapely.box(n + 10, 0, n + 11, 1) for n in range(88)}
    with pytest.raises(boundaries.BoundaryError, match="overlap"):
        boundaries._checked({"330198": left, "330199": right, **many}, {})


def test_a_missing_county_is_found():
    with pytest.raises(boundaries.BoundaryError, match="1 counties"):
        boundaries._checked({"330198": shapely.box(0, 0, 1, 1)}, {})
