"""Talks made here: copied from another one, changed as text that is checked while it is written, and removed."""

from collections.abc import Callable

import streamlit as st

from sharedwealth import settings
from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import answering, reading, writing
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.errors import ReaderError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import address
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import briefings

_PROBLEM, _DONE = "talk_problem", "talk_done"
_VIEWS = {"figure": mark("Figure"), "map": mark("Map"), "chart": mark("Chart"), "table": mark("Table")}
_ALL = ""


def desk() -> None:
    """Copying on the left, with a step from an address under it; the text of the talk on the right."""
    own = [each for each in briefings.every() if each.is_own]
    asked = address.read("talk")
    name = next((each.name for each in own if each.name == asked), own[0].name if own else "")
    left, right = st.columns([2, 3], gap="small")
    with left:
        _copying()
        if name:
            _adding(name)
    with right:
        if name:
            _text(name, [each.name for each in own])
        else:
            with panel("talk_none", t("Your talks"), t("There are none yet")):
                st.markdown(plain(t("Copy a talk and give it a name; then change it here.")))


def _said() -> None:
    """What became of the last press of a button."""
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(plain(problem))
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done))


def _try(work: Callable[[], str]) -> None:
    """Runs what a button is for, and keeps the sentence for the run that follows."""
    try:
        with address.spoken():
            st.session_state[_DONE] = work()
    except ReaderError as problem:
        st.session_state[_PROBLEM] = str(problem)


def _copying() -> None:
    titles = {each.name: str(each.briefing.title) for each in briefings.every() if each.briefing}
    with panel("talk_copy", t("Copy a talk"), t("What came with the system stays as it is")):
        _said()
        st.selectbox(
            t("Which"), list(titles), key="talk_source", format_func=lambda name: f"{titles[name]} ({name})"
        )
        st.text_input(
            t("New name"), key="talk_name", max_chars=40, placeholder="meeting-2024-11",
            help=t("Small letters, digits, - and _; it stands in the talk's address"),
        )  # fmt: skip
        st.button(t("Copy"), key="talk_copied", on_click=_copied)


def _copied() -> None:
    source, name = st.session_state["talk_source"], st.session_state["talk_name"].strip()

    def copy() -> str:
        installation = settings.load()
        if name in reading.names(installation):
            writing.check_name(name, installation)
            raise reading.BriefingError(t("There is a talk “{name}” already.").format(name=name))
        writing.save(name, writing.text_of(source, installation), installation)
        address.write(talk=name)
        return t("“{name}” is kept. Change it now.").format(name=name)

    _try(copy)


def _text(name: str, own: list[str]) -> None:
    key = f"talk_text_{name}"
    if key not in st.session_state:
        st.session_state[key] = writing.text_of(name, settings.load())
    with panel("talk_text", t("Your talks"), t("Checked while you write; kept when you say so")):
        st.session_state["talk_own"] = name
        st.selectbox(t("Talk"), own, key="talk_own", on_change=_other)
        written = st.text_area(t("The talk's text"), key=key, height=520, max_chars=writing.LONGEST)
        is_right = _checked(written, name)
        with st.container(horizontal=True, gap="small", key="talk_buttons"):
            st.button(
                t("Keep"),
                type="primary",
                disabled=not is_right,
                on_click=_kept,
                args=(name,),
                key="talk_keep",
            )
            with st.popover(t("Remove"), key="talk_remove"):
                st.markdown(plain(t("“{name}” is removed for good.").format(name=name)))
                st.button(t("Remove it"), on_click=_removed, args=(name,), key="talk_removed")


def _other() -> None:
    address.write(talk=st.session_state["talk_own"])


def _checked(written: str, name: str) -> bool:
    try:
        told = reading.of_text(written, name)
    except ReaderError as problem:
        st.error(plain(str(problem)))
        return False
    count = len(told.steps)
    st.caption(
        plain(
            tn("{count} step, and it can be given.", "{count} steps, and it can be given.", count).format(
                count=count
            )
        )
    )
    return True


def _kept(name: str) -> None:
    def keep() -> str:
        writing.save(name, st.session_state[f"talk_text_{name}"], settings.load())
        return t("“{name}” is kept.").format(name=name)

    _try(keep)


def _removed(name: str) -> None:
    def remove() -> str:
        writing.remove(name, settings.load())
        st.session_state.pop(f"talk_text_{name}", None)
        address.write(talk=None)
        return t("“{name}” is removed.").format(name=name)

    _try(remove)


def _adding(name: str) -> None:
    """A step from the address of a page, its headline ready to be changed."""
    with panel("talk_step", t("Add a step"), t("From the address of a page, as the browser shows it")):
        st.text_input(
            t("Address of the page"),
            key="step_address",
            on_change=_read,
            placeholder="…/coverage?area=3310&month=2024-10",
        )
        if "step_indicator" not in st.session_state:
            _prefill({"indicator": "workshops_built"})
        first, second = st.columns(2, gap="small")
        first.selectbox(
            t("Shown as"), list(_VIEWS), key="step_view", format_func=lambda each: t(_VIEWS[each])
        )
        second.text_input(t("Step's name"), key="step_key", max_chars=40)
        st.selectbox(
            t("Indicator"), list(CATALOGUE), key="step_indicator", on_change=_headlines,
            format_func=lambda each: CATALOGUE[each].title(),
        )  # fmt: skip
        third, fourth = st.columns(2, gap="small")
        third.text_input(t("Area's code (empty: the talk's)"), key="step_area", max_chars=12)
        fourth.text_input(
            t("Month (empty: the talk's)"), key="step_month", max_chars=7, placeholder="2024-10"
        )
        st.selectbox(
            t("Type"), [_ALL, *WORKSHOP_TYPES], key="step_type",
            format_func=lambda each: word(WORKSHOP_TYPES, each) if each else t("All types"),
        )  # fmt: skip
        st.text_input(t("Headline in Chinese"), key="step_zh", max_chars=120)
        st.text_input(t("Headline in English"), key="step_en", max_chars=200)
        st.button(t("Add the step"), key="step_added", on_click=_added, args=(name,))


def _read() -> None:
    def read() -> str:
        _prefill(writing.of_address(st.session_state["step_address"]))
        return ""

    _try(read)


def _prefill(given: dict[str, str]) -> None:
    st.session_state["step_indicator"] = given["indicator"]
    st.session_state["step_area"] = given.get("area", "")
    st.session_state["step_month"] = given.get("month", "")
    st.session_state["step_type"] = given.get("type", _ALL)
    _headlines()


def _headlines() -> None:
    key = st.session_state["step_indicator"]
    said = answering.headline(CATALOGUE[key])
    st.session_state["step_zh"], st.session_state["step_en"] = said.zh, said.en
    st.session_state["step_key"] = key.replace("_", "-")


def _added(name: str) -> None:
    def add() -> str:
        state = st.session_state
        given = {"indicator": state["step_indicator"]}
        given |= {
            part: state[f"step_{part}"].strip()
            for part in ("area", "month", "type")
            if state[f"step_{part}"].strip()
        }
        said = Bilingual(state["step_zh"], state["step_en"])
        key = f"talk_text_{name}"
        state[key] = writing.with_step(state[key], state["step_key"].strip(), state["step_view"], given, said)
        return t("The step stands at the end of the talk. Keep the talk to have it.")

    _try(add)
