"""Replaces the register of places by an operator's official list, or refuses and changes nothing."""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from sharedwealth.errors import RegisterError
from sharedwealth.places import codes, layer_positions, listfile, listrows, placing, projection
from sharedwealth.places import register as registers
from sharedwealth.places.listrows import Place, Problem
from sharedwealth.settings import Settings
from sharedwealth.text import t, tn

_LEAST_SHARE = 0.9
_LEAST_COUNTIES = 45
_FROM_THE_COAST = 5_000.0  # metres; drawn coasts are generalised, so a true point may lie a little off them
_SHOWN = 50


@dataclass(frozen=True)
class ImportReport:
    """What became of an official list."""

    file: str
    taken: int
    refused: tuple[Problem, ...]
    noted: tuple[Problem, ...]
    """Rows that were taken, but not with the position they give."""
    supplied: int
    """Cities, counties and the province that the list leaves out and the bundled register gave."""
    schematic: int
    """Towns and villages for which the list gives no usable position."""
    reason: str = ""
    """Why the whole list was refused; empty when it was taken."""

    def lines(self) -> list[str]:
        """The report for a reader, in the run's language: the outcome first, then row by row."""
        first = [self.reason, t("Nothing was changed.")] if self.reason else [_taken(self.taken, self.file)]
        if self.refused:
            count = len(self.refused)
            first.append(
                tn("{count} row was refused:", "{count} rows were refused:", count).format(count=count)
            )
        lines = [*first, *_shown(self.refused)]
        if self.reason:
            return lines
        lines += _shown(self.noted)
        if self.supplied:
            lines.append(
                t(
                    "{count} cities and counties that the list leaves out come from the bundled register."
                ).format(count=self.supplied)
            )
        if self.schematic:
            lines.append(
                t(
                    "{count} towns and villages have no official position; "
                    "theirs is schematic or from GeoNames."
                ).format(count=self.schematic)
            )
        return lines


