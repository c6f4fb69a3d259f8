"""What the attention list finds in a talk's month."""

from collections.abc import Hashable
from weakref import WeakKeyDictionary

from sharedwealth.attention import finding, reading, wages
from sharedwealth.attention.finding import Findings
from sharedwealth.briefings.asking import Asked
from sharedwealth.indicators.snapshot import Source

_findings: WeakKeyDictionary[Source, dict[Hashable, Findings]] = WeakKeyDictionary()


def findings(asked: Asked) -> Findings:
    """What the attention list finds in the month, worked out once for a snapshot and the rules as they stand."""
    rules, minimums = reading.rules(asked.settings), wages.of_file(wages.path(asked.settings))
    known = _findings.setdefault(asked.warehouse, {})
    key = (rules, minimums, asked.month)
    if key not in known:
        known[key] = finding.find(asked.warehouse, rules, minimums, asked.month)
    return known[key]
