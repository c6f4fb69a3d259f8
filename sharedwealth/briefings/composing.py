"""Puts a talk together: every step asked of the indicators, in the run's language, for one snapshot."""

import logging
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from sharedwealth import months, numbers
from sharedwealth import settings as configuration
from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import charting, facts, headlines, mapping, origin, scene, tabling, telling
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import HERE, LEAST, MOST_IMPROVED, Briefing, Step
from sharedwealth.briefings.scene import Part
from sharedwealth.errors import ReaderError, UnknownAreaError, UnknownChoiceError
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.indicators.question import LEVEL_WORDS
from sharedwealth.indicators.snapshot import Source
from sharedwealth.settings import Settings
from sharedwealth.text import language, t

if TYPE_CHECKING:
    from sharedwealth.places.codes import Level

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Sheet:
    """A step with its answer, before it is put in words."""

    asked: Asked
    step: Step
    body: scene.Body
    words: dict[str, Part]


def compose(
    warehouse: Source,
    briefing: Briefing,
    area: str | None = None,
    month: str | date | None = None,
    *,
    settings: Settings | None = None,
) -> scene.Talk:
    """The talk of this area and month; what is not given is the file's, then the snapshot's last month.

    A step that cannot be told is a sheet that says why, with `problem` set: no step ever stops a talk. One that is of
    any level leaves out what its area has no answer to. An area of another level than the talk's is a `ReaderError`.
    """
    where = snapshot.place(warehouse, area or briefing.area)
    if briefing.level is not None and where.level != briefing.level:
        sentence = t("The talk “{title}” is of a {wanted}; {name} is a {level}.")
        raise UnknownAreaError(
            sentence.format(
                title=briefing.title,
                wanted=t(LEVEL_WORDS[briefing.level]),
                name=where.name,
                level=t(LEVEL_WORDS[where.level]),
            )
        )
    when = snapshot.month_of(warehouse, month or briefing.month or None)
    whole = Asked(warehouse, settings or configuration.load(), where.code, when)
    known = snapshot.snapshot(warehouse)
    return scene.Talk(
        name=briefing.name,
        title=str(briefing.title),
        language=language(),
        area=where.code,
        area_name=where.name,
        month=months.write(when),
        kind=known.kind,
        snapshot=known.code,
        made_on=date.today().isoformat(),  # noqa: DTZ011  the day where the presenter is
        scenes=_scenes(whole, briefing),
    )


def _scenes(whole: Asked, briefing: Briefing) -> tuple[scene.Scene, ...]:
    every = [_scene(whole, step) for step in briefing.steps]
    if briefing.level is None and any(not each.problem for each in every):
        every = [each for each in every if not each.problem]
    return tuple(replace(each, number=number, count=len(every)) for number, each in enumerate(every, 1))


def step_scene(
    warehouse: Source,
    step: Step,
    area: str,
    month: str | date | None = None,
    *,
    settings: Settings | None = None,
) -> scene.Scene:
    """One sheet by itself, as the answer to a question from the room is."""
    when = snapshot.month_of(warehouse, month)
    return _scene(Asked(warehouse, settings or configuration.load(), area, when), step)


def _scene(whole: Asked, step: Step) -> scene.Scene:
    asked = whole
    try:
        asked = _placed(whole, step)
        body = _body(asked, step)
    except ReaderError as problem:
        return _unsaid(asked, step, str(problem))
    except Exception:
        log.exception("step %s could not be put together", step.key)
        return _unsaid(asked, step, t("This step could not be put together; the log says why."))
    return _worded(_Sheet(asked, step, body, _words(asked, step, body)))


def _placed(whole: Asked, step: Step) -> Asked:
    """Where and when the step is."""
    month = months.parse(step.month) if step.month else whole.month
    there = whole.at(whole.area, snapshot.month_of(whole.warehouse, month), step.workshop_type)
    if step.area == HERE:
        return there
    if step.area in (LEAST, MOST_IMPROVED):
        return there.at(_chosen(there, step), there.month, step.workshop_type)
    return there.at(snapshot.place(whole.warehouse, step.area).code, there.month, step.workshop_type)


def _chosen(asked: Asked, step: Step) -> str:
    """The part of the area with the lowest figure, or the one that rose most in a year."""
    level = asked.below(step.indicator)
    if step.area == LEAST:
        rows = asked.ranked(step.indicator, level)
        rows = rows[rows["value"].notna()].iloc[::-1]
    else:
        rows = asked.changed(step.indicator, level)
    if rows.empty:
        raise UnknownChoiceError(
            t("No part of {name} can be chosen by its figures.").format(name=asked.place.name)
        )
    return str(rows["area"].iloc[0])


def _body(asked: Asked, step: Step) -> scene.Body:
    if step.view == "map":
        return mapping.drawn(asked, step.indicator, step.by, pins=step.pins, marked=step.marked)
    if step.view == "chart":
        return _not_empty(charting.drawn(asked, step), asked)
    if step.view == "table":
        return tabling.drawn(asked, step)
    if step.view == "case":
        return telling.drawn(asked, step.case)
    return scene.Figures(
        tuple(facts.fact(asked, key) for key in (step.indicator, *_told(asked, step.beside)))
    )


