"""The six types side by side."""

from sharedwealth import numbers
from sharedwealth.charts import people as charts
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import t
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def show(view: View, key: str, *, name: str) -> None:
    """All six, whatever type the page is narrowed to."""
    view = view.of_all_types()
    indicator = CATALOGUE[key]
    answer = view.answer(key, by="type")
    known = answer.dropna(subset=["value"]).sort_values("value", ascending=False)
    title = indicator.title()
    if len(known):
        first = known.iloc[0]
        title = t("{measure}: {type} comes first with {value}").format(
            measure=indicator.short_title(),
            type=word(WORKSHOP_TYPES, first["type"]),
            value=numbers.with_unit(first["value"], first["unit"]),
        )
    with panel(name, title, about(view, indicator.title()), is_last=True):
        alt = t("{measure} by type of workshop").format(measure=indicator.title())
        chart.show(chart.remembered(charts.types, answer), key=f"{name}_types", alt=alt)
        twin.answer(
            view, answer, key=name, title=indicator.title(), definition=indicator.explain(), of=(key,)
        )
