"""Publishing checked ledgers, and bringing an older snapshot back: who, when, from where and why is kept for ever.

The order of things is what keeps confirmed publications safe: what is to be done is written down, the files are kept,
the facts filed, the snapshot built, sealed and pointed to, and only then the journal's line is written, which
confirms it. Everything happens in the publisher's turn, so what is changed is what is current at that moment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.errors import IntakeError
from sharedwealth.intake import filing, journal, standing, trust, turns, unfinished
from sharedwealth.intake.filing import Checked
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.standing import CountyMonth
from sharedwealth.intake.unfinished import Pending
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t, tn
from sharedwealth.warehouse import manifest, publishing, shelf
from sharedwealth.warehouse.manifest import Ledger, Manifest
from sharedwealth.warehouse.partitions import Partition
from sharedwealth.warehouse.shelf import SnapshotInfo

Report = Callable[[str, float], None]

PUBLICATION, ROLLBACK = standing.PUBLICATION, standing.ROLLBACK
COMMAND_LINE = "command line"

_FILED = 0.4
_FILING_STAGE = mark("Filing the ledgers")
_BUILDING_STAGE = mark("Building the snapshot")


@dataclass(frozen=True)
class Publication:
    """What came of it: the entry in the journal and the snapshot that is current now.

    Where nothing had changed there is no entry, and `before` and `after` are the same snapshot.
    """

    entry: Entry | None
    before: str | None
    after: SnapshotInfo
    changed: tuple[CountyMonth, ...]
    """The county-months that took another's place or came anew, in order."""
    unchanged: tuple[CountyMonth, ...] = ()
    """Those that were published before with the same rows."""

    @property
    def is_change(self) -> bool:
        return self.entry is not None


def publish(  # noqa: PLR0913
    settings: Settings,
    ledgers: Sequence[Checked],
    *,
    who: str,
    reason: str = "",
    source: str = COMMAND_LINE,
    today: date | None = None,
    begin: bool = False,
    progress: Report | None = None,
) -> Publication:
    """Gives each ledger its county-month's place in a new snapshot and makes that current, all or none.

    An `IntakeError` where a ledger has errors, or warnings and no reason was given, or its county-month is approved and
    so locked, or the disk does not take it; what was current stays so. With `begin` real ledgers start from nothing and
    leave the demonstration behind.
    """
    _require(ledgers, who, reason)
    report = progress or turns.silent
    day = today or date.today()  # noqa: DTZ011  the day at the place where ledgers are received
    with turns.turn(settings) as mine:
        current = mine.current()
        base = None if begin else current
        if begin and current and current[0].kind == "reported":
            raise IntakeError(t("Real ledgers were published here before. Publish without --begin."))
        pending = Pending(
            token=uuid4().hex,
            kind=PUBLICATION,
            at=journal.now(),
            who=who,
            source=source,
            reason=reason,
            told={},
            before=current[0].code if current else None,
            county_months=tuple((each.county_code, months.write(each.month)) for each in ledgers),
        ).begun(settings)
        filed = filing.file(settings, ledgers, turns.within(report, t(_FILING_STAGE), 0.0, _FILED))
        changed = _differing(filed, ledgers, base)
        if base:
            standing.require_open(journal.read(settings), changed)
        taken = [each for each in ledgers if (each.county_code, each.month) in changed]
        same = sorted({(each.county_code, each.month) for each in ledgers} - changed)
        if base and not taken:
            unfinished.complete(settings)
            return Publication(None, base[0].code, base[0], (), tuple(same))
        kept = [_told(settings, each, filed) for each in taken]
        inputs, frames = _inputs(settings, base, filed, changed, day)
        pending = pending.leading_to(
            settings,
            inputs.code,
            {"ledgers": kept, "snapshot_kind": inputs.parsed["kind"], "as_of": inputs.parsed["as_of"]},
            is_new=mine.found(inputs) is None,
        )
        building = turns.within(report, t(_BUILDING_STAGE), _FILED, 1.0)
        after, entry = turns.pointed(settings, mine, inputs, frames, pending, building)
        return Publication(entry, pending.before, after, tuple(sorted(changed)), tuple(same))


def rollback(
    settings: Settings,
    code: str,
    *,
    who: str,
    reason: str,
    source: str = COMMAND_LINE,
    progress: Report | None = None,
) -> Publication:
    """Makes the facts of an older snapshot current again, as a new publication with its own line in the journal.

    The snapshot itself where it is whole and of this version of the program, else one built from the same facts.
    """
    if not reason.strip() or not who.strip():
        raise IntakeError(t("Say who brings the snapshot back, and why."))
    with turns.turn(settings) as mine:
        wanted = shelf.find(settings, code)
        current = mine.current()
        if current and current[0].code == wanted.code:
            raise IntakeError(t("Snapshot {code} is the current one already.").format(code=wanted.code))
        inputs = manifest.read(wanted.manifest_path)
        if inputs.parsed["program"] != manifest.program() or mine.found(inputs) is None:
            described = turns.described(settings, wanted)
            inputs = manifest.revise(inputs, inputs.partitions(), inputs.ledgers(), described)
        changed = _between(current[1], inputs) if current else set()
        pending = Pending(
            token=uuid4().hex,
            kind=ROLLBACK,
            at=journal.now(),
            who=who,
            source=source,
            reason=reason,
            told={
                "wanted": wanted.code,
                "snapshot_kind": inputs.parsed["kind"],
                "county_months": [[c, months.write(m)] for c, m in sorted(changed)],
            },
            before=current[0].code if current else None,
        )
        pending = pending.leading_to(settings, inputs.code, pending.told, is_new=mine.found(inputs) is None)
        after, entry = turns.pointed(
            settings,
            mine,
            inputs,
            lambda: turns.frames_of(settings, wanted),
            pending,
            progress or turns.silent,
        )
        return Publication(entry, pending.before, after, tuple(sorted(changed)))


