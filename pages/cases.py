"""Cases: stories from published facts, with live figures beside them."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import story

head.plain()
case = story.chosen()
left, right = st.columns([3, 2], gap="medium")
with left:
    story.opening(case)
    story.live(case)
    story.story(case)
with right:
    story.sources(case)
