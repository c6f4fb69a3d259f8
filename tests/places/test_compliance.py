"""Maps and the public: no number, nothing for the public; with one, it stands everywhere."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from sharedwealth import text
from sharedwealth.errors import MapApprovalError
from sharedwealth.places import compliance, mapfile
from sharedwealth.settings import Settings
from sharedwealth.tables import files
from sharedwealth.tables.files import Provenance

NUMBER = "浙S(2025)12号"
TABLE = pd.DataFrame({"County": ["Linhai"], "Value": [7]})


@pytest.fixture
def without(tmp_path):
    return Settings(data=tmp_path)


@pytest.fixture
def with_number(tmp_path):
    return Settings(data=tmp_path, map_approval=NUMBER)


def test_without_a_number_nothing_goes_to_the_public(without):
    with text.using("en"), pytest.raises(MapApprovalError, match="need a map approval number"):
        compliance.may_publish(without)
    with text.using("zh"), pytest.raises(MapApprovalError, match="向社会公开的地图须有自己的审图号"):
        compliance.may_publish(without)


def test_with_a_number_it_may(with_number):
    compliance.may_publish(with_number)


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_page_says_how_things_stand(without, with_number, language):
    with text.using(language):
        assert len(compliance.standing(without)) == 2
        assert NUMBER in " ".join(compliance.standing(with_number))


def test_every_export_carries_the_number():
    about = Provenance("t", "k", "2024-10", "ABCDEF", approval=NUMBER)
    with text.using("en"):
        lines = files.csv(TABLE, about).decode("utf-8-sig").splitlines()
        book = openpyxl.load_workbook(io.BytesIO(files.excel(TABLE, about)))
        marked = openpyxl.load_workbook(io.BytesIO(files.excel(TABLE, replace(about, is_public=True))))
        bare = files.csv(TABLE, replace(about, approval="")).decode("utf-8-sig")
    assert lines[0].endswith("Map approval number")
    assert lines[1].endswith(NUMBER)
    assert dict(book["About"].values)["Map approval number"] == NUMBER
    assert "For" not in dict(book["About"].values)
    assert dict(marked["About"].values)["For"] == "the public"
    assert "approval" not in bare


@pytest.mark.parametrize("words", mapfile.SOURCE.values())
def test_the_base_map_is_named_with_number_date_and_system(words):
    assert "GS(2024)0650" in words
    assert "2024" in words.replace("GS(2024)0650", "")
    assert "CGCS2000" in words
