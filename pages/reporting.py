"""Reporting: who has sent which month, who is late, how far it is approved, and how far it can be trusted."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import reporting, reporting_acts, reporting_ledger

view = head.show(types=False)
board = reporting.read(view)
reporting.headline(board)
left, right = st.columns([3, 2], gap="small")
with left:
    reporting.grid(board)
    reporting.to_act_on(board)
    reporting.cities(board)
with right:
    chosen = reporting_ledger.show(board)
    reporting_acts.show(board, chosen)
    reporting_acts.together(board)
