"""The reporting board: counties by months, the counties to remind, and the rates of the cities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers, settings
from sharedwealth.choices import word
from sharedwealth.intake import board, filled, journal, standing, trust
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.standing import NOTHING, CountyMonth, Standing
from sharedwealth.settings import Settings
from sharedwealth.text import language, mark_in, t, tn, tp
from sharedwealth.ui import address, memory, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.warehouse import manifest, shelf

COUNTY = "county"
"""The name in the address of the county whose ledger is looked at."""

MONTHS = 12
_HEIGHT = 560
_SHORT: dict[str, str] = {
    "not_due": "–",
    "due": mark_in("board", "awaited"),
    "late": mark_in("board", "overdue"),
    "missing": mark_in("board", "missing"),
    "generated": mark_in("board", "generated"),
    "received": mark_in("board", "sent, warned"),
    "checked": mark_in("board", "sent"),
    "county": mark_in("board", "county ✓"),
    "city": mark_in("board", "city ✓"),
    "province": mark_in("board", "province ✓"),
    "reopened": mark_in("board", "reopened"),
}
_GROUNDS: dict[str, str] = {
    "late": "#F6E0DE", "missing": "#F6E0DE", "reopened": "#F7EBD9", "due": "#F7F8F6", "received": "#EAF5F0",
    "checked": "#EAF5F0", "county": "#C9E6DB", "city": "#9CD1C0", "province": "#66B5A0",
}  # fmt: skip


@dataclass(frozen=True)
class Board:
    """What the page knows: the rows of the months on show, and the journal behind them."""

    view: View
    installation: Settings
    rows: pd.DataFrame
    entries: tuple[Entry, ...]
    known: Mapping[CountyMonth, Standing]

    @property
    def now(self) -> pd.DataFrame:
        """The rows of the page's month."""
        return self.rows[self.rows["month"] == self.view.month].reset_index(drop=True)

    def standing(self, county: str) -> Standing:
        return self.known.get((county, self.view.month), NOTHING)

    def measures(self) -> dict[str, dict[str, int]]:
        """How complete the ledgers of the page's month are, by county, worked out once for a snapshot and month."""

        def work_out() -> dict[str, dict[str, int]]:
            info = shelf.find(self.installation, self.view.warehouse.meta["code"])
            return filled.measures(self.installation, manifest.read(info.manifest_path), self.view.month)

        return memory.of(self.view.warehouse).recall(("ledgers filled", self.view.month), work_out)


def read(view: View) -> Board:
    """The board of the counties of the view's area, up to its month."""
    installation = settings.load()
    entries = tuple(journal.read(installation))
    today = date.today()  # noqa: DTZ011  the reader's own day
    first = max(view.warehouse.first_month, months.shift(view.month, 1 - MONTHS))

    def work_out() -> pd.DataFrame:
        found = board.frame(installation, view.warehouse, entries, (first, view.month), today)
        return found[found["county_code"].str.startswith(view.area[:6])].reset_index(drop=True)

    rows = view.remembered(work_out, "board", len(entries), today)
    return Board(view, installation, rows, entries, standing.of(entries))


def headline(here: Board) -> None:
    st.markdown("#### " + plain(board.sentence(here.now, here.view.month)))


def grid(here: Board) -> None:
    """Counties by months; a cell that is picked is looked at beside, its month becomes the page's."""
    counties = here.rows.drop_duplicates("county_code")
    listed = sorted(here.rows["month"].unique(), reverse=True)
    state = here.rows.pivot_table(
        index="county_code", columns="month", values="state", aggfunc="first", sort=False
    )
    said = here.rows.assign(
        said=[
            _cell(state, late) for state, late in zip(here.rows["state"], here.rows["days_late"], strict=True)
        ]
    )
    words = said.pivot_table(index="county_code", columns="month", values="said", aggfunc="first", sort=False)
    table = pd.DataFrame({t("County"): counties["county"].to_numpy()})
    grounds = pd.DataFrame("", index=table.index, columns=[t("County"), *map(months.write, listed)])
    for month in listed:
        table[months.write(month)] = words[month].to_numpy()
        colours = (_GROUNDS.get(each, "") for each in state[month])
        grounds[months.write(month)] = [
            f"background-color: {each}; color: #1D2A33" if each else "" for each in colours
        ]
    title = t("{months} months, {counties} counties").format(months=len(listed), counties=len(table))
    with panel("board", title, about(here.view, t("State of the ledgers; +3: three days late"))):
        event = st.dataframe(
            table.style.apply(lambda _: grounds, axis=None),
            hide_index=True,
            height=twin.height(len(table), _HEIGHT),
            key="board_grid",
            on_select="rerun",
            selection_mode="single-cell",
            column_config={t("County"): st.column_config.TextColumn(pinned=True, width=140)}
            | {
                months.write(month): st.column_config.TextColumn(width=84 if language() == "zh" else 104)
                for month in listed
            },
        )
        twin.table(here.view, lambda: _table(here), key="board", title=t("Reporting"))
    _follow(here, counties["county_code"].tolist(), event.selection.cells)


