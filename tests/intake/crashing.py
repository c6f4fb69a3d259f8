"""A program that publishes again and again and is killed in the middle of it; it prints what it found as JSON.

It never opens a database itself: every attempt and every check runs in a process forked from it, so that a hundred of
them take no hundred starts of Python. Called with the data folder, how many attempts to kill, and a seed.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from datetime import date
from functools import partial
from pathlib import Path

from sharedwealth.intake import contexts, journal, publication
from sharedwealth.intake.filing import Checked
from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import manifest, partitions, shelf, snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import APRIL, TODAY, rows_of

COUNTY = "339101"
EVENTS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.truncate",
    "shutil.rmtree",
}
"""What Python tells its audit hooks before it does it to a file."""


def checked(installation: Settings, number: int) -> Checked:
    """A ledger whose wages differ from every other number's."""
    rows = rows_of(COUNTY, APRIL)
    rows["employment"]["wage_yuan"] += number
    path = installation.data / f"incoming-{number}.xlsx"
    path.write_bytes(f"workbook {number}".encode())
    read = {name: ReadSheet(name, path.name, name, 1, {}, rows[name], frozenset()) for name in SHEETS}
    context = contexts.context(installation, COUNTY, APRIL, TODAY)
    return Checked(Book((path.name,), COUNTY, APRIL, read, ()), context, (), (path,))


def attempt(installation: Settings, number: int) -> str:
    """Publishes, or every fifth time brings back what was there before the current one; the code that was confirmed."""
    told = journal.last(installation)
    if number % 5 == 4 and told is not None and told.told["before"] != shelf.pointed_to(installation).code:
        return publication.rollback(installation, told.told["before"], who="u", reason="r").after.code
    return publication.publish(installation, [checked(installation, number)], who="u", today=TODAY).after.code


def kill_at(folder: Path, count: int) -> list[int]:
    """Ends this process before it does the `count`-th thing to a file in the folder; a list with the things done."""
    done = [0]

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS and any(str(folder) in str(each) for each in arguments[:2]):
            done[0] += 1
            if done[0] == count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    return done


def cut_off(installation: Settings, number: int, count: int) -> str:
    kill_at(installation.data, count)
    return attempt(installation, number)


def forked(work, after: float | None = None):
    """What the work gives, in a process of its own; None when it was killed, `after` so many seconds if asked."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps(work()).encode())
            os._exit(0)
        except BaseException:  # noqa: BLE001  told, and the parent stops
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit("an attempt failed otherwise than by being killed")
    return json.loads(said) if said else None


def state(installation: Settings) -> dict[str, object]:
    """The current snapshot opened and summed, and the journal read."""
    info = snapshots.current(installation)
    warehouse = open_snapshot(info)
    query = "SELECT sum(wage_sum) AS yuan FROM workshop_months WHERE county_code = $county AND month = $month"
    found = warehouse.query(query, {"county": COUNTY, "month": APRIL})
    return {
        "code": info.code,
        "yuan": int(found["yuan"].iloc[0]),
        "journal": [entry.told["after"] for entry in journal.read(installation)],
        "chain": journal.verify(installation),
    }


def leftovers(installation: Settings) -> list[str]:
    """Files that nothing leads to."""
    partitions.remove_leftovers(installation)
    named = {
        file["kept"]
        for entry in journal.read(installation)
        for ledger in entry.told.get("ledgers", [])
        for file in ledger["files"]
    }
    infos = snapshots.list_snapshots(installation)
    listed = {p.path for info in infos for p in manifest.read(info.manifest_path).partitions()}
    expected = {f"{info.code}{end}" for info in infos for end in (".duckdb", ".json", ".seal.json")}
    expected |= {"current.json", ".publishing.lock"}
    found = [path.name for path in installation.snapshots.iterdir() if path.name not in expected]
    found += [
        path.name
        for path in installation.journal.iterdir()
        if path.name not in {"journal.jsonl", ".journal.lock"}
    ]
    uploads = (path for path in installation.uploads.rglob("*") if path.is_file())
    found += [str(path) for path in uploads if path.relative_to(installation.uploads).as_posix() not in named]
    facts = (path for path in installation.partitions.rglob("*") if path.is_file())
    found += [
        str(path) for path in facts if path.relative_to(installation.partitions).as_posix() not in listed
    ]
    return found


def main(folder: str, kills: int, seed: int) -> None:
    installation = Settings(data=Path(folder))
    luck = random.Random(seed)  # noqa: S311  nothing secret
    results: dict[str, object] = {"problems": [], "killed": 0, "confirmed": 0}
    problems: list[str] = []
    base = forked(lambda: state(installation))["yuan"]
    people = len(rows_of(COUNTY, APRIL)["employment"])

    def measured() -> tuple[int, float]:
        done, began = kill_at(installation.data, -1), time.monotonic()
        attempt(installation, 1)
        return done[0], time.monotonic() - began

    events, seconds = forked(measured)
    confirmed = forked(lambda: state(installation))
    amounts = {confirmed["code"]: confirmed["yuan"]}
    number = 1
    for round_ in range(kills):
        number += 1
        if round_ % 3 == 2:
            said = forked(partial(attempt, installation, number), after=luck.uniform(0, seconds * 1.2))
        else:
            said = forked(partial(cut_off, installation, number, luck.randint(1, events)))
        found = forked(lambda: state(installation))
        if said is None:
            results["killed"] += 1
        else:
            results["confirmed"] += 1
            if found["code"] != said or found["journal"][-1] != said:
                problems.append(f"{number}: {said} was confirmed, {found} is there")
        if found["chain"]:
            problems.append(f"{number}: {found['chain']}")
        if found["journal"][: len(confirmed["journal"])] != confirmed["journal"]:
            problems.append(f"{number}: the journal lost an entry: {found['journal']}")
        allowed = {base + people * each for each in (0, *range(1, number + 1))}
        if found["yuan"] not in allowed or amounts.setdefault(found["code"], found["yuan"]) != found["yuan"]:
            problems.append(f"{number}: {found['code']} has {found['yuan']}")
        confirmed = found
    last = forked(lambda: publication.publish(
        installation, [checked(installation, number + 1)], who="u", today=date(2024, 6, 6)
    ).after.code)  # fmt: skip
    found = forked(lambda: state(installation))
    if (found["code"], found["yuan"]) != (last, base + people * (number + 1)):
        problems.append(f"the next publication is not there: {found}")
    problems += forked(lambda: leftovers(installation))
    problems += forked(lambda: [str(each) for each in snapshots.verify(installation)])
    print(json.dumps(results | {"problems": problems, "events": events, "seconds": seconds}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
