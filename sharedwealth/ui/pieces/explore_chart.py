"""Which chart a crossed answer is drawn as, and how much of it there is room for."""

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import crossed as charts
from sharedwealth.charts import rankings, trends
from sharedwealth.indicators import crossing_words
from sharedwealth.indicators.crossing import MEMBERS, PLACES, Crossing
from sharedwealth.tables import crossed
from sharedwealth.text import mark, tn
from sharedwealth.ui import chart

KINDS = {"lines": mark("Lines"), "bars": mark("Bars"), "heat": mark("Heat map")}
_MOST_ROWS, _MOST_COLUMNS, _MOST_LINES, _MOST_BARS = 20, 36, 10, 6


def kinds(question: Crossing) -> tuple[str, ...]:
    if len(question.by) == 1:
        return ("lines", "bars") if question.is_over_months else ("bars",)
    if question.is_over_months:
        return ("lines", "heat")
    other = question.by[1]
    few = other in MEMBERS and len(question.members(other)) <= _MOST_BARS
    return ("heat", "bars") if few else ("heat",)


def most(rows: pd.DataFrame, question: Crossing, kind: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows that a chart has room for, the largest first, and what is left out in words."""
    said = []
    if kind == "lines":
        other = next((each for each in question.by if each != "month"), None)
        limits = {other: _MOST_LINES} if other else {}
    else:
        limits = {question.by[0]: _MOST_COLUMNS if question.by[0] == "month" else _MOST_ROWS}
        if len(question.by) == 2:
            limits[question.by[1]] = _MOST_COLUMNS if question.by[1] == "month" else _MOST_ROWS
    for name, limit in limits.items():
        order = _in_order(rows, name)
        if len(order) > limit:
            kept = order[:limit] if name != "month" else order[-limit:]
            rows = rows[rows[name].isin(kept)]
            left = len(order) - limit
            said.append(
                tn("{count} other not drawn: {thing}.", "{count} others not drawn: {thing}.", left).format(
                    count=numbers.plain(left), thing=crossing_words.dimension(name).lower()
                )
            )
            order = list(kept)
        rows = rows.assign(_order=rows[name].map({key: at for at, key in enumerate(order)}))
        rows = rows.sort_values("_order", kind="stable").drop(columns="_order")
    return rows, said


def _in_order(rows: pd.DataFrame, name: str) -> list[str]:
    """Places with the largest values first, of the last month where there are several; all else as it is listed."""
    if name not in PLACES:
        return list(dict.fromkeys(rows[name]))
    last = rows[rows["month"] == rows["month"].max()]
    unit = str(rows["unit"].iloc[0])
    by_place = last.groupby(name, sort=False)["value"]
    size = by_place.mean() if unit in ("share", "index", "yuan_month") else by_place.sum(min_count=1)
    return [str(each) for each in size.sort_values(ascending=False, kind="stable", na_position="last").index]


def drawn(rows: pd.DataFrame, question: Crossing, kind: str) -> chart.Drawing:
    if kind == "lines":
        return chart.remembered(trends.series, _as_lines(rows, question))
    if len(question.by) == 1 and question.by[0] in PLACES:
        return chart.remembered(rankings.bars, rows)
    return chart.remembered(charts.heat if kind == "heat" else charts.bars, _as_cells(rows, question))


def _as_lines(rows: pd.DataFrame, question: Crossing) -> pd.DataFrame:
    """Every value of the other thing as if it were an area, which is what a line is."""
    other = next((each for each in question.by if each != "month"), None)
    frame = rows.drop(columns=[each for each in MEMBERS if each in rows])
    if other is None or other in PLACES:
        return frame
    names = crossed.names(rows, other)
    return frame.assign(area=rows[other], area_name=rows[other].map(names))


def _as_cells(rows: pd.DataFrame, question: Crossing) -> pd.DataFrame:
    first = question.by[0]
    second = question.by[1] if len(question.by) > 1 else None
    one = question.indicator.short_title()
    return rows.assign(
        row=rows[first],
        row_name=rows[first].map(crossed.names(rows, first)),
        column=rows[second] if second else "",
        column_name=rows[second].map(crossed.names(rows, second)) if second else one,
        written=crossed.written(rows),
    )
