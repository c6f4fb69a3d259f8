"""The list of rules, and checking by all of them."""

import inspect
import random
import string
from dataclasses import replace

import pandas as pd
import pytest

from sharedwealth.ledger import checking, rules
from sharedwealth.ledger.findings import Place, told
from sharedwealth.ledger.sheets import SHEETS
from tests.ledger.rules.books import NEIGHBOUR, book, context, previous, read_sheet, row, worker, workshop


def test_a_sound_ledger_has_nothing_to_be_said_about_it():
    assert checking.check(book(), context()) == []


def test_every_public_rule_of_every_module_is_in_the_list_once():
    helpers = {"slipped_by", "usual_wages", "located"}
    modules = {inspect.getmodule(rule) for rule in rules.RULES}
    public = {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    names = [rule.__name__ for rule in rules.RULES]
    assert sorted(names) == sorted(set(names))
    assert set(names) == public - helpers


def test_findings_come_in_the_order_of_the_sheets_then_rows_then_columns():
    wrong = book(
        employment=[worker(wage_yuan=-1), worker(worker_id="G2", days_worked=-1, wage_yuan=-1)],
        workshops=[workshop(stars=9, steward_count=-1)],
        results=None,
    )
    cells = [(finding.sheet, finding.cell) for finding in checking.check(wrong, context())]
    assert cells == [
        (None, None),
        ("工坊", "K3"),
        ("工坊", "M3"),
        ("用工", "I3"),
        ("用工", "H4"),
        ("用工", "I4"),
    ]


def test_what_reading_found_comes_first():
    read = told("unreadable", "error", Place("331082-2024-11.xlsx", "效益", 9, "B"), "约3万", "", "{found}")
    wrong = replace(book(workshops=[workshop(stars=9)]), findings=(read,))
    assert [finding.rule for finding in checking.check(wrong, context())] == [
        "unreadable",
        "stars_one_to_five",
    ]


def test_a_ledger_of_another_county_is_only_told_so():
    foreign = book(county=NEIGHBOUR, workshops=[workshop(village_code="331081112201", stars=9)])
    assert [finding.rule for finding in checking.check(foreign, context())] == ["county_asked"]


def test_more_findings_than_anybody_reads_are_cut_off_and_stop_the_ledger(monkeypatch):
    monkeypatch.setattr(checking, "MOST_FINDINGS", 5)
    wrong = book(employment=[worker(worker_id=f"G{n}", days_worked=0) for n in range(9)])
    found = checking.check(wrong, context())
    assert len(found) == 6
    assert [each.rule for each in found if each.severity == "error"] == ["too_many_findings"]


def test_counts_are_by_severity():
    wrong = book(workshops=[workshop(stars=9, closed_on="2024-12-31", crs=None)], county=None)
    assert checking.counts(checking.check(wrong, context())) == {"error": 1, "warning": 1, "note": 2}


@pytest.mark.parametrize("name", SHEETS)
def test_no_rule_stumbles_over_empty_cells_empty_sheets_or_missing_ones(name):
    for given in (None, [], [{}], [{}] * 12, [row(name), {}, row(name)]):
        made = book(**{name: given})
        for of_context in (context(), context(previous=previous(**{name: [row(name)] * 12}), outline=None)):
            checking.check(made, of_context)


def test_no_rule_stumbles_over_whatever_a_frame_may_hold():
    draw = random.Random(7)  # noqa: S311
    values = {
        "str": ["", " ", "、", "331082112201", "９１", "=1+1", "G" * 99, "331082-0001"],
        "Int64": [0, -1, 2**31, 10**15, 7],
        "Float64": [0.0, -999.0, 121.2, 1e300],
        "datetime64[s]": [pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31"), pd.Timestamp("2024-11-05")],
        "boolean": [True, False],
    }
    for _ in range(30):
        made = {
            name: read_sheet(
                name,
                [
                    {
                        column.name: draw.choice([None, *values[column.pandas_type]])
                        for column in sheet.columns
                    }
                    for _ in range(draw.randint(1, 12))
                ],
            )
            for name, sheet in SHEETS.items()
        }
        for finding in checking.check(
            book(**made), context(previous=previous(**{n: [row(n)] * 3 for n in SHEETS}))
        ):
            assert finding.message_zh
            assert not {"{", "}"} & set(finding.message_en.replace(finding.found, ""))
            assert set(finding.column or "A") <= set(string.ascii_uppercase)
