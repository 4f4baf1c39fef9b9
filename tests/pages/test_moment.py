"""The board as of another moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.drawn import Open, facts, strips, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def open_controls(app: AppTest) -> AppTest:
    """Press the button above the controls, as a visitor does."""
    app.query_params["tool"] = "moment"
    return app.run()


def test_the_board_is_shown_as_it_stood_at_a_moment(visit: Open) -> None:
    app = visit("board", group(), as_of="2022-05-10T23:57:13")
    assert strips(app)[0] == "5/10 (화) 23:57:13 시점의 현황입니다."
    assert "밤샘 스터디 · 3주차주제 3" in text(app)
    assert facts(app)["제출"] == ("1 / 3", "")
    before = visit("board", group(), as_of="2022-05-10T23:57:12")
    assert facts(before)["제출"] == ("0 / 3", "")


def test_the_board_offers_the_moment_as_plain_controls(visit: Open) -> None:
    app = open_controls(visit("board", group()))
    assert app.date_input(key="as_of_day").value == date(2022, 5, 11)
    assert app.time_input(key="as_of_time").value == time(0, 30)
    app.date_input(key="as_of_day").set_value(date(2022, 5, 4))
    app.time_input(key="as_of_time").set_value(time(1, 7)).run()
    next(each for each in app.button if each.label == "이 시점의 현황 보기").click().run()
    assert strips(app)[0] == "5/4 (수) 01:07:00 시점의 현황입니다."
    assert app.query_params["as_of"] == "2022-05-04T01:07:00"


def test_the_controls_are_sent_once_they_are_opened(visit: Open) -> None:
    app = visit("board", group())
    assert not [*app.date_input, *app.time_input]
    assert len(open_controls(app).date_input) == 1


def test_the_moment_is_local_to_the_study(visit: Open) -> None:
    season = group(settings=[("starts_on", date(2022, 4, 6)), ("timezone", "America/New_York")])
    app = visit("board", season, as_of="2022-04-12T23:59:59")
    assert facts(app)["남은 시간"][0] == "1초"
    assert open_controls(app).date_input(key="as_of_day").value == date(2022, 4, 12)


def test_the_time_left_is_real_time_when_the_clocks_change(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    season = group(settings=[("starts_on", date(2022, 10, 26)), ("timezone", berlin.key)], answers=())
    at(datetime(2022, 10, 30, tzinfo=berlin).astimezone(UTC))
    assert facts(visit("board", season))["남은 시간"][0] == "3일 1시간"
    assert facts(visit("board", season, as_of="2022-10-30T00:00"))["남은 시간"][0] == "3일 1시간"
