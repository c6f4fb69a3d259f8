"""A figure while it is drawn up: the JSON that Plotly's script takes, kept as it is written.

Plotly's own objects check every value against a description of all its attributes, which for the charts of one page
takes longer than all its questions to the snapshot. Here they check only where it is asked for: `data` and `layout`
are what Plotly makes of the figure, and raise where it has no such attribute. The tests of the charts read those.
"""

import re
from collections.abc import Mapping
from typing import Any, Self, cast

import numpy as np
import orjson
import pandas as pd
import plotly.graph_objects as go

_AXIS = re.compile(r"[xy]axis\d*")
_LISTED = frozenset({"annotations", "shapes", "images"})
"""Lists that Plotly brings up to date item by item, where others are replaced."""


class Figure:
    """Traces and layout; what is None is left out, as Plotly does."""

    def __init__(self, **layout: Any) -> None:  # noqa: ANN401  whatever Plotly's layout takes
        self.traces: list[dict[str, Any]] = []
        self.written: dict[str, Any] = {}
        self.update_layout(**layout)

    def add_trace(self, trace: Mapping[str, Any]) -> Self:
        """Any trace, with its `type`."""
        self.traces.append(_plain(trace))
        return self

    def add_bar(self, **trace: Any) -> Self:  # noqa: ANN401  as below, whatever Plotly's trace takes
        return self.add_trace({"type": "bar", **trace})

    def add_scatter(self, **trace: Any) -> Self:  # noqa: ANN401
        return self.add_trace({"type": "scatter", **trace})

    def add_heatmap(self, **trace: Any) -> Self:  # noqa: ANN401
        return self.add_trace({"type": "heatmap", **trace})

    def add_annotation(self, note: Mapping[str, Any] | None = None, /, **more: Any) -> Self:  # noqa: ANN401
        self.written.setdefault("annotations", []).append(_plain({**(note or {}), **more}))
        return self

    def add_shape(self, **shape: Any) -> Self:  # noqa: ANN401
        self.written.setdefault("shapes", []).append(_plain(shape))
        return self

    def add_hline(self, *, y: float, **more: Any) -> Self:  # noqa: ANN401
        """A line across the plot at this value."""
        return self.add_shape(
            type="line", x0=0, x1=1, y0=y, y1=y, **{"xref": "x domain", "yref": "y", **more}
        )

    def add_vline(self, *, x: Any, **more: Any) -> Self:  # noqa: ANN401
        """A line up the plot at this value."""
        return self.add_shape(
            type="line", x0=x, x1=x, y0=0, y1=1, **{"xref": "x", "yref": "y domain", **more}
        )

    def update_layout(self, changes: Mapping[str, Any] | None = None, /, **more: Any) -> Self:  # noqa: ANN401
        """What is given takes the place of what was there, entry by entry."""
        _merge(self.written, {**(changes or {}), **more})
        return self

    def update_xaxes(self, **changes: Any) -> Self:  # noqa: ANN401
        return self._update_axes("x", changes)

    def update_yaxes(self, **changes: Any) -> Self:  # noqa: ANN401
        return self._update_axes("y", changes)

    def _update_axes(self, which: str, changes: dict[str, Any]) -> Self:
        known = {key for key in self.written if key.startswith(which) and _AXIS.fullmatch(key)}
        return self.update_layout(dict.fromkeys(sorted(known | {f"{which}axis"}), changes))

    def to_json(self) -> bytes:
        """The figure as it travels."""
        return orjson.dumps(
            {"data": self.traces, "layout": self.written},
            default=_said,
            option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS,
        )

    def to_dict(self) -> dict[str, Any]:
        """The same as Python takes it."""
        return cast("dict[str, Any]", orjson.loads(self.to_json()))

    @property
    def data(self) -> tuple[Any, ...]:
        """The traces as Plotly understands them; raises `ValueError` where it does not."""
        return cast("tuple[Any, ...]", self._checked().data)

    @property
    def layout(self) -> go.Layout:
        """The layout as Plotly understands it; raises `ValueError` where it does not."""
        return self._checked().layout

    def _checked(self) -> go.Figure:
        return go.Figure(data=self.traces, layout={"template": "none", **self.written})


def _plain(entries: Mapping[str, Any]) -> dict[str, Any]:
    """A copy that nobody else holds."""
    return {key: _copied(value) for key, value in entries.items() if value is not None}


def _copied(value: Any) -> Any:  # noqa: ANN401  any value of Plotly's
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) if isinstance(each, Mapping) else each for each in value]
    return value


def _merge(into: dict[str, Any], changes: Mapping[str, Any]) -> None:
    for key, value in changes.items():
        if value is None:
            into.pop(key, None)
        elif isinstance(value, Mapping) and key != "meta" and isinstance(into.get(key), dict):
            _merge(into[key], value)
        elif key in _LISTED and into.get(key):
            into[key] = [*map(_merged, into[key], value), *_copied(value)[len(into[key]) :]]
        else:
            into[key] = _copied(value)


def _merged(shown: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    _merge(shown, changes)
    return shown


def _said(value: Any) -> Any:  # noqa: ANN401  what JSON does not know
    """Columns of frames, days, and read-only mappings in JSON's own words."""
    if isinstance(value, (pd.Series, pd.Index, pd.api.extensions.ExtensionArray, np.ndarray)):
        return value.tolist()
    if isinstance(value, Mapping):
        return dict(value)
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    raise TypeError(f"a figure cannot hold {type(value).__name__}")
