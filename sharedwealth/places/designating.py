"""Takes dated lists of places, such as the key assisted villages, into the operator's register, or changes nothing."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from sharedwealth.choices import DESIGNATIONS, word
from sharedwealth.errors import RegisterError, UnknownChoiceError
from sharedwealth.places import codes, importing, listfile, listrows
from sharedwealth.places import register as registers
from sharedwealth.places.listfile import Cell, Row
from sharedwealth.places.listrows import Problem, RefusedRow
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t, tn

FORM = listfile.Form(
    {
        "code": (*listfile.CODE, "村代码", "县代码"),
        "name": (*listfile.NAME, "村名", "村名称"),
        "designation": ("designation", "list", "名单", "名单类别", "称号", "类别", "类型"),
        "valid_from": ("validfrom", "from", "since", "起始日期", "生效日期", "开始日期", "认定日期", "起始"),
        "valid_to": ("validto", "to", "until", "截止日期", "失效日期", "结束日期", "退出日期", "截止"),
        "source": ("source", "来源", "依据", "文件", "文号"),
        "is_confirmed": ("isconfirmed", "confirmed", "是否确认", "已确认", "确认"),
    },
    frozenset({"code"}),
    mark("{file} has no row of headings with a code (代码). Its first row is: {found}"),
)
LEVELS: dict[str, codes.Level] = {
    "mountain_county": "county",
    "mountain_island_county": "county",
    "key_village": "village",
    "code_in_use": "village",
}
"""The level of the places that a list may hold. A village that is on no list of codes in use has its code for good."""

_LISTS = {chinese: key for key, chinese in (
    ("mountain_county", "山区县"),
    ("mountain_island_county", "山区海岛县"),
    ("key_village", "乡村振兴重点帮促村"),
    ("key_village", "重点帮促村"),
    ("code_in_use", "村代码有效期"),
    ("code_in_use", "代码有效期"),
)}  # fmt: skip
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?: 00:00:00)?")
_YES_AND_NO = {
    "": "true",
    "是": "true",
    "true": "true",
    "yes": "true",
    "否": "false",
    "false": "false",
    "no": "false",
}


@dataclass(frozen=True)
class Listed:
    """A place's stay on a list; without a last day it lasts."""

    row: int
    code: str
    designation: str
    valid_from: date
    valid_to: date | None
    source: str
    is_confirmed: str


@dataclass(frozen=True)
class DesignationReport:
    """What was taken: how many places of each list, from which file."""

    file: str
    counts: dict[str, int]

    def lines(self) -> list[str]:
        return [
            tn(
                "{count} place was taken into the list “{list}” from {file}.",
                "{count} places were taken into the list “{list}” from {file}.",
                count,
            ).format(count=count, list=word(DESIGNATIONS, designation), file=self.file)
            for designation, count in self.counts.items()
        ]


class DesignationsRefusedError(RegisterError):
    """At least one row cannot be taken and nothing changed; the message says what is wrong row by row."""

    def __init__(self, problems: list[Problem]) -> None:
        sentence = tn("{count} row cannot be taken:", "{count} rows cannot be taken:", len(problems))
        lines = [sentence.format(count=len(problems)), *(problem.line() for problem in problems)]
        super().__init__("\n".join([*lines, t("Nothing was changed.")]))
        self.problems = tuple(problems)


def import_designations(
    path: Path, settings: Settings, *, designation: str = "key_village", since: str = ""
) -> DesignationReport:
    """Puts the lists of a file (CSV, Excel) in the place of those in force; lists it does not name stay.

    `designation` and `since` stand for rows that give no list and no first day of their own. One wrong row refuses
    the whole file with a `DesignationsRefusedError`: half a list would look like a list.
    """
    if designation not in LEVELS:
        known = ", ".join(LEVELS)
        raise UnknownChoiceError(
            t("There is no list “{value}”. Possible: {known}.").format(value=designation, known=known)
        )
    register = registers.load(settings)
    taken = _checked(listfile.read(path, FORM), register, designation, since)
    counts = pd.Series([each.designation for each in taken]).value_counts(sort=False)
    in_force = registers.designations_as_written(settings)
    kept = in_force[~in_force["designation"].isin(counts.index)]
    whole = pd.concat([kept, _frame(taken)], ignore_index=True)
    importing.put(
        whole.sort_values(["designation", "code", "valid_from"], ignore_index=True),
        settings.operator_register / "designations.csv",
    )
    return DesignationReport(path.name, {str(key): int(count) for key, count in counts.items()})


