"""The words that clerks write for the fixed choices, as `words.csv` lists them."""

import csv
import unicodedata
from functools import cache
from pathlib import Path

WORDS_FILE = Path(__file__).parent / "words.csv"

YES_NO = "yes_no"


def plain(word: str) -> str:
    """The word as it is compared: full-width forms made narrow, without spaces, hyphens and capitals."""
    narrow = unicodedata.normalize("NFKC", word)
    return "".join(sign for sign in narrow if not sign.isspace() and sign not in "-_").casefold()


@cache
def _rows() -> tuple[tuple[str, str, str, bool], ...]:
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["choices"], row["key"], row["word"], row["is_template"] == "true")
            for row in csv.DictReader(file)
        )


@cache
def template_words(choices: str) -> dict[str, str]:
    """Key to the word that the template offers, in the order of the list; `yes` and `no` for `yes_no`."""
    return {key: word for listed, key, word, is_template in _rows() if listed == choices and is_template}


@cache
def accepted(choices: str) -> dict[str, str]:
    """Every word that is taken, in its `plain` form, to its key; the keys themselves are taken too."""
    rows = [(key, word) for listed, key, word, _ in _rows() if listed == choices]
    return {plain(word): key for key, word in rows} | {plain(key): key for key, _ in rows}
