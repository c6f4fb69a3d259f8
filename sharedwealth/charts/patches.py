"""What turns one JSON value into another, written so that it is small where the two are nearly the same.

A patch is one of: `{"v": value}` put this there; `{"a": items}` add to the end of the list; `{"c": length}` cut it;
`{"l": {index: patch}}` change these items; `{"d": {key: patch}, "r": keys}` change these entries and remove those.
"""

from typing import Any

Patch = dict[str, Any]


def patch(shown: Any, other: Any) -> Patch | None:  # noqa: ANN401  any JSON value
    """The patch that makes `other` of `shown`; None where they are the same."""
    if isinstance(shown, dict) and isinstance(other, dict):
        return _of_entries(shown, other)
    if isinstance(shown, list) and isinstance(other, list):
        return _of_items(shown, other)
    is_same = shown == other and type(shown) is type(other)  # true is not 1
    return None if is_same else {"v": other}


def _of_entries(shown: dict[str, Any], other: dict[str, Any]) -> Patch | None:
    changed = {}
    for key, value in other.items():
        found = patch(shown[key], value) if key in shown else {"v": value}
        if found is not None:
            changed[key] = found
    removed = [key for key in shown if key not in other]
    if removed:
        return {"d": changed, "r": removed}
    return {"d": changed} if changed else None


def _of_items(shown: list[Any], other: list[Any]) -> Patch | None:
    changed = {}
    for index, (before, after) in enumerate(zip(shown, other, strict=False)):
        found = patch(before, after)
        if found is not None:
            changed[str(index)] = found
    if len(shown) != len(other):
        if changed:
            return {"v": other}
        return {"a": other[len(shown) :]} if len(shown) < len(other) else {"c": len(other)}
    if not changed:
        return None
    are_few_or_deep = len(changed) * 2 <= len(other) or isinstance(other[0], (dict, list))
    return {"l": changed} if are_few_or_deep else {"v": other}
