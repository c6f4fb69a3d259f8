"""One workshop: what it is, its month, its history, its partners, what it brings to whom, and which are like it."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import (
    workshop,
    workshop_alerts,
    workshop_around,
    workshop_figures,
    workshop_gains,
)

view = head.show(types=False)
if profile := workshop.asked(view):
    workshop.title(profile)
    workshop_figures.month(profile)
    left, right = st.columns([1, 1], gap="small")
    with left:
        workshop.about_it(profile)
    with right:
        workshop_around.on_map(profile)
    workshop_figures.over_time(profile)
    left, right = st.columns([1, 1], gap="small")
    with left:
        workshop_around.partners(profile)
    with right:
        workshop_gains.four_gains(profile)
    workshop_alerts.alerts(profile)
    workshop_around.alike(profile)
    workshop_gains.behind(profile)
else:
    workshop.none_chosen()
