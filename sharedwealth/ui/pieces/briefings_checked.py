"""The rehearsal: the talk played against today's figures, and what is to be looked at before anybody sees it."""

import streamlit as st

from sharedwealth import months, settings
from sharedwealth.briefings import rehearsing
from sharedwealth.briefings.scene import Talk
from sharedwealth.text import mark, t, tn, tp
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.uploads_parts import Column, Line, listing

_WEIGHTS: dict[rehearsing.Weight, str] = {"stop": mark("▲ Put right"), "look": mark("◐ Look at")}
_STATE = "briefing_rehearsed"


def rehearsal(view: View, talk: Talk, *, name: str) -> None:
    """A button, and once it was pressed for this talk, area and month, what the rehearsal found."""
    this = (talk.name, talk.area, talk.month, talk.snapshot, talk.language)
    with panel(name, t("Rehearsal"), t("Headlines, months, hidden cells, room at 1280×720, boundaries")):
        if st.button(t("Rehearse"), key="rehearse"):
            st.session_state[_STATE] = this
        if st.session_state.get(_STATE) != this:
            return
        found = rehearsing.rehearse(talk, settings.load(), months.write(view.warehouse.last_month))
        if not found:
            st.success(plain(t("Every step holds, and nothing has to be looked at.")))
            return
        count = len(found)
        said = tn("{count} remark", "{count} remarks", count).format(count=count)
        columns = [Column(tp("talk", "Step"), "number"), Column(t("Weight"), "short"), Column(said, "long")]
        lines = [
            Line(
                [str(each.number), t(_WEIGHTS[each.weight]), each.sentence],
                look="error" if each.weight == "stop" else "note",
            )
            for each in found
        ]
        listing(f"{name}_rows", t("Rehearsal"), columns, lines)
