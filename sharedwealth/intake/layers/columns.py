"""Which columns of a layer hold the code and the name."""

import pandas as pd

from sharedwealth.intake.layers.reading import RawLayer
from sharedwealth.intake.layers.remarks import LayerError
from sharedwealth.places import codes, listfile, listrows
from sharedwealth.text import mark

FORM = listfile.Form(
    {
        "code": (
            *listfile.CODE,
            "xzqdm", "zldwdm", "qsdwdm", "xzdm", "dm", "bm", "pac", "adcode", "gbcode", "towncode", "villagecode",
            "乡镇代码", "乡镇编码", "村代码", "村编码", "行政代码",
        ),
        "name": (
            *listfile.NAME,
            "xzqmc", "zldwmc", "qsdwmc", "xzmc", "mc", "townname", "villagename", "乡镇", "乡镇名称", "街道",
            "村名", "村名称", "行政村", "镇名", "乡镇名",
        ),
    },
    frozenset({"code"}),
    "",
)  # fmt: skip
"""Headings as surveyors write them: the standards' abbreviations (行政区代码, 行政区名称), and plain words."""


def code_and_name(layer: RawLayer, asked: str = "") -> tuple[pd.Series, pd.Series | None]:
    """Codes as text without padding, and names where there are some; a `LayerError` where no column has codes.

    A column of codes of the country's other parts is told from one of Zhejiang, but both are codes.
    """
    headings = [str(heading) for heading in layer.cells.columns]
    if asked and asked not in headings:
        raise LayerError(
            mark("{file} has no column “{column}”. It has: {columns}."),
            file=layer.file,
            column=asked,
            columns=headings,
        )
    heading = asked or _meant(headings, "code") or _looking_like_codes(layer.cells)
    if not heading:
        raise LayerError(
            mark(
                "{file} has no column of codes (代码). It has: {columns}. Name the one that holds them, "
                "or add one from the register."
            ),
            file=layer.file,
            columns=headings or ["–"],
        )
    name = _meant([each for each in headings if each != heading], "name")
    written = layer.cells[heading].str.removeprefix("'")
    return written.map(listrows.shortened), layer.cells[name].str.strip() if name else None


def _meant(headings: list[str], column: str) -> str:
    return next((heading for heading in headings if FORM.column(heading) == column), "")


def _looking_like_codes(cells: pd.DataFrame) -> str:
    """The only column whose every cell is a code of a place, whatever it is called."""
    found = [
        str(heading)
        for heading in cells.columns
        if cells[heading].map(lambda text: codes.level(text) in {"town", "village"}).all()
    ]
    return found[0] if len(found) == 1 else ""
