"""A search finds what an independent reading of every name finds."""

import pytest
from pypinyin import lazy_pinyin

from sharedwealth import product_names
from sharedwealth.indicators import workshop_search
from sharedwealth.warehouse.connection import Warehouse
from tests.conftest import META

NAMES = (
    ("彩灯共富工坊", "彩灯", "临海红"),
    ("小橘灯工坊", "柑橘", None),
    ("茶香工坊", "绿茶", "茶博士"),
    ("灯串一号", "灯串", None),
    ("Toy Workshop 7", None, "Happy"),
)


@pytest.fixture
def warehouse(small_connection):
    keys = small_connection.execute("SELECT county_code, workshop_id FROM workshops ORDER BY ALL").fetchall()
    for (county, key), (name, product, brand) in zip(keys, NAMES, strict=True):
        small_connection.execute(
            "UPDATE workshops SET name = ?, product = ?, brand = ? WHERE county_code = ? AND workshop_id = ?",
            [name, product, brand, county, key],
        )
    return Warehouse.in_memory(small_connection, META)


def names_of(warehouse):
    """Every name of each workshop, read from the tables one by one, and its English."""
    found = {}
    places = {
        row.code: (row.name_zh, row.name_en) for row in warehouse.query("SELECT * FROM places").itertuples()
    }
    ties = warehouse.query(
        "SELECT t.county_code, t.workshop_id, t.credit_code, e.name "
        "FROM partnerships t LEFT JOIN enterprises e USING (credit_code)"
    )
    for row in warehouse.query("SELECT * FROM workshops").itertuples():
        mine = [row.name, row.product, row.brand, row.workshop_id]
        for length in (4, 6, 9, 12):
            mine += places.get(row.village_code[:length], ())
        own = ties[(ties["county_code"] == row.county_code) & (ties["workshop_id"] == row.workshop_id)]
        mine += [*own["credit_code"], *own["name"]]
        written = [name for name in mine if isinstance(name, str)]
        found[row.county_code, row.workshop_id] = [*written, *map(product_names.english, written)]
    return found


def is_in(typed, name):
    """Whether a run of characters, or the syllables or initials from some character on, are as typed."""
    if any("一" <= letter <= "鿿" for letter in typed):
        return typed in name.replace(" ", "")
    parts, latin = [], ""
    for letter in name.lower():
        if "一" <= letter <= "鿿":
            parts += [latin, letter] if latin else [letter]
            latin = ""
        elif letter.isalnum():
            latin += letter
        elif letter != "'" and latin:
            parts.append(latin)
            latin = ""
    parts += [latin] if latin else []
    syllables = [lazy_pinyin(part)[0] if "一" <= part <= "鿿" else part for part in parts]
    initials = [
        syllable[0] if "一" <= part <= "鿿" else part for syllable, part in zip(syllables, parts, strict=True)
    ]
    return any(
        "".join(way[at:]).startswith(typed) for way in (syllables, initials) for at in range(len(parts))
    )


@pytest.mark.parametrize(
    "words",
    [
        "彩灯",
        "灯",
        "cd",
        "caideng",
        "deng",
        "dc",
        "xjd",
        "cha",
        "茶 lc",
        "toy",
        "7",
        "happy",
        "east",
        "sl",
        "村",
        "xyz",
        "cd sldb",
        "chx",
    ],
)
def test_it_finds_what_reading_every_name_finds(warehouse, words):
    index = workshop_search.index(warehouse)
    expected = {
        key
        for key, names in names_of(warehouse).items()
        if all(any(is_in(word, name) for name in names) for word in words.split())
    }
    matches = index.matches(words)
    found = {number for number, fits in zip(index.numbers, matches, strict=True) if fits}
    assert found == expected
    if words in ("cd", "caideng", "彩灯"):
        assert len(found) == len(expected) == 1


def test_a_common_product_is_found_by_its_english_name(warehouse):
    index = workshop_search.index(warehouse)
    found = [number for number, fits in zip(index.numbers, index.matches("festive"), strict=True) if fits]
    assert len(found) == 1


def test_every_enterprise_number_finds_its_workshops(warehouse):
    index = workshop_search.index(warehouse)
    ties = warehouse.query("SELECT DISTINCT county_code, workshop_id, credit_code FROM partnerships")
    assert len(ties)
    for code, rows in ties.groupby("credit_code"):
        found = {number for number, fits in zip(index.numbers, index.matches(code), strict=True) if fits}
        assert found == set(zip(rows["county_code"], rows["workshop_id"], strict=True))


def test_nothing_typed_is_everything(warehouse):
    assert workshop_search.index(warehouse).matches(" … ").all()
