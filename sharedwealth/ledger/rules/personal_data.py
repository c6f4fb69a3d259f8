"""Personal data is refused: the employment sheet knows workers by local serial numbers only."""

from collections.abc import Iterator

from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.reading.layout import Layout


def personal_data(_layout: Layout) -> Iterator[Finding]:
    yield from ()
