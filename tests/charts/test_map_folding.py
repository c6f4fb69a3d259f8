"""Several maps in one piece: each comes out as it went in, and what they share stands there once."""

import orjson
from hypothesis import given
from hypothesis import strategies as some

from sharedwealth.charts.map_folding import folded

numbers = some.integers(-1000, 1000)
values = some.one_of(some.none(), numbers, some.text(max_size=3), some.lists(numbers, max_size=2))
names = some.sampled_from(["codes", "labels", "legend", "named"])
inner = some.dictionaries(some.sampled_from(["url", "month", "looks"]), values, min_size=1)
payloads = some.dictionaries(names, values).flatmap(
    lambda flat: some.dictionaries(some.sampled_from(["points", "time"]), inner).map(
        lambda nested: flat | nested
    )
)


def unfolded(piece):
    found = {code: {} for code in piece["codes"]}
    for name, (different, which) in piece["fields"].items():
        for code, at in zip(piece["codes"], which, strict=True):
            if at < 0:
                continue
            outer, _, part = name.partition("/")
            target = found[code].setdefault(outer, {}) if part else found[code]
            target[part or outer] = different[at]
    return found


@given(some.dictionaries(some.text(max_size=4), payloads, max_size=6))
def test_each_comes_out_as_it_went_in(maps):
    assert unfolded(orjson.loads(orjson.dumps(folded(maps)))) == maps


def test_what_maps_share_stands_there_once():
    shared = "words " * 100
    piece = folded({"1": {"words": shared, "area": "1"}, "2": {"words": shared, "area": "2"}})
    assert piece["fields"] == {"words": [[shared], [0, 0]], "area": [["1", "2"], [0, 1]]}
