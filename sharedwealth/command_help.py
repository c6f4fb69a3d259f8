"""The command line's help in the reader's language; Typer's own words are English."""

import os
from collections.abc import Sequence
from typing import Any

import typer
from typer import rich_utils

from sharedwealth.text import LANGUAGES, Language, t


def wanted(arguments: Sequence[str]) -> Language:
    """The language asked for with --lang, else by SHAREDWEALTH_LANG, else the terminal's; else English."""
    asked = _after_lang(arguments) or os.environ.get("SHAREDWEALTH_LANG", "")
    if asked in LANGUAGES:
        return "zh" if asked == "zh" else "en"
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.startswith("zh") else "en"


def _after_lang(arguments: Sequence[str]) -> str:
    """What stands behind --lang, before the command's name."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang":
            return arguments[place + 1] if place + 1 < len(arguments) else ""
        if not argument.startswith("-"):
            return ""
    return ""


def command(app: typer.Typer) -> Any:  # noqa: ANN401  Typer's own class of commands has no public name
    """The command of the application, every help text and heading in the run's language."""
    rich_utils.ARGUMENTS_PANEL_TITLE = t("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = t("Options")
    rich_utils.COMMANDS_PANEL_TITLE = t("Commands")
    rich_utils.ERRORS_PANEL_TITLE = t("Error")
    rich_utils.DEFAULT_STRING = t("[default: {}]")
    rich_utils.ENVVAR_STRING = t("[environment: {}]")
    rich_utils.REQUIRED_LONG_STRING = t("[required]")
    rich_utils.RICH_HELP = t("Try [blue]'{command_path} {help_option}'[/] for help.")
    found = typer.main.get_command(app)
    _translate(found)
    return found


def _translate(part: Any) -> None:  # noqa: ANN401  a command, a group, an option or an argument
    words = part.help or ""
    part.help = t(words)
    for below in [*getattr(part, "params", []), *getattr(part, "commands", {}).values()]:
        _translate(below)
    if hasattr(part, "get_help_option"):
        _translate_help_option(part)


def _translate_help_option(part: Any) -> None:  # noqa: ANN401
    """The option --help is made when it is first asked for, and kept."""
    option = part.get_help_option(typer.Context(part))
    if option is not None:
        option.help = t("Shows this help.")
