"""Whose visit it is: the sign-in's member, else the address's, else this browser's.

It gives no right. It only saves choosing the same name again. A browser keeps a mark of the name, one a study.
"""

from datetime import timedelta
from hashlib import sha256

import streamlit as st

from studylib.web import address
from studylib.web.own_address import find_base
from studylib.web.visit import Visit
from studylib.workbook import values

COOKIE = "studyboard_me"
"""The name of the cookie. That of one study of several also has its id."""

LASTS = 180 * 24 * 60 * 60
"""Seconds that a browser keeps a mark from its choice on."""

MARK_LENGTH = 32
"""Characters of a mark."""

WRITES_FOR = timedelta(minutes=1)
"""How long a page carries a new cookie. Later it could undo another tab's choice."""

RECORD = "member"
"""The page whose address names the record to show. It may be another member's."""

_NAME, _COOKIE = "own_name", "own_name_cookie"
"""The fields of the visit: its name (empty if forgotten), and the cookie to write."""


def find_own_name(visit: Visit) -> str | None:
    """Find the member whose visit it is. ``None`` if nobody knows.

    A sign-in decides. Else ``?name=`` holds for the visit. Else the last choice holds, here or in this browser. A name
    in the address that the study lacks is nobody's.
    """
    if visit.rights.member:
        return visit.rights.member
    if not visit.rights.whole_names:
        return None
    if (asked := _read_asked()) is not None:
        visit.fields[_NAME] = find_name(visit, asked) or ""
    elif _NAME not in visit.fields:
        visit.fields[_NAME] = _find_marked(visit) or ""
    return find_name(visit, str(visit.fields[_NAME]))


def may_choose(visit: Visit) -> bool:
    """Tell whether the visitor may say who they are. A sign-in says it already. Short names say too little."""
    return visit.rights.member is None and visit.rights.whole_names


def keep_own_name(visit: Visit, name: str) -> None:
    """Take that member for the visitor from now on, in this browser too. Any other name is left."""
    if may_choose(visit) and name in {each.name for each in visit.study.members}:
        _write(visit, name, f"{mark_name(visit.listing.id, name)}; Max-Age={LASTS}")


def forget_own_name(visit: Visit) -> None:
    """Forget who the visitor is, in this browser too."""
    _write(visit, "", "; Max-Age=0")


def name_cookie(study: str | None) -> str:
    """Name the cookie of a study. ``None``: the only one."""
    return COOKIE if study is None else f"{COOKIE}_{study}"


def mark_name(study: str | None, name: str) -> str:
    """Make the mark of a member in a study. It does not show the name."""
    return sha256(f"{study or ''}\n{values.fold(name)}".encode(errors="replace")).hexdigest()[:MARK_LENGTH]


def read_cookie(visit: Visit) -> str:
    """Read the cookie that the page's script has yet to write. Empty without one."""
    at, cookie = visit.fields.get(_COOKIE, (visit.present, ""))
    return cookie if visit.present - at < WRITES_FOR else ""


def find_name(visit: Visit, written: str) -> str | None:
    """Find the member of that name in the study. ``None`` without one."""
    folded = values.fold(written)
    return next(
        (each.name for each in visit.study.members if folded and values.fold(each.name) == folded), None
    )


def _read_asked() -> str | None:
    return None if address.read_page() == RECORD else address.read_parameter("name")


def _find_marked(visit: Visit) -> str | None:
    """Find the member whose mark this browser kept. Anybody can send any mark."""
    mark = st.context.cookies.get(name_cookie(visit.listing.id), "")
    if len(mark) != MARK_LENGTH:
        return None
    names = (each.name for each in visit.study.members)
    return next((name for name in names if mark_name(visit.listing.id, name) == mark), None)


def _write(visit: Visit, name: str, value: str) -> None:
    """Note the name for this visit, and the cookie for its browser. The address names nobody any more."""
    address.drop_parameter("name")
    visit.fields[_NAME] = name
    path = find_base() or "/"
    cookie = f"{name_cookie(visit.listing.id)}={value}; Path={path}; SameSite=Lax"
    visit.fields[_COOKIE] = visit.present, cookie