class ImportRefusedError(RegisterError):
    """The whole list was refused and nothing changed; the message is the report."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__("\n".join(report.lines()))
        self.report = report


def import_register(path: Path, settings: Settings) -> ImportReport:
    """Takes an official list (CSV, Excel) in the bundled register's place and says what it could not take.

    An `ImportRefusedError`, or a `RegisterError` for a file that cannot be read at all, leaves everything
    as it was. The dated lists and targets stay. A position that the list does not give is the bundled
    register's, or schematic.
    """
    bundled = registers.bundled_places(settings)
    places, refused = _sorted_out(listfile.read(path), bundled)
    frame = _frame(places, bundled)
    missing = _without_parent(frame, places)
    reason = _too_little(places, refused) if missing.empty else _orphans(missing)
    if reason:
        raise ImportRefusedError(ImportReport(path.name, 0, tuple(refused), (), 0, 0, reason))
    frame, noted = _without_stray_positions(frame, places)
    frame = placing.with_positions(_with_known_positions(frame, bundled))
    frame = frame.sort_values("code", ignore_index=True)[list(registers.PLACE_COLUMNS)]
    registers.assemble(frame, settings, "operator")
    put(frame, settings.operator_register / "places.csv")
    layer_positions.refresh(settings)
    lower = frame["level"].isin(["town", "village"])
    return ImportReport(
        file=path.name,
        taken=len(places),
        refused=tuple(refused),
        noted=tuple(noted),
        supplied=len(frame) - len(places),
        schematic=int((lower & (frame["position_source"] != "official")).sum()),
    )


def _sorted_out(rows: Iterable[listfile.Row], bundled: pd.DataFrame) -> tuple[list[Place], list[Problem]]:
    """The rows to take and the rows refused; of two rows with one code the second is refused."""
    counties = set(bundled.loc[bundled["level"] == "county", "code"])
    cities = set(bundled.loc[bundled["level"] == "city", "code"])
    taken: dict[str, Place] = {}
    refused: list[Problem] = []
    for row in rows:
        found = listrows.take(row)
        if isinstance(found, Problem):
            refused.append(found)
        elif found.code in taken:
            refused.append(
                Problem(
                    found.row,
                    f"“{found.code} {found.name_zh}”",
                    t("each code once; row {row} has it already").format(row=taken[found.code].row),
                )
            )
        elif (len(found.code) == 6 and found.code not in counties) or (
            len(found.code) == 4 and found.code not in cities
        ):
            expected = t("one of the 11 cities and 90 counties whose outlines this program has")
            refused.append(Problem(found.row, f"“{found.code} {found.name_zh}”", expected))
        else:
            taken[found.code] = found
    return list(taken.values()), refused


def _frame(places: list[Place], bundled: pd.DataFrame) -> pd.DataFrame:
    """The list's places, completed by the bundled register's province, cities and counties."""
    english = {(row.code, row.name_zh): row.name_en for row in bundled.itertuples()}
    rows = [
        {
            "code": place.code,
            "kind": place.kind,
            "name_zh": place.name_zh,
            "name_en": place.name_en or english.get((place.code, place.name_zh), place.name_zh),
            "longitude": place.longitude,
            "latitude": place.latitude,
        }
        for place in places
    ]
    listed = pd.DataFrame(rows, columns=["code", "kind", "name_zh", "name_en", "longitude", "latitude"])
    listed = listed.astype({"code": str, "longitude": float, "latitude": float})
    listed["position_source"] = np.where(listed["longitude"].notna(), "official", "")
    upper = bundled[
        bundled["level"].isin(["province", "city", "county"]) & ~bundled["code"].isin(listed["code"])
    ]
    frame = pd.concat([upper[listed.columns], listed], ignore_index=True)
    frame["level"] = frame["code"].map(codes.level)
    frame["parent_code"] = frame["code"].map(lambda code: codes.parent(code) or "")
    return frame


def _without_parent(frame: pd.DataFrame, places: list[Place]) -> pd.DataFrame:
    """The places whose parent is nowhere, with the row they stand in."""
    rows = {place.code: place.row for place in places}
    orphans = frame[(frame["level"] != "province") & ~frame["parent_code"].isin(frame["code"])]
    return orphans.assign(row=orphans["code"].map(rows))[["row", "code", "name_zh", "parent_code"]]


def _orphans(missing: pd.DataFrame) -> str:
    lines = [
        t("Row {row}: {code} {name} lies in {parent}, which the list does not have.").format(
            row=row, code=code, name=name, parent=parent
        )
        for row, code, name, parent in missing.head(_SHOWN).to_numpy().tolist()
    ]
    sentence = tn(
        "{count} place lies in a place that the list does not have:",
        "{count} places lie in places that the list does not have:",
        len(missing),
    ).format(count=len(missing))
    return "\n".join([sentence, *lines])


def _too_little(places: list[Place], refused: list[Problem]) -> str:
    share = len(places) / (len(places) + len(refused))
    if share < _LEAST_SHARE:
        return t(
            "Only {taken} of {rows} rows can be taken; a list is taken when nine in ten rows can be."
        ).format(taken=len(places), rows=len(places) + len(refused))
    counties = {place.code[:6] for place in places if len(place.code) >= codes.LENGTHS["town"]}
    if len(counties) < _LEAST_COUNTIES:
        return t(
            "The list has towns in {counties} of the 90 counties. It takes the whole register's place, "
            "so it must cover the province."
        ).format(counties=len(counties))
    return ""


def _without_stray_positions(frame: pd.DataFrame, places: list[Place]) -> tuple[pd.DataFrame, list[Problem]]:
    """The frame without official positions that lie outside their own county, and a word on each of those."""
    official = frame[
        (frame["position_source"] == "official") & (frame["code"].str.len() >= codes.LENGTHS["county"])
    ]
    if official.empty:
        return frame, []
    points = shapely.points(projection.to_metres(official["longitude"], official["latitude"]))
    counties = np.array([projection.counties()[code[:6]] for code in official["code"]])
    stray = official[~shapely.dwithin(counties, points, _FROM_THE_COAST)]
    rows = {place.code: place.row for place in places}
    noted = [
        Problem(
            rows[place.code],
            f"“{place.code} {place.name_zh}” ({place.longitude}, {place.latitude})",
            t("a position inside its own county; it was taken without"),
        )
        for place in stray.itertuples()
    ]
    cleared = frame.copy()
    cleared.loc[stray.index, ["longitude", "latitude"]] = np.nan
    cleared.loc[stray.index, "position_source"] = ""
    return cleared, noted


def _with_known_positions(frame: pd.DataFrame, bundled: pd.DataFrame) -> pd.DataFrame:
    """Positions that the list lacks taken over from the bundled register where it knows the code."""
    known = bundled.set_index("code")
    lacking = frame.index[frame["longitude"].isna() & frame["code"].isin(known.index)]
    filled = frame.copy()
    for column in ("longitude", "latitude", "position_source"):
        filled.loc[lacking, column] = known.loc[frame.loc[lacking, "code"], column].to_numpy()
    return filled


def put(frame: pd.DataFrame, target: Path) -> None:
    """Writes the list in one step: the old list stays in force until the new one is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=target.parent, prefix=".importing-", delete=False, encoding="utf-8", newline=""
    ) as file:
        frame.to_csv(file, index=False, lineterminator="\n", float_format="%.5f")
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def _taken(count: int, file: str) -> str:
    return tn("{count} place was taken from {file}.", "{count} places were taken from {file}.", count).format(
        count=count, file=file
    )


def _shown(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.line() for problem in problems]
