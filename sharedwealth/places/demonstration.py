"""The demonstration province's places: real down to the towns, villages that exist nowhere below.

No made-up figure is ever tied to a real village: every village is replaced by a 示例村 whose code, from
600 on in its town, the national scheme does not use.
"""

import numpy as np
import pandas as pd

from sharedwealth.places import codes
from sharedwealth.places.register import Register

_FIRST_PART, _LAST_PART = 600, 999
_MOUNTAIN_KEY_VILLAGES = 2_700
_OTHER_KEY_VILLAGES = 500
_FROM = "2021-01-01"


def demonstration_places(register: Register) -> pd.DataFrame:
    """The register's places with each village replaced by one at the same position and of the same kind."""
    places = register.places
    villages, running = _villages(register)
    number = running + 1
    invented = villages.assign(
        code=_codes(villages, running),
        name_zh="示例村 " + number.astype(str).str.zfill(3),
        name_en="Demonstration Village " + number.astype(str),
    )
    real = places[places["level"] != "village"]
    return pd.concat([real, invented]).sort_values("code", ignore_index=True)


def stand_ins(register: Register) -> dict[str, str]:
    """By the code of a real village, that of the one which takes its place in the demonstration."""
    villages, running = _villages(register)
    return dict(zip(villages["code"], _codes(villages, running), strict=True))


def _villages(register: Register) -> tuple[pd.DataFrame, pd.Series]:
    """The real villages and how many stand before each in its town."""
    places = register.places
    villages = places[places["level"] == "village"].sort_values("code")
    running = villages.groupby("parent_code").cumcount()
    if (running > _LAST_PART - _FIRST_PART).any():
        raise ValueError("a town has more villages than there are codes for demonstration villages")
    return villages, running


def _codes(villages: pd.DataFrame, running: pd.Series) -> pd.Series:
    return villages["parent_code"] + (running + _FIRST_PART).astype(str)


def demonstration_designations(register: Register, seed: int) -> pd.DataFrame:
    """The real lists of counties, and key assisted villages among the demonstration villages alone.

    The real list of key villages is not public. About 3,200 are drawn, five in six of them in the mountainous
    counties, more in townships than in towns and none in subdistricts; the same seed draws the same ones.
    """
    villages = demonstration_places(register).query("level == 'village'")
    town_kinds = register.places.set_index("code")["kind"]
    weights = villages["parent_code"].map(town_kinds).map({"township": 3.0, "town": 1.0}).fillna(0.0)
    mountain = villages["code"].str[: codes.LENGTHS["county"]].isin(_mountain_counties(register))
    draw = np.random.default_rng(seed)
    chosen = [
        code
        for group, count in ((mountain, _MOUNTAIN_KEY_VILLAGES), (~mountain, _OTHER_KEY_VILLAGES))
        for code in _drawn(villages.loc[group, "code"], weights[group], count, draw)
    ]
    key_villages = pd.DataFrame(
        {
            "code": sorted(chosen),
            "designation": "key_village",
            "valid_from": pd.Timestamp(_FROM),
            "valid_to": pd.NaT,
            "source": "demonstration",
            "is_confirmed": False,
        }
    )
    counties = register.designations[register.designations["designation"] != "key_village"]
    return pd.concat([counties, key_villages.astype(counties.dtypes.to_dict())], ignore_index=True)


def _mountain_counties(register: Register) -> pd.Series:
    """Counties that were ever on the list of mountainous ones."""
    lists = register.designations
    return lists.loc[lists["designation"] == "mountain_county", "code"]


def _drawn(villages: pd.Series, weights: pd.Series, count: int, draw: np.random.Generator) -> list[str]:
    """`count` codes without repeats, each as likely as its weight says."""
    possible = int((weights > 0).sum())
    odds = (weights / weights.sum()).to_numpy()
    return list(draw.choice(villages.to_numpy(dtype=str), size=min(count, possible), replace=False, p=odds))
