"""Reads the rules strictly: one that cannot be understood is told with its line; none is left out in silence."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import yaml

from sharedwealth import settings as configuration
from sharedwealth.attention.measures import LEVELS, MEASURES, MONTHS, SUBJECTS, Parameter
from sharedwealth.attention.rules import Rule, RulesError
from sharedwealth.bilingual import Bilingual
from sharedwealth.settings import Settings
from sharedwealth.text import t

FILE = "rules.yaml"
_MOST_BYTES = 200_000
_COMMON = ("key", "measure", "of", "level", "months", "enabled", "words")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(%?)")


def path(settings: Settings | None = None) -> Path:
    """The operator's own file where there is one, else the one that came with the program."""
    return (settings or configuration.load()).attention_file(FILE)


def rules(settings: Settings | None = None) -> tuple[Rule, ...]:
    """The rules in force, read anew whenever the file changes; switched-off ones are among them."""
    return of_file(path(settings))


def of_file(file: Path) -> tuple[Rule, ...]:
    """The rules of a file; a `RulesError` names the line of the first that cannot be used."""
    try:
        written = file.stat()
    except OSError as problem:
        raise RulesError(
            t("The file of rules {file} is missing or cannot be opened.").format(file=file)
        ) from problem
    return _kept(file, written.st_mtime_ns, written.st_size)


@lru_cache(maxsize=8)
def _kept(file: Path, _written: int, size: int) -> tuple[Rule, ...]:
    if size > _MOST_BYTES:
        raise RulesError(t("{file} is too large for a file of rules.").format(file=file.name))
    try:
        return of_text(file.read_text(encoding="utf-8-sig"), file.name)
    except (OSError, UnicodeDecodeError) as problem:
        raise RulesError(t("{file} cannot be read as UTF-8 text.").format(file=file.name)) from problem


def of_text(text: str, file: str = FILE) -> tuple[Rule, ...]:
    """The rules of a text."""
    try:
        whole = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        at = getattr(problem, "problem_mark", None)
        line = at.line + 1 if at is not None else 1
        raise _fault(
            file,
            line,
            t("this is not written as YAML: {problem}").format(
                problem=getattr(problem, "problem", None) or type(problem).__name__
            ),
        ) from problem
    if not isinstance(whole, yaml.SequenceNode) or not whole.value:
        raise _fault(file, 1, t("the file must be a list of rules, each beginning with “- key: …”"))
    found: dict[str, Rule] = {}
    for node in whole.value:
        rule = _Reader(file, node).rule()
        if rule.key in found:
            raise _fault(
                file,
                node.start_mark.line + 1,
                t("there are two rules with the key “{key}”").format(key=rule.key),
            )
        found[rule.key] = rule
    return tuple(found.values())


def _fault(file: str, line: int, reason: str) -> RulesError:
    return RulesError(t("{file}, line {line}: {reason}.").format(file=file, line=line, reason=reason))


class _Reader:
    """One rule's part of the file; each question has an answer or raises with the line."""

    def __init__(self, file: str, node: yaml.Node) -> None:
        self.file, self.start = file, node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise _fault(file, self.start, t("a rule is a list of names with values, such as “level: red”"))
        self.nodes = dict(self._pairs(node))

    def rule(self) -> Rule:
        key = self._text("key")
        if not _KEY.fullmatch(key):
            self._refuse("key", t("a key has small letters, digits and _, and begins with a letter"))
        measure = self._one_of("measure", tuple(MEASURES))
        kind = MEASURES[measure]
        of = next(each for each in SUBJECTS if each == self._one_of("of", kind.of))
        level = next(each for each in LEVELS if each == self._one_of("level", tuple(LEVELS)))
        known = (*_COMMON, *(each.name for each in kind.parameters))
        for name, node in self.nodes.items():
            if name not in known:
                self._unknown(name, known, node)
        return Rule(
            key=key,
            measure=measure,
            of=of,
            level=level,
            months=int(self._number(MONTHS)) if "months" in self.nodes else 1,
            figures=tuple((each.name, self._number(each)) for each in kind.parameters),
            words=self._words(),
            is_enabled=self._flag("enabled"),
        )

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        seen = set()
        for name, value in node.value:
            if name.value in seen:
                raise _fault(
                    self.file,
                    name.start_mark.line + 1,
                    t("“{name}” stands there twice").format(name=name.value),
                )
            seen.add(name.value)
            yield str(name.value), value

    def _text(self, name: str) -> str:
        node = self.nodes.get(name)
        if node is None:
            raise _fault(self.file, self.start, t("the rule lacks “{name}”").format(name=name))
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._refuse(name, t("“{name}” needs one value").format(name=name))
        return str(node.value).strip()

    def _one_of(self, name: str, options: tuple[str, ...]) -> str:
        value = self._text(name)
        if value not in options:
            near = get_close_matches(value, options, n=1, cutoff=0.5) or options
            sentence = t("“{value}” is no {name}; possible: {options}")
            self._refuse(name, sentence.format(value=value, name=name, options=t(", ").join(near)))
        return value

    def _number(self, parameter: Parameter) -> float:
        written = self._text(parameter.name)
        parts = _NUMBER.fullmatch(written)
        value = float(parts[1]) / (100 if parts[2] else 1) if parts else float("nan")
        is_whole = parameter.kind != "whole" or value.is_integer()
        has_sign = parts is not None and bool(parts[2]) and parameter.kind != "share"
        if parts is None or has_sign or not is_whole or not parameter.low <= value <= parameter.high:
            sentence = t("{name} must be a whole number from {low} to {high}, not “{value}”")
            if parameter.kind != "whole":
                sentence = t("{name} must be a number from {low} to {high}, not “{value}”")
            self._refuse(
                parameter.name,
                sentence.format(
                    name=parameter.name,
                    low=parameter.written(parameter.low),
                    high=parameter.written(parameter.high),
                    value=written,
                ),
            )
        return value

    def _flag(self, name: str) -> bool:
        if name not in self.nodes:
            return True
        return self._one_of(name, ("true", "false")) == "true"

    def _words(self) -> Bilingual | None:
        node = self.nodes.get("words")
        if node is None:
            return None
        reason = t("“words” needs zh and en, and nothing else")
        if not isinstance(node, yaml.MappingNode):
            self._refuse("words", reason)
        told = {name: value.value for name, value in self._pairs(node) if isinstance(value, yaml.ScalarNode)}
        if set(told) != {"zh", "en"} or not all(each.strip() for each in told.values()):
            self._refuse("words", reason)
        return Bilingual(told["zh"].strip(), told["en"].strip())

    def _unknown(self, name: str, known: tuple[str, ...], node: yaml.Node) -> NoReturn:
        near = get_close_matches(name, known, n=1, cutoff=0.5) or known
        sentence = t("a rule of this measure has no “{name}”; possible: {options}")
        raise _fault(
            self.file, node.start_mark.line + 1, sentence.format(name=name, options=t(", ").join(near))
        )

    def _refuse(self, name: str, reason: str) -> NoReturn:
        raise _fault(self.file, self.nodes[name].start_mark.line + 1, reason)
