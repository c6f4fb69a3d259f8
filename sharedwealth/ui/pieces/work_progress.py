"""How far the work is that outlives a run of the page, while it goes on."""

import streamlit as st

from sharedwealth.text import t
from sharedwealth.ui import uploads_jobs
from sharedwealth.ui.panel import plain
from sharedwealth.ui.uploads_jobs import Job


def progress(job: Job, *, stop: str = "") -> None:
    """Follows the work until it is over, then has the page show what came of it.

    `stop` is the key of the button that ends the work early; without it there is none.
    """
    with st.container(key="job_progress"):
        _follow(job.name, stop)


@st.fragment(run_every=0.5)
def _follow(name: str, stop: str) -> None:
    job = uploads_jobs.find(name)
    if job is None or job.is_over:
        st.rerun()
        return
    st.progress(job.done, text=plain(job.stage))
    if stop:
        st.button(t("Stop"), key=stop, on_click=job.stop)
