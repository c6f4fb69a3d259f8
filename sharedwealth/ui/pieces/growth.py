"""Growth since the first ledger, with what was published drawn beside it."""

import pandas as pd

from sharedwealth import numbers, public_record, settings
from sharedwealth.charts import growth as charts
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.targets import target_with_month
from sharedwealth.text import t
from sharedwealth.ui import chart, navigation, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def show(view: View, key: str, *, name: str) -> None:
    """Ledger figures month by month, published ones as diamonds with their sources, the target where there is one."""
    indicator = CATALOGUE[key]
    course = view.course(key)
    published = view.remembered(lambda: _published(view, key), "published", key)
    with panel(name, _title(course, indicator.short_title()), about(view, indicator.title())):
        figure = chart.remembered(charts.growth, course, published, _target(view, key))
        chart.show(figure, key=f"{name}_chart", alt=t("{measure} by month").format(measure=indicator.title()))
        if len(published):
            words = t("Published figures with their quotes and sources")
            figure_key = str(published["indicator"].iloc[0])
            navigation.link("public_record", f"◆ {words}", place=view.area, figure=figure_key)
        twin.answer(view, course, key=name, title=indicator.title(), definition=indicator.explain())


def _title(course: pd.DataFrame, measure: str) -> str:
    """Where it stands and what a year has added."""
    now = course.iloc[-1]
    if pd.isna(now["value"]):
        return measure
    value = numbers.with_unit(now["value"], now["unit"])
    if len(course) > 12 and pd.notna(course.iloc[-13]["value"]):
        change = numbers.difference(now["value"] - course.iloc[-13]["value"], now["unit"])
        return t("{measure}: {value}, {change} in a year").format(measure=measure, value=value, change=change)
    return t("{measure}: {value}").format(measure=measure, value=value)


def _published(view: View, key: str) -> pd.DataFrame:
    """Published figures of the same meaning, of the chosen type where there is one."""
    return public_record.series(key, view.area, view.workshop_type, settings=settings.load())


def _target(view: View, key: str) -> charts.Target | None:
    if view.workshop_type:
        return None
    found = view.told(target_with_month, key)
    if found is None:
        return None
    value, due = found
    month = None if due is None else f"{due:%Y-%m}"
    label = t("Target {value}").format(value=numbers.bare(value, CATALOGUE[key].unit))
    return charts.Target(value, label, month)
