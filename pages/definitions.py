"""Definitions: every indicator in words, with its query and its caveat."""

import streamlit as st

from sharedwealth import about
from sharedwealth.text import t
from sharedwealth.ui import head
from sharedwealth.ui.pieces import definitions

view = head.show(types=False)
st.markdown("### " + t("Definitions"))
reading, entries, words = st.tabs(
    [t("How to read the figures"), definitions.count(), t("Glossary")],
    key="definition_tabs",
    on_change="rerun",
)
if reading.open:
    with reading:
        st.markdown(str(about.how_to_read()))
if entries.open:
    with entries:
        definitions.families(view)
if words.open:
    with words:
        definitions.glossary()
