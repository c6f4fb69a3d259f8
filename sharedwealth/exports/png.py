"""A scene's chart or map as PNG, with its finding, measure, key, source and badge."""

import dataclasses
from pathlib import Path
from typing import Any, cast

from sharedwealth import settings, text
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.exports import contents, typesetting
from sharedwealth.exports.cleaning import cleaned
from sharedwealth.exports.writing import Target, put
from sharedwealth.text import t

WIDTH = 720.0
"""Points; 2,000 pixels at the usual resolution."""
_MARGINS = 36.0
_HIGHEST = 470.0


def write(talk: Talk, to: Target, *, step: str = "", boundaries: Path | None = None) -> None:
    """Writes the picture of one step, of the first when none is named."""
    with text.using(cast("text.Language", talk.language)):
        put(typesetting.png("picture", _content(talk, step, boundaries)), to)


def _content(talk: Talk, step: str, boundaries: Path | None) -> dict[str, Any]:
    keys = [each.key for each in talk.scenes]
    if step and step not in keys:
        raise UnknownChoiceError(
            t("The talk “{talk}” has no step “{step}”. Possible: {options}.").format(
                talk=talk.name, step=step, options=t(", ").join(keys)
            )
        )
    shown = dataclasses.replace(
        talk, scenes=tuple(each for each in talk.scenes if each.key == (step or keys[0]))
    )
    content = contents.of_talk(
        cleaned(shown), WIDTH - _MARGINS, _HIGHEST, boundaries or settings.load().boundaries, is_whole=False
    )
    return content | {"width": WIDTH}
