"""What is hidden beside the few: no line of cells whose whole is known tells a single hidden one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sharedwealth.indicators.disclosure import few
from sharedwealth.indicators.partners import alike, along, among, closed, parts

PEOPLE = st.sampled_from([0, 1, 3, 9, 10, 11, 40, 500])
TABLES = array_shapes(min_dims=1, max_dims=4, max_side=6).flatmap(
    lambda shape: arrays(float, shape, elements=PEOPLE)
)


def lines(table, axis):
    """The lines along an axis, one a row."""
    return np.moveaxis(table, axis, -1).reshape(-1, table.shape[axis])


@settings(deadline=None)
@given(TABLES, st.data())
def test_a_hidden_cell_is_not_the_whole_of_a_line_less_its_shown_cells(table, data):
    axes = data.draw(st.sets(st.integers(0, table.ndim - 1), min_size=1).map(sorted))
    hidden = closed(few([table], 10), table, along(table.shape, *axes))
    assert hidden[(table > 0) & (table < 10)].all()
    assert not hidden[table == 0].any()
    for axis in axes:
        for flags, people in zip(lines(hidden, axis), lines(table, axis), strict=True):
            if flags.sum() == 1:
                assert not people[~flags].any(), "with anyone left to hide, a second is hidden"


@settings(deadline=None)
@given(TABLES, st.data())
def test_the_hidden_cells_of_a_line_are_together_enough(table, data):
    axes = data.draw(st.sets(st.integers(0, table.ndim - 1), min_size=1).map(sorted))
    hidden = closed(few([table], 10), table, along(table.shape, *axes), enough=10)
    for axis in axes:
        for flags, people in zip(lines(hidden, axis), lines(table, axis), strict=True):
            if flags.any() and people[~flags].any():
                assert flags.sum() >= 2
                assert people[flags].sum() >= 10


@settings(deadline=None)
@given(
    st.lists(st.tuples(PEOPLE, st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1, max_size=30),
)
def test_rows_are_hidden_among_those_alike_as_cells_are_along_axes(rows):
    people, first, second = (np.array(column) for column in zip(*rows, strict=True))
    hidden = closed(few([people], 10), people, [alike(first), alike(first, second)])
    for kept in ([first], [first, second]):
        for line in set(zip(*kept, strict=True)):
            inside = np.all([keys == key for keys, key in zip(kept, line, strict=True)], axis=0)
            assert hidden[inside].sum() != 1 or not people[inside & ~hidden].any()


@settings(deadline=None)
@given(TABLES)
def test_what_is_closed_already_stays_as_it_is(table):
    margins = along(table.shape, *range(table.ndim))
    once = closed(few([table], 10), table, margins)
    assert (closed(once, table, margins) == once).all()


@given(arrays(float, (3, 4), elements=st.sampled_from([0, 10, 11, 500])), st.sampled_from([0, 10]))
def test_nothing_is_hidden_without_need(table, enough):
    assert not closed(few([table], 10), table, along(table.shape, 0, 1), enough).any()


def test_the_partner_is_the_smallest_that_is_not_empty():
    hidden = np.array([True, False, False, False, False])
    size = np.array([4.0, 90.0, 12.0, 0.0, 11.0])
    whole = np.array(["a", "a", "a", "a", "b"])
    assert among(hidden, size, whole).tolist() == [True, False, True, False, False]


def test_two_hidden_parts_need_no_third():
    hidden = np.array([True, True, False])
    assert among(hidden, np.array([3.0, 4.0, 50.0]), np.zeros(3)).tolist() == [True, True, False]


def test_two_few_of_together_less_than_ten_take_a_third_along_where_they_must_be_enough():
    people = np.array([3.0, 4.0, 20.0, 500.0])
    assert closed(people < 10, people, along((4,), 0), enough=10).tolist() == [True, True, True, False]


@pytest.mark.parametrize("seed", range(20))
def test_no_sum_of_a_cube_has_a_single_hidden_part(seed):
    """Types, groups and categories stand with their sums; who is there at all is known."""
    luck = np.random.default_rng(seed)
    of_parts = luck.integers(0, 40, (3, 4, 2, 5)) * (luck.random((3, 4, 2, 5)) < 0.8)
    sums = np.stack([of_parts[..., :3].sum(axis=-1), of_parts[..., 3:].sum(axis=-1)], axis=-1)
    cells = np.concatenate([of_parts, sums], axis=-1)
    grouped = np.concatenate([cells.sum(axis=2, keepdims=True), cells], axis=2)
    cube = np.concatenate([grouped.sum(axis=1, keepdims=True), grouped], axis=1).astype(float)
    known = [[5, 6], [5, 0, 1, 2], [6, 3, 4]]
    margins = [*along(cube.shape, 0, 1, 2), *(parts(cube.shape, keys) for keys in known)]
    hidden = closed(few([cube], 10), cube, margins)
    assert hidden[(cube > 0) & (cube < 10)].all()
    assert not hidden.all()
    for axis in (0, 1, 2):
        is_alone = hidden & (hidden.sum(axis=axis, keepdims=True) == 1)
        is_shown = (~hidden & (cube > 0)).any(axis=axis, keepdims=True)
        assert not (is_alone & is_shown & (cube > 0)).any()
    for keys in known:
        assert (hidden[..., keys].sum(axis=-1) != 1).all()


def test_where_there_is_nobody_to_hide_with_all_of_the_slice_is_hidden():
    cube = np.array([[5.0, 0.0, 40.0, 50.0]])
    margins = [parts(cube.shape, keys) for keys in ([0, 1], [2, 3])]
    assert closed(few([cube], 10), cube, margins).tolist() == [[True] * 4]
