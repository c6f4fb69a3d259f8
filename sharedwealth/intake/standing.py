"""How far each county-month has come, as the lines of the journal tell it: published, approved, reopened, checked.

Approval goes from the county over the city to the province. From the first of them on the county-month is locked, so
that all three have approved the same figures; a reason reopens it, and then approval begins anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sharedwealth import months, numbers
from sharedwealth.errors import IntakeError
from sharedwealth.intake.journal import Entry
from sharedwealth.text import mark, t

CountyMonth = tuple[str, date]

STEPS: dict[str, str] = {
    "county": mark("Approved by the county"),
    "city": mark("Approved by the city"),
    "province": mark("Approved by the province"),
}
"""The steps of approval in their order; who has approved the last has verified the county-month."""

PUBLICATION = "publication"
ROLLBACK = "rollback"
APPROVAL = "approval"
REOPENING = "reopening"
SPOT_CHECK = "spot_check"


@dataclass(frozen=True)
class Standing:
    """One county-month; `published` is None where its figures were generated and no ledger was ever published."""

    published: Entry | None = None
    ledger: Mapping[str, Any] = field(default_factory=dict)
    """What the journal tells of the ledger that counts now."""
    steps: Mapping[str, Entry] = field(default_factory=dict)
    reopened: Entry | None = None
    spot_check: Entry | None = None

    @property
    def approved(self) -> str | None:
        """The last step approved."""
        return next((step for step in reversed(STEPS) if step in self.steps), None)

    @property
    def next_step(self) -> str | None:
        """The step that is to be approved next; None after the last, and for generated figures."""
        if self.published is None:
            return None
        return next((step for step in STEPS if step not in self.steps), None)

    @property
    def is_locked(self) -> bool:
        return bool(self.steps)


NOTHING = Standing()


def of(entries: Sequence[Entry]) -> dict[CountyMonth, Standing]:
    """Every county-month that the journal speaks of, in no order; all others are `NOTHING`."""
    found: dict[CountyMonth, Standing] = {}
    kind = None
    for at, entry in enumerate(entries):
        before, kind = kind, entry.told.get("snapshot_kind", kind)
        if entry.kind == PUBLICATION:
            if before not in (None, kind):  # real ledgers leave practice behind
                found.clear()
            for ledger in entry.told["ledgers"]:
                found[ledger["county"], months.parse(ledger["month"])] = Standing(entry, ledger)
        elif entry.kind == ROLLBACK:
            _bring_back(found, entry, entries[:at])
        elif entry.kind in (APPROVAL, REOPENING, SPOT_CHECK):
            for each in named(entry):
                found[each] = _after(found.get(each, NOTHING), entry)
    return found


def named(entry: Entry) -> list[CountyMonth]:
    """The county-months that an approval, a reopening, a spot check or a rollback speaks of."""
    return [(county, months.parse(month)) for county, month in entry.told["county_months"]]


def written(county_months: Iterable[CountyMonth]) -> list[list[str]]:
    """As the journal keeps them."""
    return [[county, months.write(month)] for county, month in sorted(county_months)]


def require_open(entries: Sequence[Entry], asked: Iterable[CountyMonth]) -> None:
    """Nothing where all may be corrected; else an `IntakeError` says who has approved which, and what to do."""
    known = of(entries)
    for county, month in sorted(asked):
        standing = known.get((county, month), NOTHING)
        step = standing.approved
        if step is not None:
            sentence = t(
                "The ledger of {county} for {month} is locked: {step} ({who}, {day}). Reopen it with a reason, then"
                " publish the correction."
            )
            entry = standing.steps[step]
            raise IntakeError(
                sentence.format(
                    county=county,
                    month=numbers.month(month),
                    step=t(STEPS[step]),
                    who=entry.who,
                    day=entry.at[:10],
                )
            )


def _after(before: Standing, entry: Entry) -> Standing:
    if entry.kind == APPROVAL:
        return replace(before, steps={**before.steps, entry.told["step"]: entry}, reopened=None)
    if entry.kind == REOPENING:
        return replace(before, steps={}, reopened=entry)
    return replace(before, spot_check=entry)


def _bring_back(found: dict[CountyMonth, Standing], entry: Entry, earlier: Sequence[Entry]) -> None:
    """The county-months that the older snapshot changes stand again as they did when it was last current."""
    left = [at for at, each in enumerate(earlier) if each.told.get("before") == entry.told["wanted"]]
    then = of(earlier[: left[-1]]) if left else {}
    for each in named(entry):
        if each in then:
            found[each] = then[each]
        else:
            found.pop(each, None)
