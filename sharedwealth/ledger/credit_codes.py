"""The unified social credit code of an enterprise, GB 32100-2015: 18 characters, the last one worked out."""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The standard leaves out I, O, S, V and Z, which are easily taken for digits or for each other."""
LENGTH = 18

_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_PILOT = re.compile(r"91350\d{3}M00.{7}")


def check_character(first_17: str) -> str:
    """The last character that the 17 before it ask for."""
    weighed = sum(ALPHABET.index(each) * weight for each, weight in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[-weighed % 31]


def has_shape(code: str) -> bool:
    """Whether the code has its length and only characters that the standard knows."""
    return len(code) == LENGTH and not foreign(code)


def foreign(code: str) -> str:
    """The characters that no credit code has, each once, in order."""
    return "".join(dict.fromkeys(each for each in code if each not in ALPHABET))


def is_pilot(code: str) -> bool:
    """Whether the code is of Fujian's pilot of 2015, some of whose codes are valid though their last one is not."""
    return _PILOT.fullmatch(code) is not None
