"""The places that the area's chooser knows, down to the towns, in one file that a browser fetches once.

It is named after its content, so it may be cached for ever, and no page's message repeats it.
"""

import gzip
import hashlib

import orjson

from sharedwealth import pinyin
from sharedwealth.places import codes
from sharedwealth.ui import areas, memory
from sharedwealth.warehouse.connection import Warehouse


def url(warehouse: Warehouse) -> str:
    """Where a page's browser finds the file."""
    return f"areas/{_name(warehouse)}"


def content(warehouse: Warehouse, name: str) -> bytes | None:
    """The gzipped JSON of that name; None when the snapshot has other places."""
    return packed(warehouse) if name == _name(warehouse) else None


def packed(warehouse: Warehouse) -> bytes:
    """Code, Chinese and English name and syllables of each place, in code order; it takes a second the first time."""

    def made() -> bytes:
        places = [
            (code, chinese, english, " ".join(pinyin.syllables(chinese)))
            for code, chinese, english in _places(warehouse)
        ]
        return gzip.compress(orjson.dumps(places), 6, mtime=0)

    return memory.of(warehouse).recall("area register", made)


def _name(warehouse: Warehouse) -> str:
    def digest() -> str:
        return f"{hashlib.sha256(orjson.dumps(_places(warehouse))).hexdigest()[:12]}.json"

    return memory.of(warehouse).recall("area register's name", digest)


def _places(warehouse: Warehouse) -> list[tuple[str, str, str]]:
    longest = codes.LENGTHS["town"]
    return [(code, *names) for code, names in areas.names(warehouse).items() if len(code) <= longest]
