"""The urban-rural income ratio as it was published, with its targets: beside the ledgers, never mixed with them."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers, public_record, settings
from sharedwealth.charts import ratios as charts
from sharedwealth.charts import theme
from sharedwealth.places import codes
from sharedwealth.public_record.wording import Row
from sharedwealth.text import t
from sharedwealth.ui import areas, chart, navigation, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel

_FIGURES = ("urban_rural_income_ratio", "urban_rural_income_ratio_approximate")
_TARGETS = ("target_urban_rural_income_ratio_below", "target_urban_rural_income_ratio_within")


def urban_and_rural(view: View, *, name: str) -> None:
    """The series of the area, else of the nearest one above it that has published several years."""
    record = public_record.load_background(settings.load())
    area, figures = _nearest(record, view.area)
    targets = _drawn(record[(record["area_code"] == area) & record["indicator"].isin(_TARGETS)])
    title = _title(figures)
    place = areas.name(view.warehouse, area)
    subtitle = " · ".join(
        [t("Income of town residents over that of country residents"), place, t("Published")]
    )
    definition = t(
        "Disposable income per resident in towns over that in the country, by year, from the public record: of all "
        "residents, not of workers, so it stands beside the ledgers' figures and is never mixed with them."
    )
    with panel(name, title, subtitle, help_=definition, is_last=True):
        chart.show(chart.remembered(charts.published, figures, targets), key=f"{name}_chart", alt=title)
        st.caption(definition)
        navigation.link("public_record", t("Sources in the public record"))
        sources = pd.concat([figures, targets], ignore_index=True)
        twin.table(view, lambda: _table(sources), key=name, title=title, definition=definition)


def _nearest(record: pd.DataFrame, area: str) -> tuple[str, pd.DataFrame]:
    """The area and its published figures."""
    for code in reversed(codes.trail(area)):
        mine = record[(record["area_code"] == code) & record["indicator"].isin(_FIGURES)]
        if len(mine) > 1 or code == codes.PROVINCE:
            return code, _drawn(mine)
    return codes.PROVINCE, _drawn(record.head(0))


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the record as the chart and the table take them, oldest first."""
    records = rows.to_dict("records")
    frame = pd.DataFrame(
        {
            "year": [int(str(row["as_of"])[:4]) for row in records],
            "value": [float(row["value"]) for row in records],
            "words": [public_record.value_text(row) for row in records],
            "told": [_told(row) for row in records],
            "is_first_hand": [row["trust"] == "A" for row in records],
            "figure": [public_record.indicator_name(str(row["indicator"])) for row in records],
            "as_of": [public_record.as_of_text(row) for row in records],
            "publisher": [public_record.publisher(row) for row in records],
            "url": [str(row["url"]) for row in records],
            "trust": [public_record.trust_text(row) for row in records],
        }
    )
    return frame.sort_values("year", ignore_index=True)


def _told(row: Row) -> str:
    lines = [
        f"<b>{theme.safe(public_record.value_text(row))}</b>",
        theme.safe(public_record.as_of_text(row)),
        *theme.folded(public_record.publisher(row)),
        *theme.folded(public_record.trust_text(row)),
    ]
    return "<br>".join(lines)


def _title(figures: pd.DataFrame) -> str:
    if len(figures) < 2:
        return t("Urban-rural income ratio")
    first, last = figures.iloc[0], figures.iloc[-1]
    return t("Urban-rural income ratio: {before} ({since}) to {now} ({until})").format(
        before=numbers.plain(first["value"], 2), since=first["year"], now=last["words"], until=last["year"]
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("As of"): rows["as_of"],
            t("Figure"): rows["figure"],
            t("As published"): rows["words"],
            t("Source"): rows["publisher"],
            t("Address"): rows["url"].replace("", None),
            t("Trust"): rows["trust"],
        }
    )
