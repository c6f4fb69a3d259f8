"""Talks that are written in the app: checked before they are kept, whole or not at all, never over a shipped one."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import yaml

from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import answering, reading
from sharedwealth.briefings.model import Briefing
from sharedwealth.briefings.reading import BriefingError
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import files

LONGEST = 200_000
"""Characters of a talk."""
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_PAGES = {
    "coverage": "village_coverage", "planning": "village_coverage", "targets": "target_progress",
    "income": "income_increase", "gaps": "gini", "employment": "people_at_work", "stability": "retention_12m",
    "gains": "enterprise_output", "partnerships": "dependence",
}  # fmt: skip
"""What a page is about, for a step that is made from its address."""
_FORM_OF_VIEW = {"figure": {}, "map": {}, "chart": {"chart": "ranking"}, "table": {"table": "next"}}


def is_own(name: str, settings: Settings) -> bool:
    """Whether the talk was made in the app, so that it may be changed and removed there."""
    path = reading.path_of(name, settings)
    return path is not None and path.parent == reading.own_folder(settings)


def text_of(name: str, settings: Settings) -> str:
    """The talk's file as it is written; a `BriefingError` where there is none."""
    path = reading.path_of(name, settings)
    if path is None:
        reading.find(name, settings)  # says which there are
        raise BriefingError(t("There is no talk “{name}”.").format(name=name))
    return path.read_text(encoding="utf-8")


def check_name(name: str, settings: Settings) -> None:
    """Nothing where a talk may be kept under the name; else a `BriefingError` that says why not."""
    if not _NAME.fullmatch(name):
        raise BriefingError(
            t("A talk's name is written in small letters, digits, - and _, and begins with a letter.")
        )
    path = reading.path_of(name, settings)
    if path is not None and path.parent != reading.own_folder(settings):
        raise BriefingError(
            t("“{name}” came with the system and is not written over. Give the talk another name.").format(
                name=name
            )
        )
    if name in ("ask", "promises", "log"):
        raise BriefingError(
            t("“{name}” is an address of the stage. Give the talk another name.").format(name=name)
        )


def save(name: str, text: str, settings: Settings) -> Briefing:
    """Keeps the talk if it can be used, and returns it; else a `BriefingError` says what is wrong."""
    check_name(name, settings)
    if len(text) > LONGEST:
        raise BriefingError(t("A talk has at most {most} characters.").format(most=f"{LONGEST:,}"))
    told = reading.of_text(text, name)
    path = _path(name, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, text.encode())
    return told


def remove(name: str, settings: Settings) -> None:
    """Takes a talk of one's own away; one that came with the system stays."""
    if not is_own(name, settings):
        raise BriefingError(t("“{name}” was not made here, so it cannot be removed here.").format(name=name))
    _path(name, settings).unlink()


def _path(name: str, settings: Settings) -> Path:
    return reading.own_folder(settings) / f"{name}.yaml"


def of_address(address: str) -> dict[str, str]:
    """What a page's address says for a step: indicator, area, month, type; what it does not say is left out."""
    parts = urlsplit(address.strip())
    said = dict(parse_qsl(parts.query))
    slug = parts.path.strip("/").rpartition("/")[2]
    found = {"indicator": said.get("indicator") or _PAGES.get(slug, "workshops_built")}
    found |= {name: said[name] for name in ("area", "month", "type") if said.get(name)}
    if found["indicator"] not in CATALOGUE:
        raise BriefingError(t("There is no indicator “{key}”.").format(key=found["indicator"]))
    if "area" in found and codes.level(found["area"]) is None:
        raise BriefingError(t("“{code}” is not a code").format(code=found["area"]))
    if found.get("type") not in (None, *WORKSHOP_TYPES):
        del found["type"]
    return found


def with_step(
    text: str, key: str, view: str, given: dict[str, str], headline: Bilingual | None = None
) -> str:
    """The talk with one more step at its end; comments and order of what stands there are kept."""
    if view not in _FORM_OF_VIEW:
        raise BriefingError(t("A step made from an address is a figure, a map, a chart or a table."))
    indicator = given["indicator"]
    said = headline or answering.headline(CATALOGUE[indicator])
    step = {"key": key, "view": view, **_FORM_OF_VIEW[view], **given}
    step["headline"] = [{"zh": said.zh, "en": said.en}]  # type: ignore[assignment]
    written = yaml.safe_dump([step], allow_unicode=True, sort_keys=False, width=10_000)
    whole = text.rstrip("\n") + "\n" + "".join(f"  {line}\n" for line in written.splitlines())
    reading.of_text(whole, "new")
    return whole
