from sharedwealth.ledger.rules import duplicates
from tests.ledger.rules.books import (
    CREDIT_CODE,
    OTHER_CREDIT_CODE,
    book,
    context,
    enterprise,
    partnership,
    result,
    told,
    worker,
    workshop,
)


def test_a_row_that_stands_twice_is_pointed_at_the_second_time():
    twice = book(
        workshops=[workshop(), workshop(name="another")],
        enterprises=[enterprise(), enterprise()],
        partnerships=[partnership(), partnership()],
        employment=[worker(), worker(wage_yuan=1), worker()],
        results=[result(), result(output_yuan=1)],
    )
    assert told(duplicates.row_twice, twice) == [
        ("error", "工坊", "A4"),
        ("error", "企业", "A4"),
        ("error", "结对", "B4"),
        ("error", "用工", "B4"),
        ("error", "用工", "B5"),
        ("error", "效益", "A4"),
    ]


def test_a_copy_is_told_from_a_contradiction():
    copy, contradiction = duplicates.row_twice(
        book(employment=[worker(), worker(), worker(wage_yuan=1)]), context()
    )
    assert copy.message_en == "This row is the same as row 3. Delete one of them."
    assert "with other values" in contradiction.message_en


def test_one_worker_at_two_workshops_and_one_enterprise_by_two_linkages_are_no_duplicates():
    sound = book(
        employment=[worker(), worker(workshop_id="331082-0002")],
        partnerships=[partnership(), partnership(linkage="rent"), partnership(started_on="2024-01-01")],
    )
    assert told(duplicates.row_twice, sound) == []


def test_rows_without_a_key_are_nobodys_duplicates():
    assert told(duplicates.row_twice, book(employment=[worker(worker_id=None)] * 2)) == []


def test_a_workshop_that_another_county_reports():
    elsewhere = context(workshops_elsewhere={"331082-0001": "331081"})
    (finding,) = duplicates.workshop_elsewhere(book(), elsewhere)
    assert (finding.severity, finding.cell) == ("error", "A3")
    assert "温岭市" in finding.message_zh
    assert "Wenling City" in finding.message_en
    assert (
        told(duplicates.workshop_elsewhere, book(), context(workshops_elsewhere={"331081-0001": "331081"}))
        == []
    )


def test_two_open_workshops_of_one_name_in_one_village_are_asked_about():
    first, second = workshop(), workshop(workshop_id="331082-0002", name="示例工坊一")
    assert told(duplicates.workshop_named_twice, book(workshops=[first, second])) == [
        ("warning", "工坊", "B4")
    ]
    closed = workshop(closed_on="2023-01-01")
    assert told(duplicates.workshop_named_twice, book(workshops=[closed, second])) == []
    apart = second | {"village_code": "331082112202"}
    assert told(duplicates.workshop_named_twice, book(workshops=[first, apart])) == []


def test_one_enterprise_with_two_codes_is_asked_about():
    two = [enterprise(name="示例企业（一）"), enterprise(name="示例企业(一)", credit_code=OTHER_CREDIT_CODE)]
    assert told(duplicates.enterprise_with_two_codes, book(enterprises=two)) == [("warning", "企业", "B4")]
    others = [enterprise(), enterprise(name="示例企业 二", credit_code=OTHER_CREDIT_CODE)]
    assert told(duplicates.enterprise_with_two_codes, book(enterprises=others)) == []


def test_one_code_with_two_names_is_asked_about():
    known = context(enterprises={CREDIT_CODE: "另一企业"})
    assert told(duplicates.enterprise_named_otherwise, book(), known) == [("warning", "企业", "B3")]
    same = context(enterprises={CREDIT_CODE: "示例企业一"})
    assert told(duplicates.enterprise_named_otherwise, book(), same) == []
