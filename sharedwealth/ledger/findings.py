"""What is wrong with a ledger, or worth knowing: one finding for each cell, row, sheet or file a rule speaks of."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from sharedwealth.text import language

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
