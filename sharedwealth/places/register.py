"""The register of places: names, kinds, parents and positions; dated lists; targets."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd

from sharedwealth.errors import RegisterError, UnknownAreaError
from sharedwealth.places import codes, layers
from sharedwealth.settings import Settings
from sharedwealth.text import Language, t

PLACE_COLUMNS = (
    "code", "level", "kind", "name_zh", "name_en", "parent_code", "longitude", "latitude", "position_source",
)  # fmt: skip
DESIGNATION_COLUMNS = ("code", "designation", "valid_from", "valid_to", "source", "is_confirmed")
TARGET_COLUMNS = ("area_code", "indicator", "value", "due_month", "source")

Source = Literal["bundled", "operator"]
POSITION_SOURCES = ("boundary", "official", "geonames", "schematic")


@dataclass(frozen=True)
class Register:
    """Frames with codes as text; what is open or undated is missing.

    `places` is sorted by code; `valid_from`, `valid_to` and `due_month` are timestamps.
    """

    places: pd.DataFrame
    designations: pd.DataFrame
    targets: pd.DataFrame
    source: Source

    @cached_property
    def _by_code(self) -> pd.DataFrame:
        return self.places.set_index("code")

    def exists(self, code: str) -> bool:
        return code in self._by_code.index

    def name(self, code: str, language: Language) -> str:
        """The place's name; an `UnknownAreaError` when the register has no such code."""
        if not self.exists(code):
            raise UnknownAreaError(t("No place has the code {code}.").format(code=code))
        return str(self._by_code.loc[code, f"name_{language}"])

    def of_level(self, level: codes.Level, within: str = codes.PROVINCE) -> pd.DataFrame:
        """The places of a level inside an area, the area itself when it is of that level."""
        at_level = self.places["level"] == level
        return self.places[at_level & self.places["code"].str.startswith(within)]


def load(settings: Settings) -> Register:
    """The operator's official list where one was imported, else the bundled one, checked.

    Designations and targets of the operator's own are taken when their files lie beside the imported list, and so are
    the points that the operator's own layers give.
    """
    found = without_layers(settings)
    return replace(found, places=layers.overlaid(found.places, settings))


def without_layers(settings: Settings) -> Register:
    """The same as if the operator had no layers."""
    own = settings.operator_register / "places.csv"
    if own.is_file():
        return assemble(_read_places(own), settings, "operator")
    return assemble(bundled_places(settings), settings, "bundled")


def bundled_places(settings: Settings) -> pd.DataFrame:
    """The places that came with the program, whatever the operator has imported."""
    return _read_places(settings.register / "places.csv")


def assemble(places: pd.DataFrame, settings: Settings, source: Source) -> Register:
    """A register of these places, with this installation's lists and targets.

    A `RegisterError` where the places contradict each other or a list names a place that is not there.
    """
    designations = designations_as_written(settings)
    targets = _read(_own_or_bundled(settings, "targets.csv"), TARGET_COLUMNS)
    check_places(places)
    for listed in (designations["code"], targets["area_code"]):
        unknown = listed[~listed.isin(places["code"])]
        if len(unknown):
            raise RegisterError(
                t("A list names {code}, which is not in the register of places.").format(code=unknown.iloc[0])
            )
    return Register(places, _designations(designations), _targets(targets), source)


def designations_as_written(settings: Settings) -> pd.DataFrame:
    """The dated lists in force, the operator's where there are some, as text and unchecked."""
    return _read(_own_or_bundled(settings, "designations.csv"), DESIGNATION_COLUMNS)


def _own_or_bundled(settings: Settings, name: str) -> Path:
    own = settings.operator_register / name
    return own if own.is_file() else settings.register / name


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not path.is_file():
        raise RegisterError(t("The register's file {file} is missing.").format(file=path))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    lacking = [column for column in columns if column not in frame.columns]
    if lacking:
        raise RegisterError(
            t("{file} has no column {columns}.").format(file=path, columns=", ".join(lacking))
        )
    return frame[list(columns)]


def _read_places(path: Path) -> pd.DataFrame:
    text = _read(path, PLACE_COLUMNS)
    return text.assign(
        parent_code=text["parent_code"].mask(text["parent_code"] == ""),
        longitude=_numbers(text["longitude"]),
        latitude=_numbers(text["latitude"]),
    ).sort_values("code", ignore_index=True)


def _designations(text: pd.DataFrame) -> pd.DataFrame:
    return text.assign(
        valid_from=_dates(text["valid_from"]),
        valid_to=_dates(text["valid_to"]),
        is_confirmed=text["is_confirmed"] == "true",
    )


def _targets(text: pd.DataFrame) -> pd.DataFrame:
    return text.assign(value=_numbers(text["value"]), due_month=_dates(text["due_month"]))


def _numbers(written: pd.Series) -> pd.Series:
    try:
        return pd.to_numeric(written.mask(written == ""))
    except ValueError as error:
        raise RegisterError(
            t("The register's column {column} holds something that is not a number: {found}.").format(
                column=written.name, found=error
            )
        ) from error


def _dates(written: pd.Series) -> pd.Series:
    try:
        return pd.to_datetime(written.mask(written == ""), format="%Y-%m-%d")
    except ValueError as error:
        raise RegisterError(
            t(
                "The register's column {column} holds something that is not a date like 2024-08-01: {found}."
            ).format(column=written.name, found=error)
        ) from error


def check_places(places: pd.DataFrame) -> None:
    """Codes unique, as long as their level says, each below a place that is there; else a `RegisterError`."""
    twice = places.loc[places["code"].duplicated(), "code"]
    if len(twice):
        raise RegisterError(t("The code {code} stands in the register twice.").format(code=twice.iloc[0]))
    wrong = places.loc[places["code"].map(codes.level) != places["level"], "code"]
    if len(wrong):
        raise RegisterError(
            t("The code {code} in the register does not fit its level.").format(code=wrong.iloc[0])
        )
    orphans = places[(places["level"] != "province") & ~places["parent_code"].isin(places["code"])]
    if len(orphans):
        raise RegisterError(
            t("The place above {code} is not in the register.").format(code=orphans["code"].iloc[0])
        )
    strays = places[
        (places["level"] != "province") & (places["code"].map(codes.parent) != places["parent_code"])
    ]
    if len(strays):
        raise RegisterError(
            t("The place above {code} is not the one its code says.").format(code=strays["code"].iloc[0])
        )
    if not (places["code"] == codes.PROVINCE).any():
        raise RegisterError(t("The register has no province."))
