"""What is done on the board: approving a step, reopening with a reason, recording a visit, approving many at once."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from sharedwealth.choices import word
from sharedwealth.errors import ReaderError
from sharedwealth.intake import approvals, trust
from sharedwealth.intake.approvals import Act, Visit
from sharedwealth.intake.standing import STEPS
from sharedwealth.text import t, tn
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.reporting import Board

PAGE = "page"
_WHO, _SAID = "ledgers_who", "board_said"
_MOST_NAME, _MOST_REASON = 40, 300


def show(here: Board, county: str) -> None:
    """The acts that are possible for the county's ledger as it stands; what came of the last one."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(plain(said))
    known, asked = here.standing(county), (county, here.view.month)
    if known.published is None:
        return
    number = known.published.number
    if known.next_step:
        step = known.next_step
        with (
            panel("board_approve", _naming(step)),
            st.form("approve_form", border=False, enter_to_submit=False),
        ):
            who = _name("approve")
            if st.form_submit_button(_naming(step), type="primary", key="approve"):
                seen = {asked: number}
                _do(
                    lambda: approvals.approve(
                        here.installation, [asked], step, who=who, source=PAGE, seen=seen
                    ),
                    word(STEPS, step),
                )
    if known.is_locked:
        with (
            panel("board_reopen", t("Locked. Reopen for a correction")),
            st.form("reopen_form", border=False),
        ):
            who = _name("reopen")
            reason = st.text_input(t("Reason"), key="reopen_reason", max_chars=_MOST_REASON)
            if st.form_submit_button(t("Reopen"), key="reopen"):
                _do(
                    lambda: approvals.reopen(here.installation, [asked], who=who, reason=reason, source=PAGE),
                    t("Reopened"),
                )
    with (
        st.expander(t("Record a visit on the spot")),
        st.form("visit_form", border=False, enter_to_submit=False),
    ):
        who = _name("visit")
        by = st.text_input(t("Who was there"), key="visit_by", max_chars=_MOST_NAME)
        day = st.text_input(t("Day of the visit (2024-12-05)"), date.today().isoformat(), key="visit_day")  # noqa: DTZ011
        result = st.selectbox(
            t("What was found"), list(trust.RESULTS), key="visit_result",
            format_func=lambda each: word(trust.RESULTS, each),
        )  # fmt: skip
        note = st.text_input(t("Note (may stay empty)"), key="visit_note", max_chars=_MOST_REASON)
        if st.form_submit_button(t("Record"), key="visit"):
            _do(
                lambda: approvals.spot_check(
                    here.installation, asked, Visit(by, _day(day), str(result), note), who=who, source=PAGE
                ),
                t("The visit is recorded."),
            )


def together(here: Board) -> None:
    """All counties of the area that are ready for a step, approved with one act."""
    counties = [(code, here.view.month) for code in here.now["county_code"]]
    ready = {step: approvals.approvable(here.known, counties, step) for step in STEPS}
    offered = [step for step, found in ready.items() if len(found) > 1]
    if not offered:
        return
    with panel("board_together", t("Approve together")), st.form("together_form", border=False):
        step = st.selectbox(
            t("Step"), offered, key="together_step",
            format_func=lambda each: f"{_naming(each)} · {_counted(len(ready[each]))}",
        )  # fmt: skip
        who = _name("together")
        if st.form_submit_button(t("Approve all of them"), key="together"):
            _do(
                lambda: approvals.approve(here.installation, ready[step], step, who=who, source=PAGE),
                f"{word(STEPS, step)}: {_counted(len(ready[step]))}",
            )


def _naming(step: str) -> str:
    """What the button says: who approves."""
    return {
        "county": t("Approve for the county"),
        "city": t("Approve for the city"),
        "province": t("Approve for the province"),
    }[step]


def _counted(count: int) -> str:
    return tn("{count} county", "{count} counties", count).format(count=count)


def _name(key: str) -> str:
    """The field for one's own name, which is kept for the session."""
    known = st.session_state.get(_WHO, "")
    who = st.text_input(t("Your name"), known, key=f"{key}_who", max_chars=_MOST_NAME, autocomplete="name")
    return str(who).strip()


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError as problem:
        raise ReaderError(t("“{day}” is not a day. Write it as 2024-12-05.").format(day=written)) from problem


def _do(act: Callable[[], Act], said: str) -> None:
    """Does it and draws the page anew; what cannot be done is told where it was asked for."""
    try:
        with st.spinner(t("One moment")):
            done = act()
    except ReaderError as problem:
        st.error(plain(str(problem)))
        return
    st.session_state[_WHO] = done.entry.who
    st.session_state[_SAID] = said
    st.rerun()
