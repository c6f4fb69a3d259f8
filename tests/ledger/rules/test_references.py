from sharedwealth.ledger.rules import references
from tests.ledger.rules.books import (
    OTHER_CREDIT_CODE,
    book,
    partnership,
    read_sheet,
    result,
    told,
    worker,
    workshop,
)

STRANGER = "331082-0099"


def test_partnerships_workers_and_results_are_of_listed_workshops():
    strangers = book(
        partnerships=[partnership(workshop_id=STRANGER)],
        employment=[worker(), worker(workshop_id=STRANGER)],
        results=[result(workshop_id=STRANGER)],
    )
    assert told(references.workshop_listed, strangers) == [
        ("error", "结对", "A3"),
        ("error", "用工", "A4"),
        ("error", "效益", "A3"),
    ]
    assert told(references.workshop_listed, book()) == []


def test_without_the_sheet_of_workshops_only_that_is_said():
    assert told(references.workshop_listed, book(workshops=None)) == []


def test_a_number_that_could_not_be_read_in_the_list_is_not_missed_elsewhere():
    unread = read_sheet(
        "workshops",
        [workshop(), workshop(workshop_id=None)],
        rejected={(4, "workshop_id")},
        raw={(4, "workshop_id"): STRANGER},
    )
    of_book = book(workshops=unread, employment=[worker(workshop_id=STRANGER)])
    assert told(references.workshop_listed, of_book) == []


def test_partnerships_are_with_listed_enterprises():
    stranger = book(partnerships=[partnership(), partnership(credit_code=OTHER_CREDIT_CODE)])
    assert told(references.enterprise_listed, stranger) == [("error", "结对", "B4")]
    assert told(references.enterprise_listed, book()) == []


def test_open_workshops_without_workers_or_results_are_mentioned_once_a_sheet():
    idle = [workshop(), workshop(workshop_id=STRANGER), workshop(workshop_id="331082-0098")]
    assert told(references.open_workshop_reported, book(workshops=idle)) == [
        ("note", "用工", None),
        ("note", "效益", None),
    ]
    closed = [workshop(), workshop(workshop_id=STRANGER, closed_on="2024-01-01")]
    assert told(references.open_workshop_reported, book(workshops=closed)) == []
