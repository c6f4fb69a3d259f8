"""Employment: how many people, who they are, where they come from, and whether they stay."""

import streamlit as st

from sharedwealth.indicators.headline import people_headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import employment, households, ranking, training, travel, types

view = head.show()
head.sentence(view, people_headline)
cards.row(
    view,
    "people_employed_cumulative",
    "people_at_work",
    "low_income_people_at_work",
    "low_income_share",
    "retention_12m",
)
left, right = st.columns(2, gap="small")
with left:
    employment.so_far_and_now(view, name="employment_so_far")
if employment.is_wide(view):
    with right:
        employment.joining_and_leaving(view, name="employment_flows")
    households.show(view, name="employment_low_income")
    travel.show(view, name="employment_travel")
    left, right = st.columns(2, gap="small")
    with left:
        employment.ages(view, name="employment_ages")
with right:
    types.show(view, "people_at_work", name="employment_types")
training.show(view, name="employment_training")
employment.wide_only(view)
ranking.show(view, "low_income_share", name="employment_ranking")
