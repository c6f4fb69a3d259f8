"""Headlines, computed: a template's braces are filled with figures, and each figure keeps the question it answers.

`{workshops_built}` is the figure with its unit, `{income_increase.median}` one of its `ATTRIBUTES`; `{area}`, `{month}`
and the other `WORDS` are what the step is about. A condition is `target_progress >= 1`, several joined by `and`.
"""

import operator
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

import pandas as pd

from sharedwealth import numbers
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.facts import number
from sharedwealth.briefings.model import Headline
from sharedwealth.briefings.scene import Part
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.text import t

WORDS = ("area", "month", "first", "first_figure", "last", "last_figure", "rows", "parts")
"""Of the step: its area and month; the first and last of what it lists with their figures, how many, of what kind."""

INSIDE = "area inside a sentence"
"""The area as it is called where no sentence begins with it."""

ATTRIBUTES = (
    "value", "figure", "median", "median_figure", "n", "numerator", "denominator", "blank", "rank", "among", "change",
    "rise",
)  # fmt: skip
"""A `figure` is without its unit, `blank` is what the numerator lacks, `change` that of a year, `rise` without sign."""

_BRACES = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"([a-z0-9_]+)(?:\.([a-z_]+))?")
_CONDITION = re.compile(r"([a-z0-9_]+)(?:\.([a-z_]+))?\s*(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?)")
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, ">": operator.gt, "<": operator.lt,
}  # fmt: skip

Words = Mapping[str, Part]


def problem_of(template: str) -> str:
    """What is wrong with a template, in a sentence; empty where nothing is."""
    for written in _BRACES.findall(template):
        field = _FIELD.fullmatch(written)
        if field is None:
            return t("“{{{field}}}” is not a figure's name").format(field=written)
        if problem := _problem_of_field(field[1], field[2]):
            return problem
    if "{" in _BRACES.sub("", template) or "}" in _BRACES.sub("", template):
        return t("a brace is open or closed alone")
    return ""


def problem_of_condition(condition: str) -> str:
    for each in condition.split(" and "):
        compared = _CONDITION.fullmatch(each.strip())
        if compared is None:
            return t("“{condition}” is not a condition; write it like target_progress >= 1").format(
                condition=each.strip()
            )
        if problem := _problem_of_field(compared[1], compared[2]):
            return problem
    return ""


def _problem_of_field(name: str, attribute: str | None) -> str:
    if name in WORDS and attribute is None:
        return ""
    if name not in CATALOGUE:
        near = get_close_matches(name, [*CATALOGUE, *WORDS], n=3, cutoff=0.5) or WORDS
        return t("there is no figure “{name}”. Like it are: {near}.").format(
            name=name, near=t(", ").join(near)
        )
    if attribute is not None and attribute not in ATTRIBUTES:
        return t("“{attribute}” is nothing that a figure has. It has: {known}.").format(
            attribute=attribute, known=t(", ").join(ATTRIBUTES)
        )
    return ""


def holds(asked: Asked, condition: str, words: Words) -> bool:
    """Whether every comparison is true; one whose figure is not known or not told is not."""
    return (
        all(_is_true(asked, each.strip(), words) for each in condition.split(" and ")) if condition else True
    )


def _is_true(asked: Asked, comparison: str, words: Words) -> bool:
    compared = _CONDITION.fullmatch(comparison)
    if compared is None:
        raise ValueError(comparison)
    value = part(asked, compared[1], compared[2] or "value", words).value
    return value is not None and _OPERATORS[compared[3]](value, float(compared[4]))


def written(asked: Asked, templates: tuple[Headline, ...], words: Words) -> tuple[tuple[Part, ...], bool]:
    """The first template whose condition holds and whose figures are all told, and True.

    Where there is none, a plain sentence that says so, and False.
    """
    for template in templates:
        if holds(asked, template.when, words):
            parts = _filled(asked, str(template.text), words)
            if all(not each.indicator or each.value is not None for each in parts):
                return parts, True
    sentence = t("{area} has no figure to tell for {month}")
    return (Part(sentence.format(area=words["area"].text, month=words["month"].text)),), False


def text(parts: tuple[Part, ...]) -> str:
    return "".join(each.text for each in parts)


def filled(asked: Asked, template: str, words: Words) -> str:
    """A note or a script with its figures; what is not told is written as missing."""
    return text(_filled(asked, template, words))


