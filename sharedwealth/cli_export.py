"""The command that takes a talk, or a page of the dashboard, out of the house as a file."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sharedwealth import prepare, settings, text
from sharedwealth.briefings import composing, reading, rehearsing
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import MapApprovalError, UnknownChoiceError
from sharedwealth.exports import formats
from sharedwealth.exports.formats import FORMATS, Format, Order
from sharedwealth.exports.writing import ExportError, Progress, nothing
from sharedwealth.settings import Settings
from sharedwealth.text import LANGUAGES, Language, mark, t, tn
from sharedwealth.warehouse import shelf
from sharedwealth.warehouse.connection import open_snapshot

if TYPE_CHECKING:
    from sharedwealth.briefings.model import Briefing

REFUSED = 1
"""The exit code of what is not allowed to go out; 2 is for what is asked wrongly."""


def export(
    kind: Annotated[
        str,
        typer.Argument(
            help=mark("The kind of file: pptx, xlsx, docx, html, pdf or png; or rehearse, which writes none.")
        ),
    ],
    out: Annotated[Path | None, typer.Option(help=mark("The file to write."))] = None,
    briefing: Annotated[str, typer.Option(help=mark("The talk, by its name: province, county …"))] = "",
    page: Annotated[str, typer.Option(help=mark("A page of the dashboard instead: overview, income …"))] = "",
    area: Annotated[str, typer.Option(help=mark("Code of the area; the talk's own when left out."))] = "",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    lang: Annotated[
        str, typer.Option(help=mark("Language of the file: zh or en; the command's own when left out."))
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option(help=mark("The organisation's own PowerPoint file, whose look the slides take.")),
    ] = None,
    step: Annotated[
        str,
        typer.Option(help=mark("For png: the key of the step that is drawn; the first when left out.")),
    ] = "",
    public: Annotated[
        bool,
        typer.Option("--public", help=mark("For the public: refused where a map has no approval number.")),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=mark("As JSON, for programs."))] = False,
) -> None:
    if kind == "rehearse":
        _rehearse(_language(lang), briefing, page, area, month, as_json=as_json)
        return
    if out is None:
        raise ExportError(t("Say where the file is to be written: --out FILE."))
    chosen = _format(kind, out)
    formats.check_template(template, chosen)
    _check_place(out)
    language = _language(lang)
    installation = settings.load()
    with text.using(language):
        talk = _talk(installation, briefing, page, area, month)
    if public:
        try:
            formats.check_public(talk, installation)
        except MapApprovalError as problem:
            typer.echo(t("Error: {problem}").format(problem=problem), err=True)
            raise typer.Exit(REFUSED) from problem
    with _bar(quiet=as_json) as progress, text.using(language):
        chosen.write(talk, out, Order(installation, template, progress, step))
    _tell(talk, chosen, out, as_json=as_json)


def _rehearse(language: Language, briefing: str, page: str, area: str, month: str, *, as_json: bool) -> None:
    """Plays the talk against today's figures; the exit code is 1 where a step has lost its point or says nothing."""
    installation = settings.load()
    with text.using(language):
        talk = _talk(installation, briefing, page, area, month)
        remarks = rehearsing.rehearse(talk, installation, shelf.current(installation).as_of)
        if as_json:
            typer.echo(json.dumps([asdict(each) for each in remarks], ensure_ascii=False, indent=1))
        for each in () if as_json else remarks:
            sign = "✗" if each.weight == "stop" else "·"
            typer.echo(f"{sign} {each.number} {each.step}: {each.sentence}")
        if not as_json and not remarks:
            typer.echo(t("Every step holds."))
    if any(each.weight == "stop" for each in remarks):
        raise typer.Exit(REFUSED)


def _format(kind: str, out: Path) -> Format:
    if kind not in FORMATS:
        raise UnknownChoiceError(
            t("There is no export as “{kind}”. Possible: {options}.").format(
                kind=kind, options=formats.listed(FORMATS)
            )
        )
    found = FORMATS[kind]
    if out.suffix.lower() != found.ending:
        raise ExportError(
            t("{file} must end with {ending}, so that it opens in the right program.").format(
                file=out.name, ending=found.ending
            )
        )
    return found


def _check_place(out: Path) -> None:
    """Said before the talk is put together, which takes seconds."""
    if out.is_dir():
        raise ExportError(t("{file} is a folder. Name a file in it.").format(file=out))
    if not out.parent.is_dir():
        raise ExportError(t("There is no folder {folder}. Make it first.").format(folder=out.parent))


def _language(lang: str) -> Language:
    if not lang:
        return text.language()
    if lang not in LANGUAGES:
        raise UnknownChoiceError(
            t("There is no language “{language}” here. Choose 中文 (zh) or English (en).").format(
                language=lang
            )
        )
    return "zh" if lang == "zh" else "en"


def _talk(installation: Settings, briefing: str, page: str, area: str, month: str) -> Talk:
    if bool(briefing) == bool(page):
        raise UnknownChoiceError(t("Say which talk (--briefing) or which page (--page), one of the two."))
    found: Briefing = reading.find(briefing, installation) if briefing else reading.page(page, installation)
    warehouse = open_snapshot(shelf.current(installation))
    return composing.compose(warehouse, found, area or None, month or None, settings=installation)


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Progress]:
    """A bar in the terminal that fills as sheets or rows are written."""
    if quiet:
        yield nothing
        return
    with prepare.progress_bar(t("Export")) as report:
        yield _told(report)


def _told(report: Callable[[str, float], None]) -> Progress:
    def tell(done: int, of: int) -> None:
        report(f"{done}/{of}", done / of if of else 1.0)

    return tell


def _tell(talk: Talk, chosen: Format, out: Path, *, as_json: bool) -> None:
    problems = [scene.headline for scene in talk.scenes if scene.problem]
    if as_json:
        said = {
            "file": str(out),
            "format": chosen.key,
            "bytes": out.stat().st_size,
            "talk": talk.name,
            "area": talk.area,
            "month": talk.month,
            "language": talk.language,
            "snapshot": talk.snapshot,
            "kind": talk.kind,
            "steps": len(talk.scenes),
            "without_figures": problems,
        }
        typer.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    screen = Console()
    count = len(talk.scenes)
    line = tn("{file}: {count} step, snapshot {code}", "{file}: {count} steps, snapshot {code}", count)
    screen.print(
        line.format(file=out, count=count, code=talk.snapshot), highlight=False, markup=False, soft_wrap=True
    )
    for each in problems:
        line = t("Without figures: {headline}").format(headline=each)
        screen.print(line, highlight=False, markup=False, soft_wrap=True)
