"""The public record: what was really published, each figure with its quote and source."""

import streamlit as st

from sharedwealth.text import t
from sharedwealth.ui import head
from sharedwealth.ui.pieces import record

head.published()
st.markdown("### " + t("Public record"))
figures, background = st.tabs(
    [t("The workshops"), t("Background statistics")], key="record_tabs", on_change="rerun"
)
if figures.open:
    with figures:
        rows = record.chosen(record.load())
        record.course(rows)
        record.cards(rows)
        record.quotes(rows)
if background.open:
    with background:
        record.background()
