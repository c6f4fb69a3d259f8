"""Which areas a crossed question must not tell, looked at in the whole province so that every question agrees."""

from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from sharedwealth.choices import AGE_BANDS, SEXES, WORKSHOP_TYPES
from sharedwealth.indicators import catalogue, snapshot, withholding
from sharedwealth.indicators.crossing import EVER, MEMBERS, OF_LOW_INCOME, OF_OTHERS, Crossing
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.spine import spine
from sharedwealth.indicators.texts import Shape, written
from sharedwealth.places.codes import LENGTHS, LEVELS, PROVINCE, Level

_PEOPLE = """
SELECT month, list_position($counties::VARCHAR[], county_code) - 1 AS county,
       list_position($types::VARCHAR[], workshop_type) - 1 AS type,
       list_position($sexes::VARCHAR[], sex) - 1 AS sex,
       list_position($ages::VARCHAR[], age_band) - 1 AS age,
       CASE WHEN is_low_income THEN 0 ELSE 1 END AS low, people, prior_people
FROM cells
WHERE month BETWEEN $first AND $month
""".strip()

_RISES = """
SELECT area_code, month, list_position($types::VARCHAR[], workshop_type) - 1 AS type,
       CASE WHEN is_low_income THEN 0 ELSE 1 END AS low, people
FROM first_seen
WHERE length(area_code) = $digits AND starts_with(area_code, $inside)
""".strip()

_BASED_ON = {
    "low_income_share": "people_at_work",
    "low_income_people_at_work": "people_at_work",
    "income_increase": "people_at_work",
    "low_income_income_increase": "income_increase",
    "other_income_increase": "income_increase",
    "farmers_gain": "income_increase",
    "theil": "income_increase",
    "theil_within": "income_increase",
    "theil_between": "income_increase",
    "gini": "income_increase",
    "gini_change": "income_increase",
    "output_per_worker": "people_at_work",
    "orders_per_worker": "people_at_work",
    "dependence": "people_at_work",
    "wage_stability": "people_at_work",
    "low_income_people_employed_cumulative": "people_employed_cumulative",
}
"""What is withheld of the one is withheld of the other: its n is the same people, or some of them."""
_CELLS = {"people_at_work": "people", "income_increase": "prior_people"}
_KEPT = 400


@dataclass(frozen=True)
class _Asked:
    """Of which indicator, split by what, in which months, inside which area, down to which level."""

    key: str
    split: tuple[str, ...]
    first: date
    month: date
    inside: str
    level: Level


_known: WeakKeyDictionary[Source, dict[object, np.ndarray]] = WeakKeyDictionary()


def of(warehouse: Source, asked: Crossing, threshold: int) -> np.ndarray:
    """By month and area of the question: whether nothing of it may be told."""
    indicator = asked.indicator
    # Places below the county are looked at among all of theirs; what is wider, in the whole province.
    inside = asked.place.code[: LENGTHS["county"]] if LENGTHS[asked.level] > LENGTHS["county"] else PROVINCE
    question = _Asked(indicator.key, asked.split, asked.first, asked.month, inside, asked.level)
    hidden = _Looking(warehouse, threshold).withheld(question)
    places = snapshot.snapshot(warehouse).places[asked.level].within(inside)
    return hidden[:, places.inside(asked.place.code)]


