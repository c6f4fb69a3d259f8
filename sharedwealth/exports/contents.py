"""A talk as the sheets of `sheets/` read it: its texts, each figure as written, and the pictures drawn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sharedwealth import months, numbers
from sharedwealth.briefings.scene import Chart, Fact, Figures, Map, Scene, Story, Table, Talk
from sharedwealth.choices import KINDS, STATUSES, word
from sharedwealth.exports import fonts
from sharedwealth.exports.drawing import measures, pictures
from sharedwealth.exports.writing import Progress, nothing
from sharedwealth.text import t, tn

_LISTED_CHARTS = ("lines",)
"""Charts whose single figures stand in a list under them: on the marks there is no room for each."""
_SHORT, _ALL_SHORT = 70, 260
"""Points: a column of so short words is not folded beside a long one, where all of them leave room for that."""


def of_talk(
    talk: Talk,
    width: float,
    height: float,
    boundaries: Path,
    *,
    is_whole: bool = True,
    progress: Progress = nothing,
) -> dict[str, Any]:
    """The talk with its pictures so many points wide and at most so high; `is_whole` takes tables in full length.

    `progress` is told each sheet that is drawn, of one more than there are: what is left is to set them.
    """
    family = fonts.chosen()
    month = numbers.month(months.parse(talk.month))
    scenes = []
    for at, each in enumerate(talk.scenes):
        progress(at, len(talk.scenes) + 1)
        scenes.append(_scene(each, width, height, boundaries, family, is_whole=is_whole))
    progress(len(talk.scenes), len(talk.scenes) + 1)
    return {
        "language": talk.language,
        "title": talk.title,
        "area_name": talk.area_name,
        "month_words": month,
        "kind_words": word(KINDS, talk.kind),
        "badge": talk.scenes[0].badge if talk.scenes else "",
        "badge_words": t("Shared Wealth Workshops"),
        "about": t("Snapshot {code}, put together on {day}. Every figure is of this snapshot.").format(
            code=talk.snapshot, day=talk.made_on
        ),
        "fonts": [family],
        "words": {
            "page": t("Page {number} of {count}"),
            "script": t("In words"),
            "published": t("As published"),
            "nothing": t("Nothing to list."),
            "live": t("As the ledgers have it today"),
        },
        "sources": list(dict.fromkeys(line for each in talk.scenes for line in _sources(each))),
        "scenes": scenes,
    }


def _scene(
    each: Scene, width: float, height: float, boundaries: Path, family: str, *, is_whole: bool
) -> dict[str, Any]:
    body = each.body
    drawn = pictures.draw(each, width, height, boundaries, (family,))
    figures = [*each.facts, *(body.facts if isinstance(body, Figures) else ())]
    return {
        "key": each.key,
        "headline": each.headline,
        "subtitle": each.subtitle,
        "badge": each.badge,
        "note": "" if each.problem else each.note,
        "script": each.script,
        "warnings": _warnings(each),
        "facts": [_fact(fact) for fact in figures],
        "picture": {"svg": drawn.svg, "about": drawn.about} if drawn else None,
        "listing": _listing(body),
        "table": _table(body, is_whole=is_whole) if isinstance(body, Table) else None,
        "story": _story(body) if isinstance(body, Story) else None,
        "sources": _sources(each),
        "place": "top" if isinstance(body, Figures) else "half",
    }


def _warnings(each: Scene) -> list[str]:
    if each.problem:
        return [each.problem]
    return [] if each.holds else [t("On the figures of this month this point no longer holds.")]


def _fact(fact: Fact) -> dict[str, Any]:
    is_told = fact.status in ("ok", "no_data", "suppressed")
    return {
        "label": fact.label,
        "figure": fact.figure,
        "unit": fact.unit if fact.value is not None else "",
        "value": fact.value,
        "state": "" if is_told else word(STATUSES, fact.status),
        "beneath": fact.beneath,
    }


def _listing(body: object) -> list[dict[str, str]]:
    """Each area or month with its figure as written; areas without data are counted in the map's key."""
    if isinstance(body, Map):
        return [
            {"name": row.name, "text": row.text or word(STATUSES, row.status)}
            for row in body.rows
            if row.status != "no_data"
        ]
    if isinstance(body, Chart) and body.kind in _LISTED_CHARTS:
        named = [{"name": "", "text": " · ".join(series.name for series in body.series)}] * (
            len(body.series) > 1
        )
        return named + [
            {"name": category, "text": " · ".join(series.texts[at] for series in body.series)}
            for at, category in enumerate(body.categories)
        ]
    return []


def _table(body: Table, *, is_whole: bool) -> dict[str, Any]:
    rows = body.whole if is_whole else body.rows
    left_out = 0 if is_whole else body.left_out
    weights = [_weight([row[at].text for row in rows]) for at in range(len(body.columns))]
    short = [each for each in weights if each <= _SHORT]
    gives_way = len(short) < len(weights) and sum(short) <= _ALL_SHORT
    return {
        "columns": [
            {
                "heading": each.heading,
                "unit": each.unit,
                "is_number": each.is_number,
                "weight": weight,
                "is_whole": gives_way and weight <= _SHORT,
            }
            for each, weight in zip(body.columns, weights, strict=True)
        ],
        "rows": [[cell.text for cell in row] for row in rows],
        "left_out": tn("{count} more row", "{count} more rows", left_out).format(
            count=numbers.plain(left_out)
        )
        if left_out
        else "",
    }


def _weight(texts: Sequence[str]) -> int:
    """The points that a column's words take in one line, within reason."""
    return round(min(max(measures.widest(texts, 8), 40.0), 260.0))


def _story(body: Story) -> dict[str, Any]:
    return {
        "title": body.title,
        "place": body.place,
        "sentence": body.sentence,
        "compared": [_fact(fact) for fact in (body.before, body.after) if fact],
        "published": [_fact(fact) for fact in body.published],
        "live": [_fact(fact) for fact in body.live],
        "sources": list(dict.fromkeys(body.sources)),
    }


def _sources(each: Scene) -> list[str]:
    lines = [t("Source: {source}").format(source=each.source)] if each.source else []
    if isinstance(each.body, Map):
        lines.append(each.body.credit)
        if each.body.approval:
            lines.append(t("Map approval number: {number}").format(number=each.body.approval))
    return [line for line in lines if line]
