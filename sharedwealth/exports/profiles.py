"""The one-page profiles of all parts of an area in one zip: may be stopped at any time, none lost with another."""

import csv
import io
import logging
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from sharedwealth import settings as configuration
from sharedwealth.briefings import composing, reading
from sharedwealth.briefings.model import Briefing
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import ReaderError, UnknownChoiceError
from sharedwealth.exports import fonts, formats, pdf
from sharedwealth.exports.formats import Order
from sharedwealth.exports.writing import ExportError, Progress, Target, into, nothing, put
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.places.codes import Level
from sharedwealth.settings import Settings
from sharedwealth.text import t

log = logging.getLogger(__name__)

Maker = Callable[[Talk], bytes]


def _page(talk: Talk) -> bytes:
    return pdf.made(talk, "profile")


def _document(talk: Talk) -> bytes:
    held = io.BytesIO()
    formats.FORMATS["docx"].write(talk, held, Order(configuration.load()))
    return held.getvalue()


FORMS: dict[str, Maker] = {"pdf": _page, "docx": _document}
"""How a profile is made, by the ending of its file."""


class CancelledError(ExportError):
    """The reader stopped it; nothing was written."""


@dataclass(frozen=True)
class Profile:
    """What became of one: the file in the zip, empty where it could not be made, and what is wrong with it."""

    code: str
    name: str
    file: str
    problem: str


@dataclass(frozen=True)
class _Order:
    warehouse: Source
    briefing: Briefing
    places: list[snapshot.Place]
    month: str | date | None
    form: str
    settings: Settings | None


def write(  # noqa: PLR0913
    warehouse: Source,
    area: str,
    to: Target,
    *,
    level: Level = "county",
    form: str = "pdf",
    month: str | date | None = None,
    settings: Settings | None = None,
    progress: Progress = nothing,
    cancelled: Event | None = None,
) -> list[Profile]:
    """Writes the zip in the run's language and returns what became of each profile, as the list in the zip says.

    `cancelled` is looked at before each profile; once it is set a `CancelledError` rises and no file is left.
    """
    if form not in FORMS:
        raise UnknownChoiceError(
            t("Profiles cannot be made as “{form}”. Possible: {options}.").format(
                form=form, options=t(", ").join(FORMS)
            )
        )
    fonts.chosen()  # without one nothing is begun
    order = _Order(
        warehouse, reading.page("profile", settings), _places(warehouse, area, level), month, form, settings
    )
    made: list[Profile] = []
    if isinstance(to, Path):
        into(to, lambda beside: made.extend(_fill(order, beside, progress, cancelled or Event())))
        return made
    held = io.BytesIO()
    made = _fill(order, held, progress, cancelled or Event())
    put(held.getvalue(), to)
    return made


def _places(warehouse: Source, area: str, level: Level) -> list[snapshot.Place]:
    """The area's parts of this level; the area itself where it is one."""
    where = snapshot.place(warehouse, area)
    if codes.level(area) == level:
        return [where]
    known = snapshot.snapshot(warehouse).places[level].within(area)
    if not len(known.codes):
        raise UnknownChoiceError(t("{name} has no parts of this kind.").format(name=where.name))
    return [snapshot.place(warehouse, str(code)) for code in known.codes]


def _fill(order: _Order, to: Path | io.BytesIO, progress: Progress, cancelled: Event) -> list[Profile]:
    made: list[Profile] = []
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for done, place in enumerate(order.places):
            if cancelled.is_set():
                raise CancelledError(t("Stopped; no file was written."))
            progress(done, len(order.places))
            content, profile = _one(order, place)
            if content:
                packed.writestr(profile.file, content)
            made.append(profile)
        packed.writestr(t("List of profiles") + ".csv", _listed(made))
    progress(len(order.places), len(order.places))
    return made


def _one(order: _Order, place: snapshot.Place) -> tuple[bytes, Profile]:
    """A profile and what there is to say of it; empty where it could not be made."""
    try:
        talk = composing.compose(
            order.warehouse, order.briefing, place.code, order.month, settings=order.settings
        )
        content = FORMS[order.form](talk)
    except ReaderError as problem:
        return b"", Profile(place.code, place.name, "", str(problem))
    except Exception:
        log.exception("the profile of %s could not be made", place.code)
        return b"", Profile(place.code, place.name, "", t("It could not be made; the log says why."))
    gaps = t("; ").join(each.problem for each in talk.scenes if each.problem)
    return content, Profile(place.code, place.name, f"{place.code}-{place.name}.{order.form}", gaps)


def _listed(made: list[Profile]) -> bytes:
    """The list as CSV that Excel reads as what it is."""
    held = io.StringIO()
    lines = csv.writer(held)
    lines.writerow([t("Code"), t("Place"), t("File"), t("What is wrong")])
    lines.writerows([each.code, each.name, each.file, each.problem] for each in made)
    return held.getvalue().encode("utf-8-sig")
