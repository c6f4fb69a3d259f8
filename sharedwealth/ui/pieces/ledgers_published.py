"""Publishing on the page of ledgers: who and why, how far it is, and what came of it."""

from functools import partial

import streamlit as st

from sharedwealth import months
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.standing import ROLLBACK
from sharedwealth.text import t, tn
from sharedwealth.ui import address, navigation, uploads_desk, uploads_jobs
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.ledgers import Setting
from sharedwealth.ui.uploads_desk import Desk, Done, Outcome
from sharedwealth.ui.uploads_jobs import Job

PUBLICATION = "publication"
BRINGING_BACK = "rollback"
PAGE = "page"
"""What the journal calls this page as the place where something came from."""

_WHO = "ledgers_who"
_MOST_NAME, _MOST_REASON = 40, 300


def job() -> Job | None:
    """The work that the address names."""
    return uploads_jobs.find(address.read("job"))


def waiting(own: Job | None) -> None:
    """Says that somebody else is publishing, whom a publication begun now would wait for."""
    others = [each for each in uploads_jobs.under_way(PUBLICATION) if own is None or each.name != own.name]
    if others:
        st.caption(plain(t("Another publication is under way; one begun now follows it.")))


def publish_panel(here: Setting, own: Desk) -> None:
    """Publishes the ledgers without errors that lie on the desk; says so when it is practice, or the beginning."""
    ready = [each for each in own.outcomes if each.may_be_published]
    if not ready:
        return
    with panel("ledger_publish", t("3 · Publish"), _named(here, ready)):
        left = len(own.outcomes) - len(ready)
        if left:
            said = tn(
                "{count} file with errors stays on the list and is not published.",
                "{count} files with errors stay on the list and are not published.",
                left,
            )
            st.caption(plain(said.format(count=left)))
        if here.is_practice:
            st.info(plain(t("This is practice: the ledgers go into the demonstration, under its badge.")))
        elif here.begins:
            st.warning(
                plain(t("This begins the real figures: the demonstration is left behind for all readers."))
            )
        _form(here, own, ready)


def _named(here: Setting, ready: list[Outcome]) -> str:
    named = [here.title(each.county_code, each.month) for each in ready if each.county_code and each.month]
    return t(", ").join(named)


def _form(here: Setting, own: Desk, ready: list[Outcome]) -> None:
    has_warnings = any(each.counts["warning"] for each in ready)
    with st.form("publish_form", border=False, enter_to_submit=False):
        who, reason = who_and_why(
            t("Reason for the warnings (required)") if has_warnings else t("Reason (may stay empty)"),
            "publish",
        )
        is_asked = st.form_submit_button(t("Publish"), type="primary", key="publish")
    if not is_asked:
        return
    if not who:
        st.error(t("Give your name; it is kept with the publication."))
    elif has_warnings and not reason:
        st.error(t("Give the reason why the warnings stay, or correct them first."))
    else:
        source = source_here()

        def work(report: uploads_jobs.Report) -> Done:
            done = uploads_desk.publish(
                here.installation,
                ready,
                who=who,
                reason=reason,
                source=source,
                begins=here.begins,
                report=report,
            )
            own.clear(ready)
            return done

        begin_work(PUBLICATION, work)


def who_and_why(reason_label: str, key: str) -> tuple[str, str]:
    """The two fields of a form; the name is kept for the session."""
    known = st.session_state.get(_WHO, "")
    of_who, of_why = st.columns([1, 2], gap="small")
    who = of_who.text_input(
        t("Your name"), known, key=f"{key}_who", max_chars=_MOST_NAME, autocomplete="name"
    )
    reason = of_why.text_input(reason_label, key=f"{key}_reason", max_chars=_MOST_REASON)
    st.session_state[_WHO] = who.strip()
    return who.strip(), reason.strip()


def begin_work(kind: str, work: uploads_jobs.Work) -> None:
    """Starts it and has the page follow it; its name goes into the address, so that a reload finds it again."""
    begun = uploads_jobs.start(kind, t("Waiting for its turn"), work)
    address.write(job=begun.name)
    st.rerun()


def source_here() -> str:
    """As the journal keeps it: this page, with the reader's machine where that is known."""
    return " ".join(filter(None, (PAGE, st.context.ip_address)))


def outcome(own: Job) -> None:
    """What came of the work that is over; a check speaks for itself."""
    if own.problem:
        st.error(plain(own.problem))
    elif isinstance(own.result, Done):
        _done(own.result, own.kind)


def _done(done: Done, kind: str) -> None:
    made = done.publication
    if made.entry is None:
        st.info(plain(t("These ledgers were published before with the same rows, so nothing changes.")))
        return
    with st.container(key="published", border=True, gap="xsmall"):
        st.success(plain(_said(made.entry, made.after.code, kind)))
        if done.restated == 0:
            st.markdown(plain(t("It changes no figure that was published before.")))
        elif done.restated:
            told = tn(
                "{count} figure that was published before is another now.",
                "{count} figures that were published before are others now.",
                done.restated,
            )
            st.markdown(plain(told.format(count=done.restated)))
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            if done.restated:
                navigation.link(
                    "restatements", t("See what changed"), area="33", publication=str(made.entry.number)
                )
            if made.changed:
                county, month = made.changed[0]
                last = min(months.write(month), made.after.as_of)
                navigation.link("overview", t("See the county's figures"), area=county, month=last)
            st.button(
                t("Close this message"),
                on_click=partial(address.write, job=None),
                key="close_outcome",
                type="tertiary",
            )


def _said(entry: Entry, code: str, kind: str) -> str:
    if kind == BRINGING_BACK or entry.kind == ROLLBACK:
        sentence = t("Brought back as snapshot {code}, publication {number}.")
    else:
        sentence = t("Published as snapshot {code}, publication {number}. All pages show it from now on.")
    return sentence.format(code=code, number=entry.number)
