"""Every way out for a talk, in one table: the command and the pages offer what stands here."""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedwealth.briefings.scene import Map, Talk
from sharedwealth.exports import writing
from sharedwealth.exports.writing import ExportError, Progress, Target
from sharedwealth.places import compliance
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t


@dataclass(frozen=True)
class Order:
    """What a writer is given beside the talk."""

    settings: Settings
    template: Path | None = None
    progress: Progress = writing.nothing
    step: str = ""
    """The key of the one step that a picture is of; the first that can be drawn where empty."""


@dataclass(frozen=True)
class Format:
    """A kind of file; `module` writes it and is loaded when it is first asked for, as its libraries are large."""

    key: str
    ending: str
    name: str
    module: str
    given: Callable[[Order], dict[str, Any]]
    """What the module's `write` takes beside the talk and where it goes."""
    takes_template: bool = False

    def write(self, talk: Talk, to: Target, order: Order) -> None:
        writer = importlib.import_module(self.module)
        writer.write(talk, to, **self.given(order))


def _with_map(order: Order) -> dict[str, Any]:
    return {"boundaries": order.settings.boundaries}


def _of_report(order: Order) -> dict[str, Any]:
    return {"boundaries": order.settings.boundaries, "progress": order.progress}


def _of_one_step(order: Order) -> dict[str, Any]:
    return {"boundaries": order.settings.boundaries, "step": order.step}


def _of_slides(order: Order) -> dict[str, Any]:
    return {
        "boundaries": order.settings.boundaries,
        "template": order.template,
        "progress": order.progress,
    }


def _of_settings(order: Order) -> dict[str, Any]:
    return {"settings": order.settings}


FORMATS: dict[str, Format] = {
    each.key: each
    for each in (
        Format(
            "pptx", ".pptx", mark("PowerPoint"), "sharedwealth.exports.pptx", _of_slides, takes_template=True
        ),
        Format(
            "xlsx",
            ".xlsx",
            mark("Excel"),
            "sharedwealth.exports.xlsx",
            lambda order: {"progress": order.progress},
        ),
        Format("docx", ".docx", mark("Word"), "sharedwealth.exports.docx", _with_map),
        Format("html", ".html", mark("Pack for a venue"), "sharedwealth.exports.pack", _of_settings),
        Format("pdf", ".pdf", mark("PDF report"), "sharedwealth.exports.pdf", _of_report),
        Format("png", ".png", mark("Picture of the first step"), "sharedwealth.exports.png", _of_one_step),
    )
}


def shows_a_map(talk: Talk) -> bool:
    return any(isinstance(scene.body, Map) for scene in talk.scenes)


def check_public(talk: Talk, settings: Settings) -> None:
    """Refuses a talk with a map for the public where the operator has no map approval number."""
    if shows_a_map(talk):
        compliance.may_publish(settings)


def check_template(template: Path | None, chosen: Format) -> None:
    """A template is for slides, and has to be there."""
    if template is None:
        return
    if not chosen.takes_template:
        raise ExportError(
            t("Only PowerPoint takes a template. Leave it out for {format}.").format(format=chosen.key)
        )
    if not template.is_file():
        raise ExportError(t("The template {file} is not there.").format(file=template))


def listed(found: Iterable[str]) -> str:
    return t(", ").join(found)
