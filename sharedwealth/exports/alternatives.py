"""What a picture shows, in words, for who does not see it."""

from sharedwealth.briefings.scene import Chart, Map, Scene, Table
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

_MOST = 12
"""Figures that are read out; the workbook behind a chart and the names of a map's areas have them all."""


def of(scene: Scene) -> str:
    """Measure, area and month, then the first figures; empty where there is no picture."""
    body = scene.body
    if isinstance(body, Chart):
        return t("Chart: {subtitle}. {figures}").format(
            subtitle=scene.subtitle, figures=_listed(_of_chart(body))
        )
    if isinstance(body, Map):
        told = [f"{row.name} {row.text or word(STATUSES, row.status)}" for row in body.rows]
        return t("Map: {subtitle}. {figures}").format(subtitle=scene.subtitle, figures=_listed(told))
    if isinstance(body, Table):
        headings = t(", ").join(column.heading for column in body.columns)
        return t("Table: {subtitle}. Columns: {columns}").format(subtitle=scene.subtitle, columns=headings)
    return ""


def _of_chart(chart: Chart) -> list[str]:
    found = [
        f"{category} {t(', ').join(_told(each.texts[at], each.statuses[at]) for each in chart.series)}"
        for at, category in enumerate(chart.categories)
    ]
    if chart.kind == "lines":  # of months the first and the last are the story
        found = found if len(found) <= 4 else [found[0], "…", *found[-3:]]
    return [
        *found[:_MOST],
        *(["…"] if len(found) > _MOST else []),
        *(_line(each.label, each.text) for each in chart.lines),
    ]


def _told(text: str, status: str) -> str:
    return word(STATUSES, status) if status in {"no_data", "suppressed"} else text


def _line(label: str, text: str) -> str:
    return label if text in label else f"{label} {text}"


def _listed(told: list[str]) -> str:
    shown = told if len(told) <= _MOST + 6 else [*told[:_MOST], "…"]
    return t("; ").join(shown)
