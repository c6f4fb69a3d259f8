"""How long a plan takes for the city with the most villages, its process begun anew each time."""

from collections.abc import Iterator
from time import perf_counter

from sharedwealth.bench import measure
from sharedwealth.bench.measure import Measure
from sharedwealth.planning import plans
from sharedwealth.planning.questions import Question
from sharedwealth.planning.running import Run
from sharedwealth.warehouse.connection import Warehouse

GOAL_S = 10.0
_TIMES = 3
_LARGEST = """
SELECT left(code, 4) AS city FROM places WHERE level = 'village' GROUP BY city ORDER BY count(*) DESC, city LIMIT 1
""".strip()
_QUESTIONS: dict[str, tuple[str, int | None, float]] = {
    "the next 50 for all villages, 1 km": ("villages", 50, 1.0),
    "the fewest for all villages, 2 km": ("villages", None, 2.0),
    "the next 20 for whole towns, 2 km": ("whole_towns", 20, 2.0),
}


def measures(warehouse: Warehouse) -> Iterator[Measure]:
    """From the question to a plan that is proven to be the best; one that is not proven is a failure."""
    [city] = warehouse.query(_LARGEST)["city"]
    for name, (goal, number, within) in _QUESTIONS.items():
        taken = []
        for _ in range(_TIMES):
            begun = perf_counter()
            made = plans.plan(
                warehouse, Question(str(city), warehouse.last_month, goal, number, within), Run().solve
            )
            taken.append(perf_counter() - begun)
            if not made.is_proven:
                raise AssertionError(f"the plan of {name} was not proven")
        yield measure.of(f"plan of the largest city: {name}", taken, goal=GOAL_S, about="p95", unit="s")
