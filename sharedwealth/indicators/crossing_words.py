"""A crossed question in words: what it asks, what its figures do not say, and the command that asks the same."""

import shlex

from sharedwealth import choices, months, numbers
from sharedwealth.indicators.crossing import DIMENSIONS, EVER, MEMBERS, Crossing, adds_up
from sharedwealth.indicators.crossing_texts import knows_quartiles
from sharedwealth.text import t

_WORDS = {"type": choices.WORKSHOP_TYPES, "sex": choices.SEXES, "low": choices.LOW_INCOME}
BIN = 50


def dimension(name: str) -> str:
    return t(DIMENSIONS[name])


def member(name: str, value: str) -> str:
    """The words of a value of type, sex, age or low income."""
    return choices.age_band(value) if name == "age" else choices.word(_WORDS[name], value)


def narrowed(asked: Crossing) -> list[str]:
    """The place, the months and each value that the question is narrowed to."""
    when = numbers.month(asked.month)
    if asked.is_over_months:
        when = t("{first} to {last}").format(first=numbers.month(asked.first), last=when)
    return [
        asked.place.name,
        when,
        *(member(each, asked.only[each]) for each in MEMBERS if each in asked.only),
    ]


def divided(asked: Crossing) -> str:
    """“county × type of workshop”."""
    return " × ".join(dimension(each).lower() for each in asked.by)


def cautions(asked: Crossing) -> list[str]:
    """What a reader of the figures must know, each in a sentence."""
    indicator, said = asked.indicator, []
    if indicator.shape == "mean" and indicator.family == "income":
        if knows_quartiles(asked):
            exact = asked.level in ("town", "village")
            said.append(
                t("Median and quartiles are exact.")
                if exact
                else t(
                    "Median and quartiles come from bins of {bin} yuan: off by at most {half} yuan."
                ).format(bin=BIN, half=BIN // 2)
            )
        else:
            said.append(
                t(
                    "The mean stands with its n but without a median: the snapshot keeps no bins for this split."
                )
            )
    elif indicator.shape == "mean":
        said.append(
            t(
                "The mean stands without a median: ledgers give one sum for each workshop, not for each worker."
            )
        )
    if asked.is_over_months and indicator.shape == "count" and indicator.counts_people:
        said.append(t("People of several months are never added up: most of them are the same people."))
    if indicator.key in EVER and not all(adds_up(asked, each) for each in asked.by if each != "month"):
        said.append(
            t("Who worked in two types or places counts in both, so the parts are more than the whole.")
        )
    if indicator.key in EVER:
        said.append(t("A month is withheld where it differs from one that is told by fewer than 10 people."))
    return said


def command(asked: Crossing) -> str:
    """The command line that gives the same rows."""
    parts = ["python", "-m", "sharedwealth", "query", asked.indicator.key, "--area", asked.place.code]
    for each in asked.by:
        parts += ["--by", each]
    if asked.is_over_months:
        parts += ["--since", months.write(asked.first)]
    parts += ["--month", months.write(asked.month)]
    for each, value in asked.only.items():
        parts += [f"--{each}", value]
    return shlex.join([*parts, "--format", "csv"])
