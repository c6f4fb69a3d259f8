"""What a briefing's file says: ordered steps, none of which holds a figure."""

from dataclasses import dataclass
from typing import Literal

from sharedwealth.bilingual import Bilingual
from sharedwealth.places.codes import Level

View = Literal["figure", "map", "chart", "case", "table"]
VIEWS: tuple[View, ...] = ("figure", "map", "chart", "case", "table")

ChartForm = Literal["ranking", "change", "months", "distribution", "spread"]
CHARTS: tuple[ChartForm, ...] = ("ranking", "change", "months", "distribution", "spread")

TableForm = Literal["blanks", "next", "month", "alerts", "restated", "late", "promises"]
TABLES: tuple[TableForm, ...] = ("blanks", "next", "month", "alerts", "restated", "late", "promises")

Pins = Literal["", "blank_towns", "blank_key_villages"]
PINS: tuple[Pins, ...] = ("", "blank_towns", "blank_key_villages")

HERE, LEAST, MOST_IMPROVED = "here", "least", "most_improved"
"""Where a step is, if it names no place: the talk's area, or the area one level down that the figures choose."""


@dataclass(frozen=True)
class Headline:
    """A template with figures in braces, taken where its condition holds; the last one has none."""

    text: Bilingual
    when: str = ""


@dataclass(frozen=True)
class Step:
    """One sheet: what is looked at, and what is said of it."""

    key: str
    view: View
    indicator: str
    headlines: tuple[Headline, ...]
    holds: str = ""
    """What has to be true for the step to make its point, such as `target_progress >= 1`; rehearsal tells where not."""
    area: str = HERE
    month: str = ""
    """The talk's where empty."""
    workshop_type: str | None = None
    by: Level | None = None
    """The level of the areas on a map or in a chart; one below the step's area where None."""
    chart: ChartForm | None = None
    table: TableForm | None = None
    pins: Pins = ""
    marked: tuple[str, ...] = ()
    """Codes of the places to be seen first."""
    beside: tuple[str, ...] = ()
    """Indicators whose figures stand beside the picture."""
    case: str = ""
    count: int = 10
    """How many rows a ranking or table shows."""
    note: Bilingual | None = None
    script: Bilingual | None = None


@dataclass(frozen=True)
class Briefing:
    """A talk as its file has it; `level` is that of the areas it can be given of, None for any."""

    name: str
    title: Bilingual
    level: Level | None
    area: str
    """The area it is given of where none is asked for."""
    steps: tuple[Step, ...]
    month: str = ""
    """The snapshot's last where empty."""
