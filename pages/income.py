"""Income: what the workshops bring home, its spread, and for whom."""

import streamlit as st

from sharedwealth.indicators.headline import income_headline
from sharedwealth.ui import badge, breadcrumb, cards, filters
from sharedwealth.ui.pieces import income

view = filters.bar()
badge.show(view)
breadcrumb.show(view)
st.markdown(f"#### {income_headline(view.warehouse, view.area, view.month)}")
left, right = st.columns([3, 2], gap="small")
with left:
    income.distribution(view, name="income_distribution")
with right:
    cards.row(view, "income_increase", "low_income_income_increase", "other_income_increase")
    income.groups(view, name="income_groups")
left, right = st.columns(2, gap="small")
with left:
    income.areas(view, name="income_areas")
with right:
    income.over_time(view, name="income_over_time")
cards.row(view, "farmers_gain", "gini", "gini_change", "wage_stability")
