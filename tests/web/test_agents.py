"""Who asks: the browser of an app, a scraper, or a browser of its own."""

import pytest

from studylib.web.agents import LONGEST_AGENT, WayOut, find_way_out, is_scraper
from tests.web import app_agents as said


@pytest.mark.parametrize(
    ("agent", "way"),
    [
        (said.KAKAOTALK, WayOut.KAKAOTALK),
        (said.KAKAOTALK_IPHONE, WayOut.KAKAOTALK),
        (said.LINE, WayOut.LINE),
        (said.NAVER, WayOut.INTENT),
        (said.FACEBOOK_ANDROID, WayOut.INTENT),
        (said.OTHER_ANDROID_APP, WayOut.INTENT),
        (said.NAVER_IPHONE, WayOut.BY_HAND),
        (said.INSTAGRAM, WayOut.BY_HAND),
        (said.FACEBOOK, WayOut.BY_HAND),
        (said.EVERYTIME, WayOut.BY_HAND),
    ],
)
def test_the_browser_of_an_app_has_a_way_out(agent: str, way: WayOut) -> None:
    assert find_way_out(agent) is way
    assert not is_scraper(agent)


@pytest.mark.parametrize(
    "agent",
    [
        said.SAFARI,
        said.HOME_SCREEN,
        said.CHROME,
        said.SAMSUNG,
        said.DESK,
        said.WHALE,
        "",
        None,
        *said.SCRAPERS,
    ],
)
def test_a_browser_of_its_own_needs_none(agent: str | None) -> None:
    assert find_way_out(agent) is None


def test_scrapers_are_known() -> None:
    assert all(map(is_scraper, said.SCRAPERS))
    assert not is_scraper(said.DESK)


@pytest.mark.parametrize(("before", "is_seen"), [(-1, True), (0, True), (1, False)])
def test_no_more_of_an_agent_is_looked_at_than_browsers_say(before: int, is_seen: bool) -> None:
    agent = "x" * (LONGEST_AGENT - len("kakaotalk") + before) + "KAKAOTALK"
    assert (find_way_out(agent) is not None) is is_seen
