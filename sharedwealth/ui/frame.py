"""The frame round every page: language, sidebar, and the page itself."""

import streamlit as st

from sharedwealth.errors import ReaderError
from sharedwealth.settings import ROOT
from sharedwealth.ui import address, controls, failure, navigation, ranks, readers

if "page_is_set_up" not in st.session_state:  # the browser keeps it, also from page to page
    st.set_page_config(
        page_title="共富工坊 · Shared Wealth Workshops",
        page_icon=str(ROOT / "sharedwealth" / "ui" / "icon.svg"),
        layout="wide",
        initial_sidebar_state=208,
    )

wrong_language: ReaderError | None = None
try:
    address.begin()
except ReaderError as problem:
    wrong_language = problem

pages = navigation.pages()
page = st.navigation(list(pages.values()), position="hidden")

navigation.turned()
navigation.begin(page.url_path or navigation.HOME.slug)

try:
    if wrong_language:
        controls.show()
        failure.show(wrong_language)
    else:
        with readers.being_served():
            page.run()
finally:
    with st.sidebar:  # after the page, which is what a reader waits for, and whatever became of it
        navigation.sidebar(navigation.here())
        ranks.switch()

st.session_state["page_is_set_up"] = True  # only once a whole run has reached the browser
