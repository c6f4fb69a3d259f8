"""Partnerships: enterprise, village and farmers; who is linked how, who hangs on whom, and what it goes with."""

import streamlit as st

from sharedwealth.indicators.partnership_headline import partnership_headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import enterprise_workshops, enterprises, linkages, partnerships

view = head.show()
enterprise = enterprise_workshops.chosen_one(view)
head.sentence(view, partnership_headline)
cards.row(view, "workshops_active", "people_at_work", "dependence", "income_increase", "wage_stability")
partnerships.way(view, name="partnerships_way")
left, right = st.columns([2, 1], gap="small")
with left:
    enterprises.ranked(view, name="partnerships_enterprises")
with right:
    enterprises.dependence(view, name="partnerships_dependence")
enterprise_workshops.one(view, enterprise, name="partnerships_enterprise")
left, right = st.columns(2, gap="small")
with left:
    linkages.increases(view, name="partnerships_increases")
with right:
    linkages.steadiness(view, name="partnerships_steadiness")
linkages.within_type(view, name="partnerships_within")
