"""Every indicator there is, by key, families in reading order."""

from difflib import get_close_matches

from sharedwealth.errors import UnknownIndicatorError
from sharedwealth.indicators import (
    coverage,
    dependence,
    gains,
    headcount,
    income,
    inequality,
    movement,
    stability,
    training,
    workshops,
)
from sharedwealth.indicators.definition import FAMILIES, Family, Indicator
from sharedwealth.text import t

_ALL = (
    *workshops.INDICATORS,
    *headcount.INDICATORS,
    *coverage.INDICATORS,
    *income.INDICATORS,
    *gains.INDICATORS,
    *training.INDICATORS,
    *stability.INDICATORS,
    *inequality.INDICATORS,
    *dependence.INDICATORS,
    *movement.INDICATORS,
)

CATALOGUE: dict[str, Indicator] = {indicator.key: indicator for indicator in _ALL}


def by_family() -> dict[Family, tuple[Indicator, ...]]:
    """The catalogue in its families, both in reading order."""
    return {family: tuple(each for each in _ALL if each.family == family) for family in FAMILIES}


def find(key: str) -> Indicator:
    """The indicator of this key; an `UnknownIndicatorError` names the nearest keys."""
    if key in CATALOGUE:
        return CATALOGUE[key]
    near = get_close_matches(key, CATALOGUE, n=3, cutoff=0.5)
    if near:
        hint = t("Did you mean {keys}?").format(keys=t(", ").join(near))
    else:
        hint = t("There are: {keys}.").format(keys=t(", ").join(CATALOGUE))
    raise UnknownIndicatorError(t("There is no indicator “{key}”. {hint}").format(key=key, hint=hint))
