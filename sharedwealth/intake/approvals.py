"""Approving county-months step by step, reopening what is approved, and recording what was seen on the spot.

Every act is a line of the journal. The province's approval, and reopening after it, also make a new snapshot, in which
nothing but who is verified has changed; all other acts leave the figures and their snapshot as they are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from sharedwealth import months, numbers
from sharedwealth.errors import IntakeError
from sharedwealth.intake import journal, standing, turns
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.publication import COMMAND_LINE
from sharedwealth.intake.standing import (
    APPROVAL,
    NOTHING,
    REOPENING,
    SPOT_CHECK,
    STEPS,
    CountyMonth,
    Standing,
)
from sharedwealth.intake.trust import RESULTS
from sharedwealth.intake.turns import Report
from sharedwealth.intake.unfinished import Pending
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import manifest
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.publishing import Turn
from sharedwealth.warehouse.shelf import SnapshotInfo

LAST_STEP = list(STEPS)[-1]


@dataclass(frozen=True)
class Visit:
    """A spot check: who was there on which day, and what was found, a key of `trust.RESULTS`."""

    by: str
    day: date
    result: str
    note: str = ""


@dataclass(frozen=True)
class Act:
    """What came of it: the entry in the journal, and the snapshot where one was made."""

    entry: Entry
    snapshot: SnapshotInfo | None = None


def approve(
    settings: Settings,
    county_months: Collection[CountyMonth],
    step: str,
    *,
    who: str,
    source: str = COMMAND_LINE,
    seen: Mapping[CountyMonth, int] | None = None,
    progress: Report | None = None,
) -> Act:
    """Approves one step of these county-months, all or none; with the province's they are verified, in a new snapshot.

    `seen` are the numbers of the publications that were looked at: an `IntakeError` where another one has come since,
    where the step before is missing or this one was taken, and where there is nothing to approve.
    """
    _require(county_months, who)
    if step not in STEPS:
        raise IntakeError(
            t("There is no step “{step}”. Possible: {steps}.").format(step=step, steps=_steps())
        )
    with turns.turn(settings) as mine:
        known = standing.of(journal.read(settings))
        for each in sorted(county_months):
            _require_next(known.get(each, NOTHING), each, step)
            if seen and each in seen:
                _require_seen(known[each], each, seen[each])
        told = {"step": step, "county_months": standing.written(county_months)}
        act = (APPROVAL, who, source, "", told)
        if step != LAST_STEP:
            return Act(_noted(settings, act))
        return _verifying(settings, mine, act, dict.fromkeys(county_months, True), progress or turns.silent)


def reopen(
    settings: Settings,
    county_months: Collection[CountyMonth],
    *,
    who: str,
    reason: str,
    source: str = COMMAND_LINE,
    progress: Report | None = None,
) -> Act:
    """Takes the approvals of these county-months back, so that they can be corrected; they are not verified then.

    An `IntakeError` where no reason is given, or one of them is not locked.
    """
    _require(county_months, who)
    if not reason.strip():
        raise IntakeError(t("Say why it is reopened."))
    with turns.turn(settings) as mine:
        known = standing.of(journal.read(settings))
        for each in sorted(county_months):
            if not known.get(each, NOTHING).is_locked:
                sentence = t("The ledger of {county} for {month} is not approved, so it is open.")
                raise IntakeError(_told(sentence, each))
        act = (REOPENING, who, source, reason, {"county_months": standing.written(county_months)})
        verified = {each: False for each in county_months if known[each].approved == LAST_STEP}
        if not verified:
            return Act(_noted(settings, act))
        return _verifying(settings, mine, act, verified, progress or turns.silent)


def spot_check(
    settings: Settings, county_month: CountyMonth, visit: Visit, *, who: str, source: str = COMMAND_LINE
) -> Act:
    """Records a visit; `who` is who writes it down. It is of the ledger that counts now, not of its corrections."""
    _require([county_month], who)
    if not visit.by.strip():
        raise IntakeError(t("Say who was there."))
    if visit.result not in RESULTS:
        sentence = t("There is no result “{result}”. Possible: {results}.")
        raise IntakeError(sentence.format(result=visit.result, results=t(", ").join(RESULTS)))
    if not county_month[1] <= visit.day <= date.today():  # noqa: DTZ011  the visitor's own day
        raise IntakeError(t("A visit cannot be before the month began or after today."))
    with turns.turn(settings):
        known = standing.of(journal.read(settings)).get(county_month, NOTHING)
        if known.published is None:
            raise IntakeError(_nothing_to_judge(county_month))
        told = {
            "county_months": standing.written([county_month]),
            "by": visit.by,
            "day": visit.day.isoformat(),
            "result": visit.result,
            "publication": known.published.number,
        }
        return Act(_noted(settings, (SPOT_CHECK, who, source, visit.note, told)))


def approvable(
    known: Mapping[CountyMonth, Standing], asked: Iterable[CountyMonth], step: str
) -> list[CountyMonth]:
    """Those of the county-months whose next step this is, in order: what can be approved at once."""
    return [each for each in sorted(asked) if known.get(each, NOTHING).next_step == step]


_Said = tuple[str, str, str, str, dict[str, Any]]
"""Kind, who, source, reason and what is told, of a line that is to be written."""


def _noted(settings: Settings, act: _Said) -> Entry:
    kind, who, source, reason, told = act
    return journal.append(settings, kind, who=who, source=source, reason=reason, told=told)


def _verifying(
    settings: Settings, mine: Turn, act: _Said, verified: Mapping[CountyMonth, bool], report: Report
) -> Act:
    """The act with the snapshot in which these county-months are verified or not."""
    current = mine.current()
    if current is None:
        raise IntakeError(t("Nothing has been published by ledgers yet."))
    info, before = current
    inputs = _said_in(before, verified, turns.described(settings, info))
    kind, who, source, reason, told = act
    pending = Pending(
        token=uuid4().hex,
        kind=kind,
        at=journal.now(),
        who=who,
        source=source,
        reason=reason,
        told=told,
        before=info.code,
    ).leading_to(settings, inputs.code, told, is_new=mine.found(inputs) is None)
    after, entry = turns.pointed(
        settings, mine, inputs, lambda: turns.frames_of(settings, info), pending, report
    )
    return Act(entry, after)


def _said_in(
    before: Manifest, verified: Mapping[CountyMonth, bool], register: dict[str, Any] | None
) -> Manifest:
    ledgers = [
        replace(each, is_verified=verified.get((each.county_code, each.month), each.is_verified))
        for each in before.ledgers()
    ]
    return manifest.revise(before, before.partitions(), ledgers, register)


def _require(county_months: Collection[CountyMonth], who: str) -> None:
    if not county_months:
        raise IntakeError(t("No county and month is named."))
    if not who.strip():
        raise IntakeError(t("Say who does this."))


def _require_next(known: Standing, asked: CountyMonth, step: str) -> None:
    if known.published is None:
        raise IntakeError(_nothing_to_judge(asked))
    if step in known.steps:
        entry = known.steps[step]
        sentence = t("The ledger of {county} for {month} has this approval: {step} ({who}, {day}).")
        raise IntakeError(_told(sentence, asked, step=t(STEPS[step]), who=entry.who, day=entry.at[:10]))
    if known.next_step != step:
        sentence = t("The ledger of {county} for {month} must be approved in order. Next: {next}.")
        raise IntakeError(_told(sentence, asked, next=t(STEPS[str(known.next_step)])))


def _require_seen(known: Standing, asked: CountyMonth, number: int) -> None:
    if known.published is None or known.published.number != number:
        sentence = t(
            "The ledger of {county} for {month} was corrected meanwhile. Look at the new figures before you approve."
        )
        raise IntakeError(_told(sentence, asked))


def _nothing_to_judge(asked: CountyMonth) -> str:
    sentence = t("{county} has published no ledger for {month}, so there is nothing to approve or to check.")
    return _told(sentence, asked)


def _told(sentence: str, asked: CountyMonth, **values: str) -> str:
    county, month = asked
    return sentence.format(county=county, month=numbers.month(month), **values)


def _steps() -> str:
    return t(", ").join(STEPS)


def history(entries: Sequence[Entry], county_month: CountyMonth) -> list[Entry]:
    """Everything the journal tells of one county-month, the latest first."""
    county, month = county_month[0], months.write(county_month[1])
    found = []
    for entry in entries:
        ledgers = [[each["county"], each["month"]] for each in entry.told.get("ledgers", [])]
        if [county, month] in [*ledgers, *entry.told.get("county_months", [])]:
            found.append(entry)
    return found[::-1]
