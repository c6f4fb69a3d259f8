"""What was promised in the room: how it stands, the action sheet to take away, and a promise taken by hand."""

from functools import partial

import streamlit as st

from sharedwealth import months, settings
from sharedwealth.briefings import kept_promises, promise_book, promises
from sharedwealth.briefings.kept_promises import Kept
from sharedwealth.errors import ReaderError
from sharedwealth.exports import action_sheet
from sharedwealth.indicators import CATALOGUE
from sharedwealth.tables import files
from sharedwealth.text import Language, language, t, tn, tp, using
from sharedwealth.ui import address, badge, navigation
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.uploads_parts import Column, Line, Look, listing
from sharedwealth.warehouse.connection import Warehouse

_WITHDRAWING, _PROBLEM, _DONE = "promise_withdrawing", "promise_problem", "promise_done"
_FEW = 5
_WIDTHS: dict[int, Look] = {3: "number", 4: "number", 5: "short", 6: "number"}
"""Of the action sheet's columns, those that are not words."""
_LOOKS = {"not_kept": "error", "kept": "note", "reached": "note", "unknown": "warning"}


def standing(view: View) -> list[Kept]:
    """The promises of the view's area and how they stand, worked out once until another one is written down."""
    installation = settings.load()
    try:
        written = promise_book.path(installation).stat()
    except FileNotFoundError:
        return []
    return view.remembered(
        lambda: kept_promises.standings(view.warehouse, installation, view.area),
        "promises", str(installation.data), written.st_size, written.st_mtime_ns,
    )  # fmt: skip


def made(view: View, *, name: str, is_short: bool = False) -> None:
    """The promises of the area and of what lies in it; a short list shows those next due and links to the rest."""
    kept = standing(view)
    if is_short and not kept:
        return
    count = len(kept)
    title = tn("{count} promise", "{count} promises", count).format(count=count)
    subtitle = t("Of {area} and what lies in it, the next due first").format(area=view.area_name)
    with panel(name, title, subtitle, help_=_explained()):
        if not kept:
            st.markdown(plain(t("Nothing was promised here yet. On the stage the key M takes a promise.")))
            return
        shown = kept[:_FEW] if is_short else kept
        _listed(view, shown, name, is_short=is_short)
        if is_short:
            navigation.link("briefings", t("All promises and the action sheet"), part="promises")
            return
        _downloads(view, kept)
        _withdrawing()


def _explained() -> str:
    return t(
        "Kept means that the figure of the month it was due is at least as good as promised, to the digit."
    )


def _listed(view: View, kept: list[Kept], name: str, *, is_short: bool) -> None:
    table = action_sheet.table(view.warehouse, kept)
    titles = list(table.columns)
    if is_short:
        columns = [Column(titles[1]), Column(titles[4], "middle"), Column(titles[7])]
    else:
        places = (1, 2, 3, 4, 5, 6, 7, 9)
        columns = [Column(titles[at], _WIDTHS.get(at, "middle")) for at in places]
        columns.append(Column(t("Withdraw"), "pick"))
    lines = []
    for each, row in zip(kept, table.to_numpy().tolist(), strict=True):
        if is_short:
            known = CATALOGUE.get(each.promise.indicator)
            measure = known.short_title() if known else row[2]
            cells = [row[1], " · ".join((measure, row[4], row[5])), row[7]]
        else:
            row[3], row[6] = row[3].partition(" (")[0], row[6].partition(" (")[0]
            row[9] = " · ".join(part for part in (row[8], row[9]) if part)
            cells = [str(row[at]) for at in places]
            cells.append("" if each.promise.withdrawn_at else t("Withdraw"))
        look = _LOOKS.get(each.standing, "")
        lines.append(Line(cells, str(each.promise.number), look))  # type: ignore[arg-type]
    listing(f"{name}_rows", t("Promises"), columns, lines, on_picked=None if is_short else _picked)


def _picked(number: str) -> None:
    st.session_state[_WITHDRAWING] = int(number)


