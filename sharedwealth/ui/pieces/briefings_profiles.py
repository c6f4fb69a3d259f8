"""The one-page profiles of an area's counties: made beside the page, with how far they are, a stop, and the zip."""

import io
from threading import Event
from typing import Final

import streamlit as st

from sharedwealth import months, numbers, settings
from sharedwealth.exports import profiles
from sharedwealth.indicators import snapshot
from sharedwealth.places import codes
from sharedwealth.text import Language, language, t, tn, using
from sharedwealth.ui import address, uploads_jobs
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.work_progress import progress
from sharedwealth.ui.uploads_jobs import Job, Report

KIND: Final = "profiles"


def show(view: View, *, name: str) -> None:
    """The button, then the work while it goes on, then the file; nothing for an area without counties inside it."""
    if len(view.area) >= codes.LENGTHS["county"]:
        return
    count = len(snapshot.snapshot(view.warehouse).places["county"].within(view.area).codes)
    subtitle = t("One page each of {count} counties of {area}, {month}, in one zip").format(
        count=count, area=view.area_name, month=numbers.month(view.month)
    )
    job = _job(view)
    with panel(name, t("Profiles of the counties"), subtitle):
        st.button(
            t("Make the profiles"),
            key="profiles_begin",
            on_click=_begin,
            args=(view, language()),
            disabled=job is not None and not job.is_over,
        )
        if job is not None and not job.is_over:
            progress(job, stop="profiles_stop")
        elif job is not None and job.problem:
            st.warning(plain(job.problem))
        elif job is not None:
            _taken(view, *job.result)


def _about(view: View) -> tuple[str, str, str]:
    return view.area, months.write(view.month), str(view.warehouse.meta["code"])


def _job(view: View) -> Job | None:
    """The work that the address names, where it is of this area, month and snapshot."""
    job = uploads_jobs.find(address.read("job"))
    return job if job is not None and job.kind == KIND and job.about == _about(view) else None


def _begin(view: View, of_page: Language) -> None:
    """A callback comes before the page has said its language, in which the profiles are to be."""
    stop = Event()

    def work(report: Report) -> tuple[bytes, int]:
        def told(done: int, count: int) -> None:
            report(
                t("Profile {done} of {count}").format(done=min(done + 1, count), count=count), done / count
            )

        held = io.BytesIO()
        made = profiles.write(
            view.warehouse,
            view.area,
            held,
            month=view.month,
            settings=settings.load(),
            progress=told,
            cancelled=stop,
        )
        return held.getvalue(), sum(not each.file for each in made)

    with using(of_page):
        job = uploads_jobs.start(KIND, t("Waiting for its turn"), work, stop.set, _about(view))
        address.write(job=job.name)


def _taken(view: View, content: bytes, missing: int) -> None:
    if missing:
        sentence = tn(
            "{count} profile could not be made; the list in the zip says why.",
            "{count} profiles could not be made; the list in the zip says why.",
            missing,
        )
        st.warning(sentence.format(count=missing))
    area, month, code = _about(view)
    st.download_button(
        t("Take the profiles"),
        content,
        f"profiles-{area}-{month}-{code}.zip",
        "application/zip",
        key="profiles_file",
        on_click="ignore",
    )
