from sharedwealth.ledger.rules import changes
from tests.ledger.rules.books import book, context, previous, result, told, worker, workshop


def numbers(count):
    return [f"331082-{n:04d}" for n in range(1, count + 1)]


def staff(count, wage=3000):
    return [worker(worker_id=f"G{n}", wage_yuan=wage + n, days_worked=n % 28) for n in range(1, count + 1)]


def test_a_workshop_of_the_last_ledger_does_not_just_vanish():
    before = context(
        previous=previous(workshops=[workshop(), workshop(workshop_id="331082-0002", name="乙")])
    )
    (finding,) = changes.workshop_vanished(book(), before)
    assert (finding.severity, finding.sheet, finding.expected) == ("warning", "工坊", "331082-0002")
    closed = workshop(workshop_id="331082-0002", closed_on="2024-10-02")
    assert told(changes.workshop_vanished, book(workshops=[workshop(), closed]), before) == []


def test_a_workshop_that_closed_before_may_be_left_out():
    before = context(
        previous=previous(workshops=[workshop(workshop_id="331082-0002", closed_on="2023-01-01")])
    )
    assert told(changes.workshop_vanished, book(), before) == []


def test_a_closed_workshop_that_is_open_again_is_asked_about():
    before = context(previous=previous(workshops=[workshop(closed_on="2024-09-30")]))
    assert told(changes.workshop_reopened, book(), before) == [("warning", "工坊", "J3")]
    still = book(workshops=[workshop(closed_on="2024-09-30")])
    assert told(changes.workshop_reopened, still, before) == []


def test_type_village_and_opening_stay_as_they_were():
    other = workshop(workshop_type="agritourism", village_code="331082112202", opened_on="2022-03-02")
    before = context(previous=previous(workshops=[other]))
    assert told(changes.workshop_as_before, book(), before) == [
        ("warning", "工坊", "C3"),
        ("warning", "工坊", "D3"),
        ("warning", "工坊", "I3"),
    ]
    same = context(previous=previous(workshops=[workshop(name="旧名", stars=1)]))
    assert told(changes.workshop_as_before, book(), same) == []


def test_a_tenth_fewer_rows_are_asked_about():
    before = context(previous=previous(employment=staff(20)))
    assert told(changes.rows_fewer, book(employment=staff(17)), before) == [("warning", "用工", None)]
    assert told(changes.rows_fewer, book(employment=staff(18)), before) == []


def test_last_months_sheet_sent_again_stops_the_ledger():
    before = context(previous=previous(employment=staff(20)))
    assert told(changes.month_copied, book(employment=staff(20)), before) == [("error", "用工", None)]


def test_nearly_the_same_sheet_is_asked_about():
    before = context(previous=previous(employment=staff(20)))
    nearly = [*staff(19), worker(worker_id="G20", wage_yuan=1)]
    assert told(changes.month_copied, book(employment=nearly), before) == [("warning", "用工", None)]
    raised = book(employment=staff(20, wage=3100))
    assert told(changes.month_copied, raised, before) == []


def test_workers_carried_over_without_wages_are_not_last_months_sheet():
    bare = [worker(worker_id=f"G{n}", wage_yuan=None, days_worked=None) for n in range(20)]
    before = context(previous=previous(employment=bare))
    assert told(changes.month_copied, book(employment=bare), before) == []


def test_results_that_all_repeat_are_asked_about():
    listed = [result(workshop_id=number, output_yuan=n * 1000) for n, number in enumerate(numbers(12))]
    before = context(previous=previous(results=listed))
    assert told(changes.month_copied, book(results=listed), before) == [("warning", "效益", None)]
    others = [each | {"output_yuan": each["output_yuan"] + 500} for each in listed]
    assert told(changes.month_copied, book(results=others), before) == []
