"""Explore: any indicator by any two things, as chart, table, files, and the query that made it."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import explore

view = head.show()
found = explore.asked(view)
left, right = st.columns([9, 11], gap="small")
with left:
    explore.drawing(found, name="explore_chart")
with right:
    explore.table(found, view, name="explore")
explore.query(found, name="explore_query")
