from datetime import date

from sharedwealth.ledger.rules import dates
from tests.ledger.rules.books import NEIGHBOUR, book, context, partnership, told, worker, workshop


def test_the_file_is_of_the_county_it_is_checked_for():
    assert told(dates.county_asked, book()) == []
    (finding,) = dates.county_asked(book(county=NEIGHBOUR), context())
    assert (finding.severity, finding.found, finding.expected) == ("error", NEIGHBOUR, "331082")
    assert "温岭市" in finding.message_zh


def test_a_file_that_says_no_county_is_told_by_where_its_workshops_stand():
    there = [workshop(village_code=f"33108111220{n}") for n in range(3)]
    assert told(dates.county_asked, book(county=None, workshops=there)) == [("error", None, None)]
    here = [workshop() for _ in range(3)]
    assert told(dates.county_asked, book(county=None, workshops=[*here, *there[:2]])) == []
    assert told(dates.county_asked, book(county=None, workshops=there[:1])) == []


def test_the_file_is_of_the_month_it_is_checked_for():
    assert told(dates.month_asked, book()) == []
    assert told(dates.month_asked, book(month=date(2024, 10, 1))) == [("error", None, None)]
    assert told(dates.month_asked, book(month=None)) == []


def test_a_file_that_does_not_say_whose_it_is_is_mentioned():
    assert told(dates.origin_said, book(month=None)) == [("note", None, None)]
    assert told(dates.origin_said, book()) == []


def test_workshops_have_opened():
    assert told(dates.opened_by_month_end, book(workshops=[workshop(opened_on="2024-11-30")])) == []
    late = book(workshops=[workshop(opened_on="2024-12-01")])
    assert told(dates.opened_by_month_end, late) == [("error", "工坊", "I3")]


def test_nothing_opens_in_the_future_even_within_the_month():
    early = context(today=date(2024, 11, 20))
    assert told(dates.opened_by_month_end, book(workshops=[workshop(opened_on="2024-11-25")]), early) == [
        ("error", "工坊", "I3")
    ]


def test_partnerships_have_begun_and_may_end_in_years():
    sound = book(partnerships=[partnership(ended_on="2029-12-31")])
    assert told(dates.started_by_month_end, sound) == []
    late = book(partnerships=[partnership(started_on="2025-01-01")])
    assert told(dates.started_by_month_end, late) == [("error", "结对", "D3")]


def test_workers_were_hired_by_the_months_end():
    assert told(dates.hired_by_month_end, book(employment=[worker(hired_on="2024-11-30")])) == []
    late = book(employment=[worker(hired_on="2024-12-02")])
    assert told(dates.hired_by_month_end, late) == [("error", "用工", "K3")]


def test_a_closing_after_the_month_is_asked_about():
    late = book(workshops=[workshop(closed_on="2024-12-31")])
    assert told(dates.closed_by_month_end, late) == [("warning", "工坊", "J3")]
    assert told(dates.closed_by_month_end, book(workshops=[workshop(closed_on="2024-11-30")])) == []


def test_workshops_close_after_they_open():
    wrong = book(workshops=[workshop(opened_on="2023-05-01", closed_on="2022-05-01")])
    assert told(dates.closed_after_opened, wrong) == [("error", "工坊", "J3")]
    same_day = book(workshops=[workshop(opened_on="2023-05-01", closed_on="2023-05-01")])
    assert told(dates.closed_after_opened, same_day) == []


def test_partnerships_end_after_they_begin():
    wrong = book(partnerships=[partnership(started_on="2023-05-01", ended_on="2023-04-30")])
    assert told(dates.ended_after_started, wrong) == [("error", "结对", "E3")]
    assert told(dates.ended_after_started, book()) == []


def test_dates_of_long_ago_are_asked_about():
    old = book(workshops=[workshop(opened_on="1902-03-01")], employment=[worker(hired_on="1922-04-01")])
    assert told(dates.date_long_ago, old) == [("warning", "工坊", "I3"), ("warning", "用工", "K3")]
    assert told(dates.date_long_ago, book()) == []


def test_a_workshop_that_closed_before_the_month_has_no_workers():
    wrong = book(workshops=[workshop(closed_on="2024-10-31")], employment=[worker(), worker(worker_id="G2")])
    (finding,) = dates.closed_workshop_without_workers(wrong, context())
    assert (finding.severity, finding.cell) == ("error", "J3")
    assert "2 workers" in finding.message_en
    assert "from row 3" in finding.message_en
    within = book(workshops=[workshop(closed_on="2024-11-15")])
    assert told(dates.closed_workshop_without_workers, within) == []
    empty = book(workshops=[workshop(closed_on="2024-10-31")], employment=[])
    assert told(dates.closed_workshop_without_workers, empty) == []
