"""Coverage: which towns and villages the workshops reach, and which are blank."""

import streamlit as st

from sharedwealth.ui import badge, breadcrumb, cards, filters
from sharedwealth.ui.pieces import blanks, mapped, ranking

view = filters.bar()
badge.show(view)
breadcrumb.show(view)
left, right = st.columns([2, 1], gap="small")
with left:
    measure = mapped.show(
        view,
        ("village_coverage", "key_village_coverage", "mountain_town_coverage"),
        name="coverage_map",
        height=640,
        with_villages=len(view.area) > 2,
    )
with right:
    cards.row(view, "mountain_town_coverage", "key_village_coverage")
    cards.row(view, "village_coverage", "mountain_town_coverage_with_subdistricts")
    blanks.show(view, name="coverage_blank")
ranking.show(view, measure, name="coverage_ranking")
