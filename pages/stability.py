"""Does it last: who stays how long, how even the wages are, the seasons, and whose wages rise."""

import streamlit as st

from sharedwealth.indicators.stability_headline import stability_headline
from sharedwealth.ui import cards, head
from sharedwealth.ui.pieces import stability, steadiness

view = head.show()
head.sentence(view, stability_headline)
if stability.is_told(view):
    cards.row(view, "retention_12m", "wage_stability", "raised_share", more=[stability.median_card(view)])
    stability.cohorts(view, name="stability_cohorts")
    stability.spells(view, name="stability_spells")
    left, right = st.columns(2, gap="small")
    with left:
        steadiness.variations(view, name="stability_variations")
    with right:
        steadiness.raises(view, name="stability_raises")
        steadiness.raises_over_time(view, name="stability_raises_over_time")
    steadiness.seasons(view, name="stability_seasons")