def _not_empty(chart: scene.Chart, asked: Asked) -> scene.Chart:
    """The chart, if anything is on it: an empty one would be taken for zero."""
    if any(value is not None for series in chart.series for value in series.values):
        return chart
    sentence = t("Nothing is known of “{measure}” in {area} for {month}.")
    raise UnknownChoiceError(
        sentence.format(measure=chart.measure, area=asked.place.name, month=numbers.month(asked.month))
    )


def _told(asked: Asked, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are defined for the step's place: a county of the plain has no coverage of mountain towns."""
    return tuple(key for key in keys if asked.can_tell(key) and not _is_without_places(asked, key))


def _is_without_places(asked: Asked, key: str) -> bool:
    row = asked.row(key)
    is_known = row["status"] == "no_data" and row["counties_reported"] > 0
    return bool(is_known and CATALOGUE[key].family == "coverage")


def _words(asked: Asked, step: Step, body: scene.Body) -> dict[str, Part]:
    """What a headline may say beside figures."""
    is_whole = asked.place.level == "province"
    said = {
        "area": Part(t("The province") if is_whole else asked.place.name),
        headlines.INSIDE: Part(t("the province") if is_whole else asked.place.name),
        "month": Part(numbers.month(asked.month)),
    }
    listed: list[tuple[str, str, float | None]] = []
    level = ""
    if isinstance(body, scene.Chart) and body.categories:
        shown = next((each for each in body.series if each.role in ("main", "median")), body.series[0])
        listed = list(zip(body.categories, shown.texts, shown.values, strict=True))
    elif isinstance(body, scene.Map):
        rows = asked.at(body.area, asked.month, asked.workshop_type).ranked(
            step.indicator, cast("Level", body.level)
        )
        rows = rows[rows["value"].notna()]
        listed = [
            (str(row["area_name"]), numbers.bare(row["value"], str(row["unit"])), float(row["value"]))
            for row in rows.to_dict("records")
        ]
        level = body.level
    elif isinstance(body, scene.Table):
        listed = [(row[0].text, row[-1].text, None) for row in body.whole]
    for name, at in (("first", 0), ("last", -1)) if listed else ():
        place, figure, value = listed[at]
        of = ("", "") if value is None else (step.indicator, "listed")
        said |= {name: Part(place), f"{name}_figure": Part(figure, *of, value=value)}
    said["rows"] = Part(numbers.plain(len(listed)), value=float(len(listed)))
    said["parts"] = Part(t(LEVEL_WORDS[cast("Level", level)]) if level else "")
    return said


def _worded(sheet: _Sheet) -> scene.Scene:
    asked, step = sheet.asked, sheet.step
    parts, is_told = headlines.written(asked, step.headlines, sheet.words)
    is_listed = isinstance(sheet.body, scene.Figures) or step.table == "month"
    beside = () if is_listed else _told(asked, step.beside)
    return _with_origin(
        asked,
        step,
        parts=parts,
        holds=is_told and headlines.holds(asked, step.holds, sheet.words),
        body=sheet.body,
        facts=tuple(facts.fact(asked, key) for key in beside),
        note=_filled(sheet, step.note),
        script=_filled(sheet, step.script),
    )


def _filled(sheet: _Sheet, text: Bilingual | None) -> str:
    return headlines.filled(sheet.asked, str(text), sheet.words) if text else ""


def _unsaid(asked: Asked, step: Step, problem: str) -> scene.Scene:
    """A sheet that says why there is nothing on it."""
    return _with_origin(
        asked, step, parts=(Part(CATALOGUE[step.indicator].title()),), holds=False,
        body=scene.Figures(()), facts=(), note=problem, script=str(step.script or ""), problem=problem,
    )  # fmt: skip


def _with_origin(  # noqa: PLR0913  a scene has as many parts
    asked: Asked,
    step: Step,
    *,
    parts: tuple[Part, ...],
    holds: bool,
    body: scene.Body,
    facts: tuple[scene.Fact, ...],
    note: str,
    script: str,
    problem: str = "",
) -> scene.Scene:
    known = snapshot.snapshot(asked.warehouse)
    indicator = CATALOGUE[step.indicator]
    return scene.Scene(
        key=step.key,
        number=1,
        count=1,
        headline=headlines.text(parts),
        parts=parts,
        holds=holds and not problem,
        subtitle=" · ".join([*origin.told_of(asked, indicator, body), numbers.month(asked.month)]),
        note=note,
        script=script,
        area=asked.area,
        area_name=asked.place.name,
        month=asked.month_written,
        kind=known.kind,
        snapshot=known.code,
        badge=origin.badge(asked.warehouse, asked.area, asked.month),
        source=indicator.origin(),
        address=origin.address(asked, step),
        facts=facts,
        body=body,
        problem=problem,
    )
