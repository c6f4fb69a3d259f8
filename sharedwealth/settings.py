"""Where things are kept and how the program behaves."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Folders and choices of one installation; each may be set by an environment variable."""

    data: Path
    """The one folder that holds everything this installation knows."""

    map_approval: str = ""
    """The operator's own map approval number (审图号), printed under every map when set."""

    due_day: int = 10
    """The day of the next month by which a month's ledger is due."""

    shows_rows: bool = False
    """Whether lineage shows the single rows of the sheet of employment; else workers are counted by workshop."""

    @property
    def register(self) -> Path:
        return self._shipped("register")

    @property
    def operator_register(self) -> Path:
        """The operator's official list of places, which takes the bundled register's place when it is there."""
        return self.data / "register" / "operator"

    @property
    def public_record(self) -> Path:
        return self._shipped("public_record")

    @property
    def cases(self) -> Path:
        return self._shipped("cases")

    @property
    def definitions(self) -> Path:
        return self._shipped("definitions")

    def attention_file(self, name: str) -> Path:
        """A file of the attention list: the operator's own copy where there is one, else the one of the program."""
        own = self.data / "attention" / "operator" / name
        return own if own.is_file() else ROOT / "data" / "attention" / name

    def _shipped(self, name: str) -> Path:
        """A folder that came with the program: the data folder's own where it has one, else the program's."""
        own = self.data / name
        has_files = own.is_dir() and any(path.is_file() for path in own.iterdir())
        return own if has_files else ROOT / "data" / name

    @property
    def boundaries(self) -> Path:
        """Built from the pinned package: GeoJSON and map geometry, content-named."""
        return self.data / "boundaries"

    @property
    def partitions(self) -> Path:
        """Facts: immutable Parquet files by county and month."""
        return self.data / "partitions"

    @property
    def snapshots(self) -> Path:
        """Immutable DuckDB files, their manifests, and the pointer to the current one."""
        return self.data / "snapshots"

    @property
    def uploads(self) -> Path:
        """Ledgers as they came, content-named, never changed."""
        return self.data / "uploads"

    @property
    def journal(self) -> Path:
        """Who published, approved, reopened or rolled back what, when and why: one line each, only ever appended."""
        return self.data / "journal"


def load() -> Settings:
    """The settings of this process: `SHAREDWEALTH_DATA` names another data folder."""
    return Settings(
        data=Path(os.environ.get("SHAREDWEALTH_DATA", ROOT / "data")).resolve(),
        map_approval=os.environ.get("SHAREDWEALTH_MAP_APPROVAL", "").strip(),
        due_day=int(os.environ.get("SHAREDWEALTH_DUE_DAY", "10")),
        shows_rows=os.environ.get("SHAREDWEALTH_ROWS", "").strip().lower() == "on",
    )
