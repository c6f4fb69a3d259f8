"""A scene: everything that stands on one sheet of a talk, in one language, with the figures in it.

The stage, the pack for a venue, PowerPoint, PDF, Word and Excel are all made from scenes and from nothing else, so a
figure is the same to the digit in each of them. A scene knows no Streamlit, no database and no file format.

Wherever there is a `value` there is a `text`, the value as a reader sees it; a value is None where there is no data
or where it must not be told, and `status` then says which.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["ok", "carried", "unverified", "no_data", "suppressed"]
Role = Literal["main", "second", "earlier", "target", "q1", "median", "q3"]


@dataclass(frozen=True)
class Part:
    """A stretch of a headline: plain words, or a figure with the question that it answers."""

    text: str
    indicator: str = ""
    attribute: str = ""
    """`value`, `median`, `numerator`, `blank`, `rank`, `change`, …: see `headlines.ATTRIBUTES`."""
    area: str = ""
    month: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Fact:
    """One number that stands by itself."""

    label: str
    figure: str
    """As written large, without its unit: `11,145`, `49.8`."""
    unit: str
    """`家`, `万人`; "workshops"; empty for a share, whose sign is in `figure`."""
    value: float | None
    status: Status
    beneath: str
    """What it is out of, or how many stand behind it: `n = 319,567 · 中位数 2,375 元`."""
    indicator: str = ""
    area: str = ""
    month: str = ""

    @property
    def text(self) -> str:
        return (
            self.figure
            if not self.unit
            else f"{self.figure} {self.unit}"
            if self.unit.isascii()
            else f"{self.figure}{self.unit}"
        )


@dataclass(frozen=True)
class AreaRow:
    """An area with its figure."""

    code: str
    name: str
    value: float | None
    text: str
    status: Status
    class_index: int
    """Of the map's colours, −1 for none."""
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None


@dataclass(frozen=True)
class Legend:
    """An entry: a class of the map with its colours, or a state (`no_data`, `carried`, …) with how many there are."""

    label: str
    kind: str
    index: int = -1
    count: int | None = None


@dataclass(frozen=True)
class Pin:
    """A place to be marked by a point, with its name; `x` and `y` are metres as in the geometry's files × unit."""

    code: str
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """Areas shaded by a rate or a mean, or with a circle for each total, as large as the value (`is_circles`)."""

    indicator: str
    measure: str
    unit: str
    area: str
    level: str
    geometry: str
    """The file in the folder of boundaries that holds the areas' paths."""
    rows: tuple[AreaRow, ...]
    """An area of the geometry without a row was not asked about, and is left plain."""
    is_circles: bool
    colours: tuple[str, ...]
    dark_colours: tuple[str, ...]
    legend: tuple[Legend, ...]
    method: str
    marked: tuple[str, ...]
    pins: tuple[Pin, ...]
    drill: dict[str, tuple[AreaRow, ...]]
    """The same figure for the areas of each level below and between, for whoever leaves the step by a click."""
    geometries: dict[str, str]
    """The geometry's file by area: of the province and of each city that a drill can reach."""
    credit: str
    approval: str
    form: Literal["map"] = "map"


@dataclass(frozen=True)
class Series:
    """Values by category, as written (`texts`) and by status."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class Line:
    """A value to compare with, drawn across the chart and named."""

    label: str
    value: float
    text: str
    role: Role


@dataclass(frozen=True)
class Chart:
    """`bars` lie (areas), `columns` stand (a histogram), `lines` go over months, `ranges` have quartiles and median."""

    indicator: str
    measure: str
    unit: str
    kind: Literal["bars", "columns", "lines", "ranges"]
    categories: tuple[str, ...]
    codes: tuple[str, ...]
    """Of the categories: areas, types, months, or lower edges of bins in yuan."""
    series: tuple[Series, ...]
    lines: tuple[Line, ...]
    marked: tuple[str, ...]
    category_title: str
    value_title: str
    form: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Figures:
    """A sheet of numbers alone: the first is the key number."""

    facts: tuple[Fact, ...]
    form: Literal["figures"] = "figures"


@dataclass(frozen=True)
class Story:
    """A case: its drawing, one sentence, its published facts, and what the ledgers say today."""

    case: str
    title: str
    place: str
    drawing: str
    """The drawing's SVG."""
    drawing_alt: str
    sentence: str
    before: Fact | None
    after: Fact | None
    published: tuple[Fact, ...]
    sources: tuple[str, ...]
    live: tuple[Fact, ...]
    form: Literal["story"] = "story"


@dataclass(frozen=True)
class Column:
    heading: str
    is_number: bool
    unit: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    value: float | None = None


@dataclass(frozen=True)
class Table:
    """Rows with a code each (of an area), in the order to be read."""

    columns: tuple[Column, ...]
    codes: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int
    """Rows of the whole list that the sheet has no room for; exports that have room hold `whole`."""
    whole: tuple[tuple[Cell, ...], ...]
    form: Literal["table"] = "table"


Body = Figures | Map | Chart | Story | Table


@dataclass(frozen=True)
class Scene:
    """One sheet."""

    key: str
    number: int
    count: int
    headline: str
    parts: tuple[Part, ...]
    holds: bool
    """Whether the step's point still stands on today's figures."""
    subtitle: str
    """Measure · area · month."""
    note: str
    script: str
    area: str
    area_name: str
    month: str
    kind: str
    snapshot: str
    badge: str
    """`示例数据 · 截至2024年10月 · 快照 9AE388 · 88/90 县已报送`: kind, month, snapshot, counties reported."""
    source: str
    address: str
    """The page of the dashboard that shows the same, relative: `coverage?area=33&month=2024-10`."""
    facts: tuple[Fact, ...]
    """Beside the picture: the key number first."""
    body: Body
    problem: str = ""
    """Why nothing can be told, in a sentence; the body is then empty figures and the note says the same."""


@dataclass(frozen=True)
class Talk:
    """All sheets of one talk, of one area, month, snapshot and language."""

    name: str
    title: str
    language: str
    area: str
    area_name: str
    month: str
    kind: str
    snapshot: str
    made_on: str
    """The day it was put together, `2026-11-26`."""
    scenes: tuple[Scene, ...]


def payload(talk: Talk) -> dict[str, Any]:
    """The talk as plain dictionaries and lists, as a stage's script reads it."""
    return dataclasses.asdict(talk)
