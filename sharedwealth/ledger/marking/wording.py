"""What the marks say, and how ours are known again in a workbook that comes back."""

import re
from collections.abc import Sequence

from sharedwealth.bilingual import Bilingual
from sharedwealth.ledger.findings import SEVERITIES, Finding, Severity
from sharedwealth.ledger.wording import both_in
from sharedwealth.text import mark_in

TITLE = "检查结果"
"""The name of the first sheet."""
SIGNATURE = "检查结果 Result of the check"
"""What its first cell says: a sheet of the clerk's own that has the same name does not say it."""
MARKER = "【检查】"
"""What every comment of ours begins with."""
LONGEST_TEXT = 500
"""Characters of what a file said that are repeated; a cell may hold thousands."""

_WORDS: dict[Severity, str] = {
    "error": mark_in("finding", "Error"),
    "warning": mark_in("finding", "Warning"),
    "note": mark_in("finding", "Note"),
}
# Excel reads `_x000D_` as a sign; the sign before it keeps the text as it is.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word(severity: Severity) -> Bilingual:
    return both_in("finding", _WORDS[severity])


def gravest(findings: Sequence[Finding]) -> Severity:
    return min((each.severity for each in findings), key=SEVERITIES.index)


def comment(findings: Sequence[Finding]) -> str:
    """Everything that is said of one cell, the gravest first."""
    ordered = sorted(findings, key=lambda each: SEVERITIES.index(each.severity))
    lines = []
    for each in ordered:
        told = word(each.severity)
        lines.append(f"{MARKER}{told.zh} {told.en}\n{each.message_zh}\n{each.message_en}")
    return safe("\n".join(lines))


def safe(text: str) -> str:
    """The text as a cell or a comment may hold it: not too long, no signs that XML does not know."""
    cut = text if len(text) <= 4 * LONGEST_TEXT else f"{text[: 4 * LONGEST_TEXT]}…"
    return _CODED.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", cut))


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
