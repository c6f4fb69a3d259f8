"""What publications changed: which figures moved, from what to what, and who published when and why."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers, settings
from sharedwealth.choices import STATUSES, word
from sharedwealth.errors import IntakeError, UnknownAreaError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.intake import restatements
from sharedwealth.intake.journal import Entry
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.tables import files
from sharedwealth.text import language, mark, t, tn
from sharedwealth.ui import address, areas, badge, choice, memory, navigation, store, twin
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import publications
from sharedwealth.ui.uploads_parts import Column, Line, listing
from sharedwealth.warehouse.connection import Warehouse

EVERYTHING = "all"
MOST_SHOWN = 300
"""Figures on the page; the table to take away has them all."""

_HEIGHT = 560
_MOST_DECIMALS = 6
_compared = memory.Memory(200)
"""What each publication changed, which never changes again."""


def show() -> None:
    """The choices, the publication or publications they leave, and the figures that moved."""
    st.markdown("### " + t("Restatements"))
    st.markdown(
        plain(
            t("Figures that stood on these pages and are others now, and the publication that changed them.")
        )
    )
    installation, warehouse = settings.load(), store.warehouse()
    listed = publications.entries(installation)
    if not listed:
        st.markdown(plain(t("No ledger has been published yet, so no figure has moved.")))
        navigation.link("ledgers", t("Go to the ledgers"))
        return
    area, chosen = _choices(warehouse, listed)
    found, problems = _moved(installation, chosen)
    for problem in problems:
        st.error(plain(problem))
    here = found[found["area"].str.startswith(area)].reset_index(drop=True)
    if len(chosen) == 1:
        _facts(warehouse, chosen[0])
    elif not problems:
        _still(chosen, found)
    if len(here):
        _figures(warehouse, here, {each.number: each for each in chosen}, area)
    elif not problems:
        still = plain(t("Nothing moved."))
        st.markdown(f"**{still}**　{plain(_nothing(warehouse, area))}")


def _choices(warehouse: Warehouse, listed: list[Entry]) -> tuple[str, list[Entry]]:
    """The area and the publications that are asked for; both stand in the address."""
    area = address.read("area") or codes.PROVINCE
    if not areas.exists(warehouse, area):
        raise UnknownAreaError(
            t("There is no place with the code “{code}” in Zhejiang's register.").format(code=area)
        )
    numbered = {str(each.number): each for each in listed}
    asked = choice.known(
        "publication",
        [EVERYTHING, *numbered],
        mark("There is no publication {value}. Choose one from the list."),
    )
    offered = areas.choices(warehouse, area)
    shown = {EVERYTHING: t("All publications")} | {number: _title(each) for number, each in numbered.items()}
    st.session_state["restated_area"], st.session_state["restated_publication"] = area, asked or EVERYTHING
    with st.container(horizontal=True, gap="small", key="restated_filters", vertical_alignment="bottom"):
        st.selectbox(
            t("Area"), list(offered), key="restated_area", format_func=offered.__getitem__, width=280,
            on_change=_chosen, args=("area", "restated_area"),
        )  # fmt: skip
        st.selectbox(
            t("Publication"), list(shown), key="restated_publication", format_func=shown.__getitem__, width=360,
            on_change=_chosen, args=("publication", "restated_publication"),
        )  # fmt: skip
    return area, [numbered[asked]] if asked in numbered else listed


def _chosen(name: str, key: str) -> None:
    address.write(**{name: st.session_state[key]})


def _title(entry: Entry) -> str:
    said = t("Publication {number}").format(number=entry.number)
    return " · ".join((said, publications.when(entry.at), entry.who))


def _moved(installation: Settings, chosen: list[Entry]) -> tuple[pd.DataFrame, list[str]]:
    """What the publications changed, the latest first, and why some cannot be compared any more."""
    frames, problems = [pd.DataFrame(columns=list(restatements.COLUMNS))], []
    with st.spinner(t("Comparing the figures")):
        for entry in chosen:
            try:
                frame = _compared.recall(
                    (installation.journal, entry.number, entry.told.get("token")),
                    lambda entry=entry: restatements.of(installation, entry.number),  # type: ignore[misc]
                )
            except IntakeError as problem:
                problems.append(str(problem))
            else:
                frames.append(frame)
    filled = [frame for frame in frames if len(frame)]
    return (pd.concat(filled, ignore_index=True) if filled else frames[0]), problems


def _still(chosen: list[Entry], found: pd.DataFrame) -> None:
    """Names the publications that moved no figure."""
    without = [str(each.number) for each in chosen if each.number not in set(found["publication"])]
    if without and len(found):
        said = tn(
            "Publication {numbers} changed no figure that was published before.",
            "Publications {numbers} changed no figure that was published before.",
            len(without),
        )
        st.caption(
            plain(said.format(numbers=t(", ").join(without[:12]) + ("…" if len(without) > 12 else "")))
        )


def _facts(warehouse: Warehouse, entry: Entry) -> None:
    """Of one publication: who, when, what, why, and the snapshots before and after."""
    counties = areas.choices(warehouse, codes.PROVINCE)
    facts = [
        (t("When"), publications.when(entry.at)),
        (t("Who"), entry.who),
        (t("From where"), publications.source(entry.source)),
        (t("What"), publications.what(counties, entry)),
        (t("Reason"), entry.reason or t("none given")),
        (t("Snapshot"), publications.change_of_snapshot(entry)),
    ]
    lines = [f"**{plain(name)}**　{plain(said)}" for name, said in facts]
    with st.container(border=True, key="publication_facts"):
        st.markdown("  \n".join(lines))


def _nothing(warehouse: Warehouse, area: str) -> str:
    if area == codes.PROVINCE:
        return t("No figure that was published before is another now.")
    name = areas.path_name(warehouse, area)
    return t("No figure of {area} that was published before is another now.").format(area=name)


def _figures(warehouse: Warehouse, found: pd.DataFrame, listed: Mapping[int, Entry], area: str) -> None:
    several = len(listed) > 1
    count = tn("{count} figure moved", "{count} figures moved", len(found)).format(
        count=numbers.plain(len(found))
    )
    with panel("restated", count, areas.path_name(warehouse, area)):
        rest = len(found) - MOST_SHOWN
        more = tn("{count} more stands in the table below.", "{count} more stand in the table below.", rest)
        listing(
            "restated_list",
            t("Restatements"),
            _columns(several=several),
            [_line(warehouse, row, several=several) for row in found.head(MOST_SHOWN).to_dict("records")],
            more=more.format(count=numbers.plain(rest)) if rest > 0 else "",
            height=_HEIGHT,
        )
        name = "-".join(["restatements", *([] if several else [str(next(iter(listed)))]), area])
        provenance = files.Provenance(
            title=t("Restatements"),
            kind=badge.kind(warehouse),
            as_of=warehouse.meta["as_of"],
            snapshot=warehouse.meta["code"],
            narrowed=areas.path_name(warehouse, area),
        )
        twin.show(lambda: table(warehouse, found, listed), key="restated", provenance=provenance, name=name)


def _columns(*, several: bool) -> list[Column]:
    first = [Column(t("Publication"), "number")] if several else []
    return [
        *first,
        Column(t("Area"), "middle"),
        Column(t("Month"), "short"),
        Column(t("Indicator"), "middle"),
        Column(t("Before"), "number"),
        Column(t("After"), "number"),
        Column(t("Moved by"), "number"),
    ]


def _line(warehouse: Warehouse, row: Mapping[Hashable, Any], *, several: bool) -> Line:
    before, after, difference = spoken(row)
    first = [str(row["publication"])] if several else []
    title = CATALOGUE[row["indicator"]].short_title()
    return Line(
        [*first, areas.path_name(warehouse, row["area"]), row["month"], title, before, after, difference]
    )


def spoken(row: Mapping[Hashable, Any]) -> tuple[str, str, str]:
    """Before, after and the difference, with as many decimals as it takes to see that they differ."""
    unit, before, after = str(row["unit"]), float(row["before"]), float(row["after"])
    decimals = 1 if unit == "share" else 3 if unit == "index" else 0
    if not math.isnan(before) and not math.isnan(after):
        while decimals < _MOST_DECIMALS and _digits(before, unit, decimals) == _digits(after, unit, decimals):
            decimals += 1
    difference = after - before
    sign = "+" if difference > 0 else ""
    return (
        _said(before, unit, decimals, str(row["status_before"])),
        _said(after, unit, decimals, str(row["status_after"])),
        numbers.MISSING if math.isnan(difference) else sign + _digits(difference, unit, decimals),
    )


def _said(value: float, unit: str, decimals: int, status: str) -> str:
    """The figure with its unit, or why there is none."""
    if math.isnan(value):
        return word(STATUSES, status)
    unit_word = numbers.unit_word(unit, value)
    between = "" if language() == "zh" or not unit_word else " "
    return _digits(value, unit, decimals) + between + unit_word


def _digits(value: float, unit: str, decimals: int) -> str:
    return numbers.percent(value, decimals) if unit == "share" else numbers.plain(value, decimals)


def table(warehouse: Warehouse, found: pd.DataFrame, listed: Mapping[int, Entry]) -> pd.DataFrame:
    """All of it as numbers, to sort and to take away, each figure with its publication."""
    entries = [listed[number] for number in found["publication"]]
    indicators = [CATALOGUE[key] for key in found["indicator"]]
    units = [numbers.unit_word(unit) or ("%" if unit == "share" else "") for unit in found["unit"]]
    percent = found["unit"].eq("share").map({True: 100.0, False: 1.0})
    return pd.DataFrame(
        {
            t("Publication"): found["publication"],
            t("When"): [publications.when(entry.at) for entry in entries],
            t("Who"): [entry.who for entry in entries],
            t("Reason"): [entry.reason for entry in entries],
            t("Area"): [areas.path_name(warehouse, code) for code in found["area"]],
            t("Code"): found["area"],
            t("Month"): found["month"],
            t("Indicator"): [indicator.title() for indicator in indicators],
            t("Unit"): units,
            t("Before"): found["before"].astype(float) * percent,
            t("After"): found["after"].astype(float) * percent,
            t("Status before"): [word(STATUSES, status) for status in found["status_before"]],
            t("Status after"): [word(STATUSES, status) for status in found["status_after"]],
            t("Snapshot"): [publications.change_of_snapshot(entry) for entry in entries],
        }
    )
