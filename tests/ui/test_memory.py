"""What was worked out once is remembered as long as the snapshot is open, and no longer."""

import gc
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from sharedwealth.ui import memory, store
from sharedwealth.ui.memory import Memory
from sharedwealth.warehouse.connection import Warehouse


def test_it_is_worked_out_once():
    asked = []
    kept = Memory(10)
    for _ in range(3):
        assert kept.recall("key", lambda: asked.append(1) or "found") == "found"
    assert len(asked) == 1


def test_the_least_recently_asked_goes_first():
    kept = Memory(2)
    kept.recall("a", lambda: 1)
    kept.recall("b", lambda: 2)
    kept.recall("a", lambda: 0)
    kept.recall("c", lambda: 3)
    assert kept.recall("a", lambda: "gone") == 1
    assert kept.recall("b", lambda: "gone") == "gone"


def test_a_failure_is_not_remembered():
    kept = Memory(2)
    with pytest.raises(ZeroDivisionError):
        kept.recall("key", lambda: 1 / 0)
    assert kept.recall("key", lambda: "well") == "well"


def test_many_threads_get_what_belongs_to_their_key():
    kept = Memory(50)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda key: kept.recall(key % 70, lambda: (key % 70) * 2), range(4000)))
    assert found == [(key % 70) * 2 for key in range(4000)]


def test_each_snapshot_has_its_own_and_takes_it_along_when_it_goes():
    one, other = (Warehouse.in_memory(duckdb.connect()) for _ in range(2))
    memory.of(one).recall("key", lambda: "one")
    assert memory.of(other).recall("key", lambda: "other") == "other"
    assert memory.of(one).recall("key", lambda: "lost") == "one"
    held = len(memory._memories)
    del one
    gc.collect()
    assert len(memory._memories) == held - 1


def test_an_answer_may_be_changed_without_harm_to_the_next_reader(small_province):
    asked = {"area": "33", "by": "county"}
    first = store.answer(small_province, "workshops_built", **asked)
    before = first["value"].tolist()
    first["value"] = -1.0
    first.loc[:, "status"] = "changed"
    again = store.answer(small_province, "workshops_built", **asked)
    assert again["value"].tolist() == before
    assert "changed" not in set(again["status"])
