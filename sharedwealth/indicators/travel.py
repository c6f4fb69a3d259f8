"""Where the people at work live, seen from the village of their workshop, and how far they come."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, partners
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import mark, t

RELATIONS: dict[str, str] = {
    "same_village": mark("Same village"),
    "same_town": mark("Same town, another village"),
    "same_county": mark("Same county, another town"),
    "elsewhere": mark("Another county or beyond"),
    "unknown": mark("Home not recorded"),
}
DISTANCES: dict[str, str] = {
    "<3": mark("Under 3 km"),
    "3-10": mark("3 to 10 km"),
    "10-30": mark("10 to 30 km"),
    "30+": mark("30 km and more"),
    "unmeasured": mark("A position is missing"),
}
GROUPS: dict[str, str] = {
    "all": mark("All people"),
    "low_income": mark("Low-income people"),
    "others": mark("Others"),
}
TRAVELLING = ("same_town", "same_county", "elsewhere")
"""Those who leave their village for work; distances are theirs alone."""

TRAVEL = """
SELECT left(county_code, $digits) AS area, workshop_type, is_low_income, relation, distance_band,
       sum(people) AS people
FROM travel
WHERE month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()

POSITIONS = """
SELECT count(*) AS villages,
       count(*) FILTER (WHERE position_source = 'schematic') AS schematic,
       count(*) FILTER (WHERE longitude IS NULL OR latitude IS NULL) AS missing
FROM places
WHERE level = 'village' AND starts_with(code, $inside)
""".strip()

_SUMS = ["travelling", "staying"]
_KEYS = [*RELATIONS, *DISTANCES, *_SUMS]
_TYPES = [ALL_TYPES, *WORKSHOP_TYPES]
_GROUPS = list(GROUPS)
_SUMMED = [
    [_KEYS.index(key) for key in line]
    for line in (
        _SUMS,
        ("travelling", *TRAVELLING),
        ("travelling", *DISTANCES),
        ("staying", "same_village", "unknown"),
    )
]


@dataclass(frozen=True)
class Positions:
    """The villages of an area: all, those with a schematic position, those without any."""

    villages: int
    schematic: int
    missing: int


