"""The register's commands for layers and for figures of another year, as an operator types them."""

import os
import shutil
import subprocess
import sys

import pytest

from sharedwealth import settings
from sharedwealth.places import register as registers
from tests.layers import made_up


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder with the register and nothing else."""
    made = tmp_path_factory.mktemp("commands") / "data"
    bundled = settings.ROOT / "data" / "register"
    shutil.copytree(bundled, made / "register", ignore=shutil.ignore_patterns("operator"))
    return made


@pytest.fixture(scope="module")
def towns(folder):
    return made_up.towns(registers.load(settings.Settings(data=folder)))


def run(folder, *arguments):
    command = [sys.executable, "-m", "sharedwealth", "--lang", "en", "register", *arguments]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=settings.ROOT, env=environment, check=False
    )


def test_a_layer_is_tried_taken_listed_and_taken_out(folder, towns, tmp_path):
    path = str(made_up.geopackage(tmp_path, towns))
    said = ("--source", "a bureau", "--date", "2025-01-01")
    tried = run(folder, "layer", path, *said, "--dry-run")
    assert tried.returncode == 0
    assert f"towns.gpkg: {len(towns)} rows with boundaries of towns, in 1 counties." in tried.stdout
    assert "Nothing was changed" in tried.stdout
    assert not (folder / "register" / "operator").exists()

    taken = run(folder, "layer", path, *said)
    assert taken.returncode == 0
    number = next(word for word in taken.stdout.split() if word.startswith("town-")).rstrip(".")
    assert number in run(folder, "layers").stdout
    out = run(folder, "layer", "--remove", number)
    assert "was taken out" in out.stdout
    assert number not in run(folder, "layers").stdout


def test_a_layer_with_problems_ends_with_2_and_changes_nothing(folder, towns, tmp_path):
    path = made_up.geopackage(tmp_path, towns[1:])
    for more in ([], ["--dry-run"]):
        refused = run(folder, "layer", str(path), "--source", "a bureau", "--date", "2025-01-01", *more)
        assert refused.returncode == 2
        assert "towns are missing" in refused.stderr
        assert "Nothing was changed." in refused.stderr
    assert not list((folder / "register").rglob("about.json"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name a file to take"),
        (["--remove", "town-000000"], "There is no layer “town-000000”"),
        (["FILE", "--remove", "town-000000"], "Name a file to take"),
        (["FILE", "--date", "2025-01-01"], "Say where the layer is from"),
        (["FILE", "--source", "a bureau"], "is no day"),
        (
            ["FILE", "--source", "a bureau", "--date", "2025-01-01", "--crs", "Xian80"],
            "the survey office's own",
        ),
    ],
)
def test_what_is_typed_wrongly_is_a_sentence(folder, tmp_path, arguments, words):
    file = tmp_path / "towns.gpkg"
    file.write_bytes(b"x")
    done = run(folder, "layer", *(str(file) if each == "FILE" else each for each in arguments))
    assert done.returncode == 2
    assert words in done.stderr.replace("\n", " ")


def test_figures_are_carried_and_what_is_left_out_is_said(folder, tmp_path):
    file = tmp_path / "2020.csv"
    file.write_text("code,workshops\n330103,4\n330105,6\n331082,1\n", encoding="utf-8")
    done = run(folder, "crosswalk", str(file), "--from", "2020", "--to", "2021")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == ["330105,10,added up", "331082,1,as it was"]
    file.write_text("code,workshops,mean wage\n330103,4,1\n330105,6,1\n330114,1,1\n", encoding="utf-8")
    target = tmp_path / "2021.csv"
    done = run(folder, "crosswalk", str(file), "--from", "2020", "--to", "2021", "--out", str(target))
    assert done.returncode == 1
    assert "“mean wage” is a rate or a mean" in done.stderr
    assert "Row 4: 330114 was no county of Zhejiang on 2020-12-31" in done.stderr
    assert target.read_text(encoding="utf-8-sig").splitlines()[1:] == ["330105,10,added up"]
    assert run(folder, "crosswalk", str(file), "--from", "2015", "--to", "2021").returncode == 2
