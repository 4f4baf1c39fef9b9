"""A stranger writes something long or costly into the address of a page."""

import pytest

from tests.attacks.attacked import Attacked, watch
from tests.servers import hosted

MARKS = "\u0301\u0327" * 16_000
"""Streamlit takes 64,000 characters of a query."""
PLACES = {
    "as_of": "",
    "study": "fines",
    "lang": "curriculum",
    "name": "member",
    "month": "settlement",
    "what_if": "settlement",
    "fix": "desk",
}
"""Parameters, and pages that read them."""


@pytest.mark.parametrize("user", [None, hosted.LEADER])
@pytest.mark.parametrize("name", PLACES)
def test_marks_in_an_address_stop_nobody(server: Attacked, name: str, user: str | None) -> None:
    with watch(server):
        run = server.visit(server.make_cookie(user) if user else None, PLACES[name], f"{name}=a{MARKS}")
        assert not run.exceptions


def test_a_whole_address_of_marks_stops_nobody(server: Attacked) -> None:
    with watch(server):
        for query in (MARKS, f"{MARKS}={MARKS}", "&".join(f"as_of={MARKS[:500]}" for _ in range(90))):
            assert not server.visit(None, "", query).exceptions
            assert not server.visit(None, MARKS, query).exceptions
