"""What a map says in words: its alternative text, the heading of its legend, and the words of its controls."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import legends
from sharedwealth.text import t, tn

Floats = npt.NDArray[np.float64]


def alt(rows: pd.DataFrame, values: Floats, head: str, unit: str, *, is_change: bool) -> str:
    """One sentence: what, where, when, the highest and the lowest, and how many areas show no value."""
    parts = [head]
    known = ~np.isnan(values)
    write = numbers.difference if is_change else numbers.with_unit
    if known.any():
        names = rows["area_name"].to_numpy(dtype=object)
        ends = [
            _extreme(names[values == end], write(float(end), unit))
            for end in (np.nanmax(values), np.nanmin(values))
        ]
        parts.append(t("highest {highest}, lowest {lowest}").format(highest=ends[0], lowest=ends[1]))
    missing = int((~known).sum())
    if missing:
        without = tn("{count} of {all} areas shows no value", "{count} of {all} areas show no value", missing)
        parts.append(without.format(count=numbers.plain(missing), all=numbers.plain(len(rows))))
    return t("; ").join(parts) + t(".")


def alt_head(rows: pd.DataFrame, measure: str, place: str, level: str) -> str:
    """Which map it is."""
    sentence = {
        "city": t("Map of {place} by city, {month}: {measure}"),
        "county": t("Map of {place} by county, {month}: {measure}"),
        "town": t("Map of {place} by town, {month}: {measure}"),
    }.get(level, t("Map of {place}, {month}: {measure}"))
    month = numbers.month(months.parse(str(rows["month"].iloc[0]))) if len(rows) else numbers.MISSING
    return sentence.format(place=place, month=month, measure=measure)


def _extreme(names: npt.NDArray[np.object_], figure: str) -> str:
    if len(names) == 1:
        return t("{place} {figure}").format(place=names[0], figure=figure)
    return t("{figure} in {count} areas").format(figure=figure, count=numbers.plain(len(names)))


def heading(measure: str, unit: str, *, is_change: bool) -> str:
    """The measure with its unit's word, unless its name says the unit already."""
    is_points = is_change and unit == "share"
    said = t("percentage points") if is_points else numbers.unit_word(unit)
    if not said or said in measure.lower():
        return measure
    return t("{measure} ({unit})").format(measure=measure, unit=said)


def controls() -> dict[str, object]:
    """The words of the map's own controls and notes."""
    return {
        "map": t("Map"),
        "in": t("Zoom in"),
        "out": t("Zoom out"),
        "reset": t("Whole area"),
        "keys": t("Arrow keys move between areas, Enter opens, Escape goes up a level, plus and minus zoom."),
        "walk": t("N and P step through the points in sight, Enter opens the one that is ringed."),
        "gathered": t("{count} workshops close to one another"),
        "schematic": t("Town outlines are schematic and are not boundaries."),
        "partly_schematic": t("Dashed town outlines are schematic and are not boundaries."),
        "positions": t("Village positions may be schematic."),
        "approval": t("Map approval number: {number}"),
        "failed": t("The map's outlines could not be loaded. Please reload the page."),
        "statuses": {
            legends.CODE_OF_STATUS[status]: legends.status_word(status)
            for status in ("carried", "unverified", "suppressed", "no_data", legends.NOT_APPLICABLE)
        },
    }
