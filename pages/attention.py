"""The attention list: which workshops, towns and counties need a look, by rules that the operator edits."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import attention, attention_around, attention_list

view = head.show()
here = attention.read(view)
attention.headline(here)
attention.figures(here)
attention_list.listed(here, name="attention_list")
left, right = st.columns([3, 2], gap="small")
with left:
    attention_around.on_map(here, name="attention_map", height=560)
with right:
    attention_around.by_place(here, name="attention_places")
attention_around.rules(here, name="attention_rules")
