"""The help of the command line, in both languages."""

import re

import pytest

from sharedwealth import cli, command_help, text


def parts(command):
    yield command
    for below in [*command.params, *getattr(command, "commands", {}).values()]:
        yield from parts(below) if hasattr(below, "params") else [below]


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_command_option_and_argument_is_explained_in_the_readers_language(language):
    with text.using(language):
        explained = [part.help for part in parts(command_help.command(cli.app)) if part.name]
    assert len(explained) > 20
    for words in explained:
        assert bool(re.search(r"[一-鿿]", words.replace("共富工坊", ""))) == (language == "zh"), words


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--lang", "zh", "demo"], {}, "zh"),
        (["--lang=en", "demo"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["demo"], {"SHAREDWEALTH_LANG": "zh"}, "zh"),
        (["demo", "--lang", "zh"], {"LANG": "C.UTF-8"}, "en"),
        (["--help"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["--lang", "fr"], {"LC_ALL": "zh_TW", "LANG": "en"}, "zh"),
    ],
)
def test_the_language_is_known_before_the_help_is_written(monkeypatch, arguments, environment, language):
    for name in ("SHAREDWEALTH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert command_help.wanted(arguments) == language
