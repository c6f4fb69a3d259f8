"""What an indicator is: words before it is a query."""

from dataclasses import dataclass
from functools import reduce
from typing import Literal

from sharedwealth.indicators import texts
from sharedwealth.numbers import Unit, unit_word
from sharedwealth.places.codes import LEVELS, Level
from sharedwealth.text import mark, t

Better = Literal["higher", "lower", "neither"]
Nature = Literal["stock", "flow"]
Shape = Literal["count", "rate", "mean", "index", "sum"]
Family = Literal[
    "workshops", "people", "coverage", "income", "gains", "stability", "inequality", "dependence", "movement"
]

FAMILIES: dict[Family, str] = {
    "workshops": mark("Workshops"),
    "people": mark("People"),
    "coverage": mark("Coverage"),
    "income": mark("Income"),
    "gains": mark("The four gains"),
    "stability": mark("Stability"),
    "inequality": mark("Inequality"),
    "dependence": mark("Dependence"),
    "movement": mark("Joining and leaving"),
}

WIDE: tuple[Level, ...] = ("province", "city", "county")
NARROW: tuple[Level, ...] = ("town", "village")

NATURES: dict[Nature, str] = {
    "stock": mark("What stands at the month's end; a county whose ledger is missing keeps its last state."),
    "flow": mark("What happened in the month; a county whose ledger is missing has no data."),
}

DIRECTIONS: dict[Better, str] = {
    "higher": mark("Higher is better"),
    "lower": mark("Lower is better"),
    "neither": mark("Neither direction is better in itself"),
}

BREAKDOWNS: dict[str, str] = {
    "city": mark("By city"),
    "county": mark("By county"),
    "town": mark("By town"),
    "village": mark("By village"),
    "type": mark("By type"),
    "month": mark("By month"),
}


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: its words (English, the catalogue's message ids) and the queries that answer it.

    `wide` answers the province, cities and counties, `narrow` towns and villages; a query yields the columns
    `area`, `month`, `type` and any of `numerator, denominator, n, others, value, median, q1, q3`. `others`
    counts the people of the complement where another indicator publishes it, so that disclosure control can
    protect both.
    """

    key: str
    name: str
    short_name: str
    unit: Unit
    better: Better
    nature: Nature
    family: Family
    shape: Shape
    numerator: str
    denominator: str = ""
    caveat: str
    why: str
    source: str
    goal: str = ""
    """The official goal in words; empty where there is none."""
    goal_value: float | None = None
    is_own: bool = False
    """Our own measure, found in no official document, and labelled so."""
    counts_people: bool = False
    """People stand behind it, so that disclosure control applies."""
    is_zero_when_silent: bool = False
    """A reported area without a row is a true zero (counts and sums); otherwise it has nothing to say."""
    by_type: bool = True
    levels: tuple[Level, ...] = LEVELS
    wide: str = ""
    narrow: str = ""

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """What `by` may be, for an area high enough."""
        places = tuple(level for level in self.levels if level != "province")
        return (*places, *(("type",) if self.by_type else ()), "month")

    def query(self, level: Level) -> str:
        """The text that answers rows of this level."""
        return self.narrow if level in NARROW else self.wide

    def sql(self) -> dict[str, str]:
        """The texts with a label each, as the Definitions page shows them; one where both levels share it."""
        wide, narrow = (texts.written(text, texts.Shape()) for text in (self.wide, self.narrow))
        if wide == narrow:
            return {t("Every level"): wide}
        parts = {t("Province, cities and counties"): wide, t("Towns and villages"): narrow}
        return {label: text for label, text in parts.items() if text}

    def title(self) -> str:
        return t(self.name)

    def short_title(self) -> str:
        return t(self.short_name)

    def unit_word(self) -> str:
        """The unit's word, plural in English; a share has none."""
        return unit_word(self.unit)

    def counted(self) -> str:
        return t(self.numerator)

    def out_of(self) -> str:
        """What it is divided by; empty for counts."""
        return t(self.denominator)

    def caution(self) -> str:
        return t(self.caveat)

    def reason(self) -> str:
        return t(self.why)

    def origin(self) -> str:
        return t(self.source)

    def official_goal(self) -> str:
        return t(self.goal)

    def explain(self) -> str:
        """One or two sentences for a tooltip: what is counted, out of what, and the caveat."""
        if self.denominator:
            formula = t("{numerator} ÷ {denominator}.").format(
                numerator=self.counted(), denominator=self.out_of()
            )
        else:
            formula = t("{counted}.").format(counted=self.counted())
        own = [t("Our own measure, not an official one.")] if self.is_own else []
        return reduce(_after, [formula, *own, self.caution()])

    def words(self) -> dict[str, str]:
        """Heading and text of everything said about it, in reading order, without empty ones."""
        said = {
            t("What is counted"): self.counted(),
            t("Out of what"): self.out_of(),
            t("Unit"): self.unit_word()
            or (t("per cent") if self.unit == "share" else t("an index without a unit")),
            t("Time"): t(NATURES[self.nature]),
            t("Direction"): t(DIRECTIONS[self.better]),
            t("Official goal"): self.official_goal(),
            t("Standing"): t("Our own measure, not an official one.") if self.is_own else "",
            t("Take care"): self.caution(),
            t("Why it matters"): self.reason(),
            t("Source"): self.origin(),
        }
        return {heading: text for heading, text in said.items() if text}


def _after(one: str, two: str) -> str:
    """Two sentences as the language sets them: with a space between in English, without in Chinese."""
    return t("{one} {two}").format(one=one, two=two)
