"""What an installation needs before it can serve: the built boundaries and a snapshot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sharedwealth import demo
from sharedwealth.places import geometry, register
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import snapshots

Report = Callable[[str, float], None]
"""Told the stage under way and how far the whole is, from 0 to 1."""


@contextmanager
def progress_bar(title: str) -> Iterator[Report]:
    """A bar in the terminal that also says the stage and the time so far."""
    columns = (TextColumn("[bold]{task.fields[title]}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), TextColumn("{task.description}")) as bar:
        task = bar.add_task("", total=1.0, title=title)

        def report(stage: str, done: float) -> None:
            bar.update(task, description=stage, completed=min(done, 1.0))

        yield report
        bar.update(task, completed=1.0, description="")


def boundaries(installation: Settings) -> bool:
    """Builds the map geometry when it is missing or the register has changed; True when it was built."""
    places = register.load(installation)
    if geometry.is_built(installation, places):
        return False
    with progress_bar(t("Boundaries")) as report:
        geometry.build(installation, places, report)
    return True


def demonstration(installation: Settings, seed: int = demo.SEED) -> snapshots.Snapshot:
    """Generates and publishes the demonstration province."""
    with progress_bar(t("Demonstration province")) as report:
        return demo.generate(installation, register.load(installation), seed=seed, progress=report)


def everything(installation: Settings) -> None:
    """Boundaries, and a demonstration snapshot where nothing at all has been published yet.

    A snapshot that exists but is damaged is left alone: the page and `verify` say what is wrong.
    """
    boundaries(installation)
    if not snapshots.has_any(installation):
        demonstration(installation)
