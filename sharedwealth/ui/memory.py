"""What was worked out once for a snapshot, remembered for all readers as long as the snapshot is open."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sharedwealth.warehouse.connection import Warehouse

Worked = TypeVar("Worked")


class Memory:
    """Keeps the most recently asked; a caller must not change what it is given.

    Streamlit's own cache works out the digest of every argument at every call, which for the frames of one page takes
    longer than everything else its run does; here the caller names the key.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> Any | None:  # noqa: ANN401  whatever was remembered
        """What is remembered under the key, else None."""
        with self._lock:
            return self._kept.get(key)

    def recall(self, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What is remembered under the key, else what is worked out now; a failure is not remembered."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Worked", self._kept[key])
        found = work_out()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return found


_memories: WeakKeyDictionary[Warehouse, Memory] = WeakKeyDictionary()
_making = Lock()


def of(warehouse: Warehouse, most: int = 8000) -> Memory:
    """The snapshot's memory, which goes when the snapshot is closed for good."""
    with _making:
        return _memories.setdefault(warehouse, Memory(most))
