"""The dictionary: every indicator in words, with what it answers now, its caveat and its query."""

import pandas as pd
import streamlit as st

from sharedwealth import indicators, public_record, settings
from sharedwealth.indicators import Indicator, catalogue
from sharedwealth.indicators.definition import FAMILIES
from sharedwealth.text import language, t
from sharedwealth.ui import cards
from sharedwealth.ui.filters import View


def families(view: View) -> None:
    """All indicators, grouped as the catalogue orders them."""
    for family, members in catalogue.by_family().items():
        st.markdown(f"#### {t(FAMILIES[family])}")
        for indicator in members:
            _entry(view, indicator)


def _entry(view: View, indicator: Indicator) -> None:
    """Closed it is one line; what it says is only made when it is opened."""
    heading = f"**{indicator.title()}**  ·  `{indicator.key}`"
    opened = st.expander(heading, key=f"definition_{indicator.key}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        left, right = st.columns([3, 1], gap="medium")
        with left:
            for term, said in indicator.words().items():
                st.markdown(f"**{term}**　{said}")
        with right:
            if view.can_tell(indicator.key):
                cards.row(view, indicator.key, name=f"card_{indicator.key}")
        for label, query in indicator.sql().items():
            st.caption(t("Query: {label}").format(label=label))
            st.code(query, language="sql", height=260)
        st.caption(t("The same answer on the command line:"))
        st.code(
            f"python -m sharedwealth indicator {indicator.key} --area {view.area} --month {view.month:%Y-%m} "
            "--format json",
            language="bash",
        )


def count() -> str:
    """How many indicators the dictionary holds."""
    return t("{count} indicators").format(count=len(indicators.CATALOGUE))


def glossary() -> None:
    """The programme's words in both languages."""
    words = public_record.glossary(settings.load())
    shown = {
        t("Chinese term"): words["term_zh"],
        t("English term"): words["term_en"],
        t("Meaning"): words["definition_zh" if language() == "zh" else "definition_en"],
    }
    columns = {t("Meaning"): st.column_config.TextColumn(width="large")}
    st.dataframe(pd.DataFrame(shown), hide_index=True, column_config=columns, height=620, key="glossary")
