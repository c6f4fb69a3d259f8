"""How long a question from the room takes, from what was typed to the whole sheet; none is asked twice."""

from itertools import cycle, islice
from time import perf_counter

from sharedwealth.bench import measure
from sharedwealth.bench.measure import Measure
from sharedwealth.briefings import asking_room, naming
from sharedwealth.briefings.scene import Scene
from sharedwealth.indicators import CATALOGUE
from sharedwealth.settings import Settings
from sharedwealth.warehouse.connection import Warehouse

GOAL_MS = 1000.0
_TIMES = 90
_COUNTIES = "SELECT name_zh FROM places WHERE level = 'county' ORDER BY code"


def question(warehouse: Warehouse, installation: Settings) -> Measure:
    """Every county with one indicator after the other; the spellings are worked out when the server starts."""
    naming.warm(warehouse)
    asked = zip(warehouse.query(_COUNTIES)["name_zh"], cycle(CATALOGUE.values()), strict=False)
    taken = []
    for place, indicator in islice(asked, _TIMES):
        if "county" not in indicator.levels:
            continue
        begun = perf_counter()
        answered = asking_room.ask(warehouse, f"{place} {indicator.title()}", settings=installation)
        taken.append((perf_counter() - begun) * 1000)
        if not isinstance(answered, Scene):
            raise TypeError(f"{place} {indicator.key} was not understood")
    return measure.of("question from the room", taken, goal=GOAL_MS, about="p95", unit="ms")
