from sharedwealth.ledger.rules import presence
from sharedwealth.ledger.sheets import SHEETS
from tests.ledger.rules.books import book, read_sheet, told, worker, workshop


def test_a_sheet_that_is_missing_stops_the_ledger():
    assert told(presence.sheet_missing, book(results=None)) == [("error", None, None)]
    assert told(presence.sheet_missing, book()) == []


def test_no_workshops_at_all_stop_the_ledger_and_no_workers_are_asked_about():
    assert told(presence.sheet_empty, book(workshops=[])) == [("error", "工坊", None)]
    assert told(presence.sheet_empty, book(employment=[])) == [("warning", "用工", None)]
    assert told(presence.sheet_empty, book(enterprises=[], partnerships=[])) == []


def test_a_required_column_that_is_missing_stops_the_ledger_and_a_voluntary_one_is_mentioned():
    without = read_sheet("employment", [worker()], without=("wage_yuan", "household_id"))
    assert told(presence.column_missing, book(employment=without)) == [
        ("note", "用工", None),
        ("error", "用工", None),
    ]
    assert told(presence.column_missing, book()) == []


def test_an_empty_cell_that_every_row_needs():
    assert told(presence.required_value, book(employment=[worker(), worker(sex=None)])) == [
        ("error", "用工", "D4")
    ]
    assert told(presence.required_value, book(employment=[worker(household_id=None)])) == []


def test_every_required_column_is_asked_for():
    for name, sheet in SHEETS.items():
        for column in sheet.columns:
            one_empty = book(**{name: read_sheet(name, [{}])})
            cells = [
                cell for _, title, cell in told(presence.required_value, one_empty) if title == sheet.title_zh
            ]
            assert len(cells) == sum(each.is_required for each in sheet.columns), column.name


def test_a_cell_that_could_not_be_read_is_not_empty():
    unread = read_sheet("employment", [worker(), worker(wage_yuan=None)], rejected={(4, "wage_yuan")})
    assert told(presence.required_value, book(employment=unread)) == []


def test_a_column_without_any_value_is_spoken_of_once_at_its_heading():
    rows = [workshop(workshop_id=f"331082-000{n}", name=None) for n in range(1, 8)]
    assert told(presence.required_value, book(workshops=rows)) == [("error", "工坊", "B1")]
