"""Figures over months: lines, and how a distribution moves."""

import pandas as pd

from sharedwealth.charts import hover, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.growth import Target, growth
from sharedwealth.charts.lines import (
    End,
    add_band,
    gaps,
    look,
    name_ends,
    time_figure,
)
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.text import t

__all__ = ["Target", "fan", "growth", "series", "two_lines"]

_NAMED = 8  # lines that all have their name; of more, the coloured, the highest and the lowest
_COLOURED = 4  # lines told apart by colour; the rest are grey, as everything beyond a handful is


def series(frame: pd.DataFrame, *, chosen: str | None = None) -> Figure:
    """A line for each area, or for each type when the answer has them, named at its end.

    A single line is filled. Of several, the chosen area stands out and the rest are grey; without one, the
    four with the highest last value have a colour. A month without data is a gap. The scale starts at zero,
    except for shares.
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return _nothing()
    unit = str(known["unit"].iloc[0])
    key = "type" if "type" in frame else "area"
    lines = [
        lines
        for _, lines in frame.sort_values("month").groupby(key, sort=False)
        if lines["value"].notna().any()
    ]
    lines.sort(key=lambda line: -float(line["value"].dropna().iloc[-1]))
    from_zero = unit not in ("share", "index")
    figure, values = time_figure(frame, known["value"], unit, from_zero=from_zero)
    ends = []
    for rank, line in enumerate(lines):
        colour = _colour(line, key, rank, len(lines), chosen)
        _add_line(figure, line, colour, is_filled=from_zero and len(lines) == 1)
        last = line.dropna(subset=["value"]).iloc[-1]
        named = "" if len(lines) == 1 else _name(last, key)
        is_named = len(lines) <= _NAMED or colour != theme.EARLIER or rank in (0, len(lines) - 1)
        if is_named:
            ends.append(
                End(named, float(last["value"]), theme.QUIET if colour == theme.EARLIER else theme.INK)
            )
    name_ends(figure, ends, unit, values)
    return figure


def two_lines(first: pd.DataFrame, second: pd.DataFrame, names: tuple[str, str]) -> Figure:
    """Two answers by month of one unit on one scale, as people employed so far and people at work now."""
    both = pd.concat([first, second])
    known = both.dropna(subset=["value"])
    if known.empty:
        return _nothing()
    if not known["value"].any():
        return theme.sentence(t("Nobody was counted in any of these months."))
    unit = str(known["unit"].iloc[0])
    figure, values = time_figure(both, known["value"], unit, from_zero=True)
    ends = []
    for frame, colour, name in zip((first, second), (theme.MAIN, theme.SECOND), names, strict=True):
        drawn = frame.sort_values("month")
        _add_line(figure, drawn, colour, is_filled=False, head=name)
        if drawn["value"].notna().any():
            ends.append(End(name, float(drawn["value"].dropna().iloc[-1]), theme.INK))
    name_ends(figure, ends, unit, values)
    return figure


def fan(quantiles: pd.DataFrame) -> Figure:
    """How a distribution moves: middle half, where known the middle four fifths, median and mean.

    Columns `month`, `unit`, `q1`, `median`, `q3`, `n`, the mean as `mean` or `value`, and `p10`, `p90` if there
    are. A month without them is a gap.
    """
    mean = "mean" if "mean" in quantiles else "value"
    every = quantiles.sort_values("month")
    drawn = every.dropna(subset=["q1", "median", "q3"])
    if drawn.empty:
        return _nothing()
    unit = str(drawn["unit"].iloc[0])
    tails = ["p10", "p90"] if {"p10", "p90"} <= set(drawn) and drawn["p10"].notna().any() else []
    shown = [
        float(value) for column in ("q1", "median", "q3", mean, *tails) for value in drawn[column].dropna()
    ]
    figure, values = time_figure(quantiles, shown, unit, from_zero=min(shown) >= 0)
    days = [scale.month_end(month).isoformat() for month in every["month"]]
    if tails:
        add_band(figure, days, (every["p10"].tolist(), every["p90"].tolist()), theme.MAIN, 0.1)
    add_band(figure, days, (every["q1"].tolist(), every["q3"].tolist()), theme.MAIN, 0.2)
    if len(drawn) == 1:
        _add_upright(figure, drawn.iloc[-1], tails)
    told = [hover.of_answer({**row, "value": row[mean]}) for row in every.to_dict("records")]
    looks = {
        "median": {"color": theme.MAIN, "width": 2.5},
        mean: {"color": theme.INK, "width": 1.5, "dash": "dot"},
    }
    for column, line in looks.items():
        figure.add_scatter(
            x=days,
            y=gaps(every[column].tolist()),
            **look(every[column].tolist(), line),
            hovertext=told if column == "median" else None,
            hoverinfo="text" if column == "median" else "skip",
            name="median" if column == "median" else "mean",
        )
    name_ends(figure, _fan_ends(drawn.iloc[-1], mean, tails), unit, values)
    return figure


def _add_upright(figure: Figure, only: pd.Series, tails: list[str]) -> None:
    """The ranges of the only month as upright bars, where bands between months would have no width."""
    day = scale.month_end(str(only["month"])).isoformat()
    ranges = [("q1", "q3", 12), *([("p10", "p90", 3)] if tails else [])]
    for low, high, width in ranges:
        figure.add_scatter(
            x=[day, day], y=[float(only[low]), float(only[high])], mode="lines",
            line={"color": theme.faint(theme.MAIN, 0.35), "width": width}, hoverinfo="skip", name="range",
        )  # fmt: skip


def _fan_ends(last: pd.Series, mean: str, tails: list[str]) -> list[End]:
    names = {
        "p90": t("90th percentile"),
        "q3": t("Upper quartile"),
        mean: t("Mean"),
        "median": t("Median"),
        "q1": t("Lower quartile"),
        "p10": t("10th percentile"),
    }
    strong = (mean, "median")
    return [
        End(
            name,
            float(last[column]),
            theme.INK if column in strong else theme.QUIET,
            is_brief=column not in strong,
        )
        for column, name in names.items()
        if (column in tails or not column.startswith("p")) and hover.is_known(last[column])
    ]


def _nothing() -> Figure:
    return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))


def _colour(line: pd.DataFrame, key: str, rank: int, lines: int, chosen: str | None) -> str:
    if key == "type":
        return (
            theme.TYPES.get(str(line["type"].iloc[0]), theme.EARLIER) if rank < _COLOURED else theme.EARLIER
        )
    if lines == 1 or str(line["area"].iloc[0]) == chosen:
        return theme.MAIN
    if chosen is not None:
        return theme.EARLIER
    return (theme.MAIN, theme.SECOND, *theme.LIGHT.types[2:4])[rank] if rank < _COLOURED else theme.EARLIER


def _name(row: pd.Series, key: str) -> str:
    return word(WORKSHOP_TYPES, str(row["type"])) if key == "type" else str(row["area_name"])


def _add_line(
    figure: Figure, line: pd.DataFrame, colour: str, *, is_filled: bool, head: str | None = None
) -> None:
    is_grey = colour == theme.EARLIER
    rows = line.to_dict("records")
    days = [scale.month_end(month).isoformat() for month in line["month"]]
    values = line["value"].tolist()
    if is_filled:
        add_band(figure, days, ([0.0] * len(values), values), colour, 0.1)
    figure.add_scatter(
        x=days,
        y=gaps(values),
        **look(values, {"color": colour, "width": 1.2 if is_grey else 2.5}),
        connectgaps=False,
        hovertext=[hover.of_answer(row, head=_line_head(row, head)) for row in rows],
        hoverinfo="text",
        name=str(rows[0].get("area", "")),
    )


def _line_head(row: hover.Row, head: str | None) -> str | None:
    month = hover.month(row)
    if head is not None:
        return f"{head} · {month}"
    return f"{word(WORKSHOP_TYPES, str(row['type']))} · {month}" if "type" in row else None
