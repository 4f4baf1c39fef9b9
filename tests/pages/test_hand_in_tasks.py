"""Handing in where a week has tasks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook.cells import Cell
from tests.pages.drawn import NOW, Open, card, kinds, press, store, strips, text
from tests.pages.task_books import BLOG, MEETING, TASKS, answer, task_group
from tests.pages.workbooks import FORM

pytestmark = pytest.mark.usefixtures("configured")

N = "https://n.kr/"


def rows() -> list[tuple[Cell, ...]]:
    """List the rows of the answers tab without its header."""
    return next(list(tab.rows[1:]) for tab in store().fetch().tabs if tab.title == "설문지 응답 시트1")


def pick(app: AppTest, member: str, task: str | None = None, *links: str, week: int | None = None) -> AppTest:
    """Fill in the form: the member, the week, the task, then the links."""
    app.selectbox(key="hand_in_member").set_value(member).run()
    if week:
        app.selectbox(key="hand_in_week").set_value(week).run()
    if task:
        app.selectbox(key="hand_in_task").set_value(task).run()
    app.text_area(key="hand_in_link").set_value("\n".join(links))
    return app.run()


def test_a_week_with_two_tasks_of_links_asks_for_the_task_and_never_guesses_it(visit: Open) -> None:
    app = pick(visit("hand_in", task_group()), "두리", None, f"{N}1")
    assert app.selectbox(key="hand_in_task").options == ["글", "문제"]
    assert app.selectbox(key="hand_in_task").value is None, "both are overdue"
    assert strips(press(app)) == ["먼저 과제를 골라 주세요."]
    assert rows() == []


@pytest.mark.parametrize(("task", "shown"), [("글", "글"), ("문제", "문제")])
def test_an_answer_is_written_with_its_task(visit: Open, task: str, shown: str) -> None:
    app = press(pick(visit("hand_in", task_group()), "두리", task, f"{N}1"))
    assert rows()[-1][1:5] == ("두리", 3, shown, f"{N}1")
    assert f"|두리 · 3주차 · {shown}|" in card(app)


def test_the_task_that_alone_still_waits_is_proposed(visit: Open) -> None:
    done = answer(NOW - timedelta(days=1), "두리", 3, "글", f"{N}1")
    app = visit("hand_in", task_group(answers=[done]))
    app.selectbox(key="hand_in_member").set_value("두리").run()
    assert (app.selectbox(key="hand_in_week").value, app.selectbox(key="hand_in_task").value) == (3, "문제")
    app.selectbox(key="hand_in_member").set_value("하나").run()
    assert app.selectbox(key="hand_in_task").value is None


def test_a_task_chosen_for_one_week_is_not_carried_to_another(visit: Open) -> None:
    app = pick(visit("hand_in", task_group()), "두리", "문제")
    app.selectbox(key="hand_in_week").set_value(4).run()
    assert app.selectbox(key="hand_in_task").value is None


def test_a_meeting_is_no_task_to_hand_in_for(visit: Open) -> None:
    app = visit("hand_in", task_group([TASKS[0], MEETING]))
    app.selectbox(key="hand_in_member").set_value("두리").run()
    assert [each.key for each in app.selectbox] == ["hand_in_member", "hand_in_week"]
    assert "글 · 마감 5/10 (화) 23:59:59 · 30분 늦음" in text(app)


def test_a_season_of_meetings_alone_has_nothing_to_hand_in(visit: Open) -> None:
    app = visit("hand_in", task_group([MEETING]))
    assert strips(app) == ["이번 시즌에는 링크를 제출하는 과제가 없습니다."]
    assert kinds(app) == {"html", "selectbox"}


def test_each_task_shows_its_own_deadline(visit: Open) -> None:
    own = ("문제", "제출", "일 22:00", 5, 2, None)
    app = pick(visit("hand_in", task_group([TASKS[0], own])), "두리", "문제", week=4)
    assert "문제 · 마감 5/15 (일) 21:59:59" in text(app)
    app.selectbox(key="hand_in_task").set_value("글").run()
    assert "글 · 마감 5/17 (화) 23:59:59" in text(app)


# ---- a task of several links ----


def some(*links: str, days: int = 1) -> tuple[Cell, ...]:
    return answer(NOW - timedelta(days=days), "두리", 3, "문제", "\n".join(links))


def test_the_count_so_far_and_the_links_that_count_are_shown(visit: Open) -> None:
    taken = [some(f"{N}1", days=3), some(f"{N}2", f"{N}3", f"{N}4", days=2)]
    app = pick(visit("hand_in", task_group(answers=taken)), "두리", "문제", week=3)
    shown = text(app)
    assert "3/5 인정됨 · 새 링크는 하루 2개까지" in shown
    assert all(f"n.kr/{number}" in shown for number in (1, 2, 3))
    assert "n.kr/4" not in shown, "it came beyond the limit of its day"


def test_the_receipt_counts_and_says_that_a_link_is_beyond_the_limit_of_a_day(visit: Open) -> None:
    app = press(pick(visit("hand_in", task_group()), "두리", "문제", f"{N}1", f"{N}2", f"{N}3"))
    assert "|2/5 인정됨|" in card(app)
    assert "하루에 인정되는 새 링크 2개를 넘어 세지 않은 링크: 1개" in card(app)


@pytest.mark.parametrize(
    ("before", "links", "said"),
    [
        ([], [f"{N}1", f"{N}2"], None),
        ([f"{N}1"], [f"{N}1/", f"{N}2"], "전에 제출해서 처음 제출한 시각으로 인정되는 링크: 1개"),
        ([f"{N}1"], ["HTTP://N.KR/1#again"], "전에 제출해서 처음 제출한 시각으로 인정되는 링크: 1개"),
    ],
)
def test_a_link_that_was_handed_in_before_is_told(
    visit: Open, before: list[str], links: list[str], said: str | None
) -> None:
    taken = [some(*before)] if before else []
    app = press(pick(visit("hand_in", task_group(answers=taken)), "두리", "문제", *links, week=3))
    assert said is None or said in card(app)
    assert said is not None or "링크:" not in card(app)


def test_a_link_to_a_task_that_is_done_is_told(visit: Open) -> None:
    taken = [some(f"{N}1", f"{N}2", days=3), some(f"{N}3", f"{N}4", days=2), some(f"{N}5", days=1)]
    app = press(pick(visit("hand_in", task_group(answers=taken)), "두리", "문제", f"{N}6", week=3))
    assert "|5/5 인정됨|" in card(app)
    assert "과제에 필요한 5개가 이미 차서 세지 않은 링크: 1개" in card(app)
    assert "24시간" not in card(app)


def test_a_task_of_several_links_stays_chosen_for_the_next_ones(visit: Open) -> None:
    app = press(pick(visit("hand_in", task_group()), "두리", "문제", f"{N}1"))
    assert (app.selectbox(key="hand_in_week").value, app.selectbox(key="hand_in_task").value) == (3, "문제")
    app = press(pick(app, "두리", "글", f"{N}1"))
    assert app.selectbox(key="hand_in_task").value == "문제", "it alone still waits"


def test_what_was_handed_in_is_taken_back_with_its_task(visit: Open) -> None:
    app = press(pick(visit("hand_in", task_group()), "두리", "문제", f"{N}1"))
    app.button(key="hand_in_back").click().run()
    assert [row for row in rows() if any(row)] == []
    assert "두리 님이 3주차 문제 제출을 취소함" in text(app)


# ---- a task that is for others ----


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("당번", "3주차 블로그는 하나만 하는 과제입니다. 다른 과제나 주차를 골라 주세요."),
        ("세찬, 하나", "3주차 블로그는 세찬, 하나만 하는 과제입니다. 다른 과제나 주차를 골라 주세요."),
    ],
)
def test_a_task_that_is_for_others_is_refused_in_one_sentence(visit: Open, who: str, why: str) -> None:
    blog = (*BLOG[:5], who)
    app = pick(visit("hand_in", task_group([TASKS[0], blog])), "두리", "블로그", f"{N}1", week=3)
    before = store().version()
    assert strips(app) == [why]
    assert strips(press(app))[0] == why
    assert store().version() == before


def test_whose_turn_it_is_hands_in_for_it(visit: Open) -> None:
    app = pick(visit("hand_in", task_group([TASKS[0], BLOG])), "하나", "블로그", f"{N}1", week=3)
    press(app)
    assert rows()[-1][1:4] == ("하나", 3, "블로그")


# ---- a form ----


def test_the_form_is_filled_in_with_the_task(visit: Open) -> None:
    entries = [("설문지", FORM), ("설문지 주차 항목", "222"), ("설문지 과제 항목", "333")]
    app = visit("hand_in", task_group(settings=entries))
    app.selectbox(key="hand_in_member").set_value("두리").run()
    assert "entry.333" not in app.get("link_button")[0].proto.url
    app.selectbox(key="hand_in_task").set_value("문제").run()
    assert app.get("link_button")[0].proto.url.endswith("&entry.333=%EB%AC%B8%EC%A0%9C")


def test_an_answer_before_the_week_opens_asks_first_and_keeps_the_task(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(NOW - timedelta(hours=1))
    app = press(pick(visit("hand_in", task_group()), "두리", "글", f"{N}1", week=4))
    assert rows() == []
    app.button(key="hand_in_sure").click().run()
    assert rows()[-1][1:4] == ("두리", 4, "글")
