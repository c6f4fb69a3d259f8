"""One talk as one document: the server sends the figures after it, a pack for a venue holds them all."""

import html
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sharedwealth import months, numbers, pinyin, text
from sharedwealth.briefings import scene
from sharedwealth.charts import theme
from sharedwealth.stage import script
from sharedwealth.stage.words import words
from sharedwealth.text import t

Ground = Literal["light", "dark"]


@dataclass(frozen=True)
class Routes:
    """Where the document finds what it asks the server for, and where it sends what it has to say."""

    talk: str
    map: str = "/map/"
    ready: str = "/ready"
    log: str = "/stage/log"
    ask: str = "/stage/ask"
    promises: str = "/stage/promises"


@dataclass(frozen=True)
class Packed:
    """What a document holds that has to do without a server."""

    talk: scene.Talk
    geometries: dict[str, Any] = field(default_factory=dict)
    due_day: int = 10


def served(title: str, routes: Routes, ground: Ground = "light") -> str:
    """The document that fetches its talk; in the run's language."""
    name = script.bundle()[0]
    about = {
        "talk_address": routes.talk,
        "map": routes.map,
        "ready": routes.ready,
        "log": routes.log,
        "ask": routes.ask,
        "promises": routes.promises,
    }
    return _document(title, about, f'<script type="module" src="/assets/{name}"></script>', ground)


def whole(packed: Packed, ground: Ground = "light") -> str:
    """The document with everything in it, in the talk's language."""
    talk = packed.talk
    with text.using("en" if talk.language == "en" else "zh"):
        about = {
            "talk": scene.payload(talk),
            "readings": readings(talk),
            "geometries": packed.geometries,
            "stale": stale(talk, packed.due_day),
        }
        return _document(talk.title, about, f'<script type="module">\n{script.script()}\n</script>', ground)


def _document(title: str, about: dict[str, Any], code: str, ground: Ground) -> str:
    language = text.language()
    known = {
        "language": language,
        "font": theme.FONT,
        "ground": ground,
        "tones": {"light": script.tones(theme.LIGHT), "dark": script.tones(theme.DARK)},
        "words": words(),
        **about,
    }
    # A stroke cannot end the script's element, whatever the figures' words are.
    content = json.dumps(known, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace(
        "<", "\\u003c"
    )
    pieces = {
        "{lang}": "zh-CN" if language == "zh" else "en",
        "{title}": html.escape(title),
        "{style}": script.style(),
        "{about}": content,
        "{script}": code,
    }
    written = (Path(__file__).parent / "stage.html").read_text(encoding="utf-8")
    for place, piece in pieces.items():
        before, _, after = written.rpartition(place)
        written = before + piece + after
    return written


def readings(talk: scene.Talk) -> dict[str, str]:
    """How the places and indicators on the talk's maps can be typed, by code and key."""
    found: dict[str, str] = {}
    for body in (each.body for each in talk.scenes):
        if isinstance(body, scene.Map):
            found.setdefault(body.indicator, pinyin.readings(body.measure))
            for row in (*body.rows, *(row for rows in body.drill.values() for row in rows)):
                found.setdefault(row.code, pinyin.readings(row.name))
    return found


def geometry_files(talk: scene.Talk) -> set[str]:
    """The files that the talk's maps and everything opened from them are drawn from."""
    maps = [each.body for each in talk.scenes if isinstance(each.body, scene.Map)]
    return {name for body in maps for name in (body.geometry, *body.geometries.values())}


def stale(talk: scene.Talk, due_day: int) -> dict[str, str]:
    """The day by which the next month's ledgers are due, and what is said after it."""
    following = months.shift(months.parse(talk.month), 1)
    due = months.shift(following, 1).replace(day=due_day)
    sentence = t("Figures as of {month}; the ledgers of {following} were due on {due}. Make a new pack.")
    told = sentence.format(
        month=numbers.month(months.parse(talk.month)), following=numbers.month(following), due=due.isoformat()
    )
    return {"after": due.isoformat(), "words": told}
