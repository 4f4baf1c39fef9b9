"""Which pages the navigation has, and for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pytest

from studylib.access.rights import EVERYTHING, INSIDE, Need, Rights, Role
from studylib.web.navigation import OF_LEADERS, OF_MEMBERS, choose_entries

ALL = (
    "",
    "hand_in",
    "check_in",
    "fines",
    "settlement",
    "curriculum",
    "questions",
    "member",
    "checks",
    "desk",
)


@dataclass
class Page:
    """What the navigation reads of a page of Streamlit."""

    url_path: str
    visibility: str = "visible"


def choose(needs: Collection[Need], hidden: Collection[str] = ()) -> tuple[list[str], list[str]]:
    pages: list[Any] = [Page(each, "hidden" if each in hidden else "visible") for each in ALL]
    entries = choose_entries(pages, Rights(Role.MEMBER, frozenset(needs)))
    return [each.url_path for each in entries.main], [each.url_path for each in entries.rest]


@pytest.mark.parametrize(
    ("needs", "main", "rest"),
    [
        (EVERYTHING, OF_LEADERS, ["check_in", "fines", "curriculum", "questions", "checks"]),
        (INSIDE, OF_MEMBERS, ["check_in", "fines", "questions", "checks"]),
        ({Need.BOARD, Need.MONEY}, OF_MEMBERS, ["fines", "questions"]),
        ({Need.BOARD}, ("", "hand_in", "curriculum", "questions"), []),
        (set(), (), []),
    ],
)
def test_a_thumb_reaches_the_pages_that_the_visitor_needs_and_never_one_that_is_closed(
    needs: Collection[Need], main: Collection[str], rest: list[str]
) -> None:
    assert choose(needs) == ([*main], rest)


@pytest.mark.parametrize("hidden", ["questions", "desk", "hand_in"])
def test_a_hidden_page_is_in_no_part_and_makes_room_for_the_next_one(hidden: str) -> None:
    main, rest = choose(EVERYTHING, [hidden])
    assert hidden not in main + rest
    assert len(main) == 5


def test_one_page_too_many_needs_no_menu_of_its_own() -> None:
    main, rest = choose(INSIDE, ["check_in", "questions", "checks"])
    assert (main, rest) == ([*OF_MEMBERS, "fines"], [])
