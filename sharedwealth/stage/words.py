"""Every word that the stage itself says, in the run's language; the sheets bring their own."""

from typing import Any

from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t


def words() -> dict[str, Any]:
    """The words by the name that the stage's script has for them."""
    return {
        "status": {key: word(STATUSES, key) for key in STATUSES},
        "more": t("{count} more in the list"),
        "headline": t("{name}: {text}"),
        "live": t("In the ledgers"),
        "published": t("As published"),
        "no_map": t("There is no boundary for this map."),
        "trouble": t("A part of this sheet could not be drawn"),
        "away": t("No connection; the talk goes on from here"),
        "newer": t("Snapshot {snapshot} has been published; this talk keeps {held}"),
        "waiting": t("The talk is being fetched …"),
        "notes": t("Notes"),
        "notes_blocked": t("The browser kept the window of notes from opening; allow it for this address"),
        "no_script": t("There is no script for this step."),
        "next": t("Next:"),
        "last": t("This is the last step."),
        "not_held": t("The point of this step no longer holds on today's figures."),
        "help": t("Keys of the talk"),
        "keys": _keys(),
        "promise": _promise(),
        "ask": {
            "title": t("A question from the room"),
            "hint": t("A place, an indicator, or both: in characters, pinyin or its initials"),
            "nothing": t("Nothing found. Try fewer words."),
        },
    }


def _keys() -> list[tuple[str, str]]:
    return [
        ("→ PgDn", t("next step")),
        ("← PgUp", t("step before")),
        ("1 … 99", t("to that step")),
        ("Home End", t("first and last step")),
        ("Esc", t("exactly back to the step")),
        ("⌫", t("one level up")),
        ("↑ ↓ ⏎", t("choose an area and open it")),
        ("Ctrl K", t("question from the room")),
        ("M", t("pin a promise")),
        ("N", t("notes in a second window")),
        ("T", t("spotlight")),
        ("B", t("black screen")),
        ("G", t("light or dark ground")),
        ("F", t("full screen")),
        ("?", t("these keys")),
    ]


def _promise() -> dict[str, str]:
    return {
        "title": t("A promise"),
        "place": t("Place"),
        "indicator": t("Indicator"),
        "value": t("Promised"),
        "due": t("By"),
        "note": t("Note"),
        "keep": t("Keep the promise"),
        "download": t("Download all (CSV)"),
        "sent": t("Kept, and sent to the dashboard."),
        "later": t("Kept in this browser; it is sent as soon as the dashboard answers."),
        "here": t("Kept in this browser. Download it before you leave the venue."),
    }
