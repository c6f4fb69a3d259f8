"""A clerk's desk: the ledgers that were dropped on the page, what the check found in each, and publishing them.

A desk lives in this process for an hour after it was last used, and is known by a name that cannot be guessed, so that
a reload of the page finds it again.
"""

import io
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from threading import Lock

from sharedwealth.bilingual import Bilingual
from sharedwealth.errors import IntakeError, ReaderError
from sharedwealth.intake import arriving, publication, restatements
from sharedwealth.intake.contexts import Contexts
from sharedwealth.intake.publication import Publication
from sharedwealth.ledger import checking, marking, reading
from sharedwealth.ledger.findings import Finding, Severity
from sharedwealth.settings import Settings
from sharedwealth.text import LANGUAGES, t, using
from sharedwealth.ui import uploads
from sharedwealth.ui.uploads import Received
from sharedwealth.ui.uploads_jobs import Report

_KEPT_SECONDS = 3600.0
_CHECKED, _PUBLISHED = 0.25, 0.8
"""How far a publication is when its ledgers are checked again, and when the snapshot is there."""


@dataclass(frozen=True)
class Outcome:
    """What the check made of one ledger; `problem` where it could not be read, then nothing else is known."""

    files: tuple[Received, ...]
    county_code: str | None = None
    month: date | None = None
    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    problem: Bilingual | None = None
    is_assumed: bool = False
    """Whether the file does not say its county or month, so that the page's choice was taken."""

    @property
    def counts(self) -> dict[Severity, int]:
        return checking.counts(self.findings)

    @property
    def may_be_published(self) -> bool:
        return self.problem is None and not self.counts["error"]

    def replaces(self, other: "Outcome") -> bool:
        """Whether this is of the same county and month; where one could not be read, of a file of the same name."""
        if self.problem or other.problem:
            return bool({file.name for file in self.files} & {file.name for file in other.files})
        return (self.county_code, self.month) == (other.county_code, other.month)


@dataclass(frozen=True)
class Choice:
    """What the page has chosen: the county and month of files that say none, and whether real ledgers begin."""

    county_code: str | None
    month: date
    begins: bool = False


@dataclass
class Desk:
    """The ledgers that lie on it, in the order they came, and the work that is going on with them."""

    name: str
    outcomes: list[Outcome] = field(default_factory=list)
    used: float = field(default_factory=time.monotonic)

    def lay(self, checked: Sequence[Outcome]) -> None:
        """Adds ledgers; each takes the place of those it is sent instead of."""
        stay = [each for each in self.outcomes if not any(new.replaces(each) for new in checked)]
        self.outcomes = [*stay, *checked]

    def clear(self, outcomes: Sequence[Outcome]) -> None:
        """Takes ledgers off the desk, and their files out of the tray."""
        self.outcomes = [each for each in self.outcomes if each not in outcomes]
        uploads.tray().remove(file.token for each in outcomes for file in each.files)


_desks: dict[str, Desk] = {}
_lock = Lock()


def find(name: str | None) -> Desk | None:
    """The desk of this name; None when there never was one, or its hour is over."""
    with _lock:
        forgotten = time.monotonic() - _KEPT_SECONDS
        for each in [each for each, desk in _desks.items() if desk.used < forgotten]:
            del _desks[each]
        desk = _desks.get(name or "")
        if desk:
            desk.used = time.monotonic()
        return desk


def make() -> Desk:
    desk = Desk(secrets.token_urlsafe(12))
    with _lock:
        _desks[desk.name] = desk
    return desk


def check(settings: Settings, files: Sequence[Received], choice: Choice, report: Report) -> list[Outcome]:
    """Every ledger among the files, checked; one that cannot be read is an outcome with its sentence."""
    contexts = Contexts(settings, from_nothing=choice.begins)
    found: list[Outcome] = []
    groups = _ledgers(files, found)
    for done, group in enumerate(groups):
        progress = t("Checking {file} ({number} of {count})")
        report(progress.format(file=group[0].name, number=done + 1, count=len(groups)), done / len(groups))
        found.append(_guarded(group, lambda group=group: _checked(contexts, group, choice)))  # type: ignore[misc]
    return found


