"""The directory of workshops: a search, filters that live in the address, a table in pages, and its files."""

import math
from dataclasses import dataclass, replace
from typing import cast

import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.choices import LINKAGES, OPERATING_MODES, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import workshop_directory, workshop_search
from sharedwealth.indicators.workshop_directory import ORDERS, STARS, STATES, Narrowing, Order, State
from sharedwealth.places import codes
from sharedwealth.text import language, mark, t, tn, tp
from sharedwealth.ui import address, choice, directory, memory, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces import workshop_rows
from sharedwealth.warehouse.connection import Warehouse

PAGE_ROWS = 50
BACK = "workshops_back"
"""Under this name the reader's last search is kept, for the way back from a profile."""
_OWN = ("q", "state", "stars", "mode", "linkage", "product", "sort", "page")
_FILTERS = _OWN[1:6]


@dataclass(frozen=True)
class Asked:
    """What the reader looks for."""

    words: str
    narrowing: Narrowing
    order: Order


def all_of(view: View) -> pd.DataFrame:
    """Every workshop of the month, worked out once for all readers."""
    return directory.listed(view.warehouse, view.month)


def names(warehouse: Warehouse) -> workshop_search.Index:
    """The names that are searched, read once for a snapshot."""
    return memory.of(warehouse).recall("names of workshops", lambda: workshop_search.index(warehouse))


def asked(view: View) -> Asked:
    """The search and the filters, drawn and read from the address; what it says wrongly raises with a sentence."""
    words = address.read("q") or ""
    if len(words) > workshop_search.LONGEST:
        raise UnknownChoiceError(
            t("A search may have {most} characters; this one has {count}.").format(
                most=workshop_search.LONGEST, count=len(words)
            )
        )
    state = choice.known("state", tuple(STATES), mark("Workshops have no state “{value}”."))
    stars = choice.known(
        "stars", STARS, mark("There are no workshops of “{value}” stars: choose 1 to 5, or none.")
    )
    mode = choice.known(
        "mode", tuple(OPERATING_MODES), mark("There is no way “{value}” of running a workshop.")
    )
    linkage = choice.known("linkage", tuple(LINKAGES), mark("There is no linkage “{value}”."))
    sort = choice.known("sort", tuple(ORDERS), mark("Workshops cannot be put in the order “{value}”."))
    products = _products(view)
    product = choice.known(
        "product", products, mark("No workshop makes “{value}”. Choose a product from the list.")
    )
    order = cast("Order", sort or "people")
    _search_box(words)
    with st.container(horizontal=True, gap="small", key="workshops_filters"):
        choice.narrowed("state", t("Any state"), tuple(STATES), _state_word, state)
        choice.narrowed("stars", t("Any stars"), STARS, workshop_rows.stars_word, stars)
        choice.narrowed(
            "mode",
            t("Run by anybody"),
            tuple(OPERATING_MODES),
            lambda each: word(OPERATING_MODES, each),
            mode,
        )
        choice.narrowed(
            "linkage", t("Any linkage"), tuple(LINKAGES), lambda each: word(LINKAGES, each), linkage
        )
        choice.narrowed("product", t("Any product"), products, product_names.shown, product)
        _order_choice(order)
    narrowing = Narrowing(view.area, view.workshop_type, stars, state, mode, linkage, product)
    return Asked(words, narrowing, order)


def _products(view: View) -> tuple[str, ...]:
    """What workshops of the month make, whatever the area, so that a link does not break where the area is changed."""
    listed = all_of(view)
    return memory.of(view.warehouse).recall(
        ("products", view.month), lambda: tuple(workshop_directory.products(listed))
    )


def _state_word(state: str) -> str:
    return tp("workshop", STATES[cast("State", state)])


def _search_box(words: str) -> None:
    st.session_state["workshops_words"] = words
    st.text_input(
        tp("workshop", "Search"),
        key="workshops_words",
        placeholder=t("Name, product, brand, enterprise, place; characters, pinyin or initials"),
        on_change=_searched,
        max_chars=workshop_search.LONGEST,
        label_visibility="collapsed",
        width="stretch",
    )


def _searched() -> None:
    address.write(q=st.session_state["workshops_words"].strip() or None, page=None)


def _order_choice(order: Order) -> None:
    st.session_state["workshops_order"] = order
    st.selectbox(
        tp("workshop", "Order"),
        list(ORDERS),
        key="workshops_order",
        format_func=lambda each: tp("workshop", ORDERS[each]),
        on_change=lambda: address.write(sort=st.session_state["workshops_order"], page=None),
        label_visibility="collapsed",
        width=220 if language() == "en" else 200,
    )