def _follow(here: Board, counties: list[str], cells: list[tuple[int, str]]) -> None:
    """Writes a newly picked cell into the address; what was picked before is left as it is."""
    picked = tuple(cells[0]) if cells else None
    if picked is None or st.session_state.get("board_picked") == picked:
        return
    st.session_state["board_picked"] = picked
    row, column = int(cells[0][0]), str(cells[0][1])
    month = column if column != t("County") else months.write(here.view.month)
    address.write(**{COUNTY: counties[row], "month": month})
    st.rerun()


def _cell(state: str, days_late: float | None) -> str:
    said = tp("board", _SHORT[state])
    return f"{said} +{int(days_late)}" if pd.notna(days_late) and days_late else said


def _table(here: Board) -> pd.DataFrame:
    """Every county and month in words, to take away; how full the ledgers are, of the page's month."""
    rows = here.rows
    full = {
        county: told["optional_filled"] / told["optional_cells"] * 100
        for county, told in here.measures().items()
        if told["optional_cells"]
    }
    is_now = rows["month"] == here.view.month
    return pd.DataFrame(
        {
            t("City"): rows["city"],
            t("County"): rows["county"],
            t("Code"): rows["county_code"],
            t("Month"): rows["month"].map(months.write),
            tp("board", "State"): [word(board.STATES, each) for each in rows["state"]],
            t("Received"): rows["received_on"].map(lambda day: "" if pd.isna(day) else str(day)),
            t("Days late"): rows["days_late"].astype("Int64"),
            t("Optional cells filled (%)"): rows["county_code"].map(full).where(is_now).round(1),
            t("Verified"): [t("yes") if each else t("no") for each in rows["is_verified"]],
            t("Grade"): rows["grade"].replace(trust.GENERATED, t("generated")),
        }
    )


def to_act_on(here: Board) -> None:
    """The counties without a ledger for the month; those that were corrected or reopened stand on the board."""
    absent = here.now[here.now["state"].isin(board.ABSENT)]
    title = tn("{count} county to remind", "{count} counties to remind", len(absent)).format(
        count=len(absent)
    )
    with panel(
        "board_absent",
        title if len(absent) else t("Nobody to remind"),
        about(here.view, t("Missing ledgers")),
    ):
        if absent.empty:
            return
        table = pd.DataFrame(
            {
                t("City"): absent["city"],
                t("County"): absent["county"],
                t("Code"): absent["county_code"],
                tp("board", "State"): [word(board.STATES, each) for each in absent["state"]],
            }
        )
        st.dataframe(table, hide_index=True, height=twin.height(len(table), 260), key="absent_table")


def cities(here: Board) -> None:
    """How many of each city's counties have reported, in time, completely, and are verified."""
    counted = board.by_city(here.now)
    measured = here.measures()
    full = {
        county: trust.generated(0, told).part("complete").mark == "yes" for county, told in measured.items()
    }
    table = pd.DataFrame(
        {
            t("City"): [each.name for each in counted],
            t("Counties"): [each.counties for each in counted],
            t("Reported (%)"): [round(each.reported_share * 100, 1) for each in counted],
            t("In time (%)"): [round(each.in_time_share * 100, 1) for each in counted],
            t("Complete (%)"): [
                round(100 * sum(full.get(code, False) for code in _of(here, each.area)) / each.counties, 1)
                for each in counted
            ],
            t("Verified (%)"): [round(each.verified_share * 100, 1) for each in counted],
        }
    )
    whole = board.count(here.now, "", "")
    title = t("{share} in time, {verified} verified").format(
        share=numbers.percent(whole.in_time_share), verified=numbers.percent(whole.verified_share)
    )
    with panel("board_cities", title, about(here.view, t("Shares of all counties"))):
        st.dataframe(table, hide_index=True, height=twin.height(len(table), 420), key="cities_table")


def _of(here: Board, city: str) -> list[str]:
    return [code for code in here.now["county_code"] if code.startswith(city)]
