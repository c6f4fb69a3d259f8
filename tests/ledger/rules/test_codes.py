import pandas as pd
import pytest

from sharedwealth.ledger.rules import codes, villages
from tests.ledger.rules.books import (
    CREDIT_CODE,
    book,
    context,
    enterprise,
    places,
    read_sheet,
    told,
    worker,
    workshop,
)

VILLAGE_RULES = (
    villages.village_code_shape,
    villages.town_code_for_village,
    villages.village_of_other_county,
    villages.village_in_register,
)


def found(of_book, of_context=None):
    """Which rule of villages speaks, how severely, at which cell."""
    return [
        (rule.__name__, severity, cell)
        for rule in VILLAGE_RULES
        for severity, _, cell in told(rule, of_book, of_context)
    ]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("331082112201", None),
        ("33108211220", "village_code_shape"),
        ("示例村", "village_code_shape"),
        ("331082112", "town_code_for_village"),
        ("331082112000", "town_code_for_village"),
        ("331081112201", "village_of_other_county"),
        ("331082112999", "village_in_register"),
        ("331082999201", "village_in_register"),
        ("339999112201", "village_in_register"),
        ("440304112201", "village_in_register"),
    ],
)
def test_a_workshop_stands_in_a_village_of_its_county_that_the_register_has(code, rule):
    said = found(book(workshops=[workshop(village_code=code)]))
    assert said == ([(rule, "error", "D3")] if rule else [])


@pytest.mark.parametrize(
    ("first", "end", "is_right"),
    [
        (None, "2024-11-01", False),  # renumbered before the month began
        (None, "2024-11-02", True),
        (None, "2024-12-01", True),
        ("2024-11-30", None, True),
        ("2024-12-01", None, False),
        ("2022-01-01", "2024-06-01", False),
    ],
)
def test_a_villages_code_must_be_in_use_in_the_month(first, end, is_right):
    times = pd.DataFrame(
        {
            "code": ["331082112201"],
            "valid_from": pd.to_datetime([first]),
            "valid_to": pd.to_datetime([end]),
        }
    )
    said = told(villages.village_code_in_use, book(), context(in_use=times))
    cells = [("error", "工坊", "D3"), ("error", "用工", "G3")]
    assert said == ([] if is_right else cells)


def test_a_code_that_comes_back_is_in_use_again_and_its_times_are_told():
    times = pd.DataFrame(
        {
            "code": ["331082112201"] * 2,
            "valid_from": pd.to_datetime([None, "2025-01-01"]),
            "valid_to": pd.to_datetime(["2023-01-01", None]),
        }
    )
    found_in = list(villages.village_code_in_use(book(), context(in_use=times)))
    assert "–2022-12-31; 2025-01-01–" in found_in[0].message_en
    assert "2024-11" in found_in[0].message_zh
    again = times.assign(valid_from=pd.to_datetime([None, "2024-01-01"]))
    assert told(villages.village_code_in_use, book(), context(in_use=again)) == []


def test_every_village_served_is_looked_at():
    served = "331082112202、331082112、331081112201"
    assert found(book(workshops=[workshop(served_village_codes=served)])) == [
        ("town_code_for_village", "error", "E3"),
        ("village_of_other_county", "error", "E3"),
    ]


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (None, []),
        ("331082112205", []),
        ("331081112201", [("village_of_other_county", "warning", "G3")]),
        ("420115001201", [("village_of_other_county", "warning", "G3")]),
        ("331082112999", [("village_in_register", "error", "G3")]),
        ("331082112", [("town_code_for_village", "error", "G3")]),
    ],
)
def test_a_worker_may_live_across_the_border_but_in_a_village(home, said):
    assert found(book(employment=[worker(home_village_code=home)])) == said


