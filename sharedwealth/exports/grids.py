"""A scene's body as rows and columns, as Excel and Word have it: each number with the text that a reader sees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharedwealth.briefings.scene import AreaRow, Cell, Chart, Fact, Figures, Map, Scene, Story, Table
from sharedwealth.choices import STATUSES, word
from sharedwealth.exports import number_formats
from sharedwealth.text import t, tp


@dataclass(frozen=True)
class Heading:
    text: str
    is_number: bool = False
    is_for_files: bool = False
    """Whether only a workbook has it: codes, and the text beside a number."""


@dataclass(frozen=True)
class Grid:
    """Rows under headings; `title` says what they are."""

    title: str
    headings: tuple[Heading, ...]
    rows: Sequence[tuple[Cell, ...]]

    def narrow(self) -> "Grid":
        """Without the columns that only a workbook has."""
        kept = [at for at, heading in enumerate(self.headings) if not heading.is_for_files]
        return Grid(
            self.title,
            tuple(self.headings[at] for at in kept),
            [tuple(row[at] for at in kept) for row in self.rows],
        )


def of(scene: Scene) -> list[Grid]:
    """What the sheet shows, whole, and after it the figures beside it."""
    body = scene.body
    beside = [of_facts(t("Figures"), scene.facts)] if scene.facts else []
    match body:
        case Map():
            return [_map(body), *beside]
        case Chart():
            return [_chart(body), *([_lines(body)] if body.lines else []), *beside]
        case Table():
            return [_table(body), *beside]
        case Story():
            before = [fact for fact in (body.before, body.after) if fact is not None]
            parts = [
                (t("Published"), body.published),
                (t("As the ledgers have it"), (*before, *body.live)),
            ]
            return [*(of_facts(title, facts) for title, facts in parts if facts), *beside]
        case Figures():
            return [of_facts(t("Figures"), (*body.facts, *scene.facts))]


def number(value: float | None, text: str) -> Cell:
    """A cell with its number, or with the text alone where there is none."""
    return Cell(text, value if number_formats.is_known(value) else None)


def stated(text: str, status: str) -> str:
    """What stands in the place of a figure that there is not: its state in words."""
    return word(STATUSES, status) if status in {"no_data", "suppressed"} else text


def of_facts(title: str, facts: Iterable[Fact]) -> Grid:
    """One row a figure, with what stands behind it."""
    headings = (
        Heading(tp("column", "Measure")),
        Heading(t("Figure"), is_number=True),
        Heading(t("As shown"), is_for_files=True),
        Heading(t("Behind it")),
        Heading(t("Month"), is_for_files=True),
        Heading(t("Code"), is_for_files=True),
        Heading(t("Status"), is_for_files=True),
    )
    rows = [
        (
            Cell(fact.label),
            number(fact.value, stated(fact.text, fact.status)),
            Cell(stated(fact.text, fact.status)),
            Cell(fact.beneath),
            Cell(fact.month),
            Cell(fact.area),
            Cell(word(STATUSES, fact.status) if fact.indicator else ""),
        )
        for fact in facts
    ]
    return Grid(title, headings, rows)


def _map(map_: Map) -> Grid:
    has_parts = any(number_formats.is_known(row.denominator) for row in map_.rows)
    parts = (
        Heading(t("Numerator"), is_number=True),
        Heading(t("Denominator"), is_number=True),
    )
    headings = (
        Heading(t("Area")),
        Heading(t("Code"), is_for_files=True),
        Heading(map_.measure, is_number=True),
        Heading(t("As shown"), is_for_files=True),
        *(parts if has_parts else ()),
        Heading("n", is_number=True, is_for_files=True),
        Heading(t("Status")),
    )
    rows = [
        (
            Cell(row.name),
            Cell(row.code),
            number(row.value, stated(row.text, row.status)),
            Cell(stated(row.text, row.status)),
            *((_behind(row, row.numerator), _behind(row, row.denominator)) if has_parts else ()),
            _behind(row, row.n),
            Cell(word(STATUSES, row.status)),
        )
        for row in map_.rows
    ]
    return Grid(map_.measure, headings, rows)


def _behind(row: AreaRow, value: float | None) -> Cell:
    """A count behind a figure, with thousands separated; nothing where the figure must not be told."""
    is_told = row.status != "suppressed" and value is not None and number_formats.is_known(value)
    return Cell(f"{value:,.0f}", value) if is_told else Cell("")


def _chart(chart: Chart) -> Grid:
    several = len(chart.series) > 1
    headings = [Heading(chart.category_title or _first(chart)), Heading(t("Code"), is_for_files=True)]
    for series in chart.series:
        headings.append(Heading(series.name or chart.measure, is_number=True))
        shown = f"{series.name} · {t('As shown')}" if several else t("As shown")
        headings.append(Heading(shown, is_for_files=True))
    headings.append(Heading(t("Status"), is_for_files=True))
    rows = []
    for at, category in enumerate(chart.categories):
        cells = [Cell(category), Cell(chart.codes[at] if at < len(chart.codes) else "")]
        for series in chart.series:
            shown = stated(series.texts[at], series.statuses[at])
            cells += [number(series.values[at], shown), Cell(shown)]
        cells.append(Cell(word(STATUSES, chart.series[0].statuses[at]) if chart.series else ""))
        rows.append(tuple(cells))
    return Grid(chart.value_title or chart.measure, tuple(headings), rows)


def _first(chart: Chart) -> str:
    return t("Month") if chart.kind == "lines" else t("Area")


def _lines(chart: Chart) -> Grid:
    headings = (
        Heading(t("To compare with")),
        Heading(chart.measure, is_number=True),
        Heading(t("As shown"), is_for_files=True),
    )
    rows = [(Cell(line.label), number(line.value, line.text), Cell(line.text)) for line in chart.lines]
    return Grid(t("To compare with"), headings, rows)


def _table(table: Table) -> Grid:
    headings = (
        *(
            Heading(f"{each.heading} ({each.unit})" if each.unit else each.heading, each.is_number)
            for each in table.columns
        ),
        Heading(t("Code"), is_for_files=True),
    )
    whole = table.whole or table.rows
    codes = table.codes if len(table.codes) == len(whole) else ("",) * len(whole)
    rows = [(*row, Cell(code)) for row, code in zip(whole, codes, strict=True)]
    return Grid(t("Table"), headings, rows)
