"""What is said of a layer: sentences that are put into words when they are read, in whichever language that is."""

from dataclasses import dataclass, field
from typing import Any

from sharedwealth.errors import RegisterError
from sharedwealth.text import t


@dataclass(frozen=True)
class Remark:
    """A sentence of the catalogue and what fills it in; `row` is the feature's number in the file, counted from 1."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)
    row: int | None = None
    code: str = ""

    def __str__(self) -> str:
        filled = {
            name: t(", ").join(str(each) for each in value) if isinstance(value, list | tuple) else value
            for name, value in self.values.items()
        }
        return t(self.message).format(**filled)

    def line(self) -> str:
        """The sentence with where it belongs before it."""
        if self.row is None:
            return str(self)
        place = t("row {row}").format(row=self.row)
        return f"{place} ({self.code}) · {self}" if self.code else f"{place} · {self}"


class LayerError(RegisterError):
    """A file that is not read, or not as what it is said to be; the message is in the language it is read in."""

    def __init__(self, message: str, **values: Any) -> None:  # noqa: ANN401  whatever fills in the sentence
        super().__init__(message)
        self.remark = Remark(message, values)

    def __str__(self) -> str:
        return str(self.remark)
