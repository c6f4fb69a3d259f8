"""Overview: where the programme stands, on one screen."""

import streamlit as st

from sharedwealth.indicators.headline import headline
from sharedwealth.ui import cards, head, map_lists
from sharedwealth.ui.pieces import dated_lists, growth, mapped, ranking, types

view = head.show()
top = st.container()  # filled after the map, which is what a reader waits for when a filter changes
left, right = st.columns([11, 9], gap="small")
with left:
    measure = mapped.show(
        view,
        ("workshops_built", "people_at_work", "income_increase", "village_coverage"),
        name="overview_map",
        height=430,
        with_levels=False,
    )
with top:
    head.sentence(view, headline)
    cards.row(
        view,
        "workshops_built",
        "people_employed_cumulative",
        "low_income_people_employed_cumulative",
        "income_increase",
        "key_village_coverage",
    )
    listed = map_lists.read(view)
    dated_lists.note(view, listed)
with right:
    ranking.show(view, measure, name="overview_ranking", listed=listed)
    growth.show(view, "workshops_built", name="overview_growth")
with left:
    types.show(view, "workshops_active", name="overview_types")
