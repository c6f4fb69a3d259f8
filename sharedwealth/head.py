"""A part of a file of names and values, asked for what it must hold; what is missing is an error that names it."""

from collections.abc import Callable, Iterator
from typing import Any, Self

from sharedwealth.bilingual import Bilingual
from sharedwealth.text import t


class Head:
    """A mapping; every question either has an answer or raises the error of the reader."""

    def __init__(self, content: dict[str, Any], error: Callable[[str], Exception], where: str = "") -> None:
        self._content, self._error, self._where = content, error, where

    @classmethod
    def of(cls, content: object, error: Callable[[str], Exception], where: str = "") -> Self:
        """The part, when it is a mapping."""
        if not isinstance(content, dict):
            raise error(t("{where} must be a list of names with values").format(where=where or "---"))
        return cls(content, error, where)

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def names(self) -> set[str]:
        return {str(name) for name in self._content}

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        value = self._value(name)
        if not isinstance(value, str):
            raise self._error(t("{name} must be text").format(name=self._path(name)))
        if not value.strip() and not may_be_empty:
            raise self._error(t("{name} is empty").format(name=self._path(name)))
        return value.strip()

    def number(self, name: str) -> float:
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._error(t("{name} must be a number").format(name=self._path(name)))
        return float(value)

    def bilingual(self, name: str = "") -> Bilingual:
        """The words of `name` in both languages; of this part itself when no name is given.

        Anything beside the two is an error: an unquoted comma (`zh: 22,000元`) cuts words in two without a sound.
        """
        return self.within(name).bilingual() if name else self._both()

    def _both(self) -> Bilingual:
        spare = sorted(str(key) for key in self._content if key not in {"zh", "en"})
        if spare:
            raise self._error(
                t("{name} holds more than zh and en: {spare}").format(
                    name=self._where, spare=", ".join(spare)
                )
            )
        return Bilingual(self.text("zh"), self.text("en"))

    def within(self, name: str) -> "Head":
        return Head.of(self._value(name), self._error, self._path(name))

    def listed(self, name: str) -> list[Any]:
        value = self._value(name)
        if not isinstance(value, list):
            raise self._error(t("{name} must be a list").format(name=self._path(name)))
        return value

    def items(self, name: str) -> Iterator["Head"]:
        """The list's parts; an empty list is an error."""
        parts = self.listed(name)
        if not parts:
            raise self._error(t("{name} is empty").format(name=self._path(name)))
        for number, part in enumerate(parts, 1):
            yield Head.of(part, self._error, f"{self._path(name)} {number}")

    def _value(self, name: str) -> Any:  # noqa: ANN401  whatever YAML holds there
        if name not in self._content:
            raise self._error(t("{name} is missing").format(name=self._path(name)))
        return self._content[name]

    def _path(self, name: str) -> str:
        return f"{self._where}: {name}" if self._where else name
