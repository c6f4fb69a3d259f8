"""Ledgers: the template, the check, publishing, and everything that was published."""

import streamlit as st

from sharedwealth.ui.pieces import ledgers, ledgers_checked, ledgers_published, publications
from sharedwealth.ui.pieces.work_progress import progress

here = ledgers.setting()
ledgers.about(here)
left, right = st.columns([2, 3], gap="small")
with left:
    chosen = ledgers.template_panel(here)
with right:
    ledgers_checked.drop_panel(here, chosen)
job, desk = ledgers_published.job(), ledgers_checked.desk()
ledgers_published.waiting(job)
if job and not job.is_over:
    progress(job)
elif job:
    ledgers_published.outcome(job)
if desk and (job is None or job.is_over):
    ledgers_checked.results(here, desk)
    ledgers_published.publish_panel(here, desk)
    ledgers_checked.clearing(desk)
publications.show(here)
ledgers.beginning(here)
