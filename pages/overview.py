"""Overview: where the programme stands, on one screen."""

import streamlit as st

from sharedwealth.indicators.headline import headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import growth, mapped, ranking, types

view = head.show()
st.markdown(f"#### {headline(view.warehouse, view.area, view.month)}")
cards.row(
    view,
    "workshops_built",
    "people_employed_cumulative",
    "low_income_people_employed_cumulative",
    "income_increase",
    "key_village_coverage",
)
left, right = st.columns([11, 9], gap="small")
with left:
    measure = mapped.show(
        view,
        ("workshops_built", "people_at_work", "income_increase", "village_coverage"),
        name="overview_map",
        height=430,
        with_levels=False,
    )
    types.show(view, "workshops_active", name="overview_types")
with right:
    ranking.show(view, measure, name="overview_ranking")
    growth.show(view, "workshops_built", name="overview_growth")
