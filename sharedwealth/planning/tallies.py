"""What a plan comes to: how many places of its goal are reached now, by today's workshops, and by the new ones."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.planning.coverings import Standing, standing
from sharedwealth.planning.grounds import Ground
from sharedwealth.planning.questions import Question

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Tally:
    """Places of the goal, and how many of them are reached.

    `now` is what the rate says today; `served` where besides every active workshop serves the villages within the
    distance; `after` with the proposed workshops too, which serve theirs likewise.

    Of the fewest workshops `now` and `served` are the places that have an active workshop within the distance.
    """

    places: int
    now: int
    served: int
    after: int

    def rate(self, reached: int) -> float:
        return reached / self.places if self.places else float("nan")


def tally(ground: Ground, question: Question, sites: pd.DataFrame) -> Tally:
    """The counts before and after; `sites` says how many places the proposed villages add."""
    now = standing(ground, question)
    added = int(sites["places"].sum())
    if question.goal in ("mountain_towns", "towns"):
        asked = ground.towns["is_mountain" if question.goal == "mountain_towns" else "is_known"].to_numpy(
            dtype=bool
        )
        has_one = int((asked & ground.towns["has_workshop"].to_numpy(dtype=bool)).sum())
        return Tally(int(asked.sum()), has_one, has_one, has_one + added)
    if question.goal == "whole_towns":
        covered, reached = (_whole(ground, now, each) for each in (now.is_covered, now.is_reached))
        return Tally(_towns(ground, now), covered, reached, reached + added)
    asked = now.is_known
    if question.goal == "key_villages":
        asked = asked & ground.villages["is_key"].to_numpy(dtype=bool)
    before, with_served = (
        (now.is_near, now.is_near) if question.number is None else (now.is_covered, now.is_reached)
    )
    served = int((asked & with_served).sum())
    return Tally(int(asked.sum()), int((asked & before).sum()), served, served + added)


def _towns(ground: Ground, now: Standing) -> int:
    return len(_known(ground, now))


def _whole(ground: Ground, now: Standing, is_reached: Flags) -> int:
    """Towns each of whose villages is reached."""
    town_of = ground.villages["town"].to_numpy(dtype=str)
    return len(_known(ground, now) - set(town_of[now.is_known & ~is_reached]))


def _known(ground: Ground, now: Standing) -> set[str]:
    """Towns with villages of which something is known."""
    town_of = ground.villages["town"].to_numpy(dtype=str)
    return set(ground.towns["code"]) & set(town_of[now.is_known])
