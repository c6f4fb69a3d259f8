"""Blank places on a map and as a list with the nearest workshop, and the villages that a plan proposes."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names, settings
from sharedwealth.charts import map_points
from sharedwealth.indicators import CATALOGUE
from sharedwealth.planning import coverings, distances, grounds, people, tables, telling
from sharedwealth.planning.grounds import Ground
from sharedwealth.planning.people import Living
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import Question
from sharedwealth.text import language, mark, t, tn
from sharedwealth.ui import area_map, choice, column_room, planning_desk, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.memory import Worked
from sharedwealth.ui.panel import about, panel, plain

_MOST_SHOWN = 500
"""Rows of the list on the page; the files have them all."""
_OF = {
    "villages": "village_coverage",
    "key_villages": "key_village_coverage",
    "mountain_towns": "mountain_town_coverage",
}
"""The rate whose blank places a list holds."""


def ground(view: View) -> Ground:
    """Villages, towns and active workshops of the view, read once for all readers."""
    return _remembered(view, "ground", lambda: grounds.read(view.warehouse, view.area, view.month))


def on_map(view: View, question: Question, plan: Plan | None, *, chosen: str = "") -> None:
    """Every village by what reaches it, the chosen one ringed; with a plan also what it proposes and reaches."""
    here = ground(view)
    title, subtitle = _map_title(here), about(view, t("Villages and communities without a workshop"))
    with panel("blank_map", title, subtitle):
        area_map.pointed(
            view,
            "village_coverage",
            classes=_classes(here, question, plan),
            looks=map_points.blank_villages(t("{km} km").format(km=telling.km(question))),
            name="blank_map_drawn",
            height=600,
            chosen=chosen,
        )


def _map_title(here: Ground) -> str:
    state = here.villages["state"]
    is_blank = (state == "blank").to_numpy()
    if not is_blank.any():
        return t("No village here is known to be blank")
    far = distances.nearest(here.village_metres[is_blank], here.workshop_metres).metres
    sentence = tn(
        "{count} of {all} villages is blank",
        "{count} of {all} villages are blank",
        int(is_blank.sum()),
    ).format(count=numbers.plain(int(is_blank.sum())), all=numbers.plain(int((state != "no_data").sum())))
    middle = float(np.median(far))
    if not np.isfinite(middle):
        return sentence
    return t("{sentence}; half of them have an active workshop within {km} km").format(
        sentence=sentence, km=numbers.plain(middle / 1000, 1)
    )


def _classes(here: Ground, question: Question, plan: Plan | None) -> pd.Series:
    villages = here.villages
    state = villages["state"].to_numpy(dtype=str)
    is_blank, is_key = state == "blank", villages["is_key"].to_numpy(dtype=bool)
    found = np.full(len(villages), map_points.UNKNOWN, dtype=np.uint8)
    found[state == "covered"] = map_points.COVERED
    found[state == "served"] = map_points.SERVED
    found[is_blank] = map_points.BLANK
    if plan is not None:
        found[is_blank & coverings.standing(here, question).is_near] = map_points.NEAR
    found[is_blank & is_key] = map_points.KEY_BLANK
    if plan is not None:
        reached = villages["code"].isin(plan.reached["code"]).to_numpy()
        found[reached & is_blank] = map_points.REACHED
        found[plan.sites["village"].to_numpy(dtype=np.int64)] = map_points.SITE
    return pd.Series(found, index=villages["code"])


def proposed(view: View, plan: Plan) -> None:
    """The proposed villages in order, and the villages that each reaches, to take away."""
    living = _living(view)
    said = (telling.headline(plan), *telling.notes(plan), telling.proof(plan), telling.method(plan.question))
    with panel("plan_sites", t("Proposed villages, those that add most first"), telling.asked(plan.question)):
        twin.open_table(
            view,
            tables.proposed(plan, living),
            key="plan_sites_table",
            title=telling.asked(plan.question),
            definition=" ".join(said),
            right=(t(tables.LIVING),),
            left_out=(t(tables.POSITION),),
        )
        reached = t("Villages that the proposed workshops reach")
        twin.table(
            view,
            lambda: tables.reached(plan),
            key="plan_reached",
            title=reached,
            label=reached,
            definition=telling.method(plan.question),
        )


def blank_places(view: View) -> None:
    """The blank villages or towns with the nearest active workshop of each, the farthest first."""
    here, names = ground(view), tables.LISTS
    which = choice.known("list", tuple(names), mark("There is no list “{value}”.")) or "villages"
    offered = _offered(here)
    which = which if which in offered else offered[0]
    table = _remembered(view, which, lambda: tables.blank(here, which, _living(view)))
    title = _list_title(which, len(table))
    with panel("blank_places", title, about(view, t(names[which])), help_=telling.distances_said()):
        choice.segmented("list", t("List"), offered, lambda each: t(names[each]))
        if table.empty:
            st.caption(t("None: every place on this list is reached."))
            return
        _on_show(table, which)
        st.caption(plain(_under(which, len(table))))
        twin.table(
            view,
            lambda: table,
            key="blank_places_all",
            title=t(names[which]),
            definition=telling.distances_said(),
            caveat=CATALOGUE[_OF[which]].caution() if which in _OF else "",
            of=(_OF[which],) if which in _OF else (),
        )


def _on_show(table: pd.DataFrame, which: str) -> None:
    """The first rows, in columns that share the page's room; codes and what is said of positions the files have."""
    nearest, far, living = t("Nearest active workshop"), t("Distance (km)"), t(tables.LIVING)
    shown = table.head(_MOST_SHOWN).drop(columns=[t(tables.POSITION), t("Code"), t("Its town")])
    shown[nearest] = shown[nearest].map(product_names.worded, na_action="ignore")
    room = column_room.shared(shown, column_room.PAGE)
    columns = {each: st.column_config.Column(width=width) for each, width in room.widths.items()}
    columns[far] = st.column_config.NumberColumn(format="%.1f", width=room.widths[far])
    if living in shown:
        columns[living] = st.column_config.TextColumn(alignment="right", width=room.widths[living])
    st.dataframe(
        shown,
        hide_index=True,
        height=twin.height(len(table), 420, room.row_height),
        row_height=room.row_height,
        key=f"blank_{which}",
        column_config=columns,
    )


def _offered(here: Ground) -> list[str]:
    """Lists that can hold a place of this area."""
    can = {
        "villages": True,
        "key_villages": bool(here.villages["is_key"].any()),
        "mountain_towns": bool(here.towns["is_mountain"].any()),
        "towns": len(here.towns) > 0,
    }
    return [key for key in tables.LISTS if can[key]]


def _list_title(which: str, count: int) -> str:
    return t("{list}: {count}").format(list=t(tables.LISTS[which]), count=numbers.plain(count))


def _under(which: str, count: int) -> str:
    said = telling.distances_said()
    if which.endswith("villages"):
        said += " " + t(
            "Low-income people: those in the month's ledgers, wherever they work; fewer than 10 are not shown."
        )
    if count > _MOST_SHOWN:
        said += " " + t("The first {shown} of {count} are shown; the files have all.").format(
            shown=numbers.plain(_MOST_SHOWN), count=numbers.plain(count)
        )
    return said


def _living(view: View) -> Living:
    installation, code = settings.load(), view.warehouse.meta["code"]
    return _remembered(view, "living", lambda: people.of_snapshot(installation, code, view.area, view.month))


def _remembered(view: View, what: str, work_out: Callable[[], Worked]) -> Worked:
    key = (what, language(), view.area, view.month)
    return planning_desk.remembered(view.warehouse, key, work_out)
