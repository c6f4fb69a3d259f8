"""Two things crossed: a heat map with its figures in the cells, and bars side by side on one scale."""

from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t

_ROW, _BAR_ROW = 26, 26
_HEAD = 40
_DARK = 0.62  # how far up the scale a cell is dark enough for light figures
_WIDE, _NARROW = 490, 230  # pixels that the columns share


def heat(frame: pd.DataFrame) -> Figure:
    """Rows by columns, the darker the higher, with the figure in each cell where there is room.

    `frame` is a crossed answer with `row`, `row_name`, `column`, `column_name` and `written`, in the order in which
    they are to stand. A cell without a figure is left open and says why.
    """
    if frame["value"].isna().all():
        return nothing(frame)
    rows, columns = _named(frame, "row"), _named(frame, "column")
    at = {key: place for place, key in enumerate(rows)}
    across = {key: place for place, key in enumerate(columns)}
    values: list[list[float | None]] = [[None] * len(columns) for _ in rows]
    told = [[""] * len(columns) for _ in rows]
    written: list[tuple[int, int, str, float | None]] = []
    for cell in frame.to_dict("records"):
        row, column = at[cell["row"]], across[cell["column"]]
        told[row][column] = hover.of_answer(cell, head=f"{cell['row_name']} · {cell['column_name']}")
        if hover.is_known(cell["value"]):
            values[row][column] = float(cell["value"])
        written.append((row, column, str(cell["written"]), values[row][column]))
    figure = theme.figure(height=len(rows) * _ROW + _HEAD + 36)
    figure.add_heatmap(
        z=values,
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        hovertext=told,
        hoverinfo="text",
        hoverongaps=True,
        colorscale=_scale(),
        showscale=False,
        xgap=2,
        ygap=2,
        name="cells",
    )
    room = max(theme.text_width(words, theme.SMALL) for *_, words, _ in written) + 3
    if room > _WIDE / len(
        columns
    ):  # where there is no room for figures, an open cell is still told from a pale one
        written = [
            (row, column, "×" if words != numbers.MISSING else words, None)
            for row, column, words, value in written
            if value is None
        ]
    _write(figure, written)
    _cut(figure, list(rows.values()), list(columns.values()), is_narrow_too=room <= _NARROW / len(columns))
    return figure


def bars(frame: pd.DataFrame) -> Figure:
    """A bar for each row in each column, all on one scale, with its figure at its end; `frame` as for `heat`."""
    if frame["value"].isna().all():
        return nothing(frame)
    rows, columns = _named(frame, "row"), _named(frame, "column")
    at = {key: place for place, key in enumerate(rows)}
    low, high = min(0.0, float(frame["value"].min())), max(0.0, float(frame["value"].max())) or 1.0
    room = max(theme.text_width(str(each)) for each in frame["written"])
    figure = theme.figure(height=len(rows) * _BAR_ROW + _HEAD, bargap=0.34)
    share = 1 / len(columns)
    inside = max(0.2, 1 - (room + 14) / (_WIDE * share))
    axes: dict[str, Any] = {}
    for place, (key, name) in enumerate(columns.items()):
        number = "" if place == 0 else str(place + 1)
        cells = frame[frame["column"] == key].to_dict("records")
        figure.add_bar(
            x=[float(cell["value"]) if hover.is_known(cell["value"]) else 0.0 for cell in cells],
            y=[at[cell["row"]] for cell in cells],
            orientation="h",
            marker={"color": theme.MAIN},
            text=[theme.safe(str(cell["written"])) for cell in cells],
            textposition="outside",
            textangle=0,
            textfont=theme.font(),
            cliponaxis=False,
            hovertext=[hover.of_answer(cell, head=f"{cell['row_name']} · {name}") for cell in cells],
            hoverinfo="text",
            xaxis=f"x{number}",
            name=str(key),
        )
        axes[f"xaxis{number}"] = {
            "domain": [place * share, place * share + share * inside],
            "range": [low, high],
            "visible": False,
        }
        words = "<br>".join(theme.folded(name, most=_WIDE * share - 8)[:2])
        figure.add_annotation(
            theme.note(words, theme.QUIET, x=place * share, xref="paper", xanchor="left", y=1, yref="paper",
                       yanchor="bottom", yshift=4, align="left")
        )  # fmt: skip
    figure.update_layout(**axes)
    figure.update_yaxes(**_rows_axis(list(rows.values())))
    return figure.update_layout(
        margin={"t": _HEAD, "b": 6, "l": 0, "r": 8}, meta={"narrower": [_narrow_bars(figure, rows, columns)]}
    )


