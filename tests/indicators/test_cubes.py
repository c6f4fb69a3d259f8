"""Counts along several dimensions whose sums are told: none of few, and no sum with a single hidden part."""

import numpy as np
import pytest

from sharedwealth.indicators import cubes


@pytest.mark.parametrize("seed", range(20))
def test_no_sum_of_a_cube_has_a_single_hidden_part(seed):
    """Types, groups and categories stand with their sums; who is there at all is known."""
    luck = np.random.default_rng(seed)
    parts = luck.integers(0, 40, (3, 4, 2, 5)) * (luck.random((3, 4, 2, 5)) < 0.8)
    sums = np.stack([parts[..., :3].sum(axis=-1), parts[..., 3:].sum(axis=-1)], axis=-1)
    cells = np.concatenate([parts, sums], axis=-1)
    grouped = np.concatenate([cells.sum(axis=2, keepdims=True), cells], axis=2)
    cube = np.concatenate([grouped.sum(axis=1, keepdims=True), grouped], axis=1).astype(float)
    lines = [[5, 6], [5, 0, 1, 2], [6, 3, 4]]
    nothing = np.zeros(cube.shape[:-1], dtype=bool)
    hidden = cubes.hidden(cube, nothing, lines, 10)
    assert hidden[(cube > 0) & (cube < 10)].all()
    assert not hidden.all()
    for axis in (1, 2):
        is_alone = hidden & (hidden.sum(axis=axis, keepdims=True) == 1)
        assert (cube[is_alone] == 0).all()
    for line in lines:
        assert (hidden[..., line].sum(axis=-1) != 1).all()
    assert not cubes.hidden(cube, nothing, lines, 0).any()


def test_where_there_is_nobody_to_hide_with_all_of_the_slice_is_hidden():
    cube = np.array([[5.0, 0.0, 40.0, 50.0]])
    hidden = cubes.hidden(cube, np.array([False]), [[0, 1], [2, 3]], 10)
    assert hidden.tolist() == [[True] * 4]