def recover(settings: Settings) -> Entry | None:
    """Completes or undoes a publication that was cut off, as the next one would; for a server that starts."""
    if not unfinished.is_any(settings):
        return None
    with publishing.turn(settings):
        return unfinished.complete(settings)


def due(settings: Settings, month: date) -> date:
    """The last day on which the month's ledger is in time."""
    return months.shift(month, 1) + timedelta(days=settings.due_day - 1)


def _require(ledgers: Sequence[Checked], who: str, reason: str) -> None:
    if not ledgers:
        raise IntakeError(t("There is no ledger to publish."))
    if not who.strip():
        raise IntakeError(t("Say who publishes."))
    seen: set[CountyMonth] = set()
    for each in ledgers:
        named = {"county": each.county_code, "month": numbers.month(each.month)}
        counted = each.counts
        if counted["error"]:
            sentence = tn(
                "The ledger of {county} for {month} has {count} error. Correct it and publish again; nothing was"
                " published.",
                "The ledger of {county} for {month} has {count} errors. Correct them and publish again; nothing was"
                " published.",
                counted["error"],
            )
            raise IntakeError(sentence.format(**named, count=counted["error"]))
        if counted["warning"] and not reason.strip():
            sentence = tn(
                "The ledger of {county} for {month} has {count} warning. Correct it, or give the reason why it stays.",
                "The ledger of {county} for {month} has {count} warnings. Correct them, or give the reason why they"
                " stay.",
                counted["warning"],
            )
            raise IntakeError(sentence.format(**named, count=counted["warning"]))
        if (each.county_code, each.month) in seen:
            sentence = t("Two files are of {county} for {month}. Publish one of them.")
            raise IntakeError(sentence.format(**named))
        seen.add((each.county_code, each.month))


def _differing(
    filed: Sequence[Partition], ledgers: Sequence[Checked], base: tuple[SnapshotInfo, Manifest] | None
) -> set[CountyMonth]:
    """The county-months whose rows are not those that are current."""
    asked = {(each.county_code, each.month) for each in ledgers}
    reported = {(each.county_code, each.month) for each in base[1].ledgers()} if base else set()
    found = _digests(filed, asked)
    known = _digests(base[1].partitions(), asked) if base else {}
    return {each for each in asked if each not in reported or found.get(each) != known.get(each)}


def _digests(listed: Sequence[Partition], asked: set[CountyMonth]) -> dict[CountyMonth, set[tuple[str, str]]]:
    found: dict[CountyMonth, set[tuple[str, str]]] = {}
    for each in listed:
        if (each.county_code, each.month) in asked:
            found.setdefault((each.county_code, each.month), set()).add((each.sheet, each.sha256))
    return found


def _between(before: Manifest, after: Manifest) -> set[CountyMonth]:
    """The county-months whose facts or ledgers differ."""

    def said(inputs: Manifest) -> set[tuple[CountyMonth, object]]:
        listed = {((each.county_code, each.month), each.sha256) for each in inputs.partitions()}
        return listed | {((each.county_code, each.month), each) for each in inputs.ledgers()}

    return {county_month for county_month, _ in said(before) ^ said(after)}


def _told(settings: Settings, ledger: Checked, filed: Sequence[Partition]) -> dict[str, Any]:
    """What the journal says of a ledger, its files kept."""
    mine = [each for each in filed if (each.county_code, each.month) == (ledger.county_code, ledger.month)]
    return {
        "county": ledger.county_code,
        "month": months.write(ledger.month),
        "files": filing.keep(settings, ledger),
        "warnings": ledger.counts["warning"],
        "notes": ledger.counts["note"],
        "rows": {each.sheet: each.rows for each in mine},
        "findings": trust.findings_by_rule(ledger.findings),
        "measures": trust.measures(ledger.book, ledger.context),
    }


def _inputs(
    settings: Settings,
    base: tuple[SnapshotInfo, Manifest] | None,
    filed: Sequence[Partition],
    changed: set[CountyMonth],
    day: date,
) -> tuple[Manifest, Callable[[], Mapping[str, pd.DataFrame]]]:
    """The manifest in which the changed county-months have the filed facts, and where its register is to be had."""
    taken = [each for each in filed if (each.county_code, each.month) in changed]
    if base is None:
        frames = turns.register_frames(settings)
        ledgers = [_received(settings, each, day, None) for each in sorted(changed)]
        as_of = max(month for _, month in changed)
        return manifest.compose(taken, ledgers, frames, "reported", as_of), lambda: frames
    info, before = base
    stay = [each for each in before.partitions() if (each.county_code, each.month) not in changed]
    known = {(each.county_code, each.month): each for each in before.ledgers()}
    received = {each: _received(settings, each, day, known.get(each)) for each in changed}
    inputs = manifest.revise(
        before, [*stay, *taken], list((known | received).values()), turns.described(settings, info)
    )
    return inputs, lambda: turns.frames_of(settings, info)


def _received(settings: Settings, county_month: CountyMonth, day: date, known: Ledger | None) -> Ledger:
    """The ledger as the snapshot knows it, to be verified; a correction does not change when the first one came."""
    if known is not None:
        return replace(known, is_verified=False)
    county, month = county_month
    return Ledger(county, month, day, day > due(settings, month), is_verified=False)
