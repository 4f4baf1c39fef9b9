"""The shelf: results that keepers keep, bounded in bytes for the whole process."""

import sys
from collections import OrderedDict, deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain, count, islice
from threading import Lock
from typing import Any, Protocol, TypeAlias
from weakref import ref

import pandas as pd

MOST_BYTES = 24 * 2**20
"""Most bytes that all kept results of a process take."""

MOST_OF_A_GROUP = 16
"""Most results of one group that a keeper keeps."""

SAMPLE = 64
"""Members of a collection that are measured. The others count as much on average."""

UNKNOWN = 1000
"""Bytes that an object of unknown parts counts."""

Key: TypeAlias = tuple[Hashable, Hashable]
"""The group of a result, then what tells it from others of the group."""


@dataclass(eq=False, slots=True, weakref_slot=True)
class Kept:
    """A kept result. Its keeper alone holds it, so that it goes with the keeper."""

    result: Any
    key: Key
    keeper: "ref[Keeper]"
    serial: int


class Keeper(Protocol):
    """What keeps results. ``kept`` holds them, the least recently used first."""

    @property
    def kept(self) -> OrderedDict[Key, Kept]: ...


class Shelf:
    """The order in which kept results were last used, over all keepers. The oldest go if there is no room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.size = 0
        """Bytes of all kept results."""
        self._most_bytes = most_bytes
        self._sizes: OrderedDict[int, tuple[ref[Kept], int]] = OrderedDict()
        self._serials = count()
        self._gone: deque[int] = deque()
        self._lock = Lock()

    def find(self, keeper: Keeper, key: Key) -> Any:
        """Find a kept result. From now on it is the newest. Raises a KeyError if there is none."""
        with self._lock:
            kept = keeper.kept[key]
            keeper.kept.move_to_end(key)
            self._sizes.move_to_end(kept.serial)
            return kept.result

    def keep(self, keeper: Keeper, key: Key, result: Any) -> None:
        """Keep a result. The oldest go until there is room. A result that is too big alone is not kept."""
        size = measure_size(result)
        if size > self._most_bytes:
            return
        with self._lock:
            self._forget_gone()
            self._drop(keeper, key)
            group = [each for each in keeper.kept if each[0] == key[0]]
            for each in group[: max(0, len(group) + 1 - MOST_OF_A_GROUP)]:
                self._drop(keeper, each)
            kept = keeper.kept[key] = Kept(result, key, ref(keeper), next(self._serials))
            self._sizes[kept.serial] = (self._watch(kept), size)
            self.size += size
            while self.size > self._most_bytes:
                self._drop_oldest()

    def _watch(self, kept: Kept) -> ref[Kept]:
        """Make a reference that notes if the result goes. It takes no lock, because that may happen anywhere."""
        serial, gone = kept.serial, self._gone
        return ref(kept, lambda _: gone.append(serial))

    def _forget_gone(self) -> None:
        while self._gone:
            _, size = self._sizes.pop(self._gone.popleft(), (None, 0))
            self.size -= size

    def _drop_oldest(self) -> None:
        kept = next(iter(self._sizes.values()))[0]()
        keeper = kept and kept.keeper()
        if kept and keeper:
            self._drop(keeper, kept.key)
        else:
            self.size -= self._sizes.popitem(last=False)[1][1]

    def _drop(self, keeper: Keeper, key: Key) -> None:
        if kept := keeper.kept.pop(key, None):
            self.size -= self._sizes.pop(kept.serial)[1]


def measure_size(value: object) -> int:
    """Measure about how many bytes a result takes. Large collections are measured by a sample."""
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage(deep=True).sum())
    if isinstance(value, Mapping):
        return sys.getsizeof(value) + _measure_parts(chain.from_iterable(value.items()), 2 * len(value))
    if isinstance(value, list | tuple | set | frozenset):
        return sys.getsizeof(value) + _measure_parts(value, len(value))
    return _measure_object(value)


def _measure_object(value: object) -> int:
    if is_dataclass(value) and not hasattr(value, "kept"):  # a keeper's results count on their own
        return UNKNOWN + sum(measure_size(getattr(value, each.name)) for each in fields(value))
    return max(sys.getsizeof(value), UNKNOWN if hasattr(value, "__dict__") else 0)


def _measure_parts(parts: Iterable[object], number: int) -> int:
    sample = [measure_size(each) for each in islice(parts, SAMPLE)]
    return sum(sample) * number // len(sample) if sample else 0
