"""A talk as PDF: a report to be read, or the one page of an area. Text is text, figures are vectors."""

from pathlib import Path
from typing import Literal, cast

from sharedwealth import settings, text
from sharedwealth.briefings.scene import Talk
from sharedwealth.exports import contents, typesetting
from sharedwealth.exports.cleaning import cleaned
from sharedwealth.exports.writing import Progress, Target, nothing, put

Layout = Literal["report", "profile"]

_ROOM: dict[Layout, tuple[float, float]] = {"report": (482.0, 330.0), "profile": (246.0, 220.0)}
"""Width and greatest height of a picture, in points."""


def write(
    talk: Talk,
    to: Target,
    *,
    layout: Layout | None = None,
    boundaries: Path | None = None,
    progress: Progress = nothing,
) -> None:
    """Writes the PDF; the page `profile` is laid out on one sheet where no layout is named."""
    put(made(talk, layout, boundaries, progress), to)
    progress(len(talk.scenes) + 1, len(talk.scenes) + 1)


def made(
    talk: Talk,
    layout: Layout | None = None,
    boundaries: Path | None = None,
    progress: Progress = nothing,
) -> bytes:
    """The PDF; the same talk gives the same bytes."""
    form: Layout = layout or ("profile" if talk.name == "profile" else "report")
    with text.using(cast("text.Language", talk.language)):
        content = contents.of_talk(
            cleaned(talk),
            *_ROOM[form],
            boundaries or settings.load().boundaries,
            is_whole=form == "report",
            progress=progress,
        )
        return typesetting.pdf(form, content, talk.made_on)
