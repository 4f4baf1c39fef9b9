"""Strips above a page: the moment shown, and the way back to now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.pages.conftest import at, outset, visit
from tests.pages.drawn import NAMES, NOW, OURS, Markup, Open, facts, strips, text
from tests.pages.workbooks import group

__all__ = ["at", "outset", "visit"]

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_moment_it_shows(visit: Open, name: str) -> None:
    app = visit(name, group(), as_of="2022-05-10T23:57:13+09:00", lang="en")
    assert strips(app)[0] == "This is the board as of Tue 5/10 23:57:13."


@pytest.mark.parametrize(
    "asked", ["yesterday", "<b>x</b>", "1999-12-31", "2022-13-01T00:00", "5/6/2022", "x" * 999]
)
def test_an_unreadable_moment_is_named_and_the_present_is_shown(visit: Open, asked: str) -> None:
    app = visit("board", group(), as_of=asked, lang="en")
    assert "is not a moment. Write it as 2022-05-11T00:30." in strips(app)[0]
    assert facts(app)["Time left"][0] == "6 days 23 hr"
    assert set(Markup(app).tags) <= OURS


def test_an_empty_moment_is_the_present(visit: Open) -> None:
    assert strips(visit("board", group(), as_of="")) == []


def test_the_moment_is_kept_between_pages_and_given_up_by_back_to_now(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-05-04T11:00")
    assert "지금까지 시즌 합계 7,000원" in text(app)
    app.query_params.clear()
    app.run()
    assert strips(app)[0].startswith("5/4 (수) 11:00:00")
    assert app.query_params["as_of"] == "2022-05-04T11:00"
    app.button(key="back_to_now").click().run()
    assert strips(app) == []
    assert "as_of" not in app.query_params
    assert strips(app.run()) == []


@pytest.mark.parametrize(
    ("hours", "age"), [(-2, "less than a second"), (0, "less than a second"), (2, "2 hr"), (8760, "365 days")]
)
def test_a_copy_is_never_of_a_negative_age(
    visit: Open, at: Callable[[datetime], None], tmp_path: Path, hours: int, age: str
) -> None:
    app = visit("board", group(), lang="en")
    (tmp_path / "studyboard.db").rename(tmp_path / "away.db")
    at(NOW + timedelta(hours=hours))
    assert f", {age} ago." in strips(app.run())[0]
