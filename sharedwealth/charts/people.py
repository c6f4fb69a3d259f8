"""Who works: age and sex, and the six types of workshop."""

from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, rows, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.choices import AGE_BANDS, SEXES, STATUSES, WORKSHOP_TYPES, age_band, word
from sharedwealth.text import t

_COLOURS = {"F": theme.MAIN, "M": theme.SECOND}
_ROW = 34
_TYPE_ROW = 32
_SMALL_HEIGHT = 340
_ROOM, _NARROW_ROOM = 1.28, 1.55  # how far a side reaches beyond its longest bar, for the counts
_COLOURED = 4


def pyramid(frame: pd.DataFrame) -> Figure:
    """Women to the left, men to the right, the oldest on top, each bar with its count at its end.

    `frame` has `age_band`, `sex` (F, M) and `people`; `status` where a count is suppressed or missing. A
    band that is not in the frame is nobody.
    """
    if frame.empty or not frame["people"].sum():
        return theme.sentence(_why_nobody(frame))
    counts = frame.pivot_table(index="age_band", columns="sex", values="people", aggfunc="sum", min_count=1)
    counts = counts.reindex(index=list(AGE_BANDS), columns=list(SEXES))
    hidden = _hidden(frame)
    most = float(counts.max().max())
    whole = float(counts.sum().sum())
    figure = theme.figure(height=len(AGE_BANDS) * _ROW + 44, barmode="overlay", bargap=0.22)
    told = {
        sex: [0.0 if band in hidden[sex] else float(counts[sex].fillna(0)[band]) for band in AGE_BANDS]
        for sex in SEXES
    }
    written = iter(numbers.alike([*told["F"], *told["M"]]))
    for sex, sign in (("F", -1), ("M", 1)):
        people = told[sex]
        texts = [
            word(STATUSES, hidden[sex][band]) if band in hidden[sex] else figure_
            for band, figure_ in zip(AGE_BANDS, [next(written) for _ in AGE_BANDS], strict=True)
        ]
        figure.add_bar(
            x=[sign * count for count in people],
            y=list(range(len(AGE_BANDS))),
            orientation="h",
            marker={"color": _COLOURS[sex]},
            text=texts,
            textposition="outside",
            textfont=theme.font(),
            cliponaxis=False,
            hovertext=[
                f"<b>{word(SEXES, sex)} · {age_band(band)}</b><br>"
                + (
                    text
                    if band in hidden[sex]
                    else f"{numbers.with_unit(count, 'people')} · {numbers.percent(count / whole)}"
                )
                for band, count, text in zip(AGE_BANDS, people, texts, strict=True)
            ],
            hoverinfo="text",
            name=sex,
        )
    figure.update_layout(
        xaxis={"range": [-most * _ROOM, most * _ROOM], "visible": False},
        yaxis={
            "tickvals": list(range(len(AGE_BANDS))),
            "ticktext": [age_band(band) for band in AGE_BANDS],
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 4,
        },
        margin={"t": 34, "b": 6, "l": 4, "r": 8},
    )
    _sex_heads(figure, counts, whole)
    return figure


def _why_nobody(frame: pd.DataFrame) -> str:
    statuses = set(frame["status"]) if "status" in frame else set()
    if "suppressed" in statuses:
        return t("Fewer than ten people are concerned, so nothing is shown.")
    if not statuses or "no_data" in statuses:
        return t("No ledger for this month, so there is nobody to show.")
    return t("Nobody is at work here in this month.")


def _hidden(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """By sex, the bands whose count is not to be seen, with the reason."""
    hidden: dict[str, dict[str, str]] = {sex: {} for sex in SEXES}
    if "status" in frame:
        for row in frame[frame["status"].isin(["suppressed", "no_data"])].to_dict("records"):
            hidden[str(row["sex"])][str(row["age_band"])] = str(row["status"])
    return hidden


def _sex_heads(figure: Figure, counts: pd.DataFrame, whole: float) -> None:
    """Each side's total above it; on a narrow screen its share alone, and more room for the counts."""
    full: list[dict[str, Any]] = []
    brief: list[dict[str, Any]] = []
    for sex, anchor, shift in (("F", "right", -10), ("M", "left", 10)):
        people = float(counts[sex].sum())
        share = numbers.percent(people / whole)
        place: theme.Place = {
            "x": 0,
            "xanchor": anchor,
            "xshift": shift,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 10,
        }
        mark = f'<span style="color:{_COLOURS[sex]}">■</span> <b>{word(SEXES, sex)}</b> '
        full.append(theme.note(f"{mark}{numbers.with_unit(people, 'people')} · {share}", **place))
        brief.append(theme.note(f"{mark}{share}", **place))
    most = float(counts.max().max())
    narrow = {"annotations": brief, "xaxis": {"range": [-most * _NARROW_ROOM, most * _NARROW_ROOM]}}
    figure.update_layout(
        annotations=full, meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]}
    )


