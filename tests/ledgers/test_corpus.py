"""Every fault that clerks make is found in its cell; no sound ledger is stopped; nothing stumbles."""

import pytest

from sharedwealth.ledger import marking
from sharedwealth.ledger.checking import check
from sharedwealth.ledger.reading import read
from sharedwealth.ledger.rules import RULES
from tests.ledgers import corpus, county, workbooks


@pytest.fixture(scope="module")
def context():
    return county.context()


def place(finding):
    return finding.file, finding.sheet, finding.row, finding.column


@pytest.mark.parametrize("name", corpus.DAMAGED)
def test_the_planted_fault_is_found_where_it_stands(tmp_path, context, name):
    written, _ = corpus.write(name, tmp_path)
    fault = corpus.DAMAGED[name]

    findings = check(read(written.paths), context)

    told = [(finding.rule, finding.severity, *place(finding)) for finding in findings]
    assert (fault.rule, fault.severity, *corpus.place_of(name, written)) in told, told
    if fault.severity != "error":
        assert "error" not in {severity for _, severity, *_ in told}, told
    for finding in findings:
        assert finding.message_zh
        assert finding.message_en
        assert "{" not in finding.message_en.replace(finding.found, "")


ONE_OF_EACH_HABIT = {
    fault.habit: name for name, fault in corpus.DAMAGED.items() if not workbooks.is_csv(fault.habit)
}


@pytest.mark.parametrize("name", ONE_OF_EACH_HABIT.values())
def test_the_marked_copy_is_the_same_ledger(tmp_path, context, name):
    """Sent again as it is, it is told the same: marks, comments and the list of findings change nothing."""
    written, _ = corpus.write(name, tmp_path)
    findings = check(read(written.paths), context)
    copy = tmp_path / "marked" / written.paths[0].name
    copy.parent.mkdir()

    marking.mark(written.paths[0], findings, copy)

    assert check(read([copy]), context) == findings


@pytest.mark.parametrize("name", corpus.CLEAN)
def test_no_sound_ledger_is_stopped(tmp_path, context, name):
    written = corpus.write_clean(name, tmp_path)

    findings = check(read(written.paths), context)

    assert [finding for finding in findings if finding.severity != "note"] == []


def test_the_corpus_is_as_large_as_was_promised():
    hard = [fault for fault in corpus.DAMAGED.values() if fault.severity == "error"]
    assert len(hard) >= 60
    assert len(corpus.CLEAN) >= 10
    assert len({fault.habit for fault in hard}) >= 8


def test_every_rule_that_stops_a_ledger_is_in_the_corpus():
    """Rules that only ask or mention are left to their own tests."""
    in_corpus = {fault.rule for fault in corpus.DAMAGED.values()}
    only_ask = {
        "origin_said", "column_missing", "trained_in_sessions", "wage_with_days", "workshop_named_twice",
        "enterprise_with_two_codes", "enterprise_named_otherwise", "open_workshop_reported", "closed_by_month_end",
        "date_long_ago", "hired_at_working_age", "wage_as_before", "workshop_reopened", "workshop_as_before",
        "wage_jump", "amount_jump", "position_system_said", "home_county_in_register",
    }  # fmt: skip
    assert {rule.__name__ for rule in RULES} - only_ask <= in_corpus
