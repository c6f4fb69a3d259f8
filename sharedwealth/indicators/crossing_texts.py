"""The text that answers a crossed question, and the values bound in it."""

import re
from dataclasses import dataclass

from sharedwealth.indicators.crossing import ALL, PERSONAL, Crossing
from sharedwealth.indicators.texts import Shape, written
from sharedwealth.places.codes import LENGTHS

COLUMNS = {"type": "workshop_type", "sex": "sex", "age": "age_band", "low": "is_low_income"}
_NAMED = re.compile(r"\$([a-z_]+)")

_CELLS = """
SELECT {area} AS area, month{columns},
       {numbers}
FROM cells
WHERE month BETWEEN $first AND $month
  AND starts_with(county_code, $inside){only}
GROUP BY ALL
""".strip()

_MEAN = "sum(increase_sum){of} AS numerator,\n       sum(prior_people){of} AS denominator, sum(prior_people){of} AS n"
_NUMBERS = {
    "people_at_work": "sum(people) AS numerator, sum(people) AS n",
    "low_income_people_at_work": "coalesce(sum(people) FILTER (is_low_income), 0) AS numerator,\n"
    "       coalesce(sum(people) FILTER (is_low_income), 0) AS n",
    "low_income_share": "coalesce(sum(people) FILTER (is_low_income), 0) AS numerator,\n"
    "       sum(people) AS denominator, sum(people) AS n",
    "income_increase": _MEAN.replace("{of}", ""),
    "low_income_income_increase": _MEAN.replace("{of}", " FILTER (is_low_income)"),
    "other_income_increase": _MEAN.replace("{of}", " FILTER (NOT is_low_income)"),
    "farmers_gain": "sum(increase_sum) AS numerator, sum(prior_people) AS n",
    "theil": "sum(prior_people) AS n,\n"
    "       sum(both_wage_log_sum) / nullif(sum(both_wage_sum), 0)\n"
    "           - ln(nullif(sum(both_wage_sum), 0) / nullif(sum(prior_people), 0)) AS value",
}

# The quantiles of low-income workers and of the others stand beside those of all, so that no bins are read.
_INCREASES = """
SELECT {area} AS area, month{type}, is_low_income,
       increase_sum AS numerator, people AS denominator, people AS n, q1, median, q3
FROM (
    SELECT area_code, month, workshop_type, TRUE AS is_low_income, low_income_people AS people,
           low_income_increase_sum AS increase_sum, low_income_q1 AS q1, low_income_median AS median,
           low_income_q3 AS q3
    FROM area_increases
    UNION ALL
    SELECT area_code, month, workshop_type, FALSE, other_people, other_increase_sum, other_q1, other_median, other_q3
    FROM area_increases
) AS increases
WHERE month BETWEEN $first AND $month
  AND length(area_code) = $digits
  AND starts_with(area_code, $inside)
  AND {rows}{only}
""".strip()


@dataclass(frozen=True)
class Told:
    """A statement and its values, as it is asked and as it is shown."""

    sql: str
    values: dict[str, object]

    def listed(self) -> list[str]:
        """`$month = 2024-10-01`, a line for each value."""
        return [f"${name} = {value}" for name, value in self.values.items()]


def text_of(asked: Crossing) -> Told:
    """The statement that yields `area`, `month`, what is split by, and the indicator's numbers."""
    if not asked.is_personal:
        sql = _of_catalogue(asked)
    elif asked.indicator.key == "income_increase" and not {"sex", "age"} & set(asked.split):
        sql = _of_increases(asked)
    else:
        sql = _of_cells(asked)
    named = set(_NAMED.findall(sql))
    return Told(sql, {name: value for name, value in _values(asked).items() if name in named})


def knows_quartiles(asked: Crossing) -> bool:
    """Whether a mean comes with median and quartiles: bins are kept by type and low income, not by sex and age."""
    of_parts = asked.indicator.key in ("low_income_income_increase", "other_income_increase")
    return not asked.is_personal or not ({"sex", "age"} & set(asked.split) or of_parts)


def _values(asked: Crossing) -> dict[str, object]:
    return {
        "inside": asked.place.code,
        "digits": LENGTHS[asked.level],
        "below": LENGTHS[asked.level] + 2,
        "first": asked.first,
        "month": asked.month,
        "types": list(asked.members("type")),
        "type": asked.only.get("type", ALL),
        "sex": asked.only.get("sex"),
        "age": asked.only.get("age"),
        "low": asked.only.get("low") == "yes",
    }


def _of_catalogue(asked: Crossing) -> str:
    has_one_type = "type" in asked.only
    shape = Shape(
        over_areas=asked.is_over_places,
        over_types="type" in asked.by and not has_one_type,
        one_type=has_one_type,
    )
    return written(asked.indicator.query(asked.level), shape)


def _of_increases(asked: Crossing) -> str:
    is_by_type = "type" in asked.by and "type" not in asked.only
    parts = {
        "{area}": "area_code" if asked.is_over_places else "$inside",
        "{type}": ", workshop_type" if is_by_type else "",
        "{rows}": "workshop_type <> 'all'" if is_by_type else "workshop_type = $type",
        "{only}": "\n  AND is_low_income = $low" if "low" in asked.only else "",
    }
    return _filled(_INCREASES, parts)


def _of_cells(asked: Crossing) -> str:
    columns = [COLUMNS[each] for each in asked.split if each not in asked.only]
    narrowed = [f"\n  AND {COLUMNS[each]} = ${each}" for each in ("type", *PERSONAL) if each in asked.only]
    parts = {
        "{area}": "left(county_code, $digits)" if asked.is_over_places else "$inside",
        "{columns}": "".join(f", {column}" for column in columns),
        "{numbers}": _NUMBERS[asked.indicator.key],
        "{only}": "".join(narrowed),
    }
    return _filled(_CELLS, parts)


def _filled(text: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        text = text.replace(name, part)
    return text
