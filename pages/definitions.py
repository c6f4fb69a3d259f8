"""Definitions: every indicator in words, with its query and its caveat."""

import streamlit as st

from sharedwealth import definitions, settings
from sharedwealth.text import language, t
from sharedwealth.ui import head
from sharedwealth.ui.pieces import definitions as dictionary

view = head.show(types=False)
st.markdown("### " + t("Definitions"))
reading, entries = st.tabs([t("How to read the figures"), dictionary.count()])
with reading:
    st.markdown(definitions.about(settings.load(), language()))
with entries:
    dictionary.families(view)
