"""Tell the links that two members handed in: one of them probably pasted the other's."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from studylib.season.links import list_keys

MOST = 20
"""Most links that are told, inclusive. A group that shares all its links wants to."""


def find_shared(members: Sequence[str], links: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Find the links that another member handed in before, each once: the place, the link and the first member.

    ``links`` hold one link a line. Both are in the order of handing in. The front pages of hosts are left out.
    """
    lists = [text.split("\n") for text in links]
    places = np.repeat(np.arange(len(lists)), [*map(len, lists)])
    written = [link for each in lists for link in each]
    keys = list_keys(written)
    key, _ = pd.factorize(np.array(keys, dtype=object))
    owner, names = pd.factorize(np.array(members, dtype=object)[places])
    first = np.full(int(key.max(initial=-1)) + 1, -1)
    first[key[::-1]] = owner[::-1]
    told: set[int] = set()
    for at in np.flatnonzero(first[key] != owner):
        is_page = any(sign in keys[at] for sign in "/?")
        if is_page and key[at] not in told and len(told) < MOST:
            told.add(int(key[at]))
            yield int(places[at]), written[at], str(names[first[key[at]]])
