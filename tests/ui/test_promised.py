"""What a page names can be fetched, and nothing else."""

from sharedwealth.ui.promised import Promises


def test_the_same_thing_has_one_name_and_another_has_another():
    promises = Promises("json")
    assert promises.name(("33", "zh")) == promises.name(("33", "zh"))
    assert promises.name(("33", "zh")) != promises.name(("33", "en"))
    assert promises.find(promises.name(("33", "en"))) == ("33", "en")


def test_a_name_that_was_not_given_finds_nothing():
    promises = Promises("json")
    name = promises.name("33")
    assert promises.find(name.replace(name[0], "0" if name[0] != "0" else "1", 1)) is None
    assert promises.find("../33") is None


def test_the_oldest_are_forgotten():
    promises = Promises("json", most=2)
    first, second, third = (promises.name(each) for each in "abc")
    assert promises.find(first) is None
    assert (promises.find(second), promises.find(third)) == ("b", "c")
