"""What is wrong with a ledger, or worth knowing: one finding for each cell, row, sheet or file a rule speaks of."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from sharedwealth.text import language, t, using

Severity = Literal["error", "warning", "note"]
"""Errors stop a ledger, warnings ask for a reason, notes inform."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One sentence about one place in a file, in both languages; what cannot be said of the place is None.

    `sheet` is the sheet's name as the file has it, `row` counts from 1 as Excel does, `column` is the column's letters
    (`I`). `found` is what stands in the cell, as written; `expected` says what should.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    rule: str
    severity: Severity
    found: str
    expected: str
    message_zh: str
    message_en: str

    @property
    def cell(self) -> str | None:
        """The address that Excel knows, `I17`; None when the finding is of no single cell."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    @property
    def message(self) -> str:
        """The sentence in the language of the run."""
        return self.message_zh if language() == "zh" else self.message_en

    def as_row(self) -> dict[str, Any]:
        """As `check --json` prints it."""
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """Where in a file: a cell, a row, a column's heading, a sheet or the whole file."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Word:
    """A value of a sentence that is itself a word of the catalogue, and so has its own form in each language."""

    message: str


@dataclass(frozen=True)
class Named:
    """A value of a sentence that has a name of its own in each language, as places have."""

    zh: str
    en: str


def told(
    rule: str,
    severity: Severity,
    place: Place,
    found: object,
    expected: str | Word,
    sentence: str,
    **values: object,
) -> Finding:
    """The finding, its sentence in both languages.

    `sentence` is marked with `mark`; its fields are filled from `values` and from `found`. A value that is a `Word` is
    translated first; a `Named` stands as it is called in the language. `expected` stands in both languages, Chinese
    first, when it is a `Word`, and as it is otherwise.
    """
    fields = {"found": found, **values}
    return Finding(
        file=place.file,
        sheet=place.sheet,
        row=place.row,
        column=place.column,
        rule=rule,
        severity=severity,
        found=str(found),
        expected=_in_both(expected),
        message_zh=_said("zh", sentence, fields),
        message_en=_said("en", sentence, fields),
    )


def _said(in_language: Literal["zh", "en"], sentence: str, fields: dict[str, object]) -> str:
    with using(in_language):
        words = {name: _spoken(in_language, value) for name, value in fields.items()}
        return t(sentence).format(**words)


def _spoken(in_language: Literal["zh", "en"], value: object) -> object:
    if isinstance(value, Named):
        return value.zh if in_language == "zh" else value.en
    return t(value.message) if isinstance(value, Word) else value


def _in_both(expected: str | Word) -> str:
    if isinstance(expected, str):
        return expected
    forms = (_said("zh", expected.message, {}), _said("en", expected.message, {}))
    return " / ".join(dict.fromkeys(forms))
