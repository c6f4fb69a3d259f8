"""The pages, in the order of the sidebar, and how one links to another without losing the view."""

from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from sharedwealth.settings import ROOT
from sharedwealth.text import mark, t
from sharedwealth.ui import address, page_parts


@dataclass(frozen=True)
class Entry:
    """One page: its address, its words, and the group it stands in."""

    slug: str
    title: str
    group: str
    draws_charts: bool = False
    """Whether the chart library is worth fetching while the page is still on its way."""
    is_listed: bool = True
    """Whether it stands in the sidebar; other pages are reached from what they explain."""
    is_foreseen: bool = False
    """Whether the browser asks beforehand for what it shows of another month or type; it must then only show."""

    @property
    def path(self) -> Path:
        return ROOT / "pages" / f"{self.slug}.py"


PROGRAMME = mark("The programme")
PEOPLE = mark("Income and jobs")
CLOSER = mark("A closer look")
LEDGERS = mark("Ledgers and reporting")
BACKGROUND = mark("Behind the figures")

ENTRIES = (
    Entry("overview", mark("Overview"), PROGRAMME, draws_charts=True, is_foreseen=True),
    Entry("coverage", mark("Coverage"), PROGRAMME, draws_charts=True, is_foreseen=True),
    Entry("planning", mark("Blanks and planning"), PROGRAMME),
    Entry("targets", mark("Targets"), PROGRAMME, draws_charts=True, is_foreseen=True),
    Entry("attention", mark("Attention list"), PROGRAMME, is_foreseen=True),
    Entry("briefings", mark("Briefings"), PROGRAMME),
    Entry("income", mark("Income"), PEOPLE, draws_charts=True, is_foreseen=True),
    Entry("gaps", mark("Gaps"), PEOPLE, draws_charts=True, is_foreseen=True),
    Entry("employment", mark("Employment"), PEOPLE, draws_charts=True, is_foreseen=True),
    Entry("stability", mark("Does it last"), PEOPLE, draws_charts=True, is_foreseen=True),
    Entry("gains", mark("Four gains"), PEOPLE, draws_charts=True, is_foreseen=True),
    Entry("workshops", mark("Workshops"), CLOSER, is_foreseen=True),
    Entry("workshop", mark("Workshop"), CLOSER, draws_charts=True, is_listed=False),
    Entry("partnerships", mark("Partnerships"), CLOSER, draws_charts=True, is_foreseen=True),
    Entry("cases", mark("Cases"), CLOSER),
    Entry("peers", mark("Peers"), CLOSER, draws_charts=True, is_foreseen=True),
    Entry("explore", mark("Explore"), CLOSER, draws_charts=True, is_foreseen=True),
    Entry("ledgers", mark("Ledgers"), LEDGERS),
    Entry("reporting", mark("Reporting"), LEDGERS),
    Entry("restatements", mark("Restatements"), LEDGERS),
    Entry("public_record", mark("Public record"), BACKGROUND, draws_charts=True),
    Entry("definitions", mark("Definitions"), BACKGROUND),
    Entry("layers", mark("Map layers"), BACKGROUND),
    Entry("lineage", mark("Where a figure comes from"), BACKGROUND, is_listed=False),
)
_here: ContextVar[str] = ContextVar("page on show", default="")
_SIDEBAR, _GO_TO, _CHANGED = "sidebar", "go_to", "go_to_with"
HOME = ENTRIES[0]
SLUGS = frozenset(entry.slug for entry in ENTRIES)


def begin(slug: str) -> None:
    """Says which page the run is of."""
    _here.set(slug)


def entry(slug: str) -> Entry:
    """The page of this slug."""
    return next(each for each in ENTRIES if each.slug == slug)


def here() -> str:
    """The slug of the page that the run is of."""
    return _here.get()


def pages() -> dict[str, st.Page]:
    """Every page by its slug; the first is the default and answers at `/`."""
    return {
        entry.slug: st.Page(
            entry.path,
            title=t(entry.title),
            url_path=None if entry is HOME else entry.slug,
            default=entry is HOME,
        )
        for entry in ENTRIES
    }


def sidebar(here: str) -> None:
    """The list of pages; every link carries the area, month, type and language along. `here` is the page on show."""
    query = urlencode(address.kept())
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for entry in ENTRIES:
        if not entry.is_listed:
            continue
        path = "" if entry is HOME else entry.slug
        groups.setdefault(t(entry.group), []).append((entry.slug, t(entry.title), path))
    page_parts.component("pages")(
        key=_SIDEBAR,
        data={
            "name": t("Shared Wealth Workshops"),
            "province": t("Zhejiang Province"),
            "label": t("Pages"),
            "groups": list(groups.items()),
            "query": query,
            "here": here,
            "printed": t("{shown} of {count} rows. The whole table can be downloaded on the page."),
        },
        on_page_change=_turn,
    )


def _turn() -> None:
    st.session_state[_GO_TO] = st.session_state[_SIDEBAR].page


def turned() -> None:
    """Goes where the reader has turned to, if anywhere; the first thing of a run."""
    slug, changes = st.session_state.pop(_GO_TO, None), st.session_state.pop(_CHANGED, {})
    if slug in SLUGS:
        st.switch_page(pages()[slug], query_params={**address.kept(), **changes})


def turn_to(slug: str, **changes: str) -> None:
    """Has the next run begin on another page, with the view kept but for the changes; for a widget's callback."""
    st.session_state[_GO_TO], st.session_state[_CHANGED] = slug, changes


def turn_home() -> None:
    """Has the next run begin on the start page; for a widget's callback."""
    st.session_state[_GO_TO] = HOME.slug


def go(slug: str, **changes: str) -> None:
    """Opens another page at once, with the view kept but for the changes; for what is picked in a chart."""
    st.switch_page(pages()[slug], query_params={**address.kept(), **changes})


def address_of(slug: str, **changes: str) -> str:
    """Where another page stands, with the view kept but for the changes, as a link in a table of ours has it."""
    return f"{'' if slug == HOME.slug else slug}?{urlencode({**address.kept(), **changes})}"


def link(slug: str, label: str, **changes: str) -> None:
    """A link in the text to another page, with the view kept but for the changes."""
    st.page_link(pages()[slug], label=label, query_params={**address.kept(), **changes})
