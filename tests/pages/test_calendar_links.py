"""The links that add the calendar, and why one of them is missing."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import Need
from studylib.web import calendar, guard, way_out
from studylib.web.visit import Visit
from tests.pages.drawn import Open, elements, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")

PUBLIC = "https://study.example.com/deadlines.ics?token=a%26b"


def links(app: AppTest) -> dict[str, str]:
    return {each.proto.label: each.proto.url for each in elements(app.main) if each.type == "link_button"}


@pytest.mark.parametrize("page", ["curriculum", "member"])
def test_a_phone_adds_the_calendar_and_google_does_by_its_public_address(
    visit: Open, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(calendar, "find_subscription", lambda _: PUBLIC)
    found = links(visit(page, group(), name="하나"))
    assert found["내 캘린더에 추가"] == "webcal://study.example.com/deadlines.ics?token=a%26b"
    google = found["Google 캘린더에 추가"]
    assert parse_qs(urlsplit(google).query) == {"cid": [found["내 캘린더에 추가"]]}


def test_an_address_of_this_house_is_for_its_devices_alone(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "find_subscription", lambda _: "http://192.168.0.7:8501/deadlines.ics")
    app = visit("curriculum", group())
    assert links(app) == {"내 캘린더에 추가": "webcal://192.168.0.7:8501/deadlines.ics"}
    assert "Google 캘린더는 192.168.0.7에 접속할 수 없습니다." in text(app)


def test_an_address_without_a_host_gets_no_link(visit: Open) -> None:
    app = visit("curriculum", group())  # nobody asked for a host
    assert not {"내 캘린더에 추가", "Google 캘린더에 추가"} & set(links(app))
    assert "Google" not in text(app)


def test_an_app_of_its_own_browser_gets_no_link_that_it_cannot_open(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "find_subscription", lambda _: PUBLIC)
    monkeypatch.setattr(way_out, "is_in_app", lambda: True)
    assert not {"내 캘린더에 추가", "Google 캘린더에 추가"} & set(links(visit("curriculum", group())))


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        (frozenset(Need), "[calendar]에 token"),
        (frozenset({Need.BOARD, Need.MONEY, Need.INSIDE}), "스터디장에게 캘린더 토큰을"),
        (frozenset({Need.BOARD}), ""),
    ],
)
def test_without_a_feed_the_page_says_who_can_set_one_up(
    visit: Open, monkeypatch: pytest.MonkeyPatch, needs: frozenset[Need], told: str
) -> None:
    enter = guard.enter

    def enter_with(*, people: bool) -> Visit:
        found = enter(people=people)
        return replace(found, rights=replace(found.rights, needs=needs))

    monkeypatch.setattr(guard, "enter", enter_with)
    monkeypatch.setattr(calendar, "find_subscription", lambda _: None)
    app = visit("curriculum", group())
    assert links(app) == {}
    assert told in text(app)
    assert ("토큰" in text(app) or "token" in text(app)) is bool(told)
