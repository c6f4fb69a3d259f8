"""One county's ledger of the month: how far it has come, how far it can be trusted, and what lies behind it."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.choices import word
from sharedwealth.errors import UnknownAreaError
from sharedwealth.intake import approvals, board, standing, trust
from sharedwealth.intake.journal import Entry
from sharedwealth.text import language, mark, t, tn
from sharedwealth.ui import address, areas
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.reporting import COUNTY, Board

KINDS: dict[str, str] = {
    standing.PUBLICATION: mark("Published"),
    standing.ROLLBACK: mark("Brought back"),
    standing.APPROVAL: mark("Approval"),
    standing.REOPENING: mark("Reopened"),
    standing.SPOT_CHECK: mark("Checked on the spot"),
}
_SIGNS = {"yes": "●", "partly": "◐", "no": "○", "unknown": "–"}


def show(here: Board) -> str:
    """The panel of the county that is chosen; its code."""
    names = dict(zip(here.now["county_code"], here.now["county"], strict=True))
    asked = address.read(COUNTY)
    if asked and not (asked in names or areas.exists(here.view.warehouse, asked)):
        raise UnknownAreaError(
            t("There is no place with the code “{code}” in Zhejiang's register.").format(code=asked)
        )
    chosen = asked if asked and asked in names else _first(here)
    st.session_state["board_county"] = chosen
    row = here.now.set_index("county_code").loc[chosen]
    title = f"{names[chosen]} · {word(board.STATES, str(row['state']))}"
    with panel("board_ledger", title, numbers.month(here.view.month)):
        st.selectbox(
            t("County"), list(names), key="board_county", format_func=names.__getitem__, on_change=_changed,
            label_visibility="collapsed",
        )  # fmt: skip
        if row["state"] in board.ABSENT:
            st.markdown(plain(t("No ledger has come for this month.")))
            return chosen
        _trust(here, chosen, None if pd.isna(row["days_late"]) else int(row["days_late"]))
        _files(here, chosen)
        _findings(here, chosen)
        _history(here, chosen)
    return chosen


def _first(here: Board) -> str:
    """The county that most needs a look: with a ledger that awaits approval, else the first."""
    waiting = here.now[here.now["state"].isin(["reopened", "received", "checked", "county", "city"])]
    rows = waiting if len(waiting) else here.now
    return str(rows["county_code"].iloc[0])


def _changed() -> None:
    address.write(**{COUNTY: st.session_state["board_county"]})


def _trust(here: Board, county: str, days_late: int | None) -> None:
    found = board.judged(here.standing(county), days_late, here.measures().get(county, {}))
    grade = t("generated") if found.grade == trust.GENERATED else found.grade
    said = t("Trust grade: {grade}").format(grade=grade)
    st.markdown(f"**{said}**", help=t(trust.RULE))
    for part in found.parts:
        sign, said = _SIGNS[part.mark], word(trust.MARKS, part.mark)
        heading = f"{sign} **{word(trust.PARTS, part.name)}**: {said}"
        st.markdown(f"{heading} :small[:gray[{plain(part.figure)}]]", help=word(trust.DEFINITIONS, part.name))


def _files(here: Board, county: str) -> None:
    known = here.standing(county)
    if known.published is None:
        return
    for file in known.ledger["files"]:
        said = t("{file}, sent by {who} on {day}")
        st.markdown(
            plain(said.format(file=file["name"], who=known.published.who, day=_when(known.published)[:10]))
        )


def _findings(here: Board, county: str) -> None:
    known = here.standing(county)
    kept = known.ledger.get("findings", [])
    if known.published is None or not kept:
        return
    count = sum(each["count"] for each in kept)
    with st.expander(tn("{count} finding kept", "{count} findings kept", count).format(count=count)):
        if known.published.reason:
            st.markdown(plain(t("Explained: {reason}").format(reason=known.published.reason)))
        for each in kept:
            message = each["message_zh" if language() == "zh" else "message_en"]
            place = " ".join(filter(None, (each["sheet"], each["cell"])))
            times = f" ×{each['count']}" if each["count"] > 1 else ""
            st.markdown(plain(f"{place}{times}: {message}"))


def _when(entry: Entry) -> str:
    """Day and minute, in UTC as the journal keeps them."""
    return entry.at[:16].replace("T", " ")  # noqa: PD008  no frame


def _history(here: Board, county: str) -> None:
    found = approvals.history(here.entries, (county, here.view.month))
    if not found:
        return
    with st.expander(t("What was done")):
        for entry in found:
            st.markdown(plain(_line(entry)))


def _line(entry: Entry) -> str:
    kind = word(KINDS, entry.kind)
    if entry.kind == standing.APPROVAL:
        kind = word(standing.STEPS, entry.told["step"])
    parts = [_when(entry), kind, entry.who, entry.reason]
    return " · ".join(filter(None, parts))
