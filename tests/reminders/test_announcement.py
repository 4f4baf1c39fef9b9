"""Telling the group of a hand-in: what is news, what still stands, and the text."""

from dataclasses import replace
from typing import Any

import pytest

from studylib.reminders.announcement import News, choose_link, find_news, list_standing, write_announcement
from studylib.season.study import Study, VoidedAnswer
from studylib.season.tasks import Task
from studylib.text.chat import TOGETHER
from studylib.workbook.answers import Answer
from tests.season.duties import GARAM, NARAE, answer, april, make_study

AT = april(10)
FIVE = (Task("글"), Task("문제", count=5))


def study(*handed_in: Answer, **more: Any) -> Study:
    return make_study(handed_in=handed_in, **{"announces": True, "members": (GARAM, NARAE), **more})


def news(*given: Answer) -> list[News]:
    """The news of answers, each to an empty study."""
    found = [find_news(study(tasks=FIVE if each.task else ()), each) for each in given]
    return [each for each in found if each]


def body(given: Study, *told: News, page: str | None = None) -> list[str]:
    return write_announcement(given, told, page).body.split("\n")


def test_the_first_link_of_a_week_is_news_and_a_later_one_is_not() -> None:
    first, second = answer(AT, "https://a.kr"), answer(april(11), "https://b.kr")
    assert find_news(study(), first) is not None
    assert find_news(study(first), second) is None
    assert find_news(study(replace(first, member="나래")), second) is not None
    assert find_news(study(replace(first, week=2), week_count=2), second) is not None


def test_a_task_of_several_links_tells_the_new_ones_alone() -> None:
    before = answer(AT, "https://a.kr", task="문제")
    given = study(before, tasks=FIVE)
    found = find_news(
        given, answer(april(11), "HTTPS://A.kr/#x", "https://b.kr", "https://c.kr", task="문제")
    )
    assert found is not None
    assert found.links == ("https://b.kr", "https://c.kr")
    assert find_news(given, answer(april(11), "https://a.kr/", task="문제")) is None
    assert find_news(given, answer(april(11), "https://a.kr", task="글")) is not None


@pytest.mark.parametrize("more", [{"announces": False}, {"sample": True}, {"tasks": FIVE}])
def test_nothing_is_news_if_it_is_off_in_the_sample_or_without_its_task(more: dict[str, Any]) -> None:
    assert find_news(study(**more), answer(AT, "https://a.kr")) is None


def test_what_was_taken_back_or_voided_does_not_stand() -> None:
    given = answer(AT, "https://a.kr")
    [told] = news(given)
    void = VoidedAnswer("가람", 1, AT, "https://a.kr", "잘못 제출")
    for delayed in (False, True):
        assert list_standing(study(given), [told], delayed=delayed) == [told]
        assert list_standing(study(voided=(void,)), [told], delayed=delayed) == []
    [again] = news(replace(given, submitted_at=april(11)))
    assert list_standing(study(again.answer, voided=(void,)), [again], delayed=True) == [again]
    assert list_standing(study(), [told], delayed=False) == []
    assert list_standing(study(), [told], delayed=True) == [told]


def test_the_text_is_short_and_names_member_week_task_and_link() -> None:
    told = news(
        answer(AT, "https://a.kr/1"),
        answer(AT, "https://b.kr/1", "https://b.kr/2", task="문제", member="나래"),
    )
    message = write_announcement(replace(study(), name="밤샘"), told, "https://board.kr")
    assert str(message).split("\n") == [
        "[밤샘] 새 제출",
        "",
        "· 가람 · 1주차",
        "https://a.kr/1",
        "· 나래 · 1주차 · 문제 · 링크 2개",
        "https://b.kr/1",
        "",
        "현황: https://board.kr",
    ]


@pytest.mark.parametrize("more", [{"short_names": True}, {"links_shown": False}])
def test_hidden_links_stay_hidden(more: dict[str, bool]) -> None:
    assert body(study(**more), *news(answer(AT, "https://a.kr/1"))) == ["· 가람 · 1주차"]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://velog.io/@daon/1", "https://velog.io/@daon/1"),
        ("https://x.kr/@everyone", "https://x.kr/%40everyone"),
        ("https://google.com@evil.example/", ""),
        ("https://google.com%40evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("(지워짐)", ""),
        (f"https://x.kr/{'a' * 287}", f"https://x.kr/{'a' * 287}"),
        (f"https://x.kr/{'a' * 288}", ""),
    ],
)
def test_a_link_that_could_deceive_or_ping_is_not_shown_as_it_is(link: str, shown: str) -> None:
    assert choose_link(link) == shown


def test_hostile_names_mention_nobody_and_make_no_line_of_their_own() -> None:
    name = "@everyone\n# **x** [여기](https://evil.example) <!channel>"
    told = News(answer(AT, "https://a.kr", member=name), ("https://a.kr",), ())
    line, link = body(study(), told)
    assert line == (
        f"· @{TOGETHER}everyone ＃ ＊＊x＊＊ [여기]{TOGETHER}(https://evil.example) <{TOGETHER}!channel> · 1주차"
    )
    assert link == "https://a.kr"


@pytest.mark.parametrize(("count", "rest"), [(9, []), (10, []), (11, ["외 1건"]), (200, ["외 190건"])])
def test_a_flood_is_ten_hand_ins_and_a_number(count: int, rest: list[str]) -> None:
    told = [News(answer(AT, "javascript:x", member=f"m{at}"), ("javascript:x",), ()) for at in range(count)]
    lines = body(study(), *told)
    assert lines[: min(count, 10)] == [f"· m{at} · 1주차" for at in range(min(count, 10))]
    assert lines[10:] == rest
