"""Everything that was published, the newest first, and bringing an older snapshot back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.choices import KINDS, word
from sharedwealth.errors import IntakeError, SnapshotError
from sharedwealth.intake import journal
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.publication import COMMAND_LINE
from sharedwealth.intake.standing import PUBLICATION, ROLLBACK
from sharedwealth.settings import Settings
from sharedwealth.text import language, t, tn
from sharedwealth.ui import navigation, uploads_desk, uploads_jobs
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import ledgers_published
from sharedwealth.ui.pieces.ledgers import Setting
from sharedwealth.ui.pieces.ledgers_published import BRINGING_BACK, PAGE
from sharedwealth.ui.uploads_desk import Done
from sharedwealth.ui.uploads_parts import Column, Line, listing
from sharedwealth.warehouse import shelf
from sharedwealth.warehouse.shelf import SnapshotInfo

_MOST = 100
_MOST_NAMED = 4
_HEIGHT = 420
_HOME_ZONE = "Asia/Shanghai"
_GO_TO = "go_to_publication"


def entries(installation: Settings) -> list[Entry]:
    """Publications and snapshots brought back, the newest first; a damaged journal raises with its sentence."""
    return [each for each in reversed(journal.read(installation)) if each.kind in (PUBLICATION, ROLLBACK)]


def show(here: Setting) -> None:
    """The list, each entry with the way to what it changed, and the form that brings a snapshot back."""
    picked = st.session_state.pop(_GO_TO, None)
    if picked:
        navigation.go("restatements", publication=picked, area="33")
    with panel("publications", t("Publications"), t("Everything that was published, the newest first")):
        try:
            found = entries(here.installation)
        except IntakeError as problem:
            st.error(plain(str(problem)))
            return
        if not found:
            st.markdown(plain(t("No ledger has been published yet.")))
        else:
            _list(here, found)
        _bring_back(here)


def _list(here: Setting, found: list[Entry]) -> None:
    columns = [
        Column(t("No."), "number"),
        Column(t("When"), "short"),
        Column(t("Who"), "middle"),
        Column(t("From where"), "middle"),
        Column(t("What"), "middle"),
        Column(t("Reason"), "middle"),
        Column(t("Snapshot"), "short"),
        Column(t("What it changed"), "pick"),
    ]
    newest = found[0].number
    rest = len(found) - _MOST
    more = tn(
        "{count} earlier publication is not shown.", "{count} earlier publications are not shown.", rest
    )
    listing(
        "publication_list",
        t("Publications"),
        columns,
        [_line(here, each, is_newest=each.number == newest) for each in found[:_MOST]],
        more=more.format(count=numbers.plain(rest)) if rest > 0 else "",
        height=_HEIGHT,
        on_picked=_picked,
    )


def _picked(number: str) -> None:
    st.session_state[_GO_TO] = number


def _line(here: Setting, entry: Entry, *, is_newest: bool) -> Line:
    is_first = not entry.told.get("before")
    cells = [
        numbers.plain(entry.number),
        when(entry.at),
        entry.who,
        source(entry.source),
        what(here.counties, entry),
        entry.reason,
        change_of_snapshot(entry),
        "" if is_first else t("See"),
    ]
    return Line(cells, key=str(entry.number), look="current" if is_newest else "")


def when(at: str) -> str:
    """A time of the journal at the reader's own place: 2026-11-25 12:01."""
    try:
        zone = ZoneInfo(st.context.timezone or _HOME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo(_HOME_ZONE)
    return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}"


def source(written: str) -> str:
    """Where it came from, in words: the page with the machine's address, or the command line."""
    place, _, machine = written.partition(" ")
    if written == COMMAND_LINE:
        return t("Command line")
    return " ".join(filter(None, (t("This page"), machine))) if place == PAGE else written


def change_of_snapshot(entry: Entry) -> str:
    return f"{entry.told.get('before') or t('none')} → {entry.told.get('after')}"


def what(counties: Mapping[str, str], entry: Entry) -> str:
    """County and month of each ledger, the first few by name; of what was brought back, that too."""
    named = [_named(counties, county, month) for county, month in county_months(entry)]
    listed = t(", ").join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        listed = t("{listed} and {count} more").format(listed=listed, count=len(named) - _MOST_NAMED)
    if entry.kind != ROLLBACK:
        return listed
    said = t("Snapshot {code} brought back").format(code=entry.told.get("wanted"))
    return t("{said}: {listed}").format(said=said, listed=listed) if listed else said


def county_months(entry: Entry) -> list[tuple[str, date]]:
    ledgers: list[dict[str, Any]] = entry.told.get("ledgers", [])
    pairs = [(each["county"], each["month"]) for each in ledgers] or entry.told.get("county_months", [])
    return [(county, months.parse(month)) for county, month in pairs]


def _named(counties: Mapping[str, str], county: str, month: date) -> str:
    name = counties.get(county, county).rpartition(" › ")[2]
    return f"{name}{numbers.month(month)}" if language() == "zh" else f"{name}, {numbers.month(month)}"


def _bring_back(here: Setting) -> None:
    others = _older(here.installation)
    if not others:
        return
    opened = st.expander(t("Bring an older snapshot back"), key="bring_back", on_change="rerun")
    if not opened.open:
        return
    with opened, st.form("bring_back_form", border=False, enter_to_submit=False):
        st.markdown(plain(t("All pages show it again. It is a publication of its own; nothing is lost.")))
        code = st.selectbox(
            t("Snapshot"), list(others), key="bring_back_code", format_func=lambda each: _shown(others[each])
        )
        who, reason = ledgers_published.who_and_why(t("Reason (required)"), "bring_back")
        is_sure = st.checkbox(t("Yes, all readers shall see this snapshot."), key="bring_back_sure")
        is_asked = st.form_submit_button(t("Bring it back"), key="bring_back_now")
    if is_asked:
        with opened:
            _asked(here, code, (who, reason), is_sure=is_sure)


def _asked(here: Setting, code: str, said: tuple[str, str], *, is_sure: bool) -> None:
    who, reason = said
    if not who or not reason:
        st.error(t("Give your name and the reason; both are kept with the publication."))
    elif not is_sure:
        st.error(t("Confirm that all readers shall see this snapshot."))
    else:
        source = ledgers_published.source_here()

        def work(report: uploads_jobs.Report) -> Done:
            return uploads_desk.bring_back(
                here.installation, code, who=who, reason=reason, source=source, report=report
            )

        ledgers_published.begin_work(BRINGING_BACK, work)


def _older(installation: Settings) -> dict[str, SnapshotInfo]:
    """Every finished snapshot but the current one, the latest built first."""
    try:
        current = shelf.pointed_to(installation).code
    except SnapshotError:
        return {}
    return {info.code: info for info in shelf.list_snapshots(installation) if info.code != current}


def _shown(info: SnapshotInfo) -> str:
    parts = (info.code, word(KINDS, info.kind), numbers.as_of(months.parse(info.as_of)), when(info.built_at))
    return " · ".join(parts)
