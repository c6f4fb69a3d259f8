"""One rule of the attention list."""

from collections.abc import Mapping
from dataclasses import dataclass

from sharedwealth.attention.measures import MEASURES, MONTHS, SUBJECTS, Level, Measure, Of
from sharedwealth.bilingual import Bilingual
from sharedwealth.errors import ReaderError
from sharedwealth.text import language, t, tn


class RulesError(ReaderError):
    """The file of rules, or the table of minimum wages, cannot be used; the message names file, line and reason."""


@dataclass(frozen=True)
class Rule:
    key: str
    measure: str
    of: Of
    level: Level
    months: int
    """For how many judged months in a row it must hold."""
    figures: tuple[tuple[str, float], ...]
    """The measure's parameters, by name."""
    words: Bilingual | None = None
    is_enabled: bool = True

    @property
    def kind(self) -> Measure:
        return MEASURES[self.measure]

    @property
    def amounts(self) -> Mapping[str, float]:
        return dict(self.figures)

    def title(self) -> str:
        """Its own words, else the measure's with what tells it from its like."""
        if self.words is not None or len(self.kind.of) == 1:
            return self.short_title()
        return t("{measure} ({subject})").format(measure=self.short_title(), subject=t(SUBJECTS[self.of]))

    def short_title(self) -> str:
        """The title without whom it looks at."""
        if self.words is not None:
            return str(self.words)
        name = t(self.kind.name)
        if "against" in self.amounts:
            before = int(self.amounts["against"])
            return t("{measure} than {against} months before").format(measure=name, against=before)
        return name

    def says(self) -> str:
        """The rule in a sentence, with its figures."""
        written = {each.name: each.written(self.amounts[each.name]) for each in self.kind.parameters}
        sentence = t(self.kind.says).format(**written)
        if self.months > 1:
            more = tn(
                "For at least {months} month in a row.",
                "For at least {months} months in a row.",
                self.months,
            ).format(months=MONTHS.written(self.months))
            return join(sentence, more)
        return sentence

    def explained(self) -> str:
        """The sentence and what to be careful about."""
        return join(self.says(), t(self.kind.caveat)) if self.kind.caveat else self.says()


def join(*sentences: str) -> str:
    """Sentences one after another; Chinese has no space between them."""
    return ("" if language() == "zh" else " ").join(each for each in sentences if each)
