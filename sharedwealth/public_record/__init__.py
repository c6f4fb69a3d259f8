"""The public record: what was really published about the workshops, each figure with its quote and source.

It stands beside the ledgers' figures and is never mixed with them.
"""

from sharedwealth.public_record.correspondence import LEDGER_INDICATORS, series
from sharedwealth.public_record.reading import (
    RecordError,
    background,
    figures,
    glossary,
    load,
    load_background,
    rows,
)
from sharedwealth.public_record.totals import MixedFiguresError, total
from sharedwealth.public_record.wording import (
    PERIODS,
    PRECISIONS,
    SUBJECTS,
    TRUST,
    area_name,
    as_of_text,
    indicator_name,
    note,
    period_text,
    precision_text,
    published_on_text,
    publisher,
    subject_name,
    title,
    trust_text,
    value_text,
)

__all__ = [
    "LEDGER_INDICATORS",
    "PERIODS",
    "PRECISIONS",
    "SUBJECTS",
    "TRUST",
    "MixedFiguresError",
    "RecordError",
    "area_name",
    "as_of_text",
    "background",
    "figures",
    "glossary",
    "indicator_name",
    "load",
    "load_background",
    "note",
    "period_text",
    "precision_text",
    "published_on_text",
    "publisher",
    "rows",
    "series",
    "subject_name",
    "title",
    "total",
    "trust_text",
    "value_text",
]
