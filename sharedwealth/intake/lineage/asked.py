"""The question that a lineage answers, with everything that its parts lean on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from sharedwealth import indicators
from sharedwealth.indicators import Indicator, disclosure
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.lineage import sources
from sharedwealth.intake.lineage.rules import RULES, Placed, Rule
from sharedwealth.intake.lineage.sources import CountyMonth, Sources
from sharedwealth.places import codes
from sharedwealth.places.codes import LENGTHS, Level
from sharedwealth.settings import Settings
from sharedwealth.text import language
from sharedwealth.warehouse.connection import Warehouse

_COUNTIES = """
SELECT c.county_code, p.name_zh, p.name_en, c.is_reported, c.ledger_month
FROM county_months AS c
JOIN places AS p ON p.code = c.county_code
WHERE c.month = $month AND starts_with(c.county_code, $county)
ORDER BY c.county_code
"""


@dataclass(frozen=True)
class Asked:
    """A checked question and its answer; `figure` is the answer's one row."""

    settings: Settings
    warehouse: Warehouse
    indicator: Indicator
    area: str
    level: Level
    month: date
    workshop_type: str | None
    figure: "pd.Series[Any]"
    threshold: int = disclosure.PEOPLE_THRESHOLD

    @property
    def rule(self) -> Rule:
        return RULES[self.indicator.key]

    @property
    def kind(self) -> str:
        """The type asked for, or `all`."""
        return self.workshop_type or ALL_TYPES

    @property
    def is_wide(self) -> bool:
        """Whether the area holds several counties: the province or a city."""
        return len(self.area) < LENGTHS["county"]

    @property
    def is_narrow(self) -> bool:
        """Whether the area is smaller than a county."""
        return len(self.area) > LENGTHS["county"]

    @property
    def county(self) -> str:
        return codes.up_to(self.area, "county")

    @property
    def town(self) -> str:
        """The prefix that places below a county have; empty for the whole county."""
        return self.area if self.is_narrow else ""

    @property
    def placed(self) -> Placed:
        return self.rule.narrow if self.is_narrow else self.rule.wide

    @property
    def is_guarded(self) -> bool:
        return self.indicator.counts_people and self.threshold > 0

    @property
    def is_told(self) -> bool:
        return bool(self.figure["status"] not in ("no_data", "suppressed"))

    @property
    def is_hidden(self) -> bool:
        return bool(self.figure["status"] == "suppressed")

    @cached_property
    def sources(self) -> Sources:
        return sources.read(self.settings.snapshots / f"{self.warehouse.meta['code']}.json")

    @cached_property
    def entries(self) -> Mapping[CountyMonth, Entry]:
        """The journal's entry behind each county-month of the snapshot."""
        return sources.published(self.settings, self.warehouse.meta["code"])

    @cached_property
    def counties(self) -> pd.DataFrame:
        """The counties concerned: county_code, name, is_reported, ledger_month (the last one up to the month)."""
        found = self.warehouse.query(_COUNTIES, {"month": self.month, "county": self.county})
        return found.assign(name=found["name_zh" if language() == "zh" else "name_en"])

    def answered(self, key: str, by: str | None = None, *, threshold: int | None = None) -> pd.DataFrame:
        """Another answer for the same area, month and type."""
        limit = self.threshold if threshold is None else threshold
        kind = self.workshop_type if indicators.CATALOGUE[key].by_type else None
        return indicators.answer(
            self.warehouse, key, self.area, self.month, by=by, workshop_type=kind, threshold=limit
        )