def travel(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """People at work by where they come from: type, group, part, key, people, n, status.

    For the type asked for, or `all`, there are rows for each of `GROUPS`; for all people also rows of each type.
    `part` is `relation` (with the keys of RELATIONS, `n` are all of the group) or `distance` (with those of
    DISTANCES, `n` are those who leave their village). A status is ok, unverified, suppressed or no_data.
    """
    where, when = ask_wide(warehouse, t("Where workers come from"), area, month, workshop_type)
    alone, of_types = _answered(warehouse, where.code, when, workshop_type, threshold)
    table = _table(warehouse, where, when, _never_shown(alone, of_types, workshop_type), threshold)
    kind = workshop_type or ALL_TYPES
    told = {(kind, group): str(alone["people_at_work"]["status"].iloc[0]) for group in GROUPS}
    at_work = of_types["people_at_work"]
    told |= {
        (each, "all"): status
        for each, status in zip(at_work["type"], at_work["status"], strict=True)
        if each != kind
    }
    return pd.DataFrame([row for named, status in told.items() for row in _rows(table, *named, status)])


def positions(warehouse: Source, area: str = "33", month: str | date | None = None) -> Positions:
    """How good the positions are that distances in this area are measured between."""
    where, _ = ask_wide(warehouse, t("Where workers come from"), area, month)
    (row,) = warehouse.query(POSITIONS, {"inside": where.code}).to_dict("records")
    return Positions(int(row["villages"]), int(row["schematic"]), int(row["missing"]))


@dataclass(frozen=True)
class _Table:
    """People of one area by type, group and key, and which of the cells are hidden."""

    people: np.ndarray
    is_hidden: np.ndarray

    def at(self, kind: str, group: str, key: str) -> tuple[float, bool]:
        where = _TYPES.index(kind), _GROUPS.index(group), _KEYS.index(key)
        return float(self.people[where]), bool(self.is_hidden[where])


Answers = dict[str, pd.DataFrame]


def _answered(
    warehouse: Source, area: str, when: date, workshop_type: str | None, threshold: int
) -> tuple[Answers, Answers]:
    """What pages tell of people at work: for the type asked for, and by type."""
    keys = ("people_at_work", "low_income_people_at_work")
    return (
        {
            key: answer(warehouse, key, area, when, workshop_type=workshop_type, threshold=threshold)
            for key in keys
        },
        {key: answer(warehouse, key, area, when, by="type", threshold=threshold) for key in keys},
    )


def _never_shown(alone: Answers, of_types: Answers, workshop_type: str | None) -> np.ndarray:
    """Type × group: what pages of people at work do not show cannot be had by adding up here."""
    found = np.zeros((len(_TYPES), len(_GROUPS)), dtype=bool)
    for group, key in (("all", "people_at_work"), ("low_income", "low_income_people_at_work")):
        at = _GROUPS.index(group)
        for kind, status in zip(of_types[key]["type"], of_types[key]["status"], strict=True):
            found[_TYPES.index(kind), at] = status == "suppressed"
        found[_TYPES.index(workshop_type or ALL_TYPES), at] |= alone[key]["status"].iloc[0] == "suppressed"
    found[:, _GROUPS.index("others")] = found[:, _GROUPS.index("low_income")]
    return found


def _table(warehouse: Source, where: Place, when: date, never_shown: np.ndarray, threshold: int) -> _Table:
    """The area among its neighbours, as the sum of them all is told too."""
    inside, digits = where.parent_code or where.code, LENGTHS[where.level]
    rows = warehouse.query(TRAVEL, {"month": when, "inside": inside, "digits": digits})
    areas = sorted({where.code, *rows["area"]})
    people = _cube(rows, areas)
    here = areas.index(where.code)
    few = disclosure.few([people], threshold)
    few[here] |= never_shown[..., np.newaxis]
    sums = [partners.parts(people.shape, line) for line in _SUMMED]
    found = partners.closed(few, people, [*partners.along(people.shape, 0, 1, 2), *sums])
    return _Table(people[here], found[here])


def _cube(rows: pd.DataFrame, areas: list[str]) -> np.ndarray:
    """Area × type × group × key, with the sums over types and groups."""
    cube = np.zeros((len(areas), len(_TYPES), len(_GROUPS), len(_KEYS)))
    bands = rows["distance_band"].where(rows["distance_band"].isin(list(DISTANCES)), "unmeasured")
    for part in (
        rows.assign(key=rows["relation"]),
        rows.assign(key=bands)[rows["relation"].isin(TRAVELLING)],
    ):
        at = (
            part["area"].map({area: at for at, area in enumerate(areas)}).to_numpy(dtype=int),
            part["workshop_type"].map({kind: at for at, kind in enumerate(_TYPES)}).to_numpy(dtype=int),
            np.where(part["is_low_income"].astype(bool), 1, 2),
            part["key"].map({key: at for at, key in enumerate(_KEYS)}).to_numpy(dtype=int),
        )
        np.add.at(cube, at, part["people"].to_numpy(dtype=float))
    sums = {"travelling": TRAVELLING, "staying": ("same_village", "unknown")}
    for name, keys in sums.items():
        cube[..., _KEYS.index(name)] = cube[..., [_KEYS.index(key) for key in keys]].sum(axis=-1)
    cube[:, :, 0] = cube[:, :, 1] + cube[:, :, 2]
    cube[:, 0] = cube[:, 1:].sum(axis=1)
    return cube


def _rows(table: _Table, kind: str, group: str, status: str) -> list[dict[str, object]]:
    """The rows of one group of one type; without a ledger nothing is known, and nobody is counted."""
    is_told = status not in ("no_data", "suppressed")
    rows: list[dict[str, object]] = []
    for part, keys, of in (("relation", RELATIONS, _SUMS), ("distance", DISTANCES, ["travelling"])):
        cells = {key: table.at(kind, group, key) for key in keys}
        whole = [table.at(kind, group, key) for key in of]
        is_bare = (part == "distance" and whole[0][1]) or all(is_hidden for _, is_hidden in cells.values())
        n = sum(people for people, _ in whole) if is_told and not is_bare else np.nan
        for key, (people, is_hidden) in cells.items():
            is_seen = is_told and not is_hidden
            rows.append(
                {
                    "type": kind,
                    "group": group,
                    "part": part,
                    "key": key,
                    "people": people if is_seen else np.nan,
                    "n": n,
                    "status": status if is_seen or not is_told else "suppressed",
                }
            )
    return rows
