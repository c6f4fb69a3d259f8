"""A heat map and bars of a crossed answer."""

import itertools

import pandas as pd
import pytest

from sharedwealth.charts import crossed


def cells(columns, value=lambda row, column: 10.0 * row + column):
    return pd.DataFrame(
        [
            {
                "row": f"r{row}", "row_name": f"Row {row}", "column": f"c{column}", "column_name": f"2024-{column:02}",
                "value": value(row, column), "written": f"{value(row, column):,.0f}", "unit": "people", "status": "ok",
            }
            for row in range(3)
            for column in range(columns)
        ]
    )  # fmt: skip


def test_every_cell_has_its_figure_where_there_is_room():
    figure = crossed.heat(cells(6))
    heat, figures = figure.data
    assert [list(row) for row in heat.z] == [[10.0 * row + column for column in range(6)] for row in range(3)]
    assert len(figures.text) == 18


def test_columns_without_room_keep_their_colours_and_some_names():
    figure = crossed.heat(cells(30, lambda row, column: 123456.0 + row + column))
    assert len(figure.data[1].text) == 0
    names = figure.layout.xaxis.ticktext
    assert names[-1] == "2024-29"
    assert len(names) * 48 <= 490


def test_a_cell_without_a_figure_is_open_and_marked_never_zero():
    frame = cells(3)
    frame.loc[4, ["value", "written", "status"]] = [float("nan"), "<10", "suppressed"]
    heat, figures = crossed.heat(frame).data
    assert heat.z[1][1] is None
    assert "&lt;10" in figures.text


@pytest.mark.parametrize("draw", [crossed.heat, crossed.bars])
def test_nothing_told_is_a_sentence(draw):
    frame = cells(2).assign(value=float("nan"), status="suppressed")
    figure = draw(frame)
    assert not figure.data
    assert figure.layout.annotations[0].text


def test_bars_share_one_scale():
    figure = crossed.bars(cells(3))
    axes = [figure.layout[name] for name in ("xaxis", "xaxis2", "xaxis3")]
    assert {tuple(axis.range) for axis in axes} == {(0.0, 22.0)}
    ends = [axis.domain for axis in axes]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ends))
