"""What the attention list finds in a talk's month."""

from datetime import date
from weakref import WeakKeyDictionary

from sharedwealth.attention import finding, reading, wages
from sharedwealth.attention.finding import Findings
from sharedwealth.briefings.asking import Asked
from sharedwealth.indicators.snapshot import Source

_findings: WeakKeyDictionary[Source, dict[date, Findings]] = WeakKeyDictionary()


def findings(asked: Asked) -> Findings:
    """What the attention list finds in the month, worked out once for a snapshot."""
    known = _findings.setdefault(asked.warehouse, {})
    if asked.month not in known:
        rules = reading.rules(asked.settings)
        table = wages.of_file(wages.path(asked.settings))
        known[asked.month] = finding.find(asked.warehouse, rules, table, asked.month)
    return known[asked.month]