class _Looking:
    """One look at a warehouse under one threshold."""

    def __init__(self, warehouse: Source, threshold: int) -> None:
        self.warehouse = warehouse
        self.threshold = threshold
        self.known = snapshot.snapshot(warehouse)
        self.kept = _known.setdefault(warehouse, {})

    def withheld(self, asked: _Asked) -> np.ndarray:
        """By month and area of the level, in code order: remembered, because one split leans on many."""
        name = (asked, self.threshold)
        if name not in self.kept:
            if len(self.kept) > _KEPT:
                self.kept.clear()
            self.kept[name] = self._worked_out(asked)
        return self.kept[name]

    def _worked_out(self, asked: _Asked) -> np.ndarray:
        if asked.key in ("joiners", "returners", "leavers", "retention_12m"):
            return self._of_movement(asked)
        if asked.key in EVER:
            return self._of_people_ever(asked)
        counts, also, above = self._counts(asked), self._also(asked), self._above(asked)
        parents = self._parents(asked)
        return np.array(
            [
                withholding.withheld(
                    [withholding.Layer(counts[at], parents, also[at])], above[at], self.threshold
                )[0]
                for at in range(len(counts))
            ]
        )

    def _above(self, asked: _Asked) -> np.ndarray:
        """What is withheld one level up, by month; over the province stands nothing that is told."""
        at = LEVELS.index(asked.level)
        if at == 0:
            return np.zeros((len(self._months(asked)), 1), dtype=bool)
        upper = LEVELS[at - 1]
        inside = PROVINCE if LENGTHS[upper] <= LENGTHS["county"] else asked.inside
        found = self.withheld(replace(asked, level=upper, inside=inside))
        if upper == "county":
            found = found[:, self.known.places["county"].inside(asked.inside)]
        return found

    def _parents(self, asked: _Asked) -> np.ndarray:
        """Where each area's parent stands among those that `_above` tells of."""
        places = self.known.places[asked.level].within(asked.inside)
        at = LEVELS.index(asked.level)
        if at == 0:
            return np.zeros(1, dtype=int)
        upper = self.known.places[LEVELS[at - 1]].within(asked.inside)
        return np.searchsorted(upper.codes, places.parents)

    def _also(self, asked: _Asked) -> np.ndarray:
        """What is withheld split by less, or of the people that it is about."""
        found = np.zeros((len(self._months(asked)), self._size(asked)), dtype=bool)
        for each in asked.split:
            if each == "low" and asked.key in OF_LOW_INCOME | OF_OTHERS | EVER:
                continue
            found |= self.withheld(replace(asked, split=tuple(one for one in asked.split if one != each)))
        base = _BASED_ON.get(asked.key)
        if base:
            of_parts = asked.key in OF_LOW_INCOME | OF_OTHERS and asked.level in (
                "province",
                "city",
                "county",
            )
            split = tuple(each for each in MEMBERS if each in asked.split or (of_parts and each == "low"))
            found |= self.withheld(replace(asked, key=base, split=split))
        return found

    def _counts(self, asked: _Asked) -> np.ndarray:
        """People by month, area and cell of the split; several kinds of people stand beside one another."""
        if asked.key in _CELLS and asked.level in ("province", "city", "county"):
            return self._of_cells(asked)
        return self._of_catalogue(asked)

    def _of_cells(self, asked: _Asked) -> np.ndarray:
        cube = self._cube(_CELLS[asked.key], asked.first, asked.month)
        away = tuple(2 + at for at, each in enumerate(MEMBERS) if each not in asked.split)
        counted = cube.sum(axis=away).reshape(*cube.shape[:2], -1)
        width = LENGTHS[asked.level]
        areas = self.known.places[asked.level].codes
        starts = np.searchsorted(self.known.places["county"].codes.astype(f"<U{width}"), areas)
        return np.asarray(np.add.reduceat(counted, starts, axis=1))

    def _cube(self, column: str, first: date, month: date) -> np.ndarray:
        """People by month, county, type, sex, age and low income, in the order of `MEMBERS`."""
        name = ("cube", column, first, month)
        if name not in self.kept:
            listed = self.known.places["county"].codes
            values = {
                "counties": listed.tolist(), "types": list(WORKSHOP_TYPES), "sexes": list(SEXES),
                "ages": list(AGE_BANDS), "first": first, "month": month,
            }  # fmt: skip
            rows = self.warehouse.arrays(_PEOPLE, values)
            begin = int(np.datetime64(first, "M").astype(int))
            months = rows["month"].astype("datetime64[M]").astype(int) - begin
            shape = (self._span(first, month), len(listed), *(len(each) for each in MEMBERS.values()))
            axes = (months, *(rows[each].astype(int) for each in ("county", "type", "sex", "age", "low")))
            for each in _CELLS.values():
                cube = np.zeros(shape)
                np.add.at(cube, axes, rows[each])
                self.kept["cube", each, first, month] = cube
        return self.kept[name]

    def _of_catalogue(self, asked: _Asked) -> np.ndarray:
        """The indicator's own n, its complement, and of a rate what is counted."""
        indicator = catalogue.CATALOGUE[asked.key]
        types = list(WORKSHOP_TYPES) if "type" in asked.split else [ALL_TYPES]
        rows = spine(self.known, asked.level, asked.inside, (asked.first, asked.month), types)
        sql = written(indicator.query(asked.level), Shape(over_areas=True, over_types=len(types) > 1))
        values = {
            "inside": asked.inside, "digits": LENGTHS[asked.level], "below": LENGTHS[asked.level] + 2,
            "first": asked.first, "month": asked.month, "types": types, "type": ALL_TYPES,
        }  # fmt: skip
        named = {name: value for name, value in values.items() if f"${name}" in sql}
        figures = rows.filled(self.warehouse.arrays(sql, named))
        kinds = ["n", "others", *(["numerator"] if indicator.shape == "rate" else [])]
        counted = np.stack([np.nan_to_num(figures[kind]) for kind in kinds], axis=-1)
        shape = (self._size(asked), len(rows.months), len(types) * len(kinds))
        return counted.reshape(shape).swapaxes(0, 1)

    def _of_people_ever(self, asked: _Asked) -> np.ndarray:
        """From the first month of the snapshot on, whatever is asked for, so that every question agrees."""
        months = self.known.months
        whole = replace(asked, first=months[0], month=months[-1])
        begin, end = months.index(asked.first), months.index(asked.month) + 1
        if whole != asked:
            return self.withheld(whole)[begin:end]
        split = ("low", *asked.split) if asked.key != "people_employed_cumulative" else asked.split
        rises, parents = self._rises(asked, split), self._parents(asked)
        also, above = self._also(asked), self._above(asked)
        ever = rises.cumsum(axis=0)

        def close(month: int, hidden: np.ndarray) -> np.ndarray:
            layer = withholding.Layer(ever[month], parents, hidden | also[month])
            return withholding.withheld([layer], above[month], self.threshold)[0]

        return withholding.over_time(rises, close, self.threshold)

    def _rises(self, asked: _Asked, split: tuple[str, ...]) -> np.ndarray:
        """People seen for the first time, by month, area and cell."""
        level: Level = asked.level if LENGTHS[asked.level] > LENGTHS["county"] else "county"
        listed = self.known.places[level].within(asked.inside).codes
        values = {"types": list(WORKSHOP_TYPES), "digits": LENGTHS[level], "inside": asked.inside}
        rows = self.warehouse.arrays(_RISES, values)
        is_typed = ~np.isnan(rows["type"].astype(float))
        wanted = is_typed if "type" in split else ~is_typed
        at = np.minimum(np.searchsorted(listed, rows["area_code"].astype(str)), len(listed) - 1)
        wanted &= listed[at] == rows["area_code"].astype(str)
        begin = int(np.datetime64(asked.first, "M").astype(int))
        months = rows["month"].astype("datetime64[M]").astype(int) - begin
        types = np.nan_to_num(rows["type"].astype(float)).astype(int)
        found = np.zeros((len(self._months(asked)), len(listed), len(WORKSHOP_TYPES), 2))
        axes = (months[wanted], at[wanted], types[wanted], rows["low"][wanted].astype(int))
        np.add.at(found, axes, rows["people"][wanted])
        away = tuple(axis for axis, each in ((2, "type"), (3, "low")) if each not in split)
        found = found.sum(axis=away).reshape(*found.shape[:2], -1)
        if level == asked.level:
            return np.asarray(found)
        width = LENGTHS[asked.level]
        starts = np.searchsorted(listed.astype(f"<U{width}"), self.known.places[asked.level].codes)
        return np.asarray(np.add.reduceat(found, starts, axis=1))

    def _of_movement(self, asked: _Asked) -> np.ndarray:
        """Told only where it says no more than the people ever employed do, one month less another."""
        first = self.known.months[0]
        whole = replace(asked, first=first, month=self.known.months[-1])
        if whole != asked:
            begin, end = (self.known.months.index(each) for each in (asked.first, asked.month))
            return self.withheld(whole)[begin : end + 1]
        ever = self.withheld(replace(asked, key="people_employed_cumulative", split=()))
        before = np.vstack([np.zeros((1, ever.shape[1]), dtype=bool), ever[:-1]])
        joined = ever | before
        if asked.key == "retention_12m":  # its denominator are those who joined a year before
            joined = np.vstack([np.ones((12, ever.shape[1]), dtype=bool), joined])[: len(ever)]
        elif asked.key != "joiners":
            # At work now = at work before + joined + returned − left: two of the three tell the third.
            for each in ("returners", "leavers"):
                moved = self._of_catalogue(replace(asked, key=each, split=()))
                joined = np.asarray(joined | withholding.unclean(moved, self.threshold))
        own = withholding.unclean(self._counts(asked), self.threshold)
        return np.asarray(joined | own)

    def _months(self, asked: _Asked) -> range:
        return range(self._span(asked.first, asked.month))

    def _span(self, first: date, month: date) -> int:
        return self.known.months.index(month) - self.known.months.index(first) + 1

    def _size(self, asked: _Asked) -> int:
        return len(self.known.places[asked.level].within(asked.inside).codes)
