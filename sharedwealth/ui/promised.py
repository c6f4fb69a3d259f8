"""Names for what a page lets the browser fetch beside it; only what a page has named can be fetched.

Routes stand outside any login, and these answers hold figures: a name is a digest with a secret of the process, so it
cannot be guessed. What stands under it is worked out when it is asked for.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Wanted = TypeVar("Wanted", bound=Hashable)

_SECRET = secrets.token_hex(16)


class Promises(Generic[Wanted]):
    """What was named, the most recent ones; its `repr` is what makes a thing wanted itself."""

    def __init__(self, ending: str, most: int = 20_000) -> None:
        self.ending = ending
        self.most = most
        self._named: OrderedDict[str, Wanted] = OrderedDict()
        self._lock = Lock()

    def name(self, wanted: Wanted) -> str:
        """The name under which this can be fetched from now on; the same one for the same thing."""
        name = f"{hashlib.sha256(f'{_SECRET} {wanted!r}'.encode()).hexdigest()[:32]}.{self.ending}"
        with self._lock:
            self._named[name] = wanted
            self._named.move_to_end(name)
            while len(self._named) > self.most:
                self._named.popitem(last=False)
        return name

    def find(self, name: str) -> Wanted | None:
        """What was named so; None for a name that no page has given."""
        with self._lock:
            return self._named.get(name)
