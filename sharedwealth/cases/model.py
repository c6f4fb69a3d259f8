"""What a case is made of."""

from dataclasses import dataclass
from pathlib import Path

from sharedwealth.bilingual import Bilingual

BINDABLE = frozenset(
    {
        "workshops_built",
        "workshops_active",
        "people_employed_cumulative",
        "people_at_work",
        "low_income_people_at_work",
        "low_income_share",
        "income_increase",
        "collective_income",
        "retention_12m",
    }
)
"""The ledger indicators that a story may show live figures of."""


@dataclass(frozen=True)
class Source:
    """Where a fact was published, with the words that hold its number.

    `record` is the id of the figure in the public record, "" where the fact is only in the story.
    """

    publisher: Bilingual
    title: str
    url: str
    published_on: str
    quote: str
    trust: str
    record: str


@dataclass(frozen=True)
class Fact:
    """A published fact: a short figure with its label, the sentence, and the source."""

    key: str
    number: int
    """Its place in the list of sources, from 1: what the story's marks show."""
    label: Bilingual
    figure: Bilingual
    text: Bilingual
    value: float
    source: Source


@dataclass(frozen=True)
class LiveFigure:
    """A figure of the ledgers shown beside the story: the question to ask the indicator."""

    indicator: str
    area: str
    workshop_type: str | None
    label: Bilingual


@dataclass(frozen=True)
class Case:
    """One story, complete in both languages."""

    key: str
    title: Bilingual
    subtitle: Bilingual
    places: tuple[str, ...]
    """Codes of the places told of; empty where the place is not known, and then `place_note` says so."""
    place_note: Bilingual | None
    workshop_types: tuple[str, ...]
    live: tuple[LiveFigure, ...]
    facts: tuple[Fact, ...]
    headline: tuple[Fact, ...]
    """The three facts that stand under the drawing."""
    unknown: tuple[Bilingual, ...]
    """What was not found, said plainly."""
    image: Path
    image_alt: Bilingual
    story: Bilingual
    """Markdown; a small raised number after a figure is the `number` of its fact."""
