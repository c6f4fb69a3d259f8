"""Who comes and who goes, month by month."""

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, marks, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.lines import BOTTOM, HEIGHT, gaps, months_of
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t, tp

COMING = ("joiners", "returners")
_LOOKS = {"joiners": (theme.MAIN, 1), "returners": (theme.SEQUENTIAL[2], 1), "leavers": (theme.SECOND, -1)}


def flows(joiners: pd.DataFrame, returners: pd.DataFrame, leavers: pd.DataFrame) -> Figure:
    """Upwards who joined for the first time and on top of them who came back, downwards who left, the net as a line.

    All are answers by month with positive values. A month whose leavers are not known, as in a county's first
    ledger, has nothing; one of which a part must not be shown has the others, and no net.
    """
    every = _together(joiners, returners, leavers)
    if joiners["value"].isna().all():
        return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))
    drawn = every[every["leavers_status"] != "no_data"]
    if drawn.empty:
        return theme.sentence(t("Who joined and who left is told from the second ledger on."))
    if drawn[list(_LOOKS)].isna().all(axis=None):
        return theme.sentence(t("Fewer than ten people came or went in each month, so nothing is shown."))
    named = months_of(joiners)
    figure = _empty(drawn, named, str(joiners["unit"].iloc[0]))
    _add_bars(figure, drawn)
    net = dict(
        zip(drawn["month"], drawn[list(COMING)].sum(axis=1, skipna=False) - drawn["leavers"], strict=True)
    )
    figure.add_scatter(
        x=[f"{month}-01" for month in named],
        y=gaps([net.get(month, float("nan")) for month in named]),
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        marker={"size": 5, "color": theme.INK, "line": {"color": theme.CARD, "width": 1}},
        hoverinfo="skip",
        name="net",
    )
    figure.add_hline(y=0, line={"color": theme.QUIET, "width": 1})
    marks.explain(
        figure,
        [
            (theme.MAIN, "■", _name("joiners")),
            (theme.SEQUENTIAL[2], "■", _name("returners")),
            (theme.SECOND, "■", _name("leavers")),
            (theme.INK, "●", t("Difference")),
        ],
    )
    return figure


def _together(*parts: pd.DataFrame) -> pd.DataFrame:
    """A row per month with a value and a status of each, in order."""
    found = [
        part.set_index("month")[["value", "status"]].set_axis([name, f"{name}_status"], axis=1)
        for name, part in zip(_LOOKS, parts, strict=True)
    ]
    return pd.concat(found, axis=1).sort_index().reset_index()


def _empty(drawn: pd.DataFrame, named: list[str], unit: str) -> Figure:
    up = float(drawn[list(COMING)].sum(axis=1).max())
    down = float(drawn["leavers"].fillna(0).max())
    axis = scale.value_axis(-down * 1.12, max(up, 1.0) * 1.12, unit)
    # Leavers are people, not less than none.
    axis["ticktext"] = [text.replace("−", "") for text in axis["ticktext"]]
    figure = theme.figure(
        **scale.month_axis(named, at_end=False), yaxis=axis, height=HEIGHT, barmode="relative", bargap=0.25
    )
    figure.update_xaxes(range=scale.widened(figure.written["xaxis"], 0.025, 0.025)["range"])
    return figure.update_layout(margin={"t": 34, "b": BOTTOM})


def _add_bars(figure: Figure, drawn: pd.DataFrame) -> None:
    told = [_told(row) for row in drawn.to_dict("records")]
    for name, (colour, sign) in _LOOKS.items():
        figure.add_bar(
            x=[f"{month}-01" for month in drawn["month"]],
            y=gaps((sign * drawn[name]).tolist()),
            marker={"color": colour},
            hovertext=told,
            hoverinfo="text",
            name=name,
        )


def _name(key: str) -> str:
    names = {
        "joiners": tp("workers", "Joined for the first time"),
        "returners": tp("workers", "Returned"),
        "leavers": tp("workers", "Left"),
    }
    return names[key]


def _told(row: hover.Row) -> str:
    lines = [f"<b>{hover.month(row)}</b>"]
    for name in _LOOKS:
        is_known = hover.is_known(row[name])
        said = (
            numbers.with_unit(float(row[name]), "people")
            if is_known
            else word(STATUSES, str(row[f"{name}_status"]))
        )
        lines.append(f"{_name(name)} {said}")
    if all(hover.is_known(row[name]) for name in _LOOKS):
        net = sum(float(row[name]) for name in COMING) - float(row["leavers"])
        lines.append(f"{t('Difference')} {numbers.difference(net, 'people')}")
    return "<br>".join(lines)
