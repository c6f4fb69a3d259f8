"""Definitions: every indicator in words, with its query and its caveat."""

import streamlit as st

from sharedwealth import definitions, settings
from sharedwealth.text import language, t
from sharedwealth.ui import badge, filters
from sharedwealth.ui.pieces import definitions as dictionary

view = filters.bar(types=False)
badge.show(view)
st.markdown(f"### {t('Definitions')}")
reading, entries = st.tabs([t("How to read the figures"), dictionary.count()])
with reading:
    st.markdown(definitions.about(settings.load(), language()))
with entries:
    dictionary.families(view)
