"""Columns that share the room of a page: none is cut at its heading, and all together are no wider than it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.text import using
from sharedwealth.ui import column_room

WORDS = st.text("abcdefgh 村工坊", min_size=1, max_size=90)


@given(
    columns=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=8),
    room=st.integers(700, 1400),
)
def test_together_they_are_never_wider_than_the_room(columns, room):
    table = pd.DataFrame({f"c{at}": cells for at, cells in enumerate(columns)})
    with using("en"):
        shared = column_room.shared(table, room, fixed={"c0": 84})
    assert sum(shared.widths.values()) <= room
    assert shared.widths["c0"] == 84
    assert min(shared.widths.values()) >= 56


def test_short_columns_keep_their_words_and_the_widest_give_way_alike():
    table = pd.DataFrame({"Figure": ["4 hazards"], "Place": ["a" * 150], "Workshop": ["b" * 150]})
    with using("en"):
        shared = column_room.shared(table, 700)
    assert shared.widths["Place"] == shared.widths["Workshop"] > 250
    assert 60 < shared.widths["Figure"] < 100


@pytest.mark.parametrize(("language", "words", "is_tall"), [
    ("en", "a long name in words " * 8, True), ("en", "a name", False), ("zh", "很长的名称" * 30, False),
])  # fmt: skip
def test_rows_are_tall_only_where_words_can_be_folded(language, words, is_tall):
    with using(language):
        shared = column_room.shared(pd.DataFrame({"Place": [words], "Workshop": [words]}), 700)
    assert (shared.row_height > 56) == is_tall


def test_an_empty_table_has_the_room_of_its_headings():
    with using("en"):
        shared = column_room.shared(pd.DataFrame({"Place": [], "Workshop": []}), 700)
    assert 690 <= sum(shared.widths.values()) <= 700


@pytest.mark.parametrize(
    ("language", "long"), [("en", "Communities directly under a city " * 4), ("zh", "直辖村级区划" * 12)]
)
def test_one_long_name_among_many_ends_in_an_ellipsis_and_leaves_the_rows_low(language, long):
    table = pd.DataFrame({"Place": ["Shuanglou"] * 30 + [long], "Workshop": ["Demo workshop"] * 31})
    with using(language):
        room = column_room.shared(table, 400)
        shown = column_room.trimmed(table, room)
        assert room.row_height < 40
        assert list(shown["Place"][:30]) == ["Shuanglou"] * 30
        cut = shown["Place"].iloc[30]
        assert cut.endswith("…")
        assert long.startswith(cut[:-1])
        assert column_room.shared(shown, 400) == room
