"""Blank villages, the map inside out: where no workshop stands, how far the nearest is, where the next should be."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import planning, planning_lists

asked = head.show(types=False)
view = planning.of_a_town(asked)
question = planning.asked(view)
left, right = st.columns([2, 1], gap="small")
with right:
    plan = planning.show(view, question)
with left:
    planning_lists.on_map(view, question, plan, chosen=asked.area if asked != view else "")
if plan is not None:
    planning_lists.proposed(view, plan)
planning_lists.blank_places(view)
