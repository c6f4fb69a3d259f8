"""Questions from the room: a place, an indicator, or both, typed as people type, answered with one sheet.

What was typed is cut in two wherever it can be, and read as a place and an indicator in either order; the reading that
fits best is taken. Several that fit equally well are choices: nothing is guessed between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sharedwealth import pinyin
from sharedwealth.briefings import answering, naming, spelling
from sharedwealth.briefings.scene import Scene
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.indicators.question import can_answer
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t

LONGEST = 80
"""Characters of a question that are read."""
MOST_CHOICES = 8
_USUAL = "workshops_built"
"""What is told of a place where no indicator is named."""
_LITTLE_WORDS = frozenset({"of", "in", "the", "for", "is", "what", "how", "s"})
_LITTLE_SIGNS = re.compile("是多少|多少|怎么样|的")


@dataclass(frozen=True)
class Choice:
    """One thing that may be meant; `q` asks for it and for nothing else."""

    label: str
    q: str


@dataclass(frozen=True)
class Choices:
    """No answer yet: what may be meant, or what is written much like it, and a sentence that says which."""

    sentence: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class _Reading:
    cost: int
    area: str
    indicator: str
    names_place: bool
    is_whole: bool
    """Whether the place is typed whole, not by its initials or its beginning."""


def ask(
    warehouse: Source,
    question: str,
    month: str | date | None = None,
    area: str = codes.PROVINCE,
    *,
    settings: Settings | None = None,
) -> Scene | Choices:
    """The sheet that answers, in the run's language, or what has to be chosen first.

    `area` is where an indicator is told of that is asked for without a place.
    """
    meant = understood(warehouse, question, area)
    return meant if isinstance(meant, Choices) else answering.sheet(warehouse, *meant, month, settings)


def understood(warehouse: Source, question: str, area: str = codes.PROVINCE) -> tuple[str, str] | Choices:
    """Area and indicator that are asked for, or the choices."""
    typed = pinyin.typed(question[:LONGEST])
    words = _without_little_words(question[:LONGEST])
    if not words:
        return Choices(t("Type a place, an indicator, or both: 临海 覆盖率, lh fgl, Linhai coverage."))
    found = _readings(warehouse, typed, area)
    if words != typed:
        found = sorted(found + _readings(warehouse, words, area), key=_order)
    if not found:
        return _like(warehouse, question, area)
    told = [each for each in found if can_answer(CATALOGUE[each.indicator], each.area, None, None)]
    if not told:
        return _above(warehouse, found[0])
    best = _best(told)
    if len(best) == 1:
        return best[0].area, best[0].indicator
    return Choices(
        t("Several are meant by this. Choose one."),
        tuple(_choice(warehouse, each.area, each.indicator) for each in best[:MOST_CHOICES]),
    )


def suggested(warehouse: Source, question: str, area: str = codes.PROVINCE) -> Choices:
    """What a question that is still being typed may mean, the likeliest first."""
    meant = understood(warehouse, question, area)
    return meant if isinstance(meant, Choices) else Choices("", (_choice(warehouse, *meant),))


def _without_little_words(question: str) -> list[str]:
    cleaned = _LITTLE_SIGNS.sub(" ", question).replace("’s", " ").replace("'s ", " ")
    return [word for word in pinyin.typed(cleaned) if word not in _LITTLE_WORDS]


def _readings(warehouse: Source, words: list[str], area: str) -> list[_Reading]:
    """Every way to read what was typed, the best first; cut inside a word only where no gap gives a reading."""
    run = "".join(words)
    gaps = [len("".join(words[:count])) for count in range(1, len(words))]
    for cuts in (gaps, [at for at in range(1, len(run)) if at not in gaps]):
        found = [each for at in cuts for each in _of_two(warehouse, run[:at], run[at:])]
        if cuts is gaps:
            found += _of_one(warehouse, run, area)
        if found:
            return sorted(found, key=_order)
    return []


def _order(each: _Reading) -> tuple[int, int, str, str]:
    return each.cost, len(each.area), each.area, each.indicator


def _of_one(warehouse: Source, typed: str, area: str) -> Iterator[_Reading]:
    for cost, code in naming.places(warehouse, typed):
        yield _Reading(cost, code, _USUAL, names_place=True, is_whole=cost <= naming.WHOLE)
    for cost, key in naming.indicators(typed):
        yield _Reading(cost, area, key, names_place=False, is_whole=True)


def _of_two(warehouse: Source, one: str, other: str) -> Iterator[_Reading]:
    for place, figure in ((one, other), (other, one)):
        keys = naming.indicators(figure)
        if keys:
            for cost, code in naming.places(warehouse, place):
                for also, key in keys:
                    yield _Reading(cost + also, code, key, names_place=True, is_whole=cost <= naming.WHOLE)


def _best(found: list[_Reading]) -> list[_Reading]:
    """Those that fit best.

    Of places that are typed alike the largest: 临海 is the county, not a town in it. By their initials alone cities and
    counties are alike (诸暨市 and 浙江省), and only towns give way.
    """
    best = [each for each in found if each.cost == found[0].cost]
    longest = min((len(each.area) for each in best if each.names_place), default=0)
    if not all(each.is_whole for each in best):
        longest = max(longest, codes.LENGTHS["county"])
    kept = [each for each in best if not each.names_place or len(each.area) <= longest]
    return list({(each.area, each.indicator): each for each in kept}.values())


def _choice(warehouse: Source, area: str, indicator: str) -> Choice:
    trail = [snapshot.place(warehouse, code).name for code in codes.trail(area)]
    place = " › ".join(trail[1:] or trail)
    return Choice(f"{place} · {CATALOGUE[indicator].title()}", f"{area} {indicator}")


def _above(warehouse: Source, meant: _Reading) -> Choices:
    """The indicator is not told of so small a place: of what contains it, it is."""
    indicator, wanted = CATALOGUE[meant.indicator], snapshot.place(warehouse, meant.area)
    for code in reversed(codes.trail(meant.area)):
        if can_answer(indicator, code, None, None):
            sentence = t("“{indicator}” is not told of {place}. It is of what contains it.")
            said = sentence.format(indicator=indicator.title(), place=wanted.name)
            return Choices(said, (_choice(warehouse, code, meant.indicator),))
    sentence = t("“{indicator}” is not told of {place}.")
    return Choices(sentence.format(indicator=indicator.title(), place=wanted.name))


def _like(warehouse: Source, question: str, area: str) -> Choices:
    """What is written much like something that is nothing."""
    typed = pinyin.plain(question[:LONGEST])
    listed: dict[str, tuple[str, str]] = {}
    for key, spelt in spelling.of_indicators().items():
        listed |= dict.fromkeys(spelt.whole, (area, key))
    for code, spelt in naming.spellings(warehouse, is_village=False).items():
        for each in spelt.whole:
            if len(listed.get(each, ("9" * 12,))[0]) > len(code):
                listed[each] = (code, _USUAL)
    near = dict.fromkeys(listed[each] for each in get_close_matches(typed, listed, n=5, cutoff=0.6))
    sentence = t("Nothing here is called “{question}”.").format(question=question[:LONGEST].strip())
    if near:
        sentence = t("{one} {two}").format(one=sentence, two=t("Written much like it:"))
    return Choices(sentence, tuple(_choice(warehouse, *each) for each in near))
