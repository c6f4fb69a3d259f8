"""The way up: the areas that contain this one, each a button."""

import streamlit as st

from sharedwealth.places import codes
from sharedwealth.ui import areas, filters
from sharedwealth.ui.filters import View


def show(view: View) -> None:
    """Nothing for the province, which has nothing above it."""
    trail = codes.trail(view.area)
    if len(trail) == 1:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="breadcrumb"):
        for code in trail[:-1]:
            st.button(
                areas.name(view.warehouse, code),
                key=f"up_{code}",
                type="tertiary",
                on_click=filters.go_to,
                args=(code,),
            )
            st.markdown("›", width="content")
        st.markdown(f"**{areas.name(view.warehouse, trail[-1])}**", width="content")
