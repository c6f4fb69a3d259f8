import numpy as np
import pytest
import shapely

from sharedwealth.places import cells, placing, positions, projection

SQUARE = shapely.box(0, 0, 10_000, 10_000)


def test_the_same_seed_gives_the_same_points_and_another_seed_others():
    first = positions.spread(SQUARE, "330102001", 12)
    assert np.array_equal(first, positions.spread(SQUARE, "330102001", 12))
    assert not np.array_equal(first, positions.spread(SQUARE, "330102002", 12))


def test_points_lie_inside_distinct_and_apart():
    island = shapely.union(shapely.box(0, 0, 1000, 8000), shapely.box(5000, 0, 9000, 300))
    points = positions.spread(island, "x", 60)
    assert shapely.contains_xy(island, points[:, 0], points[:, 1]).all()
    assert len(np.unique(points, axis=0)) == 60
    between = np.hypot(*(points[:, None] - points[None]).T) + np.eye(60) * 1e9
    assert between.min() > 0.3 * np.sqrt(island.area / 60)


def test_new_points_keep_away_from_the_known_ones():
    known = np.array([[5000.0, 5000.0]])
    points = positions.spread(SQUARE, "x", 4, known)
    assert np.hypot(*(points - known).T).min() > 2000


def test_a_single_point_stands_near_the_middle():
    (point,) = positions.spread(SQUARE, "x", 1)
    assert np.hypot(*(point - 5000)) < 700


def test_an_archipelago_of_equal_islets_is_used_whole():
    islets = shapely.union_all([shapely.box(x, 0, x + 100, 100) for x in range(0, 6000, 200)])
    assert len(positions.spread(islets, "x", 2)) == 2


def test_an_islet_draws_no_place_away_from_the_mainland():
    islet = shapely.box(30_000, 0, 30_500, 500)
    points = positions.spread(shapely.union(SQUARE, islet), "x", 10)
    assert shapely.contains_xy(SQUARE, points[:, 0], points[:, 1]).all()


def test_no_points_are_asked_none_given():
    assert len(positions.spread(SQUARE, "x", 0)) == 0


def test_the_registers_schematic_positions_are_what_the_method_gives(register):
    for county in ("330922", "331082", "330383"):
        places = register.places[register.places["code"].str.startswith(county)]
        bare = places.copy()
        unknown = places["position_source"] == "schematic"
        bare.loc[unknown, ["longitude", "latitude"]] = np.nan
        again = placing.with_positions(bare)
        assert np.allclose(again["longitude"].astype(float), places["longitude"], atol=2e-5)
        assert np.allclose(again["latitude"].astype(float), places["latitude"], atol=2e-5)


@pytest.fixture(scope="module")
def town_cells(register):
    return placing.town_cells(register.places)


def test_every_town_has_a_cell_that_is_not_empty_inside_its_county(town_cells, register):
    assert set(town_cells) == set(register.of_level("town")["code"])
    counties = projection.counties()
    for code, cell in town_cells.items():
        assert cell.is_valid
        assert cell.area > 0
        assert shapely.difference(cell, counties[code[:6]]).area < 1.0  # square metres


def test_the_cells_of_a_county_fill_it_without_overlap(town_cells):
    for county, shape in projection.counties().items():
        own = np.array([cell for code, cell in town_cells.items() if code.startswith(county)])
        assert shapely.union_all(own).area == pytest.approx(shape.area, rel=1e-9)
        assert shapely.area(own).sum() == pytest.approx(shape.area, rel=1e-6)


def test_every_town_and_village_stands_in_its_own_cell(town_cells, register):
    places = register.places[register.places["code"].str.len() >= 9]
    points = shapely.points(projection.to_metres(places["longitude"], places["latitude"]))
    own = np.array([town_cells[code[:9]] for code in places["code"]])
    assert shapely.dwithin(own, points, 5.0).all()


def test_villages_of_a_town_stand_on_different_spots(register):
    villages = register.of_level("village")
    assert not villages.duplicated(["longitude", "latitude"]).any()


def test_towns_on_one_spot_or_in_the_sea_still_have_a_cell_each():
    towns = np.array([[5000.0, 5000.0], [5000.0, 5000.0], [5000.0, 5000.0], [20_000.0, 5000.0]])
    found = cells.of_county(SQUARE, towns)
    assert len(found) == 4
    assert all(cell.area > 100 for cell in found)
    assert sum(cell.area for cell in found) == pytest.approx(SQUARE.area)


def test_a_county_with_one_town_is_its_cell():
    assert cells.of_county(SQUARE, np.array([[1.0, 1.0]])) == [SQUARE]
    assert cells.of_county(SQUARE, positions.NONE) == []
