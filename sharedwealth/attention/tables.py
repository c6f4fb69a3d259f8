"""The list as a reader's table, for the page, the files and the command line; and the rules as one."""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd

from sharedwealth import months, product_names
from sharedwealth.attention import telling
from sharedwealth.attention.finding import Findings
from sharedwealth.attention.measures import SUBJECTS, level_words
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.places import codes
from sharedwealth.text import language, t, tp

Name = Callable[[str], str]
"""The name of a place by its code, in the run's language."""
_KIND = re.compile(r" (She Autonomous County|County|District|City)$")
_DEMONSTRATION = re.compile("Demonstration (?=Village)")
"""Made-up villages, as short as the made-up workshops in them: Demo workshop, Demo Village."""
_KIND_BEFORE = re.compile(r" (She Ethnic Township|Subdistrict|Township|Town)(?= )")


def hits(findings: Findings, found: pd.DataFrame, name: Name, *, is_short: bool = False) -> pd.DataFrame:
    """Each hit: level, rule, place, workshop, figure, threshold, since when, people behind it, month.

    Short, for a screen or a sheet, a rule's name leaves out whom it looks at, which place and workshop say; a town's
    county has its own column; the enterprise on which a town depends stands where others have their workshop; and in
    English names are in English alone, without the kind of the place.
    """
    titles = {rule.key: rule.short_title() if is_short else rule.title() for rule in findings.rules}
    rows, place = found.to_dict("records"), _short_place if is_short else _place
    told = pd.DataFrame(
        {
            tp("attention", "Level"): [level_words(row["level"]) for row in rows],
            tp("attention", "Rule"): [titles[row["rule"]] for row in rows],
            t("Place"): [place(row["area"], name) for row in rows],
            t("Workshop"): [row["name"] or (telling.enterprise(row) if is_short else "") for row in rows],
            tp("attention", "Figure"): [telling.figure(row, is_short=is_short) for row in rows],
            t("Hits from"): [telling.threshold(row) for row in rows],
            tp("attention", "Since"): [months.write(_day(row["since"])) for row in rows],
            t("Months in a row"): [int(row["run"]) for row in rows],
            t("People or answers"): [telling.people(row) for row in rows],
            t("Type"): [word(WORKSHOP_TYPES, row["type"]) if row["type"] else "" for row in rows],
            t("County"): [name(codes.up_to(row["area"], "county")) for row in rows],
            t("Code"): [row["area"] for row in rows],
            t("Number of the workshop"): [row["workshop"] for row in rows],
            t("Month"): [months.write(findings.month)] * len(rows),
        }
    )
    return _in_short_names(told) if is_short and language() == "en" else told


def _in_short_names(told: pd.DataFrame) -> pd.DataFrame:
    return told.assign(
        **{
            t("Workshop"): [product_names.worded(str(each)) for each in told[t("Workshop")]],
            t("County"): [_KIND.sub("", each) for each in told[t("County")]],
            t("Place"): [
                _DEMONSTRATION.sub("Demo ", _KIND_BEFORE.sub(" ·", each)) for each in told[t("Place")]
            ],
        }
    )


def rules(findings: Findings, area: str, workshop_type: str | None) -> pd.DataFrame:
    """Each rule: what it means, its level, whom it looks at, how many it could judge and how many it hits."""
    hit = telling.narrowed(findings, area, workshop_type)["rule"].value_counts()
    told = list(findings.rules)
    return pd.DataFrame(
        {
            tp("attention", "Level"): [level_words(rule.level) for rule in told],
            tp("attention", "Rule"): [rule.title() for rule in told],
            t("Looks at"): [t(SUBJECTS[rule.of]) for rule in told],
            tp("attention", "Hits"): [int(hit.get(rule.key, 0)) for rule in told],
            t("Could be judged"): [telling.judged(findings, rule.key, area, workshop_type) for rule in told],
            t("What it means"): [rule.explained() for rule in told],
        }
    )


def plain_rows(findings: Findings, found: pd.DataFrame) -> list[dict[str, object]]:
    """Each hit as plain values, for programs; what is hidden is null."""
    kept = (
        "rule",
        "level",
        "of",
        "area",
        "workshop",
        "name",
        "type",
        "unit",
        "figure",
        "base",
        "threshold",
        "n",
    )
    rows = []
    for row in found.to_dict("records"):
        told: dict[str, object] = {column: _plain(row[column]) for column in kept}
        told |= {"since": months.write(_day(row["since"])), "run": int(row["run"]), "status": row["status"]}
        told |= {"n_words": telling.people(row), "month": months.write(findings.month)}
        rows.append(told)
    return rows


def _plain(value: object) -> object:
    if value is None or value == "" or (isinstance(value, float) and value != value):  # noqa: PLR0124
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 4)
    return value


def _day(value: object) -> date:
    return pd.Timestamp(value).date()  # type: ignore[arg-type]


def _place(code: str, name: Name) -> str:
    """A county by its name, a smaller place with its town or county before it."""
    level = codes.level(code)
    if level == "village":
        return f"{name(codes.up_to(code, 'town'))} {name(code)}"
    if level == "town":
        return f"{name(codes.up_to(code, 'county'))} {name(code)}"
    return name(code)


def _short_place(code: str, name: Name) -> str:
    """A town by its name alone, beside a column that names its county."""
    return name(code) if codes.level(code) == "town" else _place(code, name)
