"""The pages, in the order of the sidebar, and how one links to another without losing the view."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from sharedwealth.settings import ROOT
from sharedwealth.text import mark, t
from sharedwealth.ui import address


@dataclass(frozen=True)
class Entry:
    """One page: its address, its words, and the group it stands in."""

    slug: str
    title: str
    group: str

    @property
    def path(self) -> Path:
        return ROOT / "pages" / f"{self.slug}.py"


PROGRAMME = mark("The programme")
BACKGROUND = mark("Behind the figures")

ENTRIES = (
    Entry("overview", mark("Overview"), PROGRAMME),
    Entry("coverage", mark("Coverage"), PROGRAMME),
    Entry("income", mark("Income"), PROGRAMME),
    Entry("employment", mark("Employment"), PROGRAMME),
    Entry("cases", mark("Cases"), PROGRAMME),
    Entry("public_record", mark("Public record"), BACKGROUND),
    Entry("definitions", mark("Definitions"), BACKGROUND),
)
HOME = ENTRIES[0]
SLUGS = frozenset(entry.slug for entry in ENTRIES)


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


def sidebar(known: dict[str, st.Page]) -> None:
    """The list of pages; every link carries the area, month, type and language along."""
    name, province = t("Shared Wealth Workshops"), t("Zhejiang Province")
    st.markdown(f"### {name}\n:small[:gray[{province}]]")
    group = ""
    for entry in ENTRIES:
        if entry.group != group:
            group = entry.group
            st.caption(t(group))
        st.page_link(known[entry.slug], label=t(entry.title), width="stretch", query_params=address.kept())


def go(slug: str, **changes: str) -> None:
    """Opens another page at once, with the view kept but for the changes; for what is picked in a chart."""
    st.switch_page(pages()[slug], query_params={**address.kept(), **changes})


def link(slug: str, label: str, **changes: str) -> None:
    """A link in the text to another page, with the view kept but for the changes."""
    st.page_link(pages()[slug], label=label, query_params={**address.kept(), **changes})
