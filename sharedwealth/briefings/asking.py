"""What a talk asks of the indicators, each question once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import CATALOGUE, answer, snapshot
from sharedwealth.indicators.question import can_answer
from sharedwealth.indicators.rankings import ranked
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.places.codes import Level
from sharedwealth.settings import Settings
from sharedwealth.text import t


@dataclass(frozen=True)
class Asked:
    """Where and when a step is, and the answers it was given."""

    warehouse: Source
    settings: Settings
    area: str
    month: date
    workshop_type: str | None = None
    _known: dict[tuple[object, ...], pd.DataFrame] = field(default_factory=dict, repr=False)

    def at(self, area: str, month: date, workshop_type: str | None) -> "Asked":
        """The same talk somewhere else; answers are shared."""
        return Asked(self.warehouse, self.settings, area, month, workshop_type, self._known)

    @property
    def place(self) -> snapshot.Place:
        return snapshot.place(self.warehouse, self.area)

    def rows(
        self, key: str, by: str | None = None, *, area: str | None = None, month: date | None = None
    ) -> pd.DataFrame:
        """The indicator's answer; of all types where it cannot be told by type."""
        of_type = self.workshop_type if CATALOGUE[key].by_type else None
        asked = (key, area or self.area, month or self.month, by, of_type)
        if asked not in self._known:
            self._known[asked] = answer(self.warehouse, key, *asked[1:4], workshop_type=of_type)
        return self._known[asked]

    def row(self, key: str) -> "pd.Series[Any]":
        return self.rows(key).iloc[0]

    def below(self, key: str, wanted: Level | None = None) -> Level:
        """The level of the parts that the indicator can be told of: the one asked for, else the next one down."""
        levels = [level for level in codes.LEVELS if codes.LENGTHS[level] > len(self.area)]
        for level in [wanted] if wanted else levels[:1]:
            if level in levels and can_answer(CATALOGUE[key], self.area, level, self._type_of(key)):
                return level
        sentence = t("“{indicator}” cannot be told for the parts of {name}.")
        raise UnknownChoiceError(sentence.format(indicator=CATALOGUE[key].title(), name=self.place.name))

    def can_tell(self, key: str, by: str | None = None) -> bool:
        return can_answer(CATALOGUE[key], self.area, by, self._type_of(key))

    def _type_of(self, key: str) -> str | None:
        return self.workshop_type if CATALOGUE[key].by_type else None

    @property
    def first_month(self) -> date:
        return snapshot.snapshot(self.warehouse).months[0]

    @property
    def year_before(self) -> date | None:
        """The same month a year ago; None where the snapshot does not reach back to it."""
        then = months.shift(self.month, -12)
        return then if then in snapshot.snapshot(self.warehouse).months else None

    def ranked(self, key: str, by: Level, *, area: str | None = None) -> pd.DataFrame:
        """The parts with their rank, best first, those without a figure last."""
        return ranked(self.rows(key, by, area=area), None, CATALOGUE[key].better)

    def changed(self, key: str, by: Level) -> pd.DataFrame:
        """The parts by how much they rose in a year, the most first; empty where a year ago is not in the snapshot.

        Columns `area, area_name, value` (the change), `now, before, unit`; parts without both figures are left out.
        """
        before = self.year_before
        if before is None:
            return pd.DataFrame(columns=["area", "area_name", "value", "now", "before", "unit"])
        now = self.rows(key, by)[["area", "area_name", "value", "unit"]].rename(columns={"value": "now"})
        then = self.rows(key, by, month=before)[["area", "value"]].rename(columns={"value": "before"})
        both = now.merge(then, on="area").dropna(subset=["now", "before"])
        both["value"] = both["now"] - both["before"]
        is_low_better = CATALOGUE[key].better == "lower"
        return both.sort_values(["value", "area"], ascending=[is_low_better, True], ignore_index=True)

    @property
    def month_written(self) -> str:
        return months.write(self.month)
