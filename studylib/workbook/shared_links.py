"""Tell the links that two members handed in: one of them probably pasted the other's."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from studylib.season.texts import normalize_links, number_texts, split_lines
from studylib.text.message import sentence
from studylib.workbook.tables import Record

MOST = 20
"""Most links that are told, inclusive. A group that shares all its links wants to."""


def notice_shared(rising: Sequence[tuple[str, str, Record]]) -> None:
    """Notice each link that another member handed in before. Each row has a member, a link a line, and its record."""
    members, links = [member for member, _, _ in rising], [link for _, link, _ in rising]
    for place, link, other in find_shared(members, links):
        member, _, record = rising[place]
        why = sentence(
            "{member} handed in the same link as {other}: {link}. Check whose it is.",
            member=member,
            other=other,
            link=link,
        )
        record.table.notice(record, "link", why)


def find_shared(members: Sequence[str], links: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Find the links that another member handed in before. Each comes once.

    It has its place, its text and the first member.

    ``links`` hold one link a line. Both are in the order of handing in. The front pages of hosts are left out.
    """
    lines, places = split_lines(pd.array(links, dtype="str"), np.arange(len(links)))
    keys = normalize_links(lines)
    key = number_texts(keys)
    owner, names = pd.factorize(np.array(members, dtype=object)[places])
    first = np.full(int(key.max(initial=-1)) + 1, -1)
    first[key[::-1]] = owner[::-1]
    told: set[int] = set()
    for at in map(int, np.flatnonzero(first[key] != owner)):
        if key[at] not in told and len(told) < MOST and not {*"/?"}.isdisjoint(str(keys[at])):
            told.add(int(key[at]))
            yield int(places[at]), str(lines[at]), str(names[first[key[at]]])
