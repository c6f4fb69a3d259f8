"""How many counties stand behind a month."""

from datetime import date

from sharedwealth.indicators import snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.text import t

_REPORTED = """
SELECT count(*) FILTER (WHERE is_reported) AS reported, count(*) AS counties
FROM county_months
WHERE month = $month AND starts_with(county_code, $county)
"""


def counties_reported(warehouse: Source, area: str, month: date) -> tuple[int, int]:
    """Counties of the area whose ledger of the month has arrived, and all of them; below a county, its own."""
    row = warehouse.query(_REPORTED, {"month": month, "county": codes.up_to(area, "county")}).iloc[0]
    return int(row["reported"]), int(row["counties"])


def counties_unverified(warehouse: Source, area: str, month: date) -> int:
    """Counties of the area whose ledger of the month has arrived and is not verified; below a county, its own."""
    known = snapshot.snapshot(warehouse)
    here = known.places["county"].inside(codes.up_to(area, "county"))
    before, after = known.unverified[[here.start, here.stop], known.months.index(month)]
    return int(after - before)


def received_words(expected: tuple[int, int], unverified: int) -> str:
    """88 of 90 counties have reported, 2 not verified; of a single county, whether its ledger is there.

    `expected` is what `counties_reported` gives.
    """
    reported, counties = expected
    if counties == 1:
        if unverified:
            return t("ledger received, not verified")
        return t("ledger received") if reported else t("ledger not received")
    received = t("{reported} of {counties} counties have reported").format(
        reported=reported, counties=counties
    )
    if unverified:
        return t("{sentence}, {count} not verified").format(sentence=received, count=unverified)
    return received
