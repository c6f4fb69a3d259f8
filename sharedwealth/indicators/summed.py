"""Texts that read the summaries of a snapshot: counties, cities and the province, already summed up."""

_ROWS = """
SELECT area_code AS area, month, {named} AS type,
       {numbers}
FROM {table}
WHERE month BETWEEN $first AND $month
  AND length(area_code) = $digits
  AND starts_with(area_code, $inside){picked}
""".strip()


def by_type(table: str, numbers: str, also: str = "") -> str:
    """Rows of a summary that has a row for each type, and for all; `also` picks among them."""
    picked = "\n  AND {rows:workshop_type}" + (f"\n  AND {also}" if also else "")
    return _written(table, numbers, "workshop_type", picked)


def of_all_types(table: str, numbers: str) -> str:
    """Rows of a summary that knows all types together only."""
    return _written(table, numbers, "$type", "")


def _written(table: str, numbers: str, named: str, picked: str) -> str:
    parts = {"{named}": named, "{numbers}": numbers, "{table}": table, "{picked}": picked}
    text = _ROWS
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text
