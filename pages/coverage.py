"""Coverage: which towns and villages the workshops reach, and which are blank."""

import streamlit as st

from sharedwealth.ui import cards, head, map_lists
from sharedwealth.ui.pieces import blanks, dated_lists, mapped, ranking, village

view = head.show()
top = st.container()  # filled after the map, which is what a reader waits for when a filter changes
left, right = st.columns([2, 1], gap="small")
with left:
    measure = mapped.show(
        view,
        ("village_coverage", "key_village_coverage", "mountain_town_coverage"),
        name="coverage_map",
        height=640,
        with_layers=True,
    )
with top:
    cards.row(
        view,
        "mountain_town_coverage",
        "mountain_town_coverage_with_subdistricts",
        "key_village_coverage",
        "village_coverage",
    )
    listed = map_lists.read(view)
    dated_lists.note(view, listed, has_blanks=True)
with right:
    village.show(view, name="coverage_village", listed=listed)
    blanks.show(view, name="coverage_blank", listed=listed)
    ranking.show(view, measure, name="coverage_ranking", listed=listed)
with left:
    dated_lists.show(view, name="coverage_lists")
