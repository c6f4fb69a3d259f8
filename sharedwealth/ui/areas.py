"""Places as the pages name them: looked up in the snapshot once, by code."""

from sharedwealth.places import codes
from sharedwealth.text import language
from sharedwealth.ui import memory
from sharedwealth.warehouse.connection import Warehouse


def names(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    """Chinese and English name of every place, in code order."""

    def found() -> dict[str, tuple[str, str]]:
        places = warehouse.query("SELECT code, name_zh, name_en FROM places ORDER BY code")
        return dict(zip(places["code"], zip(places["name_zh"], places["name_en"], strict=True), strict=True))

    return memory.of(warehouse).recall("places", found)


def exists(warehouse: Warehouse, code: str) -> bool:
    return code in names(warehouse)


def name(warehouse: Warehouse, code: str) -> str:
    chinese, english = names(warehouse)[code]
    return chinese if language() == "zh" else english


def path_name(warehouse: Warehouse, code: str) -> str:
    """台州市 › 临海市; the province by its own name."""
    trail = codes.trail(code)
    return " › ".join(name(warehouse, each) for each in (trail[1:] or trail))


def inside(warehouse: Warehouse, area: str, level: codes.Level) -> list[str]:
    """The codes of the places of a level that lie in the area."""
    length = codes.LENGTHS[level]
    return [code for code in names(warehouse) if len(code) == length and code.startswith(area)]


def choices(warehouse: Warehouse, current: str) -> dict[str, str]:
    """What the area's drop-down offers, by code: the province, its cities and counties, and where one is below them."""
    offered = memory.of(warehouse).recall(("wide areas", language()), lambda: _wide(warehouse))
    below = [code for code in codes.trail(current) if len(code) > codes.LENGTHS["county"]]
    return offered | {code: path_name(warehouse, code) for code in below}


def _wide(warehouse: Warehouse) -> dict[str, str]:
    wide = [code for code in names(warehouse) if len(code) <= codes.LENGTHS["county"]]
    return {code: path_name(warehouse, code) for code in wide}
