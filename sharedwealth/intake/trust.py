"""How far a county-month can be trusted: five parts, each with the figure behind it, and a grade from A to D.

What a publication keeps of its ledger (`findings_by_rule`, `measures`) is all that the parts need, so the grade of a
month can be worked out again from the journal at any time. Generated months are not graded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sharedwealth import numbers
from sharedwealth.choices import word
from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark, t, tn

Mark = Literal["yes", "partly", "no", "unknown"]

MARKS: dict[str, str] = {
    "yes": mark("yes"),
    "partly": mark("partly"),
    "no": mark("no"),
    "unknown": mark("not known"),
}
PARTS: dict[str, str] = {
    "complete": mark("Complete"),
    "timely": mark("Timely"),
    "consistent": mark("Consistent"),
    "plausible": mark("Plausible"),
    "spot_checked": mark("Checked on the spot"),
}
DEFINITIONS: dict[str, str] = {
    "complete": mark(
        "All five sheets, at least 80% of the optional cells and every workshop of the ledger before: yes. All five"
        " sheets, at least 50% and at least 90% of the workshops: partly."
    ),
    "timely": mark("Received by the day it was due: yes. Up to five days later: partly."),
    "consistent": mark(
        "No warning about references, dates, the register or the ledger before: yes. Explained warnings, at most one to"
        " a hundred rows: partly."
    ),
    "plausible": mark(
        "No warning about a jump or an unusual figure: yes. Explained warnings, at most one to twenty workshops:"
        " partly."
    ),
    "spot_checked": mark(
        "Somebody was there and found what the ledger says: yes. Small differences: partly. No"
        " visit: not known."
    ),
}
RULE = mark(
    "A: all five yes. B: of the first four none is no and at most one is partly. C: of the first four at most one is"
    " no. D: everything else, and wherever the spot check did not find what the ledger says. What is not known"
    " counts as no among the first four."
)
RESULTS: dict[str, str] = {
    "agrees": mark("As the ledger says"),
    "small_differences": mark("Small differences"),
    "disagrees": mark("Not as the ledger says"),
}
"""What a spot check may find."""

GENERATED = "generated"
PLAUSIBILITY = frozenset({
    "people_jump", "wage_jump", "wage_unit_slip", "amount_unit_slip", "amount_jump", "age_of_worker", "days_in_month",
    "wage_in_range", "prior_income_in_range", "steward_count_in_range", "results_in_range", "wage_with_days",
    "hired_at_working_age", "trained_in_sessions",
})  # fmt: skip
"""Rules whose warnings are about how likely a figure is; those of all others are about how things fit together."""

BLANK_BY_NATURE = frozenset({"served_village_codes", "brand", "stars", "closed_on", "ended_on"})
"""Optional columns that stand empty where there is nothing to say."""

_FILLED, _FILLED_PARTLY = 0.8, 0.5
_LISTED_PARTLY = 0.9
_DAYS_PARTLY = 5
_WARNINGS_PER_ROW, _WARNINGS_PER_WORKSHOP = 0.01, 0.05
_VISITED: dict[str, Mark] = {"agrees": "yes", "small_differences": "partly", "disagrees": "no"}


@dataclass(frozen=True)
class Part:
    """One of the five: how far it holds, and the figure that says so, in words."""

    name: str
    mark: Mark
    figure: str


@dataclass(frozen=True)
class Trust:
    """The grade A to D, or `generated`, and its five parts in the order of `PARTS`."""

    grade: str
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part:
        return next(each for each in self.parts if each.name == name)


def optional_columns(sheet: str) -> list[str]:
    """The optional columns of a sheet that a full ledger fills."""
    return [
        each.name
        for each in SHEETS[sheet].columns
        if not each.is_required and each.name not in BLANK_BY_NATURE
    ]


def findings_by_rule(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What a publication keeps of the findings: each rule once, with how often, and its first sentence and place."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    counted = Counter((each.rule, each.severity) for each in findings)
    for each in findings:
        kept.setdefault(
            (each.rule, each.severity),
            {
                "rule": each.rule,
                "severity": each.severity,
                "count": counted[each.rule, each.severity],
                "sheet": each.sheet,
                "cell": each.cell,
                "message_zh": each.message_zh,
                "message_en": each.message_en,
            },
        )
    return list(kept.values())


def measures(book: Book, context: Context) -> dict[str, int]:
    """What a publication keeps to tell how complete a ledger is."""
    frames = {name: read.frame for name, read in book.sheets.items()}
    known = set()
    before = context.previous.get("workshops")
    if before is not None and len(before):
        known = set(before.loc[before["closed_on"].isna(), "workshop_id"].dropna())
    listed = set(frames["workshops"]["workshop_id"].dropna()) if "workshops" in frames else set()
    return {
        "sheets": sum(len(frame) > 0 for frame in frames.values()),
        "rows": sum(map(len, frames.values())),
        "workshops": len(listed),
        "optional_cells": sum(len(frame) * len(optional_columns(name)) for name, frame in frames.items()),
        "optional_filled": sum(
            int(frame[optional_columns(name)].notna().sum().sum()) for name, frame in frames.items()
        ),
        "workshops_known": len(known),
        "workshops_kept": len(known & listed),
    }


def graded(
    days_late: int | None,
    measured: Mapping[str, int],
    findings: Sequence[Mapping[str, Any]],
    reason: str,
    visit: Mapping[str, Any] | None,
) -> Trust:
    """The trust in a published ledger: when it came, what was kept of it, why its warnings stayed, and a spot check.

    `days_late` is counted from the day it was due, at most 0 in time, None where nobody knows when it came; `visit` is
    what the journal tells of the last spot check.
    """
    warnings = [each for each in findings if each["severity"] == "warning"]
    unlikely = sum(each["count"] for each in warnings if each["rule"] in PLAUSIBILITY)
    unfitting = sum(each["count"] for each in warnings) - unlikely
    parts = (
        _complete(measured),
        _timely(days_late),
        _warned("consistent", unfitting, measured.get("rows", 0) * _WARNINGS_PER_ROW, reason),
        _warned("plausible", unlikely, measured.get("workshops", 0) * _WARNINGS_PER_WORKSHOP, reason),
        _spot_checked(visit),
    )
    return Trust(grade({each.name: each.mark for each in parts}), parts)


def generated(days_late: int | None, measured: Mapping[str, int]) -> Trust:
    """Of a generated month only completeness and timeliness can be told."""
    unknown = (Part(name, "unknown", t("generated")) for name in ("consistent", "plausible", "spot_checked"))
    return Trust(GENERATED, (_complete(measured), _timely(days_late), *unknown))


def grade(marks: Mapping[str, Mark]) -> str:
    """The grade that `RULE` gives these marks."""
    desk = Counter(marks[name] for name in ("complete", "timely", "consistent", "plausible"))
    doubtful = desk["no"] + desk["unknown"]
    if marks["spot_checked"] == "no" or doubtful > 1:
        return "D"
    if doubtful or desk["partly"] > 1:
        return "C"
    return "A" if desk["yes"] == len(PARTS) - 1 and marks["spot_checked"] == "yes" else "B"


def _complete(measured: Mapping[str, int]) -> Part:
    if not measured.get("rows"):
        return Part("complete", "unknown", t("not known"))
    cells, known = measured["optional_cells"], measured["workshops_known"]
    filled = measured["optional_filled"] / cells if cells else 1.0
    kept = measured["workshops_kept"] / known if known else 1.0
    has_all = measured["sheets"] == len(SHEETS)
    told: Mark = "no"
    if has_all and filled >= _FILLED and kept == 1:
        told = "yes"
    elif has_all and filled >= _FILLED_PARTLY and kept >= _LISTED_PARTLY:
        told = "partly"
    sentence = t(
        "{sheets} of {all} sheets; {filled} of the optional cells filled; {kept} of {known} known workshops"
    )
    said = sentence.format(
        sheets=measured["sheets"],
        all=len(SHEETS),
        filled=numbers.percent(filled),
        kept=measured["workshops_kept"],
        known=known,
    )
    return Part("complete", told, said)


def _timely(days_late: int | None) -> Part:
    if days_late is None:
        return Part("timely", "unknown", t("not known"))
    if days_late <= 0:
        return Part("timely", "yes", t("in time"))
    said = tn("{count} day late", "{count} days late", days_late).format(count=days_late)
    return Part("timely", "partly" if days_late <= _DAYS_PARTLY else "no", said)


def _warned(name: str, count: int, most: float, reason: str) -> Part:
    if not count:
        return Part(name, "yes", t("no warnings"))
    said = tn("{count} warning, explained", "{count} warnings, explained", count)
    if not reason.strip():
        said = tn("{count} warning", "{count} warnings", count)
    is_few = count <= max(1.0, most) and reason.strip()
    return Part(name, "partly" if is_few else "no", said.format(count=count))


def _spot_checked(visit: Mapping[str, Any] | None) -> Part:
    if visit is None:
        return Part("spot_checked", "unknown", t("no visit"))
    said = t("{day}, {who}: {result}").format(
        day=visit["day"], who=visit["by"], result=word(RESULTS, visit["result"])
    )
    return Part("spot_checked", _VISITED[visit["result"]], said)
