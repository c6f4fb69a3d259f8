"""A small province by hand, through the real tables, into which further workshops can be put."""

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sharedwealth.warehouse import build
from sharedwealth.warehouse.connection import Warehouse

MONTH = date(2024, 10, 1)
MOUNTAIN, PLAIN, SILENT = "330127", "330102", "330109"
TOWNS = {  # villages of each town: one workshop or none, as `standing` says
    f"{MOUNTAIN}101": ("town", 6),
    f"{MOUNTAIN}102": ("town", 5),
    f"{MOUNTAIN}201": ("township", 4),
    f"{MOUNTAIN}202": ("township", 3),
    f"{MOUNTAIN}001": ("subdistrict", 4),
    f"{PLAIN}001": ("subdistrict", 5),
    f"{PLAIN}101": ("town", 4),
    f"{SILENT}101": ("town", 3),
}


@dataclass(frozen=True)
class Workshop:
    workshop_id: str
    village: str
    serves: tuple[str, ...] = ()
    closed: date | None = None


STANDING = (
    Workshop("W1", f"{MOUNTAIN}101201", (f"{MOUNTAIN}101202", f"{MOUNTAIN}102201")),
    Workshop("W2", f"{MOUNTAIN}001202"),
    Workshop("W3", f"{PLAIN}001201"),
    Workshop("W4", f"{MOUNTAIN}201201", closed=date(2024, 6, 1)),
)


@dataclass(frozen=True)
class Province:
    """Villages lie on a square of `side` kilometres, as the seed has it; a county has never sent a ledger."""

    seed: int
    side: float = 12.0
    workshops: tuple[Workshop, ...] = STANDING

    def with_more(self, more: list[Workshop]) -> "Province":
        return replace(self, workshops=(*self.workshops, *more))

    @property
    def places(self) -> pd.DataFrame:
        rng = np.random.default_rng(self.seed)
        rows = [
            ("33", "province", "province", "浙江省", "33", None),
            ("3301", "city", "city", "市", "3301", "33"),
        ]
        rows += [(code, "county", "county", f"县{code}", code, "3301") for code in (MOUNTAIN, PLAIN, SILENT)]
        for town, (kind, villages) in TOWNS.items():
            rows.append((town, "town", kind, f"镇{town}", town, town[:6]))
            codes = [f"{town}{201 + each}" for each in range(villages)]
            rows += [(code, "village", "village_committee", f"村{code}", code, town) for code in codes]
        frame = pd.DataFrame(rows, columns=["code", "level", "kind", "name_zh", "name_en", "parent_code"])
        # 0.009 degrees of latitude and 0.0102 of longitude are about a kilometre here.
        frame["longitude"] = (119.8 + 0.0102 * self.side * rng.random(len(frame))).round(5)
        frame["latitude"] = (29.4 + 0.009 * self.side * rng.random(len(frame))).round(5)
        return frame.assign(position_source="official").sort_values("code", ignore_index=True)

    @property
    def designations(self) -> pd.DataFrame:
        key = [f"{MOUNTAIN}10120{n}" for n in (1, 3, 4)] + [f"{MOUNTAIN}20120{n}" for n in (1, 2, 3)]
        rows = [(MOUNTAIN, "mountain_county"), *((code, "key_village") for code in key)]
        frame = pd.DataFrame(rows, columns=["code", "designation"])
        return frame.assign(valid_from=pd.Timestamp(2022, 1, 1), valid_to=pd.NaT, is_confirmed=True)

    def warehouse(self) -> Warehouse:
        """The snapshot's tables, made by the statements that make a published one."""
        con = duckdb.connect()
        build.create_facts(con)
        rows = [
            {
                "county_code": each.village[:6],
                "month": MONTH,
                "workshop_id": each.workshop_id,
                "name": f"工坊{each.workshop_id}",
                "workshop_type": "agritourism",
                "village_code": each.village,
                "served_village_codes": "、".join(each.serves) or None,
                "opened_on": date(2023, 1, 5),
                "closed_on": each.closed,
            }
            for each in self.workshops
        ]
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "workshops.parquet")
            pd.DataFrame(rows).to_parquet(file, index=False)
            con.execute(
                "INSERT INTO facts.workshops BY NAME SELECT * FROM read_parquet($file)", {"file": file}
            )
        sent = [
            {"county_code": code, "month": MONTH, "received_on": None, "is_late": False}
            for code in (MOUNTAIN, PLAIN)
        ]
        build.ledgers(con, pd.DataFrame(sent))
        build.meta(con, {"code": "ABC123", "kind": "demonstration", "as_of": "2024-10"})
        columns = ["area_code", "indicator", "value", "due_month", "source"]
        targets = pd.DataFrame([("33", "workshops_built", 9.0, None, "test")], columns=columns)
        build.register(con, self.places, self.designations, targets)
        build.dimensions(con, MONTH)
        build.rollups(con)
        build.summaries(con)
        return Warehouse.in_memory(con)
