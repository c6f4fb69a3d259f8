"""People who work in workshops: ever, and in the month."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

_EVER = """
SELECT {area:f.area_code} AS area, m.month, {type:f.workshop_type} AS type,
       {numbers}
FROM first_seen AS f
JOIN months AS m ON f.month <= m.month AND m.month BETWEEN $first AND $month
WHERE length(f.area_code) = $digits
  AND starts_with(f.area_code, $inside)
  AND {rows:f.workshop_type}
GROUP BY {keys}m.month
""".strip()

WORKSHOP_MONTHS = """
SELECT {area:w.village_code} AS area, r.month, {type:w.workshop_type} AS type,
       {numbers}
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
WHERE r.month BETWEEN $first AND $month
  AND starts_with(w.village_code, $inside)
  {only:w.workshop_type}
GROUP BY {keys}r.month
""".strip()

_ALL = "sum(people) AS numerator, sum(people) AS n"
_LOW = "sum(low) AS numerator, sum(low) AS n, sum(people) - sum(low) AS others"
_SHARE = (
    "sum(low) AS numerator, sum(people) AS denominator, sum(people) AS n, sum(people) - sum(low) AS others"
)


def _ever(numbers: str) -> str:
    return _EVER.replace(
        "{numbers}", numbers.replace("sum(low)", "coalesce(sum(people) FILTER (is_low_income), 0)")
    )


def _ever_summed(numbers: str) -> str:
    low = numbers.replace("sum(low)", "low_income_people_ever")
    return by_type("area_stocks", low.replace("sum(people)", "people_ever"))


def _at_work(numbers: str) -> str:
    low = numbers.replace("sum(low)", "low_income_people")
    return by_type("area_people", low.replace("sum(people)", "people"))


def _at_work_in_workshops(numbers: str) -> str:
    named = numbers.replace("sum(people)", "sum(r.people)").replace("sum(low)", "sum(r.low_income_people)")
    return WORKSHOP_MONTHS.replace("{numbers}", named)


_SHEET = mark("County ledgers, sheet of employment")
_DISTINCT = mark(
    "A person counts once in a county; who moves to another county counts in both. Never add months to it."
)
_MONTHLY = mark("A worker in several workshops counts once, where most days were worked.")

INDICATORS = (
    Indicator(
        key="people_employed_cumulative",
        name=mark("People employed since the start"),
        short_name=mark("Employed, cumulative"),
        unit="people",
        better="higher",
        nature="stock",
        family="people",
        shape="count",
        numerator=mark("Different people who have ever worked in a workshop of the area"),
        caveat=_DISTINCT,
        why=mark("It is how the programme's reach is published: people given work, cumulatively."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        wide=_ever_summed(_ALL),
        narrow=_ever(_ALL),
    ),
    Indicator(
        key="low_income_people_employed_cumulative",
        name=mark("Low-income people employed since the start"),
        short_name=mark("Low-income, cumulative"),
        unit="people",
        better="higher",
        nature="stock",
        family="people",
        shape="count",
        numerator=mark(
            "Different people of low-income farm households who have ever worked in a workshop of the area"
        ),
        caveat=mark(
            "Persons, not households; the status is the one a person had when first seen in the county."
        ),
        why=mark("Reaching low-income farm households is what sets a workshop apart from any other job."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        wide=_ever_summed(_LOW),
        narrow=_ever(_LOW),
    ),
    Indicator(
        key="people_at_work",
        name=mark("People at work in the month"),
        short_name=mark("At work"),
        unit="people",
        better="higher",
        nature="flow",
        family="people",
        shape="count",
        numerator=mark("Different people in the month's sheet of employment"),
        caveat=_MONTHLY,
        why=mark("It says how many have work now, which a cumulative figure cannot."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        wide=_at_work(_ALL),
        narrow=_at_work_in_workshops(_ALL),
    ),
    Indicator(
        key="low_income_people_at_work",
        name=mark("Low-income people at work in the month"),
        short_name=mark("Low-income at work"),
        unit="people",
        better="higher",
        nature="flow",
        family="people",
        shape="count",
        numerator=mark("Different people of low-income farm households in the month's sheet of employment"),
        caveat=mark(
            "Persons, not households; the status is the one a person had when first seen in the county."
        ),
        why=mark("It says whether low-income farm households have work now."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        wide=_at_work(_LOW),
        narrow=_at_work_in_workshops(_LOW),
    ),
    Indicator(
        key="low_income_share",
        name=mark("Share of low-income people at work"),
        short_name=mark("Low-income share"),
        unit="share",
        better="higher",
        nature="flow",
        family="people",
        shape="rate",
        numerator=mark("Low-income people at work in the month"),
        denominator=mark("People at work in the month"),
        caveat=mark("It can fall because others joined, without one low-income person leaving."),
        why=mark("It shows whether growth still reaches those the programme is for."),
        source=_SHEET,
        counts_people=True,
        wide=_at_work(_SHARE),
        narrow=_at_work_in_workshops(_SHARE),
    ),
)
