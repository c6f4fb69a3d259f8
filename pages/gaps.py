"""Gaps: among the same workers before joining and after, between counties, and between town and country."""

import streamlit as st

from sharedwealth.indicators.gaps import gaps_headline
from sharedwealth.ui import head
from sharedwealth.ui.pieces import gaps, gaps_areas, gaps_mountains, ratio

view = head.show()
head.sentence(view, gaps_headline)
if gaps.is_wide(view):
    with st.grid(columns=3, min_column_width=320, gap="small"):
        gaps.over_time(view, name="gaps_gini")
        gaps.theil(view, name="gaps_theil")
        gaps.curves(view, name="gaps_lorenz")
    gaps.whose()
if gaps_areas.has_counties(view):
    left, right = st.columns(2, gap="small")
    with left:
        gaps_areas.dispersion(view, name="gaps_dispersion")
    with right:
        gaps_areas.catching_up(view, name="gaps_beta")
    with st.grid(columns=3, min_column_width=320, gap="small"):
        gaps_mountains.mountainous(view, name="gaps_mountains")
        gaps_mountains.side_by_side(view, name="gaps_both")
        ratio.urban_and_rural(view, name="gaps_ratio")
else:
    gaps_areas.only_wider()
    ratio.urban_and_rural(view, name="gaps_ratio")