def _checked(rows: list[Row], register: Register, designation: str, since: str) -> list[Listed]:
    taken: list[Listed] = []
    stays: dict[tuple[str, str], list[Listed]] = {}
    problems: list[Problem] = []
    for row in rows:
        try:
            listed = _listed(row, register, designation, since)
            _apart(listed, stays.setdefault((listed.code, listed.designation), []))
        except RefusedRow as refusal:
            problems.append(listrows.problem(row, refusal))
        else:
            taken.append(listed)
            stays[listed.code, listed.designation].append(listed)
    if problems:
        raise DesignationsRefusedError(problems)
    return taken


def _listed(row: Row, register: Register, designation: str, since: str) -> Listed:
    code = listrows.code(row.cells["code"])
    chosen = _designation(row.cells["designation"]) or designation
    if not register.exists(code):
        raise RefusedRow(code, mark("a code that is in the register of places"))
    if codes.level(code) != LEVELS[chosen]:
        is_village = LEVELS[chosen] == "village"
        expected = mark("a village's code, of 12 digits"), mark("a county's code, of 6 digits")
        raise RefusedRow(code, expected[0] if is_village else expected[1])
    first = _day(row.cells["valid_from"] or since)
    if first is None:
        raise RefusedRow("", mark("the first day on the list, such as 2024-01-01"))
    last = _day(row.cells["valid_to"])
    if last is not None and last <= first:
        raise RefusedRow(str(last), mark("a last day after the first"))
    confirmed = _YES_AND_NO.get(str(row.cells["is_confirmed"]).strip().lower())
    if confirmed is None:
        raise RefusedRow(row.cells["is_confirmed"], mark("是, 否 or an empty cell"))
    source = str(row.cells["source"] or "").strip()
    return Listed(row.number, code, chosen, first, last, source, confirmed)


def _designation(cell: Cell) -> str:
    written = str(cell or "").strip()
    if not written or written in LEVELS:
        return written
    if written not in _LISTS:
        raise RefusedRow(written, mark("重点帮促村, 山区县, 山区海岛县 or 代码有效期, or an empty cell"))
    return _LISTS[written]


def _day(cell: Cell) -> date | None:
    """A day as written, 2024-01-01, 2024/1/1 or 2024年1月1日; None for an empty cell."""
    written = str("" if cell is None else cell).strip()
    if not written:
        return None
    found = _DATE.fullmatch(written)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
    except ValueError:  # no such day: told below as any other thing that is none
        found = None
    raise RefusedRow(cell, mark("a day such as 2024-01-01"))


def _apart(listed: Listed, earlier: list[Listed]) -> None:
    """Refuses a stay that overlaps an earlier row's of the same place on the same list."""
    for other in earlier:
        if listed.valid_from < (other.valid_to or date.max) and other.valid_from < (
            listed.valid_to or date.max
        ):
            raise RefusedRow(
                listed.code, mark("each place once at a time: an earlier row has it for these days")
            )


def _frame(taken: list[Listed]) -> pd.DataFrame:
    rows = [
        {
            "code": each.code,
            "designation": each.designation,
            "valid_from": each.valid_from.isoformat(),
            "valid_to": each.valid_to.isoformat() if each.valid_to else "",
            "source": each.source,
            "is_confirmed": each.is_confirmed,
        }
        for each in taken
    ]
    return pd.DataFrame(rows, columns=list(registers.DESIGNATION_COLUMNS), dtype=str)
