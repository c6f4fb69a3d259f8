"""Briefings: talks to be given, rehearsed, changed and taken away; what was promised and what was said in them."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import (
    briefings,
    briefings_checked,
    briefings_profiles,
    briefings_promises,
    briefings_said,
    briefings_written,
)

view = head.show(types=False)
briefings.headline(view)
part = briefings.part()
if part == "write":
    briefings_written.desk()
elif part == "promises":
    briefings_promises.made(view, name="promises_made")
    briefings_promises.form(view, name="promises_form")
elif part == "said":
    briefings_said.show(view)
else:
    chosen = briefings.chosen(view)
    left, right = st.columns([5, 7], gap="small")
    with left:
        briefings.listed(chosen, name="briefings_list")
        briefings_promises.made(view, name="briefings_promises", is_short=True)
        briefings_profiles.show(view, name="briefings_profiles")
    with right:
        if talk := briefings.told(view, chosen, name="briefings_talk"):
            briefings_checked.rehearsal(view, talk, name="briefings_rehearsal")
            briefings.steps(talk, name="briefings_steps")
