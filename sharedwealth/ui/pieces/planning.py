"""The planner on its page: the question, the work while it goes on, and what the plan says."""

from dataclasses import replace

import streamlit as st

from sharedwealth.errors import UnknownChoiceError
from sharedwealth.places import codes
from sharedwealth.planning import running, telling
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import GOALS, PLACES, USUAL_KM, VILLAGES, WEIGHTS, Question
from sharedwealth.text import Language, language, mark, t, using
from sharedwealth.ui import address, choice, planning_desk, uploads_jobs
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.work_progress import progress
from sharedwealth.ui.uploads_jobs import Job

USUAL_NUMBER = 10
_MOST_NUMBER = 9999
_ASKS = {"next": mark("The next villages"), "fewest": mark("The fewest for all")}


def of_a_town(view: View) -> View:
    """The same view, of a village's town: what is blank and what is planned is seen for a town or more."""
    return replace(view, area=view.area[: codes.LENGTHS["town"]])


def asked(view: View) -> Question:
    """The question as the address has it; what the address cannot mean raises with a sentence."""
    ask = choice.known("ask", tuple(_ASKS), mark("There is no question “{value}”.")) or "next"
    goal = choice.known("goal", tuple(GOALS), mark("There is no goal “{value}”.")) or "key_villages"
    if ask == "fewest" and not GOALS[goal].may_be_fewest:
        goal = "key_villages"
    weight = choice.known("weight", tuple(WEIGHTS), mark("There is no weight “{value}”.")) or PLACES
    if ask == "fewest" or (weight == VILLAGES and not GOALS[goal].is_of_towns):
        weight = PLACES
    return Question(
        view.area,
        view.month,
        goal,
        int(_number("n", USUAL_NUMBER)) if ask == "next" else None,
        _number("within", USUAL_KM),
        weight,
    )


def show(view: View, question: Question) -> Plan | None:
    """Draws the question's fields, the work that goes on, and the plan where there is one, which is returned."""
    running.make_ready()
    job = _job()
    found = planning_desk.known(view.warehouse, question)
    with panel("planner", t("Where should the next workshops stand?"), _subtitle(view)):
        _fields(question)
        st.button(
            t("Work out the plan"),
            type="primary",
            key="plan_begin",
            on_click=_begin,
            args=(view, question, language()),
            disabled=job is not None and not job.is_over,
        )
        if job is not None and not job.is_over:
            progress(job, stop="plan_stop")
        elif found is not None:
            _said(found)
        elif job is not None and job.problem and job.about == question:
            st.warning(plain(job.problem))
        else:
            st.caption(plain(telling.rule(question)))
            st.caption(plain(telling.distances_said()))
    return found


def _subtitle(view: View) -> str:
    return t("For {area}; active workshops count as they stand").format(area=view.area_name)


def _fields(question: Question) -> None:
    choice.segmented("ask", t("Question"), tuple(_ASKS), lambda each: t(_ASKS[each]))
    is_next = question.number is not None
    goals = [key for key, goal in GOALS.items() if is_next or goal.may_be_fewest]
    _drop_down("goal", t("Goal"), goals, question.goal, {key: t(GOALS[key].name) for key in goals})
    left, right = st.columns(2, gap="small")
    if is_next:
        with left:
            _number_input("n", t("New workshops"), float(question.number or 0), 1.0, "%.0f")
    with right if is_next else left:
        _number_input("within", t("Within (km, straight line)"), question.within_km, 0.5, "%.1f")
    if is_next:
        weights = [key for key in WEIGHTS if key != VILLAGES or question.aim.is_of_towns]
        _drop_down(
            "weight", t("What counts"), weights, question.weight, {key: t(WEIGHTS[key]) for key in weights}
        )


def _drop_down(name: str, label: str, options: list[str], chosen: str, words: dict[str, str]) -> None:
    key = f"plan_{name}"
    st.session_state[key] = chosen
    st.selectbox(
        label, options, key=key, format_func=words.__getitem__, on_change=_changed, args=(name, key), filter_mode=None
    )  # fmt: skip


def _number_input(name: str, label: str, value: float, step: float, shown: str) -> None:
    key = f"plan_{name}"
    st.session_state[key] = value
    st.number_input(label, key=key, step=step, format=shown, on_change=_changed, args=(name, key))


def _changed(name: str, key: str) -> None:
    value = st.session_state[key]
    address.write(**{name: f"{value:g}" if isinstance(value, float) else value}, job=None)


def _number(name: str, usual: float) -> float:
    written = address.read(name)
    if written is None:
        return usual
    try:
        found = float(written)
    except ValueError:
        found = float("nan")
    if not -_MOST_NUMBER <= found <= _MOST_NUMBER or (name == "n" and found != int(found)):
        raise UnknownChoiceError(
            t("“{value}” is no number that the planner can take. Put a number in its place.").format(
                value=written
            )
        )
    return found


def _job() -> Job | None:
    job = uploads_jobs.find(address.read("job"))
    return job if job is not None and job.kind == planning_desk.KIND else None


def _begin(view: View, question: Question, of_page: Language) -> None:
    """A callback comes before the page has said its language, in which the work is to speak."""
    with using(of_page):
        address.write(job=planning_desk.begin(view.warehouse, question).name)


def _said(plan: Plan) -> None:
    with st.container(key="plan_said", gap="xsmall"):
        st.markdown(f"**{plain(telling.headline(plan))}**")
        for note in telling.notes(plan):
            st.caption(plain(note))
        (st.caption if plan.is_proven else st.warning)(plain(telling.proof(plan)))
        st.caption(plain(telling.distances_said()))