def found(view: View, asked_for: Asked) -> pd.DataFrame:
    """The workshops that fit, in order, found once for all readers who ask the same."""

    def look() -> pd.DataFrame:
        rows = workshop_directory.narrowed(all_of(view), asked_for.narrowing)
        if asked_for.words:
            rows = workshop_search.found(rows, names(view.warehouse), asked_for.words)
        return workshop_directory.ordered(rows, asked_for.order)

    rows: pd.DataFrame = memory.of(view.warehouse).recall(("workshops found", view.month, asked_for), look)
    return rows


def listed(view: View, asked_for: Asked, rows: pd.DataFrame) -> None:
    """One page of the table; a row opens its workshop."""
    st.session_state[BACK] = {name: value for name in _OWN if (value := address.read(name))}
    page, pages = _page(len(rows))
    with panel("workshops", _finding(view, asked_for, len(rows)), about(view, t("Workshops built"))):
        if rows.empty:
            _nothing(view, asked_for)
            return
        shown = rows.iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
        workshop_rows.table(view, shown, name="workshops_table", tall=1400)
        st.caption(workshop_rows.notes(shown))
        if pages > 1:
            _pager(page, pages)


def _finding(view: View, asked_for: Asked, count: int) -> str:
    whole = workshop_directory.narrowed(all_of(view), Narrowing(view.area))
    if count == len(whole):
        sentence = tn("{count} workshop", "{count} workshops", count)
        return sentence.format(count=numbers.plain(count))
    sentence = tn("{count} of {whole} workshops", "{count} of {whole} workshops", count)
    said = sentence.format(count=numbers.plain(count), whole=numbers.plain(len(whole)))
    return t("{found}: “{words}”").format(found=said, words=asked_for.words) if asked_for.words else said


def _nothing(view: View, asked_for: Asked) -> None:
    """What a reader can do where nothing fits."""
    if not len(workshop_directory.narrowed(all_of(view), Narrowing(view.area))):
        st.markdown(
            t(
                "No workshop is known here in this month: none was opened, or no ledger has come. Choose a wider "
                "area or a later month."
            )
        )
        return
    is_whole = view.area == codes.PROVINCE
    st.markdown(
        t("No workshop fits. Take a filter away, or search for something else.")
        if is_whole
        else t("No workshop fits. Take a filter away, or look in the whole province.")
    )
    with st.container(horizontal=True, gap="small"):
        if asked_for.words or asked_for.narrowing != Narrowing(view.area):
            st.button(t("Clear search and filters"), on_click=_clear, key="workshops_clear")
        if not is_whole:
            wide = replace(asked_for, narrowing=replace(asked_for.narrowing, area=codes.PROVINCE))
            elsewhere = len(found(view, wide))
            label = tn("{count} in the whole province", "{count} in the whole province", elsewhere)
            st.button(
                label.format(count=numbers.plain(elsewhere)),
                on_click=lambda: address.write(area=codes.PROVINCE, page=None),
                key="workshops_wider",
                disabled=not elsewhere,
            )


def _clear() -> None:
    address.write(**dict.fromkeys(("q", *_FILTERS, "page", "type")))


def _page(rows: int) -> tuple[int, int]:
    """The page asked for and how many there are; the last one where the list has become shorter."""
    pages = max(1, math.ceil(rows / PAGE_ROWS))
    written = address.read("page") or "1"
    if not (written.isascii() and written.isdigit() and int(written[:6])):
        raise UnknownChoiceError(
            t("This list has no page “{page}”; its pages are 1 to {pages}.").format(
                page=written[:20], pages=pages
            )
        )
    return min(int(written[:6]), pages), pages


def _pager(page: int, pages: int) -> None:
    def to(number: int) -> None:
        address.write(page=str(number) if number > 1 else None)

    with st.container(horizontal=True, gap="small", key="workshops_pages", vertical_alignment="center"):
        st.button(
            tp("workshop", "Earlier"),
            key="workshops_earlier",
            on_click=to,
            args=(page - 1,),
            disabled=page == 1,
        )
        st.markdown(plain(t("Page {page} of {pages}").format(page=page, pages=pages)), width="content")
        st.button(
            tp("workshop", "Further"),
            key="workshops_further",
            on_click=to,
            args=(page + 1,),
            disabled=page == pages,
        )


def downloads(view: View, asked_for: Asked, rows: pd.DataFrame) -> None:
    """All that was found, to take away."""
    if rows.empty:
        return
    parts = [t("Order: {order}").format(order=tp("workshop", ORDERS[asked_for.order]))]
    if asked_for.words:
        parts.append(t("Search: {words}").format(words=asked_for.words))
    twin.table(
        view,
        lambda: workshop_rows.file_table(view, rows),
        key="workshops",
        title=" · ".join([t("Workshops"), *parts]),
        definition=workshop_rows.median_note(),
        caveat=workshop_rows.hidden_note(),
        label=t("All that was found, as a file"),
        of=("workshops_built",),
    )