def types(frame: pd.DataFrame) -> Figure:
    """A bar for each of the six types, the highest first, with value and share of the whole at its end.

    Without a value for each type the whole is not known, and no share is written.

    `frame` is an answer by type. The four highest have the colour that the type has everywhere, the rest
    are grey; a type without data is hatched. A picked bar gives its type.
    """
    if frame["value"].isna().all():
        return theme.sentence(t("No ledgers for this month, so there is nothing to compare."))
    named = frame.assign(area_name=[word(WORKSHOP_TYPES, str(key)) for key in frame["type"]])
    drawn = rows.ordered(named, "value", "type")
    known, unknown = drawn[drawn["value"].notna()], drawn[drawn["value"].isna()]
    unit = str(drawn["unit"].iloc[0])
    top, whole = float(known["value"].max()) or 1.0, float(known["value"].sum())
    ends = _type_ends(known["value"].astype(float).tolist(), unit, whole if unknown.empty else 0)
    figure = theme.figure(bargap=0.36, barmode="overlay")
    figure.add_bar(
        x=known["value"].tolist(),
        y=known.index.tolist(),
        orientation="h",
        marker={"color": [_type_colour(str(key), at) for at, key in enumerate(known["type"])]},
        text=ends,
        textposition="outside",
        textfont=theme.font(),
        textangle=0,
        cliponaxis=False,
        customdata=known["type"].tolist(),
        hovertext=[hover.of_answer(row) for row in known.to_dict("records")],
        hoverinfo="text",
        name="known",
    )
    rows.add_unknown(figure, unknown, top, "type")
    low = min(0.0, float(known["value"].min()))
    rows.layout(figure, drawn["area_name"].tolist(), (low, top), ends, row=_TYPE_ROW, head=0)
    return figure


def _type_colour(key: str, rank: int) -> str:
    return theme.TYPES.get(key, theme.EARLIER) if rank < _COLOURED else theme.EARLIER


def _type_ends(values: list[float], unit: str, whole: float) -> list[str]:
    adds_up = unit in ("workshops", "people", "households", "places", "sessions", "yuan") and whole > 0
    return [
        f"{words} · {numbers.percent(value / whole)}" if adds_up else words
        for value, words in zip(values, numbers.alike(values, unit), strict=True)
    ]


def types_over_time(frame: pd.DataFrame) -> Figure:
    """A small figure for each of the six types on one scale, its name and last value written over it.

    `frame` is an answer by type and month.
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))
    named = sorted({str(month) for month in frame["month"]})
    top = float(known["value"].max()) * 1.04
    figure = theme.figure(height=_SMALL_HEIGHT)
    annotations = []
    for at, key in enumerate(WORKSHOP_TYPES):
        number = "" if at == 0 else str(at + 1)
        one = frame[frame["type"] == key].set_index("month").reindex(named)
        _add_small(figure, key, one, number)
        last = one["value"].dropna()
        unit = str(known["unit"].iloc[0])
        written = numbers.bare(float(last.iloc[-1]), unit) if len(last) else word(STATUSES, "no_data")
        place: theme.Place = {
            "x": 0,
            "xref": f"x{number} domain",
            "xanchor": "left",
            "y": 1,
            "yref": f"y{number} domain",
        }
        text = f"{word(WORKSHOP_TYPES, key)}<br><b>{written}</b>"
        annotations.append(theme.note(text, **place, yanchor="bottom", align="left"))
    days = [scale.month_end(month).isoformat() for month in named]
    axes = _small_axes(3, days, top)
    narrow = {axis: {"domain": places["domain"]} for axis, places in _small_axes(2, days, top).items()}
    ends = [
        theme.note(
            words,
            theme.QUIET,
            theme.SMALL,
            x=x,
            xref="paper",
            xanchor=anchor,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-4,
        )
        for words, x, anchor in ((named[0], 0, "left"), (named[-1], 1, "right"))
    ]
    return figure.update_layout(
        **axes,
        annotations=[*annotations, *ends],
        margin={"t": 6, "b": 22, "l": 0, "r": 8},
        meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]},
    )


def _add_small(figure: Figure, key: str, one: pd.DataFrame, number: str) -> None:
    colour = theme.TYPES[key]
    heads = [f"{word(WORKSHOP_TYPES, key)} · {hover.month({'month': month})}" for month in one.index]
    figure.add_scatter(
        x=[scale.month_end(month).isoformat() for month in one.index],
        y=[value if hover.is_known(value) else None for value in one["value"]],
        mode="lines",
        line={"color": colour, "width": 2},
        fill="tozeroy",
        fillcolor=theme.faint(colour, 0.1),
        xaxis=f"x{number}",
        yaxis=f"y{number}",
        hovertext=[
            hover.of_answer(row, head=head) for row, head in zip(one.to_dict("records"), heads, strict=True)
        ],
        hoverinfo="text",
        name=key,
    )


def _small_axes(columns: int, days: list[str], top: float) -> dict[str, dict[str, Any]]:
    """Axes of the small figures in so many columns, each with room for two lines of words over it."""
    count = -(-len(WORKSHOP_TYPES) // columns)
    head = 42 / (_SMALL_HEIGHT - 28)
    axes: dict[str, dict[str, Any]] = {}
    for at in range(len(WORKSHOP_TYPES)):
        number = "" if at == 0 else str(at + 1)
        column, row = at % columns, at // columns
        left, bottom = column / columns, 1 - (row + 1) / count
        axes[f"xaxis{number}"] = {
            "type": "date",
            "range": [days[0], days[-1]],
            "tickvals": [],
            "showline": True,
            "linecolor": theme.HAIRLINE,
            "anchor": f"y{number}",
            "domain": [
                left + (0.02 if column else 0),
                left + 1 / columns - (0.02 if column < columns - 1 else 0),
            ],
        }
        axes[f"yaxis{number}"] = {
            "range": [0, top],
            "visible": False,
            "anchor": f"x{number}",
            "domain": [bottom, bottom + 1 / count - head],
        }
    return axes
