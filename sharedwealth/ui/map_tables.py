"""What a map shows, as a reader's tables: two months and their change, and the villages over it."""

from dataclasses import replace
from datetime import date

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import map_changes
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import codes
from sharedwealth.tables import readable
from sharedwealth.text import t
from sharedwealth.ui import areas, map_views
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_views import Asked


def two_months(view: View, asked: Asked, other: date) -> pd.DataFrame:
    """Both months of the map and the change between them, as a reader's table."""
    changed = map_changes.difference(
        map_views.answer(view, asked), map_views.answer(replace(view, month=other), asked)
    )
    unit = CATALOGUE[asked.key].unit
    sign = numbers.unit_word(unit) or ("%" if unit == "share" else "")
    points = t("percentage points") if unit == "share" else sign
    headings = {
        "before": _with_sign(numbers.month(other), sign),
        "after": _with_sign(numbers.month(view.month), sign),
        "value": _with_sign(t("Change"), points),
    }
    return pd.DataFrame(
        {
            t("Area"): changed["area_name"],
            t("Code"): changed["area"],
            **{heading: readable.figures(changed[name], unit) for name, heading in headings.items()},
            t("Status"): [word(STATUSES, str(status)) for status in changed["status"]],
        }
    )


def _with_sign(words: str, sign: str) -> str:
    return t("{measure} ({unit})").format(measure=words, unit=sign) if sign else words


def villages(view: View, listed: DatedList | None = None) -> pd.DataFrame:
    """The villages whose points the map shows, as a reader's table: where each lies, and what its point says."""
    found = map_views.villages(view, listed)
    told = {
        t("Village or community"): [areas.name(view.warehouse, each.code) for each in found],
        t("Town"): [areas.name(view.warehouse, codes.up_to(each.code, "town")) for each in found],
        t("County"): [areas.name(view.warehouse, codes.up_to(each.code, "county")) for each in found],
        t("Code"): [each.code for each in found],
        t("State"): [each.said for each in found],
    }
    return pd.DataFrame(told)
