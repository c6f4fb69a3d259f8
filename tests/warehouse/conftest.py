"""The small province filed and published in a folder of the test's own."""

import shutil
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import partitions, snapshots

APRIL = date(2024, 4, 1)


@pytest.fixture
def installation(tmp_path):
    """A folder whose name has a blank and Chinese characters in it."""
    return Settings(data=tmp_path / "数据 of ours")


def filed(installation, con):
    """The facts of a connection as partitions, with their ledgers."""
    listed = [p for sheet in SHEETS for p in partitions.write(con, installation, sheet, f"facts.{sheet}")]
    ledgers = [snapshots.Ledger(*row) for row in con.table("facts.ledgers").fetchall()]
    return {"partitions": listed, "ledgers": ledgers}


@pytest.fixture
def file_facts(installation):
    return lambda con: filed(installation, con)


@pytest.fixture(scope="session")
def once(tmp_path_factory, small_facts, small_register):
    """Filed and published one time; tests get copies of the folder."""
    installation = Settings(data=tmp_path_factory.mktemp("published"))
    with duckdb.connect() as con:
        small_facts(con)
        inputs = filed(installation, con) | small_register | {"kind": "demonstration", "as_of": APRIL}
    return installation, inputs, snapshots.publish(installation, **inputs)


@pytest.fixture
def inputs(installation, once):
    """Everything that `publish` asks for, the files in place: change a value to publish something else."""
    before, given, _ = once
    shutil.copytree(before.partitions, installation.partitions)
    return dict(given)


@pytest.fixture
def published(installation, inputs, once):
    before, _, made = once
    shutil.copytree(before.snapshots, installation.snapshots)
    return replace(made, folder=installation.snapshots)


@pytest.fixture
def overwrite():
    """Replaces the content of a sealed file, as an accident would."""

    def write(path, content):
        path.chmod(0o644)
        path.write_bytes(content)

    return write