def _withdrawing() -> None:
    """Who withdraws the chosen promise, and why."""
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(plain(problem))
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done))
    number = st.session_state.get(_WITHDRAWING)
    if number is None:
        return
    asked = t("Withdraw promise {number}").format(number=number)
    st.markdown(f"**{plain(asked)}**")
    first, second = st.columns([1, 2], gap="small")
    first.text_input(t("Who"), key="withdraw_who", max_chars=promises.LONGEST)
    second.text_input(t("Why"), key="withdraw_why", max_chars=promises.LONGEST)
    with st.container(horizontal=True, gap="small", key="withdraw_buttons"):
        st.button(t("Withdraw"), key="withdraw_now", on_click=_withdrawn, args=(number,))
        st.button(t("Leave it"), key="withdraw_not", on_click=_left)


def _withdrawn(number: int) -> None:
    state = st.session_state
    with address.spoken():
        try:
            promises.withdraw(
                settings.load(), number, who=state["withdraw_who"], reason=state["withdraw_why"]
            )
        except ReaderError as problem:
            state[_PROBLEM] = str(problem)
        else:
            state[_DONE] = t("Promise {number} is withdrawn; it stays in the list.").format(number=number)
            _left()


def _left() -> None:
    st.session_state.pop(_WITHDRAWING, None)


def _downloads(view: View, kept: list[Kept]) -> None:
    provenance = files.Provenance(
        title=t("Action sheet"),
        narrowed=view.area_name,
        kind=badge.kind(view.warehouse),
        as_of=months.write(view.warehouse.last_month),
        snapshot=str(view.warehouse.meta["code"]),
        definition=_explained(),
    )
    stem = f"promises-{view.area}-{provenance.as_of}-{provenance.snapshot}"
    with st.container(horizontal=True, gap="small", key="promise_files"):
        for label, suffix, write, media in (
            (
                t("Action sheet (Excel)"), "xlsx", action_sheet.excel,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            (
                t("Action sheet (Word)"), "docx", action_sheet.word,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
        ):  # fmt: skip
            st.download_button(
                label,
                partial(_written, language(), write, view.warehouse, kept, provenance),
                f"{stem}.{suffix}",
                media,
                key=f"promises_{suffix}",
                on_click="ignore",
            )


def _written(
    in_language: Language, write: object, warehouse: Warehouse, kept: list[Kept], provenance: files.Provenance
) -> bytes:
    """The file's bytes; made in a thread of its own, which has to be told the language."""
    with using(in_language):
        return bytes(write(warehouse, kept, provenance))  # type: ignore[operator]


def form(view: View, *, name: str) -> None:
    """A promise taken by hand, checked as the one of the stage is."""
    with panel(name, t("Pin a promise"), t("The same as the key M on the stage"), is_last=True):
        with st.form("promise_form", border=False, clear_on_submit=False):
            first, second, third = st.columns(3, gap="small")
            place = first.text_input(
                t("Place"), view.area_name, max_chars=80, key=f"promise_place_{view.area}"
            )
            key = second.selectbox(
                t("Indicator"),
                list(CATALOGUE),
                format_func=lambda each: CATALOGUE[each].title(),
                key="promise_key",
            )
            value = third.text_input(t("To reach"), placeholder="95%", max_chars=40, key="promise_value")
            fourth, fifth, sixth = st.columns(3, gap="small")
            due = fourth.text_input(t("By the month"), placeholder="2025-06", max_chars=10, key="promise_due")
            who = fifth.text_input(t("Answers for it"), max_chars=promises.LONGEST, key="promise_who")
            note = sixth.text_input(tp("promise", "Note"), max_chars=promises.LONGEST, key="promise_note")
            is_sent = st.form_submit_button(t("Pin the promise"))
        if is_sent:
            area = {"area": view.area} if place.strip() == view.area_name else {"area_name": place}
            told = {**area, "indicator": key, "value": value, "due": due, "who": who, "note": note}
            try:
                promises.make(view.warehouse, settings.load(), {**told, "month": months.write(view.month)})
            except ReaderError as problem:
                st.error(plain(str(problem)))
            else:
                st.session_state[_DONE] = t("The promise is written down.")
                st.rerun()
