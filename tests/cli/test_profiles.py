"""The command that packs profiles, over the demonstration."""

import zipfile

from tests.cli.test_commands import installation, run  # noqa: F401  the fixture


def test_the_profiles_of_a_county_s_own_are_packed(installation, tmp_path):  # noqa: F811
    target = tmp_path / "one.zip"
    done = run("profiles", "--area", "330902", "--lang", "en", "--out", str(target))
    assert done.returncode == 0
    assert "1 profile written" in done.stderr
    assert zipfile.ZipFile(target).namelist() == ["330902-Dinghai District.pdf", "List of profiles.csv"]


def test_what_cannot_be_asked_is_one_sentence(installation, tmp_path):  # noqa: F811
    target = tmp_path / "one.zip"
    for wrong in (["--level", "street"], ["--lang", "fr"], ["--format", "exe"], ["--area", "44"]):
        done = run("profiles", *wrong, "--out", str(target))
        assert done.returncode == 2, wrong
        assert "Traceback" not in done.stderr
        assert not target.exists()