def _filled(asked: Asked, template: str, words: Words) -> tuple[Part, ...]:
    parts: list[Part] = []
    for at, piece in enumerate(_BRACES.split(template)):
        if at % 2 == 0:
            parts += [Part(piece)] if piece else []
        else:
            name, _, attribute = piece.partition(".")
            said = part(asked, name, attribute or "value", words)
            parts.append(
                words.get(INSIDE, said) if name == "area" and not _begins(text(tuple(parts))) else said
            )
    return tuple(parts)


def _begins(before: str) -> bool:
    """Whether a sentence begins after these words."""
    return not before.strip() or before.rstrip().endswith((".", "!", "?", ":", "。"))


def part(asked: Asked, name: str, attribute: str, words: Words) -> Part:
    """One figure of the step's place and month, or one of its words."""
    if name in WORDS:
        return words.get(name, Part(numbers.MISSING, name))
    if not asked.can_tell(name):
        return Part(numbers.MISSING, name, attribute, asked.area, asked.month_written)
    value, said = _READERS[attribute](asked, name)
    return Part(said, name, attribute, asked.area, asked.month_written, value)


_Read = tuple[float | None, str]


def _value(asked: Asked, key: str) -> _Read:
    row = asked.row(key)
    value = number(row["value"])
    return value, numbers.with_unit(value, str(row["unit"])) if value is not None else _why_not(
        str(row["status"])
    )


def _figure(asked: Asked, key: str) -> _Read:
    row = asked.row(key)
    value = number(row["value"])
    return value, numbers.bare(value, str(row["unit"])) if value is not None else _why_not(str(row["status"]))


def _why_not(status: str) -> str:
    return "<10" if status == "suppressed" else numbers.MISSING


def _median(asked: Asked, key: str) -> _Read:
    row = asked.row(key)
    value = number(row["median"])
    return value, numbers.with_unit(value, str(row["unit"]))


def _median_figure(asked: Asked, key: str) -> _Read:
    row = asked.row(key)
    value = number(row["median"])
    return value, numbers.bare(value, str(row["unit"]))


def _counted(column: str) -> Callable[[Asked, str], _Read]:
    def read(asked: Asked, key: str) -> _Read:
        value = number(asked.row(key)[column])
        return value, numbers.plain(value)

    return read


def _blank(asked: Asked, key: str) -> _Read:
    row = asked.row(key)
    above, under = number(row["denominator"]), number(row["numerator"])
    value = None if above is None or under is None else above - under
    return value, numbers.plain(value)


def _rank(asked: Asked, key: str) -> _Read:
    """Among all areas of its level in the province."""
    level = codes.level(asked.area)
    if level in (None, "province"):
        return None, numbers.MISSING
    ranks = asked.ranked(key, level, area=codes.PROVINCE)
    value = number(ranks.loc[ranks["area"] == asked.area, "rank"].iloc[0])
    return value, numbers.plain(value)


def _among(asked: Asked, key: str) -> _Read:
    level = codes.level(asked.area)
    if level in (None, "province"):
        return None, numbers.MISSING
    value = float(asked.rows(key, level, area=codes.PROVINCE)["value"].notna().sum())
    return value, numbers.plain(value)


def _change(asked: Asked, key: str) -> _Read:
    before = asked.year_before
    if before is None:
        return None, numbers.MISSING
    now, then = asked.row(key), asked.rows(key, month=before).iloc[0]
    if pd.isna(now["value"]) or pd.isna(then["value"]):
        return None, numbers.MISSING
    value = float(now["value"]) - float(then["value"])
    return value, numbers.difference(value, str(now["unit"]))


def _rise(asked: Asked, key: str) -> _Read:
    """The change of a year where it is none downwards."""
    value, _ = _change(asked, key)
    if value is None or value < 0:
        return None, numbers.MISSING
    written = numbers.difference(value, str(asked.row(key)["unit"]))
    return value, written.lstrip("+±")


_READERS: dict[str, Callable[[Asked, str], _Read]] = {
    "value": _value,
    "figure": _figure,
    "median": _median,
    "median_figure": _median_figure,
    "n": _counted("n"),
    "numerator": _counted("numerator"),
    "denominator": _counted("denominator"),
    "blank": _blank,
    "rank": _rank,
    "among": _among,
    "change": _change,
    "rise": _rise,
}
