"""A published figure in words: its value with the source's 近 余 超 kept, its date no more exact than known."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

from sharedwealth import months, numbers
from sharedwealth.public_record import tables
from sharedwealth.text import language, mark, mark_in, t, tp

Row = Mapping[Hashable, Any]

TRUST: dict[str, str] = {
    "A": mark("Official or first-hand media page"),
    "B": mark("Reputable text, seen only in a mirror copy or a repost"),
    "C": mark("Secondary compilation"),
}
PERIODS: dict[str, str] = {
    "cumulative": mark_in("published figure", "Since the start"),
    "month": mark_in("published figure", "Per month"),
    "year": mark_in("published figure", "In a year"),
    "year_end": mark_in("published figure", "At the end of the year"),
    "first_half": mark_in("published figure", "January to June"),
    "first_three_quarters": mark_in("published figure", "January to September"),
    "due": mark_in("published figure", "To be reached by then"),
    "none": mark_in("published figure", "Not said"),
}
PRECISIONS: dict[str, str] = {
    "day": mark_in("published figure", "To the day"),
    "month": mark_in("published figure", "To the month"),
    "year": mark_in("published figure", "Year only"),
    "range": mark_in("published figure", "Undated, bounded by what the source says"),
    "undated": mark_in("published figure", "Undated"),
}
SUBJECTS: dict[str, str] = {
    "workshops": mark_in("published figure", "Workshops"),
    "employment": mark_in("published figure", "Employment"),
    "income": mark_in("published figure", "Income"),
    "collectives": mark_in("published figure", "Village collectives"),
    "business": mark_in("published figure", "Output and pay"),
    "organisation": mark_in("published figure", "Organisation"),
    "targets": mark_in("published figure", "Targets"),
    "around": mark_in("published figure", "Around the programme"),
    "living": mark_in("published figure", "Incomes of residents"),
    "gaps": mark_in("published figure", "Gaps"),
    "economy": mark_in("published figure", "Economy and population"),
}
QUALIFIERS: dict[str, tuple[str, str]] = {
    "": ("{figure}{unit}", "{figure} {unit}"),
    "近": ("近{figure}{unit}", "nearly {figure} {unit}"),
    "约": ("约{figure}{unit}", "about {figure} {unit}"),
    "超": ("超{figure}{unit}", "over {figure} {unit}"),
    "余": ("{figure}余{unit}", "over {figure} {unit}"),
    "多": ("{figure}多{unit}", "over {figure} {unit}"),
    "以上": ("{figure}{unit}以上", "at least {figure} {unit}"),
    "以内": ("{figure}{unit}以内", "within {figure} {unit}"),
    "低于": ("低于{figure}{unit}", "below {figure} {unit}"),
}
"""The source's rounding word, and how a figure with it is written in Chinese and in English."""

_PER_PERIOD = {"month": ("/月", " a month"), "year": ("/年", " a year")}
_WRITTEN_OUT = frozenset({"workshops", "yuan_per_person", "yuan_per_family", "ratio", "percent"})


def value_text(row: Row) -> str:
    """The figure as it was published: 近1,000家, 3,700多家; nearly 1,000 workshops.

    Nothing is rounded further: a figure that does not fit 万 or 亿 in two decimals is written out.
    """
    chinese, english = QUALIFIERS[row["qualifier"]]
    value, unit = float(row["value"]), str(row["unit"])
    figure = _figure(value, unit)
    if unit == "percent":
        figure, word = f"{figure}%", ""
    else:
        word = _unit_word(value, unit, str(row["period"]))
    pattern = chinese if language() == "zh" else english
    return pattern.format(figure=figure, unit=word).strip()


def _unit_word(value: float, unit: str, period: str) -> str:
    words = tables.units()[unit]
    chinese, english = _PER_PERIOD.get(period, ("", "")) if unit.startswith("yuan_per_") else ("", "")
    if language() == "zh":
        return words.word_zh + (chinese.replace("/", "·") if "/" in words.word_zh else chinese)
    written = words.one_en if value == 1 else words.many_en
    head, per, tail = written.partition(" per ")
    return f"{head}{english}{per}{tail}"


