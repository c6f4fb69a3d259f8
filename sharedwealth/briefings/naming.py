"""Which places and indicators fit what was typed, and how well."""

from weakref import WeakKeyDictionary

from sharedwealth.briefings import spelling
from sharedwealth.briefings.spelling import Spelling
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes

WHOLE = 1
"""What a name that is typed whole costs at most."""
_COSTS = {
    spelling.CODE: 0, spelling.WHOLE: WHOLE, spelling.INITIALS: 2, spelling.BEGINNING: 3, spelling.WITHIN: 5,
}  # fmt: skip
_MOST = 40
_PROVINCE = ("全省", "省", "whole province")

Fit = tuple[int, str]
"""What the reading costs, and the code or the key."""

_known: WeakKeyDictionary[Source, dict[bool, dict[str, Spelling]]] = WeakKeyDictionary()


def spellings(warehouse: Source, *, is_village: bool) -> dict[str, Spelling]:
    """How every place down to the towns is typed, or every village; worked out once for a snapshot."""
    known = _known.setdefault(warehouse, {})
    if is_village not in known:
        register = snapshot.snapshot(warehouse).places
        known[is_village] = {
            str(code): spelling.of_place(str(chinese), str(english))
            for level in codes.LEVELS
            if (level == "village") == is_village
            for code, chinese, english in zip(
                register[level].codes, register[level].names_zh, register[level].names_en, strict=True
            )
        }
        if not is_village and codes.PROVINCE in known[is_village]:
            province = snapshot.place(warehouse, codes.PROVINCE)
            short = [spelling.short(each) for each in (province.name_zh, province.name_en)]
            known[is_village][codes.PROVINCE] = spelling.of(
                (province.name_zh, province.name_en, *short, *_PROVINCE)
            )
    return known[is_village]


def warm(warehouse: Source) -> None:
    """Has the spellings worked out before somebody asks in the middle of a talk, where each second is seen."""
    spellings(warehouse, is_village=False)
    spelling.of_indicators()


def places(warehouse: Source, typed: str) -> list[Fit]:
    """The places that fit best; villages only where nothing larger does."""
    if typed.isdigit() and len(typed) in codes.LENGTHS.values():
        return [(0, typed)] if snapshot.snapshot(warehouse).place(typed) else []
    larger = _best(spellings(warehouse, is_village=False), typed)
    if larger or typed.isdigit() or len(typed) < 2:
        return larger
    return _best(spellings(warehouse, is_village=True), typed)


def indicators(typed: str) -> list[Fit]:
    """The indicators that fit best; a key is as good as it gets."""
    keys = {key.replace("_", ""): key for key in CATALOGUE}
    return [(0, keys[typed])] if typed in keys else _best(spelling.of_indicators(), typed)


def _best(listed: dict[str, Spelling], typed: str) -> list[Fit]:
    fits = [(fit, name) for name, spelt in listed.items() if (fit := spelt.fit(typed)) is not None]
    if not fits:
        return []
    best = min(fit for fit, _ in fits)
    return [(_COSTS[fit], name) for fit, name in fits if fit == best][:_MOST]
