"""Where a figure comes from: definition, what does not count, the rows that add up to it, who sent them."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import lineage

view = head.show()
found = lineage.asked(view)
left, right = st.columns([1, 1], gap="small")
with left:
    lineage.figure(view, found)
with right:
    lineage.excluded(found)
lineage.behind(view, found)
lineage.ledgers(view, found)
