"""The journal is only ever appended to, and shows when it was not."""

import json

import pytest

from sharedwealth.errors import IntakeError
from sharedwealth.intake import journal
from sharedwealth.settings import Settings


@pytest.fixture
def here(tmp_path):
    return Settings(data=tmp_path)


def write(here, count=3):
    return [
        journal.append(here, "publication", who="张三", source="command line", told={"after": f"00000{n}"})
        for n in range(count)
    ]


def lines(here):
    return journal.path(here).read_bytes().split(b"\n")[:-1]


def test_nothing_was_written_yet(here):
    assert journal.read(here) == []
    assert journal.last(here) is None
    assert journal.verify(here) == []


def test_entries_are_numbered_and_come_back_as_they_were_written(here):
    written = write(here)
    assert [each.number for each in written] == [1, 2, 3]
    assert journal.read(here) == written
    assert journal.last(here) == written[-1]
    assert journal.find(here, 2) == written[1]
    with pytest.raises(IntakeError):
        journal.find(here, 4)


def test_each_line_carries_the_digest_of_the_line_before(here):
    write(here)
    assert json.loads(lines(here)[0])["previous"] == journal.FIRST
    assert journal.verify(here) == []


@pytest.mark.parametrize("line", range(3))
def test_a_line_altered_or_taken_out_is_found(here, line):
    write(here, 4)
    whole = lines(here)
    altered = [
        each.replace("张三".encode(), "李四".encode()) if n == line else each for n, each in enumerate(whole)
    ]
    journal.path(here).write_bytes(b"\n".join([*altered, b""]))
    assert len(journal.verify(here)) == 1
    journal.path(here).write_bytes(b"\n".join([*whole[:line], *whole[line + 1 :], b""]))
    assert journal.verify(here) != []


@pytest.mark.parametrize("keep", [1, 20, -1])
def test_a_line_torn_by_a_power_cut_is_set_aside_at_the_next_entry(here, keep):
    write(here)
    whole = journal.path(here).read_bytes()
    last = lines(here)[-1] + b"\n"
    torn = last[:keep]
    journal.path(here).write_bytes(whole[: -len(last)] + torn)
    assert len(journal.read(here)) == 2
    assert journal.verify(here) == []
    entry = journal.append(here, "rollback", who="李四", source="command line")
    assert entry.number == 3
    assert [each.kind for each in journal.read(here)] == ["publication", "publication", "rollback"]
    assert journal.verify(here) == []
    [aside] = here.journal.glob("torn-*")
    assert aside.read_bytes() == torn


def test_zeros_at_the_end_are_torn_too(here):
    write(here)
    with journal.path(here).open("ab") as file:
        file.write(b"\0" * 40)
    assert len(journal.read(here)) == 3
    assert journal.append(here, "rollback", who="李四", source="command line").number == 4
    assert journal.verify(here) == []


def test_a_line_in_the_middle_that_cannot_be_read_is_named(here):
    write(here)
    whole = lines(here)
    journal.path(here).write_bytes(b"\n".join([whole[0], b"{", whole[2], b""]))
    with pytest.raises(IntakeError, match="2"):
        journal.read(here)
    assert len(journal.verify(here)) == 2
