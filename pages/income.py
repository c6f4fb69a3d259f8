"""Income: what the workshops bring home, its spread, and for whom."""

import streamlit as st

from sharedwealth.indicators.headline import income_headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import income, income_areas, income_before, income_groups, income_words

view = head.show()
head.sentence(view, income_headline)
cards.row(
    view,
    "income_increase",
    "low_income_income_increase",
    "other_income_increase",
    "farmers_gain",
    with_spread=True,
)
income_words.no_product(view)
left, right = st.columns([11, 9], gap="small")
with left:
    income.distribution(view, name="income_distribution")
with right:
    income.groups(view, name="income_groups")
left, right = st.columns(2, gap="small")
with left:
    income_areas.areas(view, name="income_areas")
with right:
    income.over_time(view, name="income_over_time")
if income.is_wide(view):
    left, right = st.columns(2, gap="small")
    with left:
        income_groups.spread_by(view, name="income_ridges")
    with right:
        income_groups.groups(view, name="income_by_group")
    left, right = st.columns([11, 9], gap="small")
    with left:
        income_before.steps_map(view, name="income_steps")
    with right:
        income_before.bands(view, name="income_bands")
cards.row(view, "gini", "gini_change", "theil", "wage_stability", name="cards_spread")
