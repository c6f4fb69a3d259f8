"""Rows of a layer against the register: each code once, of the right level, known, and with its own name."""

import unicodedata
from dataclasses import dataclass

import pandas as pd

from sharedwealth.bilingual import Bilingual
from sharedwealth.intake.layers.remarks import LayerError, Remark
from sharedwealth.places import codes, kinds
from sharedwealth.places.register import Register
from sharedwealth.text import mark

_OFFICES = (
    "人民政府街道办事处",
    "街道办事处",
    "办事处",
    "人民政府",
    "村民委员会",
    "居民委员会",
    "村委会",
    "居委会",
)


@dataclass(frozen=True)
class Found:
    """What the rows say: codes by row for those that can be taken, and what is wrong or strange with others."""

    codes: pd.Series
    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def check(
    file: str, written: pd.Series, names: pd.Series | None, level: codes.Level, register: Register
) -> Found:
    """A `LayerError` where the whole layer is another province's; else every row looked at by itself."""
    _check_province(file, written)
    names_here = _names(register, level)
    problems: list[Remark] = []
    notes: list[Remark] = []
    taken: dict[str, int] = {}
    called = names.tolist() if names is not None else [""] * len(written)
    for row, code, name in zip(written.index.tolist(), written.tolist(), called, strict=True):
        wrong = _wrong(code, level, register)
        if wrong:
            problems.append(Remark(wrong[0], wrong[1], row, code))
        elif code in taken:
            said = mark(
                "each code once: row {row} has it already; join the parts of one place into one shape"
            )
            problems.append(Remark(said, {"row": taken[code]}, row, code))
        else:
            taken[code] = row
            if name:
                _check_name(row, code, name, names_here, problems, notes)
    return Found(
        pd.Series({row: code for code, row in taken.items()}, dtype=str), tuple(problems), tuple(notes)
    )


def name_of(register: Register, code: str) -> Bilingual:
    return Bilingual(register.name(code, "zh"), register.name(code, "en"))


def _check_province(file: str, written: pd.Series) -> None:
    elsewhere = written[~written.str.startswith(codes.PROVINCE) & written.str.fullmatch(r"[1-8]\d{5,11}")]
    if len(elsewhere) and len(elsewhere) >= len(written) / 2:
        raise LayerError(
            mark(
                "{file} is of another province: {count} of {all} codes do not begin with 33, such as {code}. "
                "Choose the layer of Zhejiang."
            ),
            file=file,
            count=len(elsewhere),
            all=len(written),
            code=elsewhere.iloc[0],
        )


def _wrong(code: str, level: codes.Level, register: Register) -> tuple[str, dict[str, object]] | None:
    if not code:
        return mark("there is no code"), {}
    if codes.level(code) is None:
        return mark("“{found}” is no code of a place"), {"found": code}
    if not code.startswith(codes.PROVINCE):
        return mark("the code is of another province"), {}
    if codes.level(code) != level:
        if level == "town":
            return mark("a town's code has 9 digits"), {}
        return mark("a village's code has 12 digits"), {}
    if not register.exists(code):
        return mark("the register has no such code; import the official list first if it is newer"), {}
    return None


def _names(register: Register, level: codes.Level) -> dict[str, dict[str, str]]:
    """By the code of the place above: plain name to code."""
    found: dict[str, dict[str, str]] = {}
    for code, name in register.of_level(level)[["code", "name_zh"]].itertuples(index=False):
        found.setdefault(codes.parent(code) or "", {})[_plain(name)] = code
    return found


def _check_name(
    row: int,
    code: str,
    name: str,
    names: dict[str, dict[str, str]],
    problems: list[Remark],
    notes: list[Remark],
) -> None:
    here = names.get(codes.parent(code) or "", {})
    other = here.get(_plain(name))
    if other == code:
        return
    own = next((plain for plain, each in here.items() if each == code), "")
    values = {"name": name, "own": own, "other": other or ""}
    if other:
        said = mark("the name “{name}” belongs to {other}, and the code to “{own}”: one of them is wrong")
        problems.append(Remark(said, values, row, code))
    elif own and own not in _plain(name):
        notes.append(Remark(mark("the layer calls it “{name}”, the register “{own}”"), values, row, code))


def _plain(name: str) -> str:
    """The name without the office that stands for it: 城东街道办事处 is 城东街道, 三联村民委员会 is 三联村."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if plain.endswith("村民委员会"):
        return kinds.village_name(plain, "village_committee")
    for office in _OFFICES:
        if plain.endswith(office) and len(plain) > len(office) + 1:
            plain = plain.removesuffix(office)
            return f"{plain}街道" if "街道办" in office and not plain.endswith("街道") else plain
    return plain
