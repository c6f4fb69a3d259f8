"""Reads the files of talks, strictly: a talk with a step that is half a step is not offered.

The program's own lie in its `data/briefings`, one file a talk, and in `pages` below it what each page of the dashboard
says as a talk. An operator's lie in the data folder's `briefings`, and those written in the app in `own` below it; one
of the same name takes the place of the program's.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sharedwealth import settings as configuration
from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import headlines
from sharedwealth.briefings.model import (
    CHARTS,
    HERE,
    LEAST,
    MOST_IMPROVED,
    PINS,
    TABLES,
    VIEWS,
    Briefing,
    Headline,
    Step,
)
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.errors import ReaderError
from sharedwealth.head import Head
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.settings import ROOT, Settings
from sharedwealth.text import t

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
Choice = TypeVar("Choice", bound=str)
_STEP = frozenset(
    {
        "key", "view", "indicator", "headline", "holds", "area", "month", "type", "by", "chart", "table", "pins",
        "marked", "beside", "case", "count", "note", "script",
    }
)  # fmt: skip


class BriefingError(ReaderError):
    """A talk's file cannot be used, or there is no such talk; the message says which and why."""


def names(settings: Settings | None = None) -> list[str]:
    """The talks there are, whether their files can be read or not."""
    return sorted(_files(settings or configuration.load()))


def find(name: str, settings: Settings | None = None) -> Briefing:
    """The talk of this name; a `BriefingError` names those that are like it."""
    return _found(
        name, _files(settings or configuration.load()), t("There is no talk “{name}”. There are: {known}.")
    )


def page(name: str, settings: Settings | None = None) -> Briefing:
    """What a page of the dashboard says, as a talk."""
    return _found(
        name,
        _pages(settings or configuration.load()),
        t("The page “{name}” has no export. These have: {known}."),
    )


def pages(settings: Settings | None = None) -> list[str]:
    return sorted(_pages(settings or configuration.load()))


def of_text(text: str, name: str) -> Briefing:
    """The talk that a text says, as one is written in the app."""
    return _told(text, name)


def own_folder(settings: Settings) -> Path:
    """Where talks that are written in the app are kept."""
    return settings.data / "briefings" / "own"


def path_of(name: str, settings: Settings) -> Path | None:
    """The file of a talk; None where there is none."""
    return _files(settings).get(name)


def _files(settings: Settings) -> dict[str, Path]:
    folders = (ROOT / "data" / "briefings", settings.data / "briefings", own_folder(settings))
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def _pages(settings: Settings) -> dict[str, Path]:
    folders = (ROOT / "data" / "briefings" / "pages", settings.data / "briefings" / "pages")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def _found(name: str, files: dict[str, Path], sentence: str) -> Briefing:
    if name not in files:
        near = get_close_matches(name, files, n=3, cutoff=0.5) or sorted(files)
        raise BriefingError(sentence.format(name=name, known=t(", ").join(near)))
    path = files[name]
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _written: int) -> Briefing:
    try:
        return _told(path.read_text(encoding="utf-8"), path.stem)
    except (OSError, UnicodeDecodeError) as problem:
        raise BriefingError(
            t("{file} cannot be read: {problem}").format(file=path.name, problem=problem)
        ) from problem
    except BriefingError as problem:
        raise BriefingError(t("{file}: {problem}").format(file=path.name, problem=problem)) from problem


def _told(text: str, name: str) -> Briefing:
    try:
        content: Any = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as problem:
        raise BriefingError(t("the file is not YAML: {problem}").format(problem=problem)) from problem
    head = Head.of(content, BriefingError)
    level = _one_of(head.text("level"), codes.LEVELS, "level") if "level" in head else None
    area = _code(head.text("area")) if "area" in head else codes.PROVINCE
    if level is not None and codes.level(area) != level:
        raise BriefingError(t("area {area} is not a {level}").format(area=area, level=level))
    steps = tuple(_step(item) for item in head.items("steps"))
    keys = [step.key for step in steps]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BriefingError(t("two steps are called {keys}").format(keys=", ".join(twice)))
    return Briefing(
        name=name,
        title=head.bilingual("title"),
        level=level,
        area=area,
        steps=steps,
        month=_month(head),
    )


