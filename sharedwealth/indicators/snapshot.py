"""What every answer must know of its snapshot: code, kind, months, places, and who has reported when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from sharedwealth import months
from sharedwealth.errors import UnknownAreaError, UnknownMonthError
from sharedwealth.places import codes
from sharedwealth.places.codes import LENGTHS, LEVELS, Level
from sharedwealth.text import language, t

Words = ExtensionArray
"""A column of text as pandas holds it: to make one takes ten times as long as to cut or repeat one that is there."""


def words_of(texts: Sequence[str] | np.ndarray) -> Words:
    return pd.array(texts, dtype="str")


class Source(Protocol):
    """What an indicator asks of a warehouse: rows of one snapshot for a text and its named values."""

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame: ...

    def arrays(self, sql: str, params: Mapping[str, Any] | None = None) -> dict[str, np.ndarray]: ...


@dataclass(frozen=True)
class Place:
    code: str
    level: Level
    name_zh: str
    name_en: str
    parent_code: str

    @property
    def name(self) -> str:
        """The name in the run's language."""
        return self.name_zh if language() == "zh" else self.name_en


@dataclass(frozen=True)
class Places:
    """The places of one level in code order, so that all inside an area stand side by side."""

    codes: np.ndarray
    parents: np.ndarray
    written: Words
    """The codes once more, as the column of a frame."""
    names_zh: Words
    names_en: Words

    def inside(self, prefix: str) -> slice:
        """Where the places whose code begins with the prefix stand."""
        first, after = np.searchsorted(self.codes, [prefix, f"{prefix}:"])  # “:” follows “9”
        return slice(int(first), int(after))

    def within(self, prefix: str) -> "Places":
        """The places whose code begins with the prefix."""
        here = self.inside(prefix)
        return Places(
            self.codes[here],
            self.parents[here],
            self.written[here],
            self.names_zh[here],
            self.names_en[here],
        )

    @property
    def names(self) -> Words:
        """The names in the run's language."""
        return self.names_zh if language() == "zh" else self.names_en


@dataclass(frozen=True)
class Snapshot:
    """Read once for each warehouse: a snapshot never changes."""

    code: str
    kind: str
    months: tuple[date, ...]
    places: dict[Level, Places]
    reported: np.ndarray
    """Counties before each one (rows, in code order, one more than there are) that reported in each month."""
    known: np.ndarray
    """Likewise, counties that reported in the month or before."""
    unverified: np.ndarray
    """Likewise, counties that reported in the month and whose ledger is not verified."""

    def place(self, code: str) -> Place | None:
        level = codes.level(code)
        if level is None or level not in self.places:
            return None
        listed = self.places[level]
        at = int(np.searchsorted(listed.codes, code))
        if at == len(listed.codes) or listed.codes[at] != code:
            return None
        return Place(code, level, listed.names_zh[at], listed.names_en[at], str(listed.parents[at]))


_KNOWN: WeakKeyDictionary[Source, Snapshot] = WeakKeyDictionary()

_META = "SELECT key, value FROM meta"
_MONTHS = "SELECT month FROM months ORDER BY month"
_PLACES = "SELECT code, level, name_zh, name_en, parent_code FROM places ORDER BY code"
# A snapshot of before approvals were kept has no column is_verified: nothing in it awaits approval.
_STATES = """
SELECT c.*
FROM places AS p
CROSS JOIN months AS m
LEFT JOIN county_months AS c ON c.county_code = p.code AND c.month = m.month
WHERE p.level = 'county'
ORDER BY p.code, m.month
""".strip()


def snapshot(warehouse: Source) -> Snapshot:
    """The snapshot behind the warehouse."""
    if warehouse not in _KNOWN:
        _KNOWN[warehouse] = _read(warehouse)
    return _KNOWN[warehouse]


def _read(warehouse: Source) -> Snapshot:
    meta = warehouse.query(_META)
    facts = dict(zip(meta["key"], meta["value"], strict=True))
    listed = tuple(pd.Timestamp(month).date() for month in warehouse.query(_MONTHS)["month"])
    places = warehouse.query(_PLACES)
    states = warehouse.query(_STATES)
    is_reported = states["is_reported"].fillna(value=False).astype(bool)
    is_verified = states.get("is_verified", is_reported).fillna(value=False).astype(bool)
    return Snapshot(
        code=str(facts["code"]),
        kind=str(facts["kind"]),
        months=listed,
        places={level: _level(places[places["level"] == level]) for level in LEVELS},
        reported=_running(is_reported, len(listed)),
        known=_running(states["ledger_month"].notna(), len(listed)),
        unverified=_running(is_reported & ~is_verified, len(listed)),
    )


def _level(places: pd.DataFrame) -> Places:
    columns = ("code", "parent_code", "code", "name_zh", "name_en")
    codes, parents, *words = (places[column].fillna("") for column in columns)
    return Places(
        codes.to_numpy(dtype=str), parents.to_numpy(dtype=str), *(words_of(each.to_numpy()) for each in words)
    )


def _running(flags: pd.Series, months_listed: int) -> np.ndarray:
    per_county = flags.to_numpy(dtype=int).reshape(-1, months_listed)
    return np.vstack([np.zeros((1, months_listed), dtype=int), per_county.cumsum(axis=0)])


def place(warehouse: Source, code: str) -> Place:
    """The place of the register; an `UnknownAreaError` names the nearest place above it."""
    register = snapshot(warehouse)
    found = register.place(code)
    if found is not None:
        return found
    lengths = sorted(LENGTHS.values(), reverse=True)
    above = next((up for up in (register.place(code[:length]) for length in lengths) if up), None)
    if above is None or above.level == "province":
        hint = t("Codes of the province's places begin with 33 and have 2, 4, 6, 9 or 12 digits.")
    else:
        hint = t("The nearest place above it is {name} ({code}).").format(name=above.name, code=above.code)
    raise UnknownAreaError(
        t("There is no area “{code}” in the register. {hint}").format(code=code, hint=hint)
    )


def month_of(warehouse: Source, asked: str | date | None) -> date:
    """The month asked for, the snapshot's last when None; an `UnknownMonthError` says the snapshot's span."""
    known = snapshot(warehouse).months
    if asked is None:
        return known[-1]
    month = months.parse(asked) if isinstance(asked, str) else asked.replace(day=1)
    if month in known:
        return month
    sentence = t("The snapshot has no month {month}; it reaches from {first} to {last}.")
    raise UnknownMonthError(
        sentence.format(month=months.write(month), first=months.write(known[0]), last=months.write(known[-1]))
    )
