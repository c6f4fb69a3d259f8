"""The font of reports: one of this machine that holds Chinese, or a sentence that says what to install."""

from functools import cache
from pathlib import Path

import typst

from sharedwealth import settings
from sharedwealth.exports.writing import ExportError
from sharedwealth.text import t

CHINESE = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "Alibaba PuHuiTi 3.0",
    "Hiragino Sans GB",
    "Heiti SC",
    "DengXian",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
)
"""Fonts with Chinese characters in the order in which they are preferred."""


def folder() -> Path:
    """Where an operator may put font files of his own."""
    return settings.load().data / "fonts"


@cache
def _known(own: Path | None) -> frozenset[str]:
    found = typst.Fonts(font_paths=[own] if own else [])
    return frozenset(found.families())


def chosen() -> str:
    """The family to set reports in. Raises `ExportError` where no font of this machine holds Chinese."""
    known = _known(own())
    family = next((each for each in CHINESE if each in known), "")
    if not family:
        raise ExportError(
            t(
                "No font with Chinese characters was found, so no report can be made. Install one, such as “Noto Sans "
                "CJK SC” (on Debian and Ubuntu: apt-get install fonts-noto-cjk) or Microsoft YaHei, or put its "
                "file into {folder}, and start again."
            ).format(folder=folder())
        )
    return family


def own() -> Path | None:
    """The operator's folder of fonts where there is one."""
    return folder() if folder().is_dir() else None
