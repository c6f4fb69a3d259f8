"""Local Moran's I against the formula, and clusters that were planted."""

import numpy as np
import pandas as pd
import pytest

from sharedwealth.indicators import clusters

SIDE = 9


def grid(side=SIDE):
    """A chessboard's fields and their neighbours, corners too."""

    def code(x, y):
        return f"{y:02d}{x:02d}"

    return {
        code(x, y): tuple(
            code(x + dx, y + dy)
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            if (dx or dy) and 0 <= x + dx < side and 0 <= y + dy < side
        )
        for y in range(side)
        for x in range(side)
    }


def answer(values, near):
    return pd.DataFrame({"area": list(near), "value": values})


def by_hand(values, near):
    """I of each area and of all, straight from Anselin's definition with weights that add up to 1."""
    z = values - values.mean()
    at = {area: number for number, area in enumerate(near)}
    lag = np.array([np.mean([z[at[other]] for other in others]) for others in near.values()])
    return z * lag / (z @ z / (len(z) - 1)), z @ lag / (z @ z)


@pytest.fixture
def near():
    return grid()


@pytest.fixture
def planted(near):
    """Noise, with a block of high values in one corner, of low ones in another, and a high one among the low."""
    values = np.random.default_rng(7).normal(0, 1, len(near))
    frame = answer(values, near).set_index("area")["value"]
    for y in range(4):
        for x in range(4):
            frame[f"{y:02d}{x:02d}"] += 6
            frame[f"{8 - y:02d}{8 - x:02d}"] -= 6
    frame["0606"] = 7.0
    return frame.reset_index()


def test_the_statistics_equal_the_definition(near, planted):
    found = clusters.of(planted, near)
    local, whole = by_hand(planted["value"].to_numpy(), near)
    assert found.rows["local_i"].to_numpy() == pytest.approx(local)
    assert found.global_i == pytest.approx(whole)
    assert found.global_p < 0.001
    assert found.n == SIDE * SIDE


def test_planted_clusters_are_found_and_noise_is_none(near, planted):
    found = clusters.of(planted, near).rows.set_index("area")["cluster"]
    assert found["0101"] == "high_high"
    assert found["0808"] == "low_low"
    assert found["0606"] == "high_low"
    noise = answer(np.random.default_rng(3).normal(0, 1, len(near)), near)
    assert set(clusters.of(noise, near).rows["cluster"]) == {"not_significant"}


def test_the_same_values_always_give_the_same_clusters(near, planted):
    first, second = clusters.of(planted, near), clusters.of(planted, near)
    pd.testing.assert_frame_equal(first.rows, second.rows)


def test_an_area_without_a_value_is_left_out_also_as_a_neighbour(near, planted):
    planted.loc[planted["area"] == "0101", "value"] = np.nan
    found = clusters.of(planted, near)
    row = found.rows.set_index("area").loc["0101"]
    assert row["cluster"] is None or pd.isna(row["cluster"])
    assert np.isnan(row["p"])
    known = planted.dropna()
    fewer = {area: tuple(each for each in near[area] if each != "0101") for area in known["area"]}
    local, _ = by_hand(known["value"].to_numpy(), fewer)
    assert found.rows.dropna(subset=["p"])["local_i"].to_numpy() == pytest.approx(local)


@pytest.mark.parametrize("values", [[1.0] * 81, [1.0] * 9 + [np.nan] * 72])
def test_too_few_or_equal_values_tell_nothing(near, values):
    found = clusters.of(answer(values, near), near)
    assert not found.is_told
    assert found.rows["cluster"].isna().all()


def test_an_area_whose_neighbours_are_all_without_values_is_in_no_cluster(near, planted):
    planted.loc[planted["area"].isin(near["0000"]), "value"] = np.nan
    assert clusters.of(planted, near).rows.set_index("area").loc["0000", "cluster"] == "not_significant"