def _step(item: Head) -> Step:
    key = item.text("key")
    if not _KEY.fullmatch(key):
        raise BriefingError(t("a step is called “{key}”; small letters, digits and - only").format(key=key))
    try:
        return _checked(_step_of(item, key))
    except BriefingError as problem:
        raise BriefingError(t("step {key}: {problem}").format(key=key, problem=problem)) from problem


def _step_of(item: Head, key: str) -> Step:
    if unknown := sorted(item.names() - _STEP):
        raise BriefingError(t("nothing is known of {names}").format(names=", ".join(unknown)))
    return Step(
        key=key,
        view=_one_of(item.text("view"), VIEWS, "view"),
        indicator=_indicator(item.text("indicator")),
        headlines=tuple(_headline(each) for each in item.items("headline")),
        holds=_condition(item, "holds"),
        area=_area(_text(item, "area") or HERE),
        month=_month(item),
        workshop_type=_one_of(_text(item, "type"), tuple(WORKSHOP_TYPES), "type") if "type" in item else None,
        by=_one_of(_text(item, "by"), codes.LEVELS, "by") if "by" in item else None,
        chart=_one_of(_text(item, "chart"), CHARTS, "chart") if "chart" in item else None,
        table=_one_of(_text(item, "table"), TABLES, "table") if "table" in item else None,
        pins=_one_of(_text(item, "pins"), PINS, "pins") if "pins" in item else "",
        marked=tuple(_code(str(each)) for each in item.listed("marked")) if "marked" in item else (),
        beside=tuple(_indicator(str(each)) for each in item.listed("beside")) if "beside" in item else (),
        case=_text(item, "case"),
        count=int(item.number("count")) if "count" in item else 10,
        note=item.bilingual("note") if "note" in item else None,
        script=item.bilingual("script") if "script" in item else None,
    )


def _checked(step: Step) -> Step:
    needed = {"chart": step.chart, "table": step.table, "case": step.case}
    for view, given in needed.items():
        if (step.view == view) != bool(given):
            sentence = t("{name} belongs to steps whose view is {name}, and is needed there")
            raise BriefingError(sentence.format(name=view))
    if step.headlines[-1].when:
        raise BriefingError(t("the last headline must have no condition, so that there always is one"))
    if step.count < 1:
        raise BriefingError(t("count must be 1 or more"))
    return step


def _headline(item: Head) -> Headline:
    when = _condition(item, "when")
    text = Bilingual(item.text("zh"), item.text("en"))
    for words in (text.zh, text.en):
        if problem := headlines.problem_of(words):
            raise BriefingError(problem)
    return Headline(text, when)


def _condition(item: Head, name: str) -> str:
    written = _text(item, name)
    if written and (problem := headlines.problem_of_condition(written)):
        raise BriefingError(problem)
    return written


def _text(item: Head, name: str) -> str:
    return item.text(name) if name in item else ""


def _month(item: Head) -> str:
    month = _text(item, "month")
    if month and not _MONTH.fullmatch(month):
        raise BriefingError(t("{month} is not a month; write it like 2024-10").format(month=month))
    return month


def _indicator(key: str) -> str:
    return _one_of(key, tuple(CATALOGUE), "indicator")


def _area(written: str) -> str:
    return written if written in (HERE, LEAST, MOST_IMPROVED) else _code(written)


def _code(written: str) -> str:
    if codes.level(written) is None or not written.startswith(codes.PROVINCE):
        raise BriefingError(t("“{code}” is not a code").format(code=written))
    return written


def _one_of(written: str, choices: Sequence[Choice], name: str) -> Choice:
    for choice in choices:
        if written == choice:
            return choice
    near = get_close_matches(written, list[str](choices), n=3, cutoff=0.5) or list[str](choices)
    sentence = t("{name} cannot be “{written}”. Possible: {possible}.")
    raise BriefingError(sentence.format(name=name, written=written, possible=t(", ").join(near)))
