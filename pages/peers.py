"""Peers: each county among its like, and where high and low values lie together."""

import streamlit as st

from sharedwealth.ui import head
from sharedwealth.ui.pieces import peers

view = head.show()
here = peers.asked(view)
left, right = st.columns([3, 2], gap="small")
with right:
    peers.ranking(here, name="peers_ranking")
with left:
    peers.clustered(here, name="peers_clusters", height=600)
