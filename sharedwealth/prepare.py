"""What an installation needs before it can serve: the built boundaries and a snapshot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sharedwealth import demo
from sharedwealth.errors import ReaderError
from sharedwealth.intake import publication
from sharedwealth.places import geometry, layer_positions, register
from sharedwealth.places.demonstration import demonstration_places
from sharedwealth.places.layers import Layer
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import publishing, snapshots
from sharedwealth.warehouse.connection import open_snapshot

Report = Callable[[str, float], None]
"""Told the stage under way and how far the whole is, from 0 to 1."""


@contextmanager
def progress_bar(title: str) -> Iterator[Report]:
    """A bar in the terminal that also says the stage and the time so far."""
    columns = (TextColumn("[bold]{task.fields[title]}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(
        *columns, TimeElapsedColumn(), TextColumn("{task.description}"), console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("", total=1.0, title=title)

        def report(stage: str, done: float) -> None:
            bar.update(task, description=stage, completed=min(done, 1.0))

        yield report
        bar.update(task, completed=1.0, description="")


def boundaries(installation: Settings) -> bool:
    """Builds the map geometry when it is missing or the register has changed; True when it was built."""
    if geometry.is_built(installation, register.load(installation)):
        return False
    layer_positions.refresh(installation)  # a layer may have been cut off before they were worked out
    places = register.load(installation)
    with progress_bar(t("Boundaries")) as report:
        geometry.build(installation, places, lambda done, steps: report("", done / steps))
    return True


def point_set(snapshot: str) -> str:
    """The name under which the boundaries keep the village points of a snapshot."""
    return f"snapshot-{snapshot.lower()}"


def village_points(installation: Settings, *, anew: bool = False) -> None:
    """Writes the positions of the current snapshot's villages for the map, unless they are there.

    The map stands where the register now has a village: a layer of the operator's own moves its point at once, its
    figures' place at the next publication.
    """
    if anew and not snapshots.has_any(installation):
        return
    info = snapshots.current(installation)
    name = point_set(info.code)
    if name in geometry.index(installation).points and not anew:
        return
    warehouse = open_snapshot(info)
    places = warehouse.query("SELECT code, longitude, latitude FROM places WHERE level = 'village'")
    geometry.write_points(installation, _where_they_are_now(installation, info.kind, places), name)
    warehouse.close()


def _where_they_are_now(installation: Settings, kind: str, villages: pd.DataFrame) -> pd.DataFrame:
    known = register.load(installation)
    places = demonstration_places(known) if kind == "demonstration" else known.places
    now = places.set_index("code")[["longitude", "latitude"]]
    stood = villages.set_index("code")
    stood.update(now.loc[now.index.isin(stood.index)])
    return stood.reset_index()


def layers_changed(installation: Settings, change: Callable[[], Layer]) -> Layer:
    """Takes a layer or takes one out in the publisher's turn, so that nothing is drawn while it is half done."""
    with publishing.turn(installation):
        layer = change()
        village_points(installation, anew=True)
    return layer


def demonstration(installation: Settings, seed: int = demo.SEED) -> snapshots.Snapshot:
    """Generates and publishes the demonstration province."""
    with progress_bar(t("Demonstration province")) as report:
        return demo.generate(installation, register.load(installation), seed=seed, progress=report)


def everything(installation: Settings) -> None:
    """Boundaries, a demonstration snapshot where nothing at all has been published yet, and its village points.

    A publication that was cut off is completed or undone first. A snapshot that exists but is damaged is left alone:
    the server starts, and its pages say what is wrong.
    """
    boundaries(installation)
    try:
        publication.recover(installation)
        if not snapshots.has_any(installation):
            demonstration(installation)
        village_points(installation)
    except ReaderError as problem:
        Console(stderr=True).print(str(problem), style="red", highlight=False, markup=False, soft_wrap=True)
