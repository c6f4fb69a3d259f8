"""Promises made in the room, taken as they are typed."""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sharedwealth import months, numbers, pinyin
from sharedwealth.briefings import asking_room, kept_promises, naming, promise_book
from sharedwealth.briefings.promise_book import Promise, PromiseError
from sharedwealth.errors import UnknownMonthError
from sharedwealth.indicators import CATALOGUE, Indicator, answer, snapshot
from sharedwealth.indicators.question import can_answer
from sharedwealth.indicators.snapshot import Source
from sharedwealth.settings import Settings
from sharedwealth.text import t

LONGEST = 200
"""Characters of a note, a name or a reason."""
_NUMBER = re.compile(r"([+\-−]?\d[\d,，]*(?:\.\d+)?)\s*(万|亿|bn|m|k)?\s*(%|％)?")
_TIMES = {"万": 1e4, "亿": 1e8, "bn": 1e9, "m": 1e6, "k": 1e3}
_DUE = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
_TOO_FAR = 50
"""A value that is so many times what stands today, or a part of it as small, was typed in another unit."""


def make(warehouse: Source, settings: Settings, told: Mapping[str, object]) -> Promise:
    """Checks what was sent and writes it down; a `PromiseError`, or another `ReaderError`, says what is wrong.

    `told` names `area` (or `area_name`, as it is typed), `indicator` (or `measure`), `value`, `due` (a month or a day),
    and may name `who`, `note`, `talk` (or `briefing`), `step`, `month` and `id`.
    """
    words = {name: _words(value) for name, value in told.items()}
    area, key = _what(warehouse, words)
    indicator = CATALOGUE[key]
    month = snapshot.month_of(warehouse, words.get("month") or None)
    _check_kind(warehouse, area, indicator, month)
    before, _ = kept_promises.figure(warehouse, area, key, month)
    value = value_of(told.get("value"), indicator)
    _check_size(value, before, indicator)
    due = _due(words.get("due", ""), month)
    return promise_book.add(
        settings,
        Promise(
            number=0,
            id=words.get("id", ""),
            at=now(),
            who=words.get("who", ""),
            area=area,
            indicator=key,
            value=value,
            due=months.write(due),
            note=words.get("note", ""),
            talk=words.get("talk") or words.get("briefing", ""),
            step=words.get("step", ""),
            snapshot=snapshot.snapshot(warehouse).code,
            month=months.write(month),
            before=before,
        ),
    )


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def withdraw(settings: Settings, number: int, *, who: str, reason: str) -> None:
    """Takes a promise back, by a further line; who does and why have to be said."""
    if not who.strip() or not reason.strip():
        raise PromiseError(t("Say who withdraws the promise and why."))
    promise_book.withdraw(
        settings, number, at=now(), who=who.strip()[:LONGEST], reason=reason.strip()[:LONGEST]
    )


def value_of(written: object, indicator: Indicator) -> float:
    """What was typed, in the indicator's unit: `95%`, `49.8万人`, `2,600`; a share is always in percent."""
    text = unicodedata.normalize("NFKC", str(written if written is not None else "")).strip()
    found = _NUMBER.match(text)
    if found is None or any(sign.isdigit() for sign in text[found.end() :]):
        raise PromiseError(
            t("“{value}” is not a number. Write it like 95%, 12,000 or 1.2万.").format(value=text)
        )
    value = float(found[1].replace(",", "").replace("，", "").replace("−", "-")) * _TIMES.get(found[2], 1)
    if indicator.unit == "share":
        value /= 100
        if not 0 <= value <= 1 and indicator.key != "target_progress":
            raise PromiseError(t("{value} is no share: it lies between 0% and 100%.").format(value=text))
    elif found[3]:
        raise PromiseError(
            t("“{indicator}” is not in percent. Write the figure itself.").format(indicator=indicator.title())
        )
    if not math.isfinite(value) or (value < 0 and indicator.shape in ("count", "rate")):
        raise PromiseError(t("{value} cannot be promised: there is no such figure.").format(value=text))
    return value


def _check_kind(warehouse: Source, area: str, indicator: Indicator, month: date) -> None:
    """A county of the plain has no town of a mountainous county to cover."""
    if indicator.family != "coverage":
        return
    row = answer(warehouse, indicator.key, area, month).iloc[0]
    if row["status"] == "no_data" and row["counties_reported"] > 0:
        raise PromiseError(
            t("{area} has no place that “{indicator}” counts, so nothing can be promised of it.").format(
                area=row["area_name"], indicator=indicator.title()
            )
        )


def _check_size(value: float, before: float | None, indicator: Indicator) -> None:
    """A promise of 49.8 people where there are 498,000 was meant in 万."""
    if indicator.unit in ("share", "index") or before is None or before <= 0 or value <= 0:
        return
    if value * _TOO_FAR < before or value > before * _TOO_FAR:
        sentence = t("{value} is far from today's {now}. Write the unit with it where it is in 万 or 亿.")
        raise PromiseError(
            sentence.format(
                value=numbers.with_unit(value, indicator.unit), now=numbers.with_unit(before, indicator.unit)
            )
        )


def _due(written: str, month: date) -> date:
    found = _DUE.fullmatch(written.strip())
    if found is None:
        raise UnknownMonthError(t("Say by which month, written like 2025-06."))
    due = months.parse(f"{found[1]}-{int(found[2]):02d}")
    if due <= month:
        sentence = t("{due} is not after {month}, which the figures are of. A promise is for a later month.")
        raise PromiseError(sentence.format(due=numbers.month(due), month=numbers.month(month)))
    return due


def _what(warehouse: Source, told: Mapping[str, str]) -> tuple[str, str]:
    """Area and indicator, by code and key or as they were typed."""
    asked = (
        f"{told.get('area') or told.get('area_name', '')} {told.get('indicator') or told.get('measure', '')}"
    )
    if told.get("area") and told.get("indicator"):
        if told["indicator"] not in CATALOGUE:
            raise PromiseError(t("There is no indicator “{key}”.").format(key=told["indicator"]))
        area, key = snapshot.place(warehouse, told["area"]).code, _measured(told)
        if can_answer(CATALOGUE[key], area):
            return area, key
    meant = asking_room.understood(warehouse, asked)
    if isinstance(meant, asking_room.Choices):
        named = t(", ").join(each.label for each in meant.choices)
        raise PromiseError(t("{one} {two}").format(one=meant.sentence, two=named))
    return meant


def _measured(told: Mapping[str, str]) -> str:
    """The indicator's key; where another indicator's whole name was written over its title, that one's."""
    fits = naming.indicators(pinyin.plain(told.get("measure", "")))
    rewritten = [key for cost, key in fits if cost <= naming.WHOLE]
    return rewritten[0] if len(rewritten) == 1 else told["indicator"]


def _words(value: object) -> str:
    """A text without signs that are none, no longer than anybody writes."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value if value is not None else ""))
    return text.strip()[:LONGEST]
