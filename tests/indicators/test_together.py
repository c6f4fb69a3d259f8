"""What a table with two margins hides, and quantiles out of bins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.indicators.together import hidden, quantile

TABLES = st.integers(1, 6).flatmap(
    lambda rows: st.integers(1, 6).flatmap(
        lambda columns: st.lists(
            st.sampled_from([0, 1, 3, 9, 10, 11, 40, 500]), min_size=rows * columns, max_size=rows * columns
        ).map(lambda people: np.array(people, dtype=float).reshape(rows, columns))
    )
)


def hide(table, threshold=10):
    at = np.arange(table.size)
    people = table.ravel()
    few = (people > 0) & (people < threshold)
    margins = [at // table.shape[1], at % table.shape[1]]
    return hidden(few, people, margins, threshold).reshape(table.shape)


@given(TABLES)
def test_no_row_or_column_gives_a_hidden_cell_away(table):
    found = hide(table)
    assert found[(table > 0) & (table < 10)].all()
    assert not found[table == 0].any()
    for lines, cells in ((found, table), (found.T, table.T)):
        for line, people in zip(lines, cells, strict=True):
            if line.any() and (people > 0)[~line].any():
                assert line.sum() >= 2
                assert people[line].sum() >= 10


def test_nothing_is_hidden_without_need():
    assert not hide(np.array([[10.0, 0.0], [500.0, 40.0]])).any()
    assert not hide(np.array([[3.0, 5.0]]), threshold=0).any()


def test_two_few_of_together_less_than_ten_take_a_third_along():
    assert hide(np.array([[3.0, 4.0, 20.0, 500.0]])).tolist() == [[True, True, True, False]]


@given(st.lists(st.integers(-40, 60), min_size=1, max_size=60), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_a_quantile_is_the_one_of_the_middles_of_the_bins(steps, share):
    bins, people = np.unique(np.array(steps) * 50, return_counts=True)
    middles = np.array(steps) * 50 + 25
    assert quantile(bins, people, share, 50) == pytest.approx(np.quantile(middles, share))


def test_nobody_has_no_quantile():
    assert np.isnan(quantile(np.array([]), np.array([]), 0.5, 50))
    assert np.isnan(quantile(np.array([50.0]), np.array([0.0]), 0.5, 50))