def _narrow_bars(figure: Figure, rows: dict[str, str], columns: dict[str, str]) -> dict[str, Any]:
    """On a narrow screen the columns' names are turned, and of several columns the figures are left to pointing."""
    share = 1 / len(columns)
    turned = [
        {**note, "text": _brief(name, 20), "textangle": -90}
        for note, name in zip(figure.written["annotations"], columns.values(), strict=True)
    ]
    head = round(min(150, max(theme.text_width(name) for name in columns.values()))) + 14
    layout: dict[str, Any] = {"yaxis": {"ticktext": [_brief(name, 12) for name in rows.values()]}}
    narrow: dict[str, Any] = {"than": labels.UNDER[labels.NARROW], "layout": layout}
    if len(columns) > 2:
        layout |= {"annotations": turned, "margin": {"t": head}, "height": len(rows) * _BAR_ROW + head}
        for place in range(len(columns)):
            axis = f"xaxis{'' if place == 0 else place + 1}"
            layout[axis] = {"domain": [place * share, (place + 0.9) * share]}
        narrow["data"] = {str(place): {"textposition": "none"} for place in range(len(columns))}
    return narrow


def nothing(frame: pd.DataFrame) -> Figure:
    """The sentence in place of a figure without one value."""
    if (frame["status"] == "suppressed").any():
        return theme.sentence(t("Every cell is withheld, because some are of fewer than 10 people."))
    return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))


def _named(frame: pd.DataFrame, what: str) -> dict[str, str]:
    listed = frame.drop_duplicates(what)
    return dict(zip(listed[what], listed[f"{what}_name"], strict=True))


def _write(figure: Figure, cells: list[tuple[int, int, str, float | None]]) -> None:
    """The figures in their cells, light where the cell is dark; on a dark page both turn round."""
    known = [value for *_, value in cells if value is not None] or [0.0]
    low, high = min(known), max(known)
    turn = low + (high - low) * _DARK
    figure.add_scatter(
        x=[column for _, column, _, _ in cells],
        y=[row for row, _, _, _ in cells],
        mode="text",
        text=[theme.safe(words) for _, _, words, _ in cells],
        textfont={
            "size": theme.SMALL,
            "family": theme.FONT,
            "color": [
                theme.QUIET if value is None else theme.CARD if value > turn and high > low else theme.INK
                for *_, value in cells
            ],
        },
        hoverinfo="skip",
        name="figures",
    )


def _scale() -> list[list[float | str]]:
    steps = theme.SEQUENTIAL
    return [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)]


def _cut(figure: Figure, rows: list[str], columns: list[str], *, is_narrow_too: bool) -> None:
    """Names above the columns, as many as fit, in two lines where they are long; turned on a narrow screen."""
    each = _WIDE / len(columns)
    widest = max(theme.text_width(name) for name in columns)
    shortest = min(theme.text_width(name) for name in columns)
    step = 1 if each >= min(shortest, 48) + 4 else -(-len(columns) * 56 // _WIDE)
    kept = [at for at in range(len(columns)) if (len(columns) - 1 - at) % step == 0]
    texts = ["<br>".join(theme.folded(columns[at], most=max(each * step - 8, 40))) for at in kept]
    lines = max(text.count("<br>") + 1 for text in texts)
    head = 12 + 16 * lines
    figure.update_layout(
        height=len(rows) * _ROW + head + 8,
        margin={"t": head, "b": 6, "l": 0, "r": 4},
        xaxis={
            "side": "top",
            "range": [-0.5, len(columns) - 0.5],
            "tickvals": kept,
            "ticktext": texts,
            "tickfont": theme.font(theme.INK),
        },
    )
    figure.update_yaxes(**_rows_axis(rows))
    turned = round(min(widest, 150)) + 14
    narrow_step = max(1, -(-len(columns) * 18 // _NARROW))
    few = [at for at in range(len(columns)) if (len(columns) - 1 - at) % narrow_step == 0]
    layout: dict[str, Any] = {
        "xaxis": {
            "tickvals": few,
            "ticktext": [theme.safe(_brief(columns[at], 20)) for at in few],
            "tickangle": -90,
        },
        "yaxis": {"ticktext": [_brief(name, 12) for name in rows]},
        "margin": {"t": turned, "b": 6, "l": 0, "r": 4},
    }
    narrow: dict[str, Any] = {"than": labels.UNDER[labels.NARROW], "layout": layout}
    if not is_narrow_too:
        narrow["data"] = {"1": {"visible": False}}
    figure.update_layout(meta={"narrower": [narrow]})


def _rows_axis(names: list[str]) -> dict[str, Any]:
    return {
        "range": [len(names) - 0.5, -0.5],
        "tickvals": list(range(len(names))),
        "ticktext": [theme.safe(name) for name in names],
        "showgrid": False,
        "tickfont": theme.font(theme.INK),
        "ticklabelstandoff": 6,
    }


def _brief(name: str, most: int) -> str:
    return theme.safe(name if len(name) <= most else f"{name[: most - 1].rstrip()}…")
