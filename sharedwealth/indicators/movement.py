"""Who joins, who leaves, who comes back."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

# Who is at work in two months is told too: with two of the three known, so is the third. The smaller of the other two
# that is not nobody is protected with each.
_ALL = ("joiners", "returners", "leavers")


def _counted(column: str) -> str:
    others = ", ".join(f"nullif({other}, 0)" for other in _ALL if other != column)
    return by_type(
        "area_movement", f"{column} AS numerator, {column} AS n, coalesce(least({others}), 0) AS others"
    )


JOINERS, RETURNERS, LEAVERS = map(_counted, _ALL)

_SHEET = mark("County ledgers, sheet of employment, this one and those before")

INDICATORS = (
    Indicator(
        key="joiners",
        name=mark("People who joined"),
        short_name=mark("Joined"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People at work in the month who were never in a ledger of the county before"),
        caveat=mark(
            "Who moves in from another county counts as new; in a county's first ledger everybody is."
        ),
        why=mark("It shows whether workshops still reach new people."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        levels=WIDE,
        wide=JOINERS,
    ),
    Indicator(
        key="leavers",
        name=mark("People who left"),
        short_name=mark("Left"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People in the county's ledger before this one who are not in this one"),
        caveat=mark(
            "Some are away for a season and return; after a missing ledger the months between are one step."
        ),
        why=mark("Many leavers point to seasons, low pay or closed workshops."),
        source=_SHEET,
        counts_people=True,
        by_type=False,
        levels=WIDE,
        wide=LEAVERS,
    ),
    Indicator(
        key="returners",
        name=mark("People who came back"),
        short_name=mark("Returned"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People at work in the month, known from earlier ledgers but not in the one before"),
        caveat=mark("A worker who leaves and returns every season counts each time."),
        why=mark("Seasonal work looks like loss and growth in turn; returners tell the two apart."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        levels=WIDE,
        wide=RETURNERS,
    ),
)
