"""A figure's course, and where it leads if the last months go on."""

from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import hover, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.growth import Target
from sharedwealth.charts.lines import gaps, look
from sharedwealth.text import t

HEIGHT = 360
_ABOVE: theme.Place = {
    "x": 0,
    "xref": "paper",
    "xanchor": "left",
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
}


def forecast(own: pd.DataFrame, ahead: pd.DataFrame, target: Target, until: str | None = None) -> Figure:
    """The answer by month as a line, what follows dashed with its interval hatched, the target as a dashed line.

    `ahead` has month (`2025-01`), middle, low, high in the answer's unit; empty where nothing is forecast. The axis
    reaches to the last month of `ahead`, and to `until` where that is later.
    """
    drawn = own.sort_values("month")
    known = drawn.dropna(subset=["value"])
    if known.empty:
        return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))
    unit = str(known["unit"].iloc[0])
    ends = [*drawn["month"], *ahead["month"], *([until] if until else [])]
    named = [months.write(each) for each in months.between(months.parse(min(ends)), months.parse(max(ends)))]
    values = [*known["value"], *ahead["low"], *ahead["high"], target.value]
    from_zero = unit != "share"
    axis = scale.value_axis(0.0 if from_zero else min(values), max(values) * (1.03 if from_zero else 1), unit)
    layout = scale.month_axis(named, str(known["month"].iloc[-1]))
    layout["xaxis"] = scale.widened(layout["xaxis"], 0.01, 0.03)
    figure = theme.figure(**layout, yaxis=axis, height=HEIGHT, margin={"t": 50, "r": 20, "b": 30})
    _draw_target(figure, target, layout["xaxis"]["range"])
    _draw_ahead(figure, known, ahead, unit)
    _draw_own(figure, drawn)
    _name(figure, known, unit)
    _explain(figure, has_ahead=not ahead.empty)
    return figure


def _day(month: str) -> str:
    return scale.month_end(month).isoformat()


def _draw_own(figure: Figure, drawn: pd.DataFrame) -> None:
    values = drawn["value"].tolist()
    figure.add_scatter(
        x=[_day(month) for month in drawn["month"]],
        y=gaps(values),
        **look(values, {"color": theme.MAIN, "width": 2.5}),
        connectgaps=False,
        hovertext=[hover.of_answer(row) for row in drawn.to_dict("records")],
        hoverinfo="text",
        name="own",
    )


def _draw_ahead(figure: Figure, known: pd.DataFrame, ahead: pd.DataFrame, unit: str) -> None:
    """From the last known figure on: the middle dashed, the interval hatched."""
    if ahead.empty:
        return
    start, value = _day(str(known["month"].iloc[-1])), float(known["value"].iloc[-1])
    days = [start, *(_day(month) for month in ahead["month"])]
    low, high = [value, *ahead["low"]], [value, *ahead["high"]]
    figure.add_scatter(
        x=[*days, *reversed(days)],
        y=[*high, *reversed(low)],
        mode="none",
        fill="toself",
        fillpattern={
            "shape": "/", "size": 6, "solidity": 0.2,
            "fgcolor": theme.faint(theme.MAIN, 0.55), "bgcolor": theme.faint(theme.MAIN, 0.08),
        },
        hoverinfo="skip",
        name="interval",
    )  # fmt: skip
    figure.add_scatter(
        x=days,
        y=[value, *ahead["middle"]],
        mode="lines",
        line={"color": theme.MAIN, "width": 2, "dash": "5px,4px"},
        hovertext=["", *(_told(row, unit) for row in ahead.to_dict("records"))],
        hoverinfo="text",
        name="ahead",
    )


def _told(row: dict[Any, Any], unit: str) -> str:
    middle = numbers.with_unit(float(row["middle"]), unit)
    low, high = (numbers.bare(float(row[end]), unit) for end in ("low", "high"))
    interval = t("80% interval {low} to {high}").format(low=low, high=high)
    forecast_of = t("Forecast {month}").format(month=hover.month(row))
    return f"<b>{forecast_of}</b><br>{middle}<br>{interval}"


def _draw_target(figure: Figure, target: Target, axis: list[str]) -> None:
    due = _day(target.due) if target.due else ""
    is_seen = bool(due) and axis[0] <= due <= axis[1]
    figure.add_scatter(
        x=[axis[0], due if is_seen else axis[1]],
        y=[target.value, target.value],
        mode="lines+markers",
        line={"color": theme.QUIET, "width": 1.5, "dash": "6px,4px"},
        marker={"symbol": "circle-open", "size": [0, 10 if is_seen else 0], "line": {"width": 1.5}},
        hoverinfo="skip",
        name="target",
    )
    words = theme.safe(target.label)
    if target.due:
        by = t("by {month}").format(month=numbers.month(months.parse(target.due)))
        words = f"{words} · {by}"
    place: theme.Place = {
        "x": axis[0],
        "xanchor": "left",
        "y": target.value,
        "yanchor": "bottom",
        "yshift": 3,
    }
    figure.add_annotation(theme.note(words, theme.QUIET, **place))


def _name(figure: Figure, known: pd.DataFrame, unit: str) -> None:
    last = known.iloc[-1]
    value = float(last["value"])
    place: theme.Place = {
        "x": _day(str(last["month"])),
        "y": value,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 4,
    }
    words = f"<b>{numbers.with_unit(value, unit)}</b>"
    figure.add_annotation(theme.note(words, theme.INK, **place, yshift=-10))


def _explain(figure: Figure, *, has_ahead: bool) -> None:
    following = [(theme.MAIN, "╍", t("If the last months go on")), (theme.MAIN, "▨", t("80% interval"))]
    marks = [
        (theme.MAIN, "━", t("Ledgers")),
        *(following if has_ahead else []),
        (theme.QUIET, "╌", t("Target")),
    ]
    words = "   ".join(f'<span style="color:{colour}">{mark}</span> {name}' for colour, mark, name in marks)
    figure.add_annotation(theme.note(words, theme.QUIET, **_ABOVE, yshift=24))