def test_where_the_register_lists_no_villages_the_town_is_looked_up():
    of_context = context(places=places().query("level != 'village'"))
    assert found(book(workshops=[workshop(village_code="331082112999")]), of_context) == []
    wrong = book(workshops=[workshop(village_code="331082999201")])
    assert found(wrong, of_context) == [("village_in_register", "error", "D3")]


@pytest.mark.parametrize("code", ["3.31082E+11", "3.3E17", "3e+17"])
def test_a_code_that_became_a_number_is_told_how_to_be_repaired_and_nothing_else(code):
    spoiled = book(
        workshops=[workshop(village_code=code)],
        enterprises=[enterprise(credit_code=code, home_county_code=code)],
    )
    assert told(codes.code_kept_whole, spoiled) == [
        ("error", "工坊", "D3"),
        ("error", "企业", "A3"),
        ("error", "企业", "D3"),
    ]
    assert found(spoiled) == []
    for rule in (codes.credit_code_shape, codes.credit_code_check, codes.home_county_in_register):
        assert told(rule, spoiled) == []
    assert told(codes.code_kept_whole, book()) == []


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("331082112201 示例村 1", 0),
        ("331082112201示例村1", 0),
        ("331082112201 Demonstration Village 1", 0),
        ("331082112201", 0),
        ("331082112201（示例村 2）", 1),
        ("331082112201 别的村", 1),
    ],
)
def test_a_name_beside_a_code_is_that_villages(cell, count):
    sheet = read_sheet("workshops", [workshop()], raw={(3, "village_code"): cell})
    assert told(villages.village_name_matches, book(workshops=sheet)) == [("error", "工坊", "D3")] * count


def test_names_beside_several_codes_are_each_looked_at():
    cell = "331082112202 示例村 2、331082112203 示例村 4"
    sheet = read_sheet("workshops", [workshop()], raw={(3, "served_village_codes"): cell})
    assert told(villages.village_name_matches, book(workshops=sheet)) == [("error", "工坊", "E3")]


@pytest.mark.parametrize(
    ("county", "said"),
    [
        ("331082", []),
        ("310115", []),
        (None, []),
        ("331099", ["warning"]),
        ("3310", ["error"]),
        ("临海", ["error"]),
    ],
)
def test_an_enterprises_county_is_one_of_the_registers_or_outside_the_province(county, said):
    of_book = book(enterprises=[enterprise(home_county_code=county)])
    assert [severity for severity, _, _ in told(codes.home_county_in_register, of_book)] == said


@pytest.mark.parametrize(
    "code",
    ["330000000012345", CREDIT_CODE[:-1], f"{CREDIT_CODE}0", "91339999MD0054591O", "91339999md00545915"],
)
def test_a_credit_code_has_18_of_the_standards_characters(code):
    of_book = book(enterprises=[enterprise(credit_code=code)])
    assert told(codes.credit_code_shape, of_book) == [("error", "企业", "A3")]
    assert told(codes.credit_code_check, of_book) == []


def test_a_slip_in_a_credit_code_shows_in_its_last_character():
    assert told(codes.credit_code_check, book()) == []
    slip = book(enterprises=[enterprise(credit_code=CREDIT_CODE.replace("54", "45"))])
    assert told(codes.credit_code_shape, slip) == []
    assert told(codes.credit_code_check, slip) == [("error", "企业", "A3")]


def test_a_code_of_the_early_pilot_is_only_asked_about():
    pilot = book(enterprises=[enterprise(credit_code="91350299M0000ABC1D")])
    assert told(codes.credit_code_check, pilot) == [("warning", "企业", "A3")]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("331082-0001", []),
        ("331081-0001", ["error"]),
        ("0001", ["warning"]),
        ("331082 0001", ["error"]),
        ("331082-" + "1" * 40, ["error"]),
    ],
)
def test_a_workshops_number_begins_with_its_county(number, said):
    of_book = book(workshops=[workshop(workshop_id=number)])
    assert [severity for severity, _, _ in told(codes.workshop_id_shape, of_book)] == said