def _figure(value: float, unit: str) -> str:
    if unit not in _WRITTEN_OUT:
        for size, word, decimals in _sizes():
            if value >= size and _fits(value / size, decimals):
                return f"{_trimmed(value / size, decimals)}{word}"
    return _trimmed(value, 2)


def _sizes() -> tuple[tuple[float, str, int], ...]:
    if language() == "zh":
        return (1e8, "亿", 2), (1e4, "万", 2)
    return (1e9, " billion", 3), (1e6, " million", 2)


def _fits(value: float, decimals: int) -> bool:
    return abs(value - round(value, decimals)) < 1e-9


def _trimmed(value: float, decimals: int) -> str:
    written = numbers.plain(value, decimals)
    return written.rstrip("0").rstrip(".") if "." in written else written


def as_of_text(row: Row) -> str:
    """When the figure stands, in words: 截至2023年4月15日, 2024年（月份不详）; an undated one says so."""
    written, period = str(row["as_of"]), str(row["period"])
    if str(row["indicator"]).startswith("target_") and period == "none" and written:
        return t("set in {when}").format(when=_when(written))
    if not written:
        return _undated(row)
    if len(written) == 4:
        return _year(written, period)
    return t("as of {when}").format(when=_when(written))


def _undated(row: Row) -> str:
    if row.get("latest"):
        first, last = months.parse(str(row["earliest"])), months.parse(str(row["latest"]))
        return t("undated; between {first} and {last}").format(
            first=numbers.month(first), last=numbers.month(last)
        )
    if row.get("published_on"):
        return t("undated; published {day}").format(day=_when(str(row["published_on"])))
    return t("undated")


def _year(year: str, period: str) -> str:
    sentences = {
        "year": t("{year}, whole year"),
        "year_end": t("end of {year}"),
        "first_half": t("January to June {year}"),
        "first_three_quarters": t("January to September {year}"),
        "due": t("by {year}"),
    }
    return sentences.get(period, t("{year}, month not given")).format(year=year)


def _when(written: str) -> str:
    """A date written 2024, 2024-06 or 2024-06-30, in words."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return f"{parts[0]}年" if language() == "zh" else str(parts[0])
    month = numbers.month(date(parts[0], parts[1], 1))
    if len(parts) == 2:
        return month
    return f"{month}{parts[2]}日" if language() == "zh" else f"{parts[2]} {month}"


def published_on_text(row: Row) -> str:
    """When the source was published, in words; "" where it does not say."""
    return _when(str(row["published_on"])) if row["published_on"] else ""


def indicator_name(key: str) -> str:
    """The published indicator's name in the run's language."""
    named = tables.indicators()[key]
    return named.name_zh if language() == "zh" else named.name_en


def subject_name(indicator: str) -> str:
    """The subject that a published indicator belongs to, in words."""
    words = SUBJECTS[tables.indicators()[indicator].subject]
    return tp("published figure", words)


def area_name(row: Row) -> str:
    return str(row["area_name_zh" if language() == "zh" else "area_name_en"])


def publisher(row: Row) -> str:
    return str(row["publisher_zh" if language() == "zh" else "publisher"])


def title(row: Row) -> str:
    """The article's title as it is printed, in its own language; a sentence where it was not shown."""
    return str(row["title"]) or t("title not shown")


def note(row: Row) -> str:
    """What to know before using the figure; "" where there is nothing."""
    return str(row["note_zh" if language() == "zh" else "note_en"])


def trust_text(row: Row) -> str:
    words = TRUST[row["trust"]]
    return t(words)


def period_text(row: Row) -> str:
    words = PERIODS[row["period"]]
    return tp("published figure", words)


def precision_text(row: Row) -> str:
    words = PRECISIONS[row["precision"]]
    return tp("published figure", words)
