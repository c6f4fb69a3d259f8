"""What kind of place a code and a name speak of, and how its name is written."""

import re

from sharedwealth.places import codes
from sharedwealth.text import mark_in, tp

KINDS: dict[str, str] = {
    "province": mark_in("kind of place", "Province"),
    "city": mark_in("kind of place", "City"),
    "district": mark_in("kind of place", "District"),
    "county_level_city": mark_in("kind of place", "County-level city"),
    "county": mark_in("kind of place", "County"),
    "autonomous_county": mark_in("kind of place", "Autonomous county"),
    "subdistrict": mark_in("kind of place", "Subdistrict"),
    "town": mark_in("kind of place", "Town"),
    "township": mark_in("kind of place", "Township"),
    "quasi_town": mark_in("kind of place", "Development zone, farm or other area run like a town"),
    "village_committee": mark_in("kind of place", "Village"),
    "residents_committee": mark_in("kind of place", "Community"),
    "similar": mark_in("kind of place", "Area run like a village or community"),
}

LEVEL_KINDS: dict[codes.Level, tuple[str, ...]] = {
    "province": ("province",),
    "city": ("city",),
    "county": ("district", "county_level_city", "county", "autonomous_county"),
    "town": ("subdistrict", "town", "township", "quasi_town"),
    "village": ("village_committee", "residents_committee", "similar"),
}

_COUNTY_ENDINGS = (
    ("自治县", "autonomous_county"),
    ("区", "district"),
    ("市", "county_level_city"),
    ("县", "county"),
)
_COMMITTEE = re.compile(r"(村民委员会|村委会|民委员会|委员会)+$")
_RESIDENTS = re.compile(r"(居民委员会|居委会)$")
_UNDER_THE_CITY = "直辖村级区划"


def of(code: str, name: str) -> str:
    """The kind that the parts of the code, and a county's name, say.

    Longgang (330383) has no towns: the unit that its communities hang under in the codes is numbered like
    a town but is none, and is a quasi-town here.
    """
    level = codes.level(code)
    if level == "county":
        return next((kind for ending, kind in _COUNTY_ENDINGS if name.endswith(ending)), "county")
    if level == "town":
        return _town(int(code[6:9]), name)
    if level == "village":
        return _village(int(code[9:12]))
    return level or ""


def _town(part: int, name: str) -> str:
    if part >= 400 or _UNDER_THE_CITY in name:
        return "quasi_town"
    return "subdistrict" if part < 100 else "town" if part < 200 else "township"


def _village(part: int) -> str:
    if part < 200:
        return "residents_committee"
    return "village_committee" if part < 400 else "similar"


def village_name(published: str, kind: str) -> str:
    """The village's own name: 三联村委会 and 三联村村民委员会 are both 三联村.

    A residents' committee that is not called a community keeps 居委会, because its name without it is
    often the name of something else.
    """
    name = published.strip()
    if kind == "village_committee":
        bare = _COMMITTEE.sub("", name) or name
        return bare if bare.endswith(("村", "社区")) else f"{bare}村"
    bare = _RESIDENTS.sub("", name)
    return bare if bare.endswith("社区") or bare == name else f"{bare}居委会"


def word(kind: str) -> str:
    """The kind's word in the run's language; an unknown one as it stands."""
    return tp("kind of place", KINDS[kind]) if kind in KINDS else kind
