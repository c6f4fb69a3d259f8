"""Definitions: every indicator in words, with its query and its caveat."""

import streamlit as st

from sharedwealth import about
from sharedwealth.text import t
from sharedwealth.ui import head
from sharedwealth.ui.pieces import definitions as dictionary

view = head.show(types=False)
st.markdown("### " + t("Definitions"))
reading, entries = st.tabs([t("How to read the figures"), dictionary.count()])
with reading:
    st.markdown(str(about.how_to_read()))
with entries:
    dictionary.families(view)
