"""The small province published in a folder of the test's own, and ledgers for it written by hand."""

import shutil
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from sharedwealth.intake import contexts, publication
from sharedwealth.intake.filing import Checked
from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import partitions, snapshots
from tests.conftest import SMALL_PROVINCE

APRIL, MAY = date(2024, 4, 1), date(2024, 5, 1)
TODAY = date(2024, 6, 5)
FIRST_ROW = 3


@pytest.fixture(scope="session")
def once(tmp_path_factory, small_facts, small_register):
    installation = Settings(data=tmp_path_factory.mktemp("practice"))
    with duckdb.connect() as con:
        small_facts(con)
        listed = [p for sheet in SHEETS for p in partitions.write(con, installation, sheet, f"facts.{sheet}")]
        ledgers = [snapshots.Ledger(*row) for row in con.table("facts.ledgers").fetchall()]
    return snapshots.publish(
        installation, listed, ledgers, **small_register, kind="demonstration", as_of=APRIL
    )


@pytest.fixture
def empty(tmp_path):
    """An installation with the small province's register and nothing else."""
    installation = Settings(data=tmp_path / "数据 of ours")
    installation.operator_register.mkdir(parents=True)
    for name in ("places", "designations", "targets"):
        listed = pd.read_csv(SMALL_PROVINCE / f"{name}.csv", dtype=str).assign(source="hand-written")
        listed.to_csv(installation.operator_register / f"{name}.csv", index=False)
    return installation


@pytest.fixture
def installation(empty, once):
    """The same with the small province as a demonstration."""
    for folder in ("partitions", "snapshots"):
        shutil.copytree(once.folder.parent / folder, empty.data / folder)
    return empty


@pytest.fixture
def start(installation):
    """The snapshot that is current at first."""
    return snapshots.current(installation)


def rows_of(county, month):
    """The small province's rows of a county and month, by sheet, as a reader of workbooks gives them."""
    found = {}
    for name, sheet in SHEETS.items():
        text = pd.read_csv(SMALL_PROVINCE / f"{name}.csv", dtype=str)
        text = text[(text["county_code"] == county) & (text["month"] == str(month))]
        frame = pd.DataFrame({each.name: _typed(text[each.name], each.pandas_type) for each in sheet.columns})
        frame.index = range(FIRST_ROW, FIRST_ROW + len(frame))
        found[name] = frame
    return found


def _typed(written, kind):
    if kind.startswith("datetime"):
        return pd.to_datetime(written).astype(kind)
    if kind == "boolean":
        return written.map({"true": True, "false": False}).astype(kind)
    return pd.to_numeric(written).astype(kind) if kind in {"Int64", "Float64"} else written.astype(kind)


@pytest.fixture
def ledger(tmp_path):
    """A checked ledger: the small province's April, in another month or with other rows if asked."""

    def write(installation, county="339101", month=APRIL, change=None, findings=(), content=b"workbook"):
        rows = rows_of(county, APRIL)
        if change:
            change(rows)
        path = tmp_path / f"{county}-{month:%Y-%m}.xlsx"
        path.write_bytes(content + county.encode() + str(month).encode())
        read = {
            name: ReadSheet(name, path.name, sheet.title_zh, 1, {}, rows[name], frozenset())
            for name, sheet in SHEETS.items()
        }
        book = Book((path.name,), county, month, read, ())
        context = contexts.context(installation, county, month, TODAY)
        return Checked(book, context, tuple(findings), (path,))

    return write


def finding(severity):
    return Finding("a.xlsx", "用工", 9, "I", "some_rule", severity, "1", "2", "一句话。", "A sentence.")


def raise_wages(rows):
    rows["employment"]["wage_yuan"] += 100


@pytest.fixture
def publish(installation):
    """Publishes ledgers as somebody: `publish(ledger, …, reason="…")`."""

    def run(*ledgers, **changes):
        return publication.publish(installation, ledgers, **{"who": "张三", "today": TODAY} | changes)

    return run


@pytest.fixture
def with_due_day(installation):
    return lambda day: replace(installation, due_day=day)
