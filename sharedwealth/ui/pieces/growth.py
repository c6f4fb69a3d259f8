"""Growth since the first ledger, with what was published drawn beside it."""

from typing import Any

import pandas as pd

from sharedwealth import months, numbers, public_record, settings
from sharedwealth.charts import growth as charts
from sharedwealth.choices import KINDS, STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.targets import target_with_month
from sharedwealth.places import codes
from sharedwealth.tables import readable
from sharedwealth.text import t
from sharedwealth.ui import chart, navigation, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def show(view: View, key: str, *, name: str) -> None:
    """Ledger figures month by month, published ones as diamonds with their sources, the target where there is one.

    A diamond that is picked opens its figure, with quote and source, in the public record.
    """
    indicator = CATALOGUE[key]
    course = view.course(key)
    published, target = _published(view, key), _target(view, key)
    with panel(name, _title(course, indicator.short_title()), about(view, indicator.title()), is_last=True):
        picked = chart.show(
            _drawing(view, key),
            key=f"{name}_chart",
            alt=t("{measure} by month").format(measure=indicator.title()),
            height=None if _has_ranking(view) else charts.TALL,
        )
        if len(published):
            words = t("Published figures with their quotes and sources")
            figure_key = str(published["indicator"].iloc[0])
            navigation.link("public_record", f"◆ {words}", place=view.area, figure=figure_key)
        twin.table(
            view,
            lambda: _table(course, published, target),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(key,),
        )
    if picked and picked.get("customdata"):
        quote = str(picked["customdata"])
        figure_key = str(published.loc[published["id"] == quote, "indicator"].iloc[0])
        navigation.go("public_record", place=view.area, figure=figure_key, quote=quote)


def _has_ranking(view: View) -> bool:
    """Whether areas one level down stand over it; else it has their room too."""
    return ranks.are_shown() and codes.below(view.area) not in (None, "village")


def _drawing(view: View, key: str) -> chart.Drawing:
    def drawing() -> chart.Drawing:
        return chart.drawn(charts.growth(view.course(key), _published(view, key), _target(view, key)))

    return view.remembered(drawing, "growth drawn", key)


def _table(course: pd.DataFrame, published: pd.DataFrame, target: charts.Target | None) -> pd.DataFrame:
    """What is drawn, row by row: the ledgers' figures, the published ones in the source's words, the target.

    Each row says its own kind and snapshot, so that a published figure is never taken for one of the ledgers.
    """
    unit = str(course["unit"].iloc[0])
    rows: list[dict[str, Any]] = [
        {
            "kind": word(KINDS, row["kind"]),
            "as_of": row["month"],
            "value": row["value"],
            "status": word(STATUSES, row["status"]),
            "snapshot": row["snapshot"],
        }
        for row in course.to_dict("records")
    ]
    rows += [
        {
            "kind": word(KINDS, "published"),
            "as_of": row["as_of_text"],
            "value": row["value"],
            "words": row["value_text"],
            "source": row["publisher"],
        }
        for row in published.to_dict("records")
    ]
    if target:
        when = t("by {month}").format(month=numbers.month(months.parse(target.due))) if target.due else ""
        rows.append({"kind": t("Target"), "as_of": when, "value": target.value})
    columns = ["kind", "as_of", "value", "words", "source", "status", "snapshot"]
    found = pd.DataFrame(rows, columns=columns)
    found["value"] = readable.figures(found["value"], unit)
    headings = (
        t("Kind"), t("As of"), readable.value_heading(unit), t("As published"), t("Source"), t("Status"), t("Snapshot"),
    )  # fmt: skip
    return found.set_axis(headings, axis=1)


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

    def found() -> pd.DataFrame:
        return public_record.series(key, view.area, view.workshop_type, settings=settings.load())

    return view.remembered(found, "published", key)


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
