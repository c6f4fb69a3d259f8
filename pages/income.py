"""Income: what the workshops bring home, its spread, and for whom."""

import streamlit as st

from sharedwealth.indicators.headline import income_headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import income

view = head.show()
head.sentence(view, income_headline)
cards.row(view, "income_increase", "low_income_income_increase", "other_income_increase", "farmers_gain")
left, right = st.columns([11, 9], gap="small")
with left:
    income.distribution(view, name="income_distribution")
with right:
    income.groups(view, name="income_groups")
left, right = st.columns(2, gap="small")
with left:
    income.areas(view, name="income_areas")
with right:
    income.over_time(view, name="income_over_time")
cards.row(view, "gini", "gini_change", "theil", "wage_stability", name="cards_spread")
