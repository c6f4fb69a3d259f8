"""What is blank, and what a plan proposes, as tables for readers: headings in words, distances in kilometres."""

import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.places.codes import Level
from sharedwealth.planning import distances
from sharedwealth.planning.grounds import Ground, Metres
from sharedwealth.planning.people import Living
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import LOW_INCOME, unknown
from sharedwealth.text import mark, t

LISTS: dict[str, str] = {
    "villages": mark("Blank villages"),
    "key_villages": mark("Blank key villages"),
    "mountain_towns": mark("Blank towns of the mountainous counties"),
    "towns": mark("All blank towns"),
}
LIVING, POSITION = mark("Low-income people here"), mark("Position")
"""The headings of two columns: one of words and numbers, and one that pages leave to the files."""
POSITIONS: dict[str, str] = {
    "official": mark("official"),
    "geonames": mark("GeoNames"),
    "schematic": mark("schematic"),
}


def blank(ground: Ground, which: str, living: Living | None = None) -> pd.DataFrame:
    """The blank places of a list with each one's nearest active workshop, the farthest first.

    `living` says how many low-income people live in each village, where anything is known of them.
    """
    if which not in LISTS:
        raise UnknownChoiceError(
            unknown(mark("There is no list “{value}”. Possible: {known}."), which, LISTS)
        )
    if which.endswith("villages"):
        places, metres = ground.villages, ground.village_metres
        is_listed = (places["state"] == "blank").to_numpy()
        if which == "key_villages":
            is_listed = is_listed & places["is_key"].to_numpy(dtype=bool)
    else:
        places, metres = ground.towns, ground.town_metres
        is_listed = ~places["has_workshop"].to_numpy(dtype=bool) & places["is_known"].to_numpy(dtype=bool)
        if which == "mountain_towns":
            is_listed &= places["is_mountain"].to_numpy(dtype=bool)
    listed, where = places[is_listed].reset_index(drop=True), metres[is_listed]
    table = _where(ground, listed["code"], None if which.endswith("villages") else "town")
    if which == "villages":
        table[t("Key assisted")] = _yes(listed["is_key"])
    found = pd.concat([table, _nearest(ground, where)], axis=1)
    if living is not None and which.endswith("villages"):
        found[t(LIVING)] = living.told(listed["code"])
    found[t(POSITION)] = [word(POSITIONS, str(source)) for source in listed["position_source"]]
    return found.sort_values([t("Distance (km)"), t("Code")], ascending=[False, True], ignore_index=True)


def proposed(plan: Plan, living: Living | None = None) -> pd.DataFrame:
    """The proposed villages in their order: what each adds, the rate that is then reached, the nearest workshop now."""
    ground, sites = plan.ground, plan.sites
    at = sites["village"].to_numpy(dtype=np.int64)
    villages = ground.villages.iloc[at].reset_index(drop=True)
    table = pd.DataFrame({t("Order"): np.arange(1, len(sites) + 1)})
    table = pd.concat([table, _where(ground, villages["code"], None)], axis=1)
    table[t("Places it adds")] = sites["places"]
    if plan.question.aim.is_of_towns:
        table[t("Villages it adds")] = sites["villages"]
    if plan.question.weight == LOW_INCOME:
        table[t("Low-income people it adds (about)")] = sites["worth"]
    reached = plan.tally.served + sites["total"]
    table[t("Reached in all")] = reached
    table[t("Rate (%)")] = (reached / plan.tally.places * 100).round(1)
    found = pd.concat([table, _nearest(ground, ground.village_metres[at])], axis=1)
    found[t("Key assisted")] = _yes(villages["is_key"])
    if living is not None:
        found[t(LIVING)] = living.told(villages["code"])
    found[t(POSITION)] = [word(POSITIONS, str(source)) for source in villages["position_source"]]
    return found


def reached(plan: Plan) -> pd.DataFrame:
    """The villages without a workshop of their own within the distance of a proposed one, and which one is nearest."""
    ground, found = plan.ground, plan.reached
    state = ground.villages.set_index("code")["state"]
    table = _where(ground, found["code"], None)
    table[t("Served today")] = _yes(state.reindex(found["code"]) == "served")
    table[t("Proposed village")] = [ground.name(code) for code in found["site"]]
    table[t("Proposed village's code")] = found["site"].to_numpy()
    table[t("Distance (km)")] = (found["metres"] / 1000).round(1).to_numpy()
    return table.sort_values([t("Proposed village's code"), t("Distance (km)")], ignore_index=True)


def _where(ground: Ground, listed: "pd.Series[str]", own: Level | None) -> pd.DataFrame:
    """The place's name with what it lies in, as far as that tells anything in this area."""
    named = {t("Place"): [ground.name(code) for code in listed]}
    levels: tuple[tuple[Level, str], ...] = (
        ("town", t("Town")),
        ("county", t("County")),
        ("city", t("City")),
    )
    for level, heading in levels:
        if level == own or (level == "city" and ground.place.level != "province"):
            continue
        named[heading] = [ground.name_up_to(code, level) for code in listed]
    return pd.DataFrame(named | {t("Code"): listed.to_numpy()})


def _nearest(ground: Ground, places: Metres) -> pd.DataFrame:
    found = distances.nearest(places, ground.workshop_metres)
    is_known = found.numbers >= 0
    workshops = ground.workshops.iloc[np.where(is_known, found.numbers, 0)] if is_known.any() else None

    def told(column: str) -> list[str]:
        if workshops is None:
            return [numbers.MISSING] * len(places)
        return [
            str(each) if known else numbers.MISSING
            for each, known in zip(workshops[column], is_known, strict=True)
        ]

    return pd.DataFrame(
        {
            t("Nearest active workshop"): told("name"),
            t("Distance (km)"): np.where(is_known, (found.metres / 1000).round(1), np.nan),
            t("Type"): [word(WORKSHOP_TYPES, key) for key in told("workshop_type")],
            t("Its town"): [ground.name(code) for code in told("town_code")],
        }
    )


def _yes(flags: "pd.Series[bool]") -> list[str]:
    return [t("yes") if flag else "" for flag in flags]
