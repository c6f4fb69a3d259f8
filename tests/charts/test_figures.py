"""A figure is written as Plotly itself would write it; what Plotly would refuse is refused where it is asked for."""

import json
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from sharedwealth.charts.figures import Figure
from sharedwealth.charts.theme import NO_DATA


def written_by_plotly(figure):
    said = json.loads(figure.to_json())
    said["layout"].pop("template", None)
    return said


def draw(figure):
    """The same calls, for both."""
    figure.add_bar(x=[1, 2], y=(3.5, None), marker={"color": "#112233", "pattern": dict(NO_DATA)}, width=None)
    figure.add_scatter(x=["2024-01-01", "2024-02-01"], y=[1, 2], hovertext=["a", "b"], line={"width": 2})
    figure.add_heatmap(z=[[1, None], [2, 3]], showscale=False)
    figure.update_layout(
        yaxis={"range": [0, 4], "title": {"text": "n"}}, margin={"t": 10}, meta={"a": {"b": 1}}
    )
    figure.update_layout(
        {"yaxis": {"tickvals": [0, 4]}}, margin={"l": 3}, meta={"c": 2}, xaxis2={"anchor": "y"}
    )
    figure.add_annotation({"text": "one", "x": 0}, y=1)
    figure.add_annotation(text="two", x=1, y=None)
    figure.update_layout(annotations=[{"text": "uno"}, {"y": 3}])
    figure.add_shape(type="rect", x0=0, x1=1, y0=0, y1=1)
    figure.add_hline(y=2, line={"width": 1})
    figure.add_vline(x=1, line={"width": 1}, layer="below")
    figure.add_vline(x=0.5, xref="paper", line={"width": 1})
    figure.update_xaxes(anchor="y")
    figure.update_yaxes(fixedrange=True)
    return figure


def test_the_same_calls_say_the_same_as_plotly_s_objects():
    assert draw(Figure(height=300)).to_dict() == written_by_plotly(draw(go.Figure(layout={"height": 300})))


def test_what_plotly_makes_of_it_can_be_read():
    figure = draw(Figure(height=300))
    assert figure.layout.margin.t == 10
    assert figure.layout.margin.l == 3
    assert [note.text for note in figure.layout.annotations] == ["uno", "two"]
    assert figure.data[0].x == (1, 2)


def test_an_attribute_that_plotly_has_not_is_refused_where_it_is_read():
    with pytest.raises(ValueError, match="nonsense"):
        _ = Figure(nonsense=1).layout
    with pytest.raises(ValueError, match="nonsense"):
        _ = Figure().add_bar(nonsense=1).data


def test_columns_of_frames_and_days_travel_as_json():
    columns = {"x": pd.Series([date(2024, 1, 1)]), "y": np.array([np.nan]), "text": pd.Index(["a"])}
    more = {"customdata": pd.array([pd.NA], dtype="Int64"), "ids": [pd.Timestamp("2024-01-02"), pd.NaT]}
    [trace] = Figure().add_scatter(**columns, **more).to_dict()["data"]
    assert trace == {
        "type": "scatter",
        "x": ["2024-01-01"],
        "y": [None],
        "text": ["a"],
        "customdata": [None],
        "ids": ["2024-01-02T00:00:00", None],
    }


def test_something_else_is_refused_by_name():
    with pytest.raises(TypeError, match="object"):
        Figure().add_scatter(x=[object()]).to_json()


def test_what_was_given_stays_as_it_was():
    axis, notes = {"range": [0, 1]}, [{"text": "one"}]
    figure = Figure(yaxis=axis, annotations=notes)
    figure.update_layout(yaxis={"tickvals": [1]}, annotations=[{"text": "two"}])
    assert (axis, notes) == ({"range": [0, 1]}, [{"text": "one"}])


def test_items_beyond_those_that_were_there_are_added():
    figure = Figure(annotations=[{"text": "one", "x": 0}])
    figure.update_layout(annotations=[{"text": "uno"}, {"text": "two"}])
    assert figure.to_dict()["layout"]["annotations"] == [{"text": "uno", "x": 0}, {"text": "two"}]
