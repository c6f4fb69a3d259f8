"""The sheet that answers a question from the room: one sentence, one number, one map."""

from dataclasses import replace
from datetime import date

from sharedwealth import settings as configuration
from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import composing, mapping
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import Headline, Step
from sharedwealth.briefings.scene import Map, Scene
from sharedwealth.errors import ReaderError
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.places.codes import Level
from sharedwealth.settings import Settings
from sharedwealth.text import using

KEY = "asked"
_AROUND: dict[Level, tuple[Level, Level]] = {
    "province": ("province", "county"),
    "city": ("city", "county"),
    "county": ("city", "county"),
    "town": ("county", "town"),
    "village": ("county", "town"),
}
"""Whose map is shown for a place of each level, and the level of the areas on it."""


def sheet(
    warehouse: Source,
    area: str,
    indicator: str,
    month: str | date | None = None,
    settings: Settings | None = None,
) -> Scene:
    """The figure of the place, and the map of its parts; of a county, a town or a village the map of those beside it.

    Where the indicator cannot be told by area, the number stands alone.
    """
    installation = settings or configuration.load()
    answered = composing.step_scene(
        warehouse, step(CATALOGUE[indicator], area), area, month, settings=installation
    )
    if answered.problem:
        return answered
    around = _around(warehouse, area, indicator, month, installation)
    if around is None:
        return answered
    return replace(answered, body=around, facts=getattr(answered.body, "facts", ()))


def step(indicator: Indicator, area: str) -> Step:
    """The step that tells an indicator of an area, its headline written out of the indicator's own words."""
    level = codes.level(area)
    is_ranked = level in ("city", "county") and indicator.better != "neither"
    key = indicator.key
    note = Bilingual(
        f"在{{{key}.among}}个同级地区中列第{{{key}.rank}}位",
        f"Rank {{{key}.rank}} of {{{key}.among}} areas of its level",
    )
    return Step(
        key=KEY,
        view="figure",
        indicator=key,
        headlines=(Headline(headline(indicator)),),
        area=area,
        note=note if is_ranked else None,
    )


def headline(indicator: Indicator) -> Bilingual:
    """“Linhai City: income increase 2,310 yuan a month”, with the names of area and figure left open."""
    with using("zh"):
        chinese = indicator.short_title()
    with using("en"):
        english = indicator.short_title()
    return Bilingual(f"{{area}}{chinese}{{{indicator.key}}}", f"{{area}}: {english} {{{indicator.key}}}")


def _around(
    warehouse: Source, area: str, indicator: str, month: str | date | None, settings: Settings
) -> Map | None:
    level = codes.level(area)
    if level is None:
        return None
    whole, parts = _AROUND[level]
    within = Asked(warehouse, settings, codes.up_to(area, whole), snapshot.month_of(warehouse, month))
    ringed = codes.up_to(area, parts) if len(area) >= codes.LENGTHS[parts] else ""
    try:
        return mapping.drawn(within, indicator, parts, pins="", marked=(ringed,) if ringed else ())
    except ReaderError:
        return None  # the number is the answer; there is no map of what is not told by area
