"""Reads the stories, strictly: a story that lacks a source, a language or a fact is not shown by half."""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sharedwealth import public_record
from sharedwealth import settings as configuration
from sharedwealth.bilingual import Bilingual, MissingSectionError, of_sections
from sharedwealth.cases.model import BINDABLE, Case, Fact, LiveFigure, Source
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.errors import ReaderError
from sharedwealth.head import Head
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t

Record = Mapping[str, Mapping[Hashable, Any]]

ORDER = ("lanterns", "yellow-croaker", "agritourism")
_FILE = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_MARK = re.compile(r"\[\^([a-z0-9_]+)\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class CaseError(ReaderError):
    """A story's file cannot be used; the message names the file and what is missing."""


def load_all(settings: Settings | None = None) -> list[Case]:
    """Every story, the three known ones first in their order, then any that was added, by name."""
    chosen = settings or configuration.load()
    files = sorted(
        (path for path in chosen.cases.glob("*.md") if path.name != "README.md"), key=_place_in_order
    )
    if not files:
        raise CaseError(t("There is no story in {folder}.").format(folder=chosen.cases.name))
    read = (*files, chosen.public_record / "published_figures.csv")
    return list(_all(chosen, tuple(path.stat().st_mtime_ns for path in read if path.is_file()), *files))


@lru_cache(maxsize=4)
def _all(settings: Settings, _written: tuple[int, ...], *files: Path) -> tuple[Case, ...]:
    """The stories, kept until one of the files they were read from is written anew."""
    record: Record = {str(row["id"]): row for row in public_record.rows(settings)}
    return tuple(load(path, record) for path in files)


def _place_in_order(path: Path) -> tuple[int, str]:
    return (ORDER.index(path.stem) if path.stem in ORDER else len(ORDER), path.stem)


def load(path: Path, record: Record) -> Case:
    """The story of one file; `record` holds the public record's figures by id."""
    try:
        return _case(path, record)
    except CaseError as problem:
        raise CaseError(t("{file}: {problem}").format(file=path.name, problem=problem)) from problem


def _case(path: Path, record: Record) -> Case:
    parts = _FILE.match(path.read_text(encoding="utf-8"))
    if parts is None:
        raise CaseError(t("the file must begin with a head between two lines of ---"))
    head = Head.of(_parsed(parts["head"]), CaseError)
    facts = tuple(_fact(item, number, record) for number, item in enumerate(head.items("facts"), 1))
    _check_unique([fact.key for fact in facts])
    places = tuple(str(code) for code in head.listed("places"))
    _check_codes(places)
    note = head.bilingual("place_note") if not places or "place_note" in head else None
    case = Case(
        key=head.text("key"),
        title=head.bilingual("title"),
        subtitle=head.bilingual("subtitle"),
        places=places,
        place_note=note,
        workshop_types=tuple(_known_type(str(each)) for each in head.listed("workshop_types")),
        live=tuple(_live(item) for item in head.items("live")),
        facts=facts,
        headline=tuple(_named(facts, str(key)) for key in head.listed("headline")),
        unknown=tuple(item.bilingual() for item in head.items("unknown")),
        image=path.with_name(head.text("image")),
        image_alt=head.bilingual("image_alt"),
        story=_story(parts["body"], facts),
    )
    _check_whole(case, path)
    return case


def _parsed(head: str) -> Any:  # noqa: ANN401  whatever YAML holds; Head looks at it
    try:
        return yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise CaseError(t("the head is not YAML: {problem}").format(problem=error)) from error


def _check_whole(case: Case, path: Path) -> None:
    if case.key != path.stem:
        raise CaseError(t("the key must be the file's name"))
    if len(case.headline) != 3:
        raise CaseError(t("there must be three headline facts"))
    if not case.image.is_file():
        raise CaseError(t("the drawing {image} is missing").format(image=case.image.name))


def _check_unique(keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise CaseError(t("the fact “{key}” stands twice").format(key=key))


def _check_codes(places: tuple[str, ...]) -> None:
    for code in places:
        if codes.level(code) is None:
            raise CaseError(t("“{code}” is not a code").format(code=code))


def _known_type(key: str) -> str:
    if key not in WORKSHOP_TYPES:
        raise CaseError(t("there is no workshop type “{key}”").format(key=key))
    return key


def _live(item: Head) -> LiveFigure:
    indicator, area = item.text("indicator"), item.text("area")
    if indicator not in BINDABLE:
        raise CaseError(t("“{key}” is not among the indicators that a story may show").format(key=indicator))
    _check_codes((area,))
    workshop_type = _known_type(item.text("workshop_type")) if "workshop_type" in item else None
    return LiveFigure(indicator, area, workshop_type, item.bilingual("label"))


def _fact(item: Head, number: int, record: Record) -> Fact:
    key = item.text("key")
    source, published = _source(key, item.within("source"), record)
    value = item.number("value")
    if published is not None and value != published:
        raise CaseError(t("the fact “{key}” says another number than the public record").format(key=key))
    return Fact(
        key=key,
        number=number,
        label=item.bilingual("label"),
        figure=item.bilingual("figure"),
        text=item.bilingual("text"),
        value=value,
        source=source,
    )


def _source(key: str, item: Head, record: Record) -> tuple[Source, float | None]:
    """The source, and the record's value where it is one of its figures."""
    if "record" in item:
        identity = item.text("record")
        if identity not in record:
            raise CaseError(t("the public record has no figure {id}").format(id=identity))
        row = record[identity]
        publisher = Bilingual(row["publisher_zh"], row["publisher"])
        return (
            Source(
                publisher, row["title"], row["url"], row["published_on"], row["quote"], row["trust"], identity
            ),
            float(row["value"]),
        )
    url = item.text("url", may_be_empty=True)
    publisher = item.bilingual("publisher")
    if not url and "转载" not in publisher.zh:
        raise CaseError(
            t("the fact “{key}” has neither an address nor a mention of the mirror copy").format(key=key)
        )
    if url and not url.startswith(("http://", "https://")):
        raise CaseError(t("the address is not a web address"))
    trust = item.text("trust")
    if trust not in public_record.TRUST:
        raise CaseError(t("{column} “{value}” is not known").format(column="trust", value=trust))
    title, day = item.text("title", may_be_empty=True), item.text("published_on")
    return Source(publisher, title, url, day, item.text("quote"), trust, ""), None


def _named(facts: tuple[Fact, ...], key: str) -> Fact:
    for fact in facts:
        if fact.key == key:
            return fact
    raise CaseError(t("there is no fact “{key}”").format(key=key))


def _story(body: str, facts: tuple[Fact, ...]) -> Bilingual:
    try:
        told = of_sections(body)
    except MissingSectionError as missing:
        raise CaseError(
            t("the section “## {language}” is missing or empty").format(language=missing)
        ) from missing
    for language, text in (("zh", told.zh), ("en", told.en)):
        marked = set(_MARK.findall(text))
        if unused := [fact.key for fact in facts if fact.key not in marked]:
            sentence = t("the section “## {language}” does not tell: {facts}")
            raise CaseError(sentence.format(language=language, facts=", ".join(unused)))
    return Bilingual(_numbered(told.zh, facts), _numbered(told.en, facts))


def _numbered(text: str, facts: tuple[Fact, ...]) -> str:
    return _MARK.sub(lambda mark: str(_named(facts, mark[1]).number).translate(_RAISED), text)
