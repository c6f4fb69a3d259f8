"""Searching workshops by what people call them: characters, pinyin, initials, or English names."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth import pinyin, product_names
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places.codes import LENGTHS, Level

LONGEST = 80
"""Characters of a search."""

_WORKSHOPS = """
SELECT county_code, workshop_id, name, product, brand, village_code
FROM workshops
ORDER BY county_code, workshop_id
""".strip()
_PLACES = "SELECT code, name_zh, name_en FROM places"
_ENTERPRISES = """
SELECT DISTINCT t.county_code, t.workshop_id, t.credit_code, e.name
FROM partnerships AS t
LEFT JOIN enterprises AS e ON e.credit_code = t.credit_code
ORDER BY ALL
""".strip()

_PLACED: tuple[Level, ...] = ("city", "county", "town", "village")


@dataclass(frozen=True)
class Index:
    """Every name once, as it is compared with what was typed, and which workshop bears which names."""

    numbers: tuple[tuple[str, str], ...]
    """County and number of each workshop, in order."""
    plain: tuple[str, ...]
    readings: tuple[str, ...]
    borne_by: npt.NDArray[np.int64]
    """Places of workshops, parallel to `borne`."""
    borne: npt.NDArray[np.int64]
    """Places of names."""

    def matches(self, words: str) -> npt.NDArray[np.bool_]:
        """Which workshops bear, for each word typed, a name that has it; all of them where nothing was typed.

        Chinese is found anywhere in a name, letters and digits from the beginning of a syllable, word or number on.
        """
        fits = np.ones(len(self.numbers), dtype=bool)
        for word in pinyin.typed(words):
            is_named = np.fromiter(self._named(word), dtype=bool, count=len(self.plain))
            has_it = np.zeros(len(self.numbers), dtype=bool)
            has_it[self.borne_by[is_named[self.borne]]] = True
            fits &= has_it
        return fits

    def _named(self, word: str) -> Iterable[bool]:
        if pinyin.is_chinese(word):
            return (word in name for name in self.plain)
        return (f"|{word}" in name for name in self.readings)


def index(warehouse: Source) -> Index:
    """The names of every workshop of the snapshot, the Chinese and, where there is one, the English.

    Its own and its number, product, brand, village and what contains it, and the enterprises tied to it at any time.
    """
    workshops = warehouse.query(_WORKSHOPS)
    places = {code: _texts(chinese, english) for code, chinese, english in _rows(warehouse.query(_PLACES))}
    known: dict[tuple[str, ...], int] = {}
    pairs: list[tuple[int, int]] = []

    def bear(at: int, texts: tuple[str, ...]) -> None:
        if texts:
            pairs.append((at, known.setdefault(texts, len(known))))

    numbers = []
    for at, (county, number, name, product, brand, village) in enumerate(_rows(workshops)):
        numbers.append((county, number))
        bear(at, (number,))
        for text in (name, product, brand):
            bear(at, _in_both(text))
        for level in _PLACED:
            bear(at, places.get(village[: LENGTHS[level]], ()))
    placed = {key: at for at, key in enumerate(numbers)}
    for county, number, credit_code, name in _rows(warehouse.query(_ENTERPRISES)):
        if (county, number) in placed:
            bear(placed[county, number], (*_in_both(name), credit_code))
    borne_by, borne = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Index(
        tuple(numbers),
        tuple(" ".join(map(pinyin.plain, texts)) for texts in known),
        tuple("".join(map(pinyin.readings, texts)) for texts in known),
        borne_by,
        borne,
    )


def found(workshops: pd.DataFrame, names: Index, words: str) -> pd.DataFrame:
    """The rows of `workshop_directory.listed` that fit the words."""
    if not pinyin.typed(words):
        return workshops
    return workshops[names.matches(words)[workshops["place"]]]


def _rows(frame: pd.DataFrame) -> Iterable[tuple[str, ...]]:
    """The rows as texts; what is missing is an empty one."""
    return frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)


def _texts(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _in_both(text: str) -> tuple[str, ...]:
    """A name of the ledger, with its English where it is a common word."""
    english = product_names.english(text) if text else ""
    return _texts(text, english if english != text else "")