def _ledgers(files: Sequence[Received], found: list[Outcome]) -> list[list[Received]]:
    """The files of each ledger: a workbook alone, the CSV files of one county and month together."""
    groups: dict[object, list[Received]] = {}
    for file in files:
        if PurePosixPath(file.name).suffix.lower() != arriving.CSV:
            groups[file.token] = [file]
            continue

        def said(file: Received = file) -> Outcome:
            book = reading.read([file.path], names=[file.name])
            return Outcome((file,), book.county_code, book.month)

        outcome = _guarded([file], said)
        if outcome.problem:
            found.append(outcome)
        else:
            groups.setdefault((outcome.county_code, outcome.month), []).append(file)
    return list(groups.values())


def _guarded(files: Sequence[Received], work: Callable[[], Outcome]) -> Outcome:
    """What the work says, or the sentence in both languages why it cannot be done."""
    sentences = []
    for language in LANGUAGES:
        try:
            with using(language):
                return work()
        except ReaderError as problem:
            sentences.append(str(problem))
    return Outcome(tuple(files), problem=Bilingual(*sentences))


def _checked(contexts: Contexts, files: Sequence[Received], choice: Choice) -> Outcome:
    book = reading.read([file.path for file in files], names=[file.name for file in files])
    county, month = book.county_code or choice.county_code, book.month or choice.month
    if county is None:
        sentence = t("{file} does not say whose ledger it is. Choose the county above and send it again.")
        raise IntakeError(sentence.format(file=files[0].name))
    _, findings = arriving.held_against(contexts, book, county, month)
    return Outcome(
        tuple(files),
        county,
        month,
        findings,
        {name: len(sheet.frame) for name, sheet in book.sheets.items()},
        is_assumed=book.county_code is None or book.month is None,
    )


def marked(outcome: Outcome, file: Received) -> bytes:
    """The clerk's own file with the findings marked in it."""
    held = io.BytesIO()
    of_file = [finding for finding in outcome.findings if finding.file == file.name]
    marking.mark(file.path, of_file, held, name=file.name)
    return held.getvalue()


@dataclass(frozen=True)
class Done:
    """What came of a publication: it, and how many published figures it restated; None where that is not known."""

    publication: Publication
    restated: int | None


def publish(
    settings: Settings,
    outcomes: Sequence[Outcome],
    *,
    who: str,
    reason: str,
    source: str,
    begins: bool,
    report: Report,
) -> Done:
    """Publishes the ledgers as they are held against what is current now, not when they were checked."""
    contexts = Contexts(settings, from_nothing=begins)
    ledgers = []
    for done, each in enumerate(outcomes):
        report(t("Checking once more"), _CHECKED * done / len(outcomes))
        present = uploads.tray().find(file.token for file in each.files)
        if len(present) < len(each.files):
            raise IntakeError(t("The files were removed after an hour. Send them again."))
        paths = [file.path for file in each.files]
        names = [file.name for file in each.files]
        ledgers.append(arriving.checked(contexts, paths, each.county_code, each.month, names))
    report(t("Waiting for its turn"), _CHECKED)
    made = publication.publish(
        settings,
        ledgers,
        who=who,
        reason=reason,
        source=source,
        begin=begins,
        progress=lambda stage, done: report(stage, _CHECKED + (_PUBLISHED - _CHECKED) * done),
    )
    return _compared(settings, made, report)


def bring_back(settings: Settings, code: str, *, who: str, reason: str, source: str, report: Report) -> Done:
    """Makes an older snapshot current again."""
    report(t("Waiting for its turn"), 0.0)
    made = publication.rollback(
        settings, code, who=who, reason=reason, source=source,
        progress=lambda stage, done: report(stage, _PUBLISHED * done),
    )  # fmt: skip
    return _compared(settings, made, report)


def _compared(settings: Settings, made: Publication, report: Report) -> Done:
    """The publication stands whatever comes of the comparison, so that a problem with it is none of the reader's."""
    if made.entry is None:
        return Done(made, 0)
    stage = t("Comparing with the figures before")
    try:
        moved = restatements.of(
            settings, made.entry.number, lambda _, done: report(stage, _PUBLISHED + (1 - _PUBLISHED) * done)
        )
    except IntakeError:
        return Done(made, None)
    return Done(made, len(moved))
