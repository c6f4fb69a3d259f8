"""How long something lasts: a curve with its band for each group, and under it how many are still at risk."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t, tn

_PLOT, _AXIS, _ROW = 270, 56, 18
_COLOURED = 4
_LINE = 16


def curves(
    frame: pd.DataFrame,
    at_risk: pd.DataFrame,
    names: Mapping[str, str],
    *,
    colours: Mapping[str, str],
    whole: str,
    chosen: str | None = None,
) -> Figure:
    """A step line for each group with its 95 % band, named at its end; `whole` is everybody, dashed.

    `frame` has `key`, `after` (0 first), `share`, `low` and `high`: months that it leaves out are crossed by a straight
    line. `at_risk` has `key`, `after` and `people`. `names` says which groups in which order, `colours` the colour of
    each; only the first four have theirs, and the chosen one always.
    """
    shown = [key for key in names if key in set(frame["key"])]
    if not shown or frame["after"].max() < 1:
        return theme.sentence(t("Too few have been followed for a month, so there is nothing to draw."))
    coloured = [key for key in shown if key != whole][:_COLOURED]
    if chosen in shown and chosen not in coloured:
        coloured = [*coloured[: _COLOURED - 1], chosen]
    looks = {key: colours[key] if key in coloured else theme.EARLIER for key in shown} | {whole: theme.INK}
    last = int(frame["after"].max())
    table_height = len(shown) * _ROW + 20
    height = _PLOT + _AXIS + table_height
    figure = theme.figure(height=height)
    by_key = {str(key): rows.sort_values("after") for key, rows in frame.groupby("key")}
    for key in shown:
        _add_band(figure, by_key[key], looks[key])
    for key in shown:
        _add_line(figure, by_key[key], names[key], looks[key], is_whole=key == whole)
    years = _add_table(figure, at_risk, shown)
    inner = height - 12 - 8
    low_end, table_end = 1 - _PLOT / inner, (table_height - 20) / inner
    marks = list(range(0, last + 1, 6))
    figure.update_layout(
        xaxis={
            "range": [-0.9, last + 0.3],
            "tickvals": marks,
            "ticktext": [str(mark) for mark in marks],
            "anchor": "y",
            "showline": True,
            "linecolor": theme.HAIRLINE,
        },
        yaxis={
            "domain": [low_end, 1],
            "range": [0, 1.02],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0%", "25%", "50%", "75%", "100%"],
        },
        yaxis2={
            "domain": [0, table_end],
            "anchor": "x",
            "range": [len(shown) - 0.5, -0.5],
            "tickvals": list(range(len(shown))),
            "ticktext": [
                f'<span style="color:{looks[key]}">■</span> {theme.safe(names[key])}' for key in shown
            ],
            "tickfont": theme.font(theme.INK, theme.SMALL),
            "showgrid": False,
            "ticklabelstandoff": 28,  # half of the numbers under month 0 stand left of the axis
        },
        **_words(shown, by_key, names, looks, inner, years),
    )
    return figure


def _stepped(rows: pd.DataFrame, column: str) -> tuple[list[float], list[float]]:
    """The corners of a line that holds its value up to the next month, and runs straight where months are left out."""
    xs, ys = [], []
    values, months = rows[column].tolist(), rows["after"].tolist()
    for at, after in enumerate(months):
        if at and after == months[at - 1] + 1:
            xs.append(after)
            ys.append(values[at - 1])
        xs.append(after)
        ys.append(values[at])
    return xs, ys


def _add_band(figure: Figure, rows: pd.DataFrame, colour: str) -> None:
    known = rows.dropna(subset=["low", "high"])
    xs, upper = _stepped(known, "high")
    _, lower = _stepped(known, "low")
    figure.add_scatter(
        x=[*xs, *reversed(xs)],
        y=[*upper, *reversed(lower)],
        mode="none",
        fill="toself",
        fillcolor=theme.faint(colour, 0.16),
        hoverinfo="skip",
        name="band",
    )


def _add_line(figure: Figure, rows: pd.DataFrame, name: str, colour: str, *, is_whole: bool) -> None:
    is_grey = colour == theme.EARLIER
    xs, ys = _stepped(rows, "share")
    told = {int(row["after"]): _told(row, name) for row in rows.to_dict("records")}
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={
            "color": colour,
            "width": 1.4 if is_whole or is_grey else 2.2,
            **({"dash": "4px,3px"} if is_whole else {}),
        },
        hovertext=[told[int(after)] for after in xs],
        hoverinfo="text",
        name=str(rows["key"].iloc[0]),
    )


def _told(row: hover.Row, name: str) -> str:
    after = tn("after {months} month", "after {months} months", row["after"]).format(months=row["after"])
    lines = [
        f"<b>{theme.safe(name)} · {after}</b>",
        t("{share} still in the first spell").format(share=numbers.percent(float(row["share"]))),
    ]
    if hover.is_known(row["low"]) and row["after"]:
        low, high = numbers.percent(float(row["low"])), numbers.percent(float(row["high"]))
        lines.append(t("95% band {low} to {high}").format(low=low, high=high))
    return "<br>".join(lines)


def _add_table(figure: Figure, at_risk: pd.DataFrame, shown: list[str]) -> dict[str, list[str]]:
    """The numbers at risk, under the months that they belong to; a phone has room for those of whole years."""
    rows = at_risk[at_risk["key"].isin(list(shown))]
    xs = [int(after) for after in rows["after"]]
    texts = numbers.alike(rows["people"].astype(float).tolist())
    figure.add_scatter(
        x=xs,
        y=[shown.index(key) for key in rows["key"]],
        yaxis="y2",
        mode="text",
        text=texts,
        textfont=theme.font(theme.INK, theme.SMALL),
        hoverinfo="skip",
        cliponaxis=False,
        name="at_risk",
    )
    return {"text": [text if after % 12 == 0 else "" for after, text in zip(xs, texts, strict=True)]}


def _words(
    shown: Sequence[str],
    by_key: dict[str, pd.DataFrame],
    names: Mapping[str, str],
    looks: Mapping[str, str],
    inner: float,
    years: dict[str, list[str]],
) -> dict[str, object]:
    """Names and last shares at the lines' ends, the axis, the table's heading; and what a phone has room for."""
    ends = {key: float(by_key[key]["share"].iloc[-1]) for key in shown}
    wished = [(1 - ends[key] / 1.02) * _PLOT for key in shown]
    places = labels.apart(wished, _LINE, 0, _PLOT)
    under: theme.Place = {"xref": "paper", "yref": "paper"}
    common = [
        theme.note(
            t("Months since joining"),
            theme.QUIET,
            x=1,
            xanchor="right",
            y=1 - (_PLOT + 17) / inner,
            yanchor="top",
            **under,
        ),
        theme.note(
            t("Number at risk"),
            theme.QUIET,
            theme.SMALL,
            x=0,
            xanchor="left",
            y=1 - (_PLOT + 38) / inner,
            yanchor="top",
            **under,
        ),
    ]
    full, brief = [], []
    for key, at in zip(shown, places, strict=True):
        colour = theme.INK if looks[key] != theme.EARLIER else theme.QUIET
        place: theme.Place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6}
        place |= {"y": 1 - at / inner, "yref": "paper", "yanchor": "middle"}
        mark = f'<span style="color:{looks[key]}">■</span>'
        share = numbers.percent(ends[key], 0)
        full.append(theme.note(f"{mark} {theme.safe(names[key])} <b>{share}</b>", colour, **place))
        brief.append(theme.note(f"{mark} {share}", colour, theme.SMALL, **place))
    width = max(theme.text_width(theme.unmarked(each["text"])) for each in full)
    margin = {"t": 12, "b": 8, "l": 4}
    narrow = {"annotations": [*brief, *common], "margin": {**margin, "r": 52}}
    return {
        "annotations": [*full, *common],
        "margin": {**margin, "r": round(width) + 14},
        "meta": {
            "narrower": [
                {"than": labels.UNDER[labels.NARROW], "layout": narrow, "data": {str(2 * len(shown)): years}}
            ]
        },
    }
