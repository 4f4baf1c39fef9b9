"""Asking for a pass on the page."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from studylib.config import studies
from studylib.workbook.cells import Cell, Tab
from tests.pages.drawn import NOW, Open, store, strips, text
from tests.pages.task_books import MEETING, TASKS, task_group
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")

TWO = (("패스권", 2),)
DUE = datetime(2022, 5, 18, tzinfo=SEOUL)
"""Week 4 is due."""
MS = timedelta(milliseconds=1)


def rows(title: str = "패스") -> list[tuple[Cell, ...]]:
    return next((list(tab.rows[1:]) for tab in store().fetch().tabs if tab.title == title), [])


def choose(app: AppTest, member: str = "두리", week: int | None = None) -> AppTest:
    app.selectbox(key="hand_in_member").set_value(member).run()
    if week:
        app.selectbox(key="pass_week").set_value(week).run()
    return app


def take(app: AppTest) -> AppTest:
    return app.button(key="pass_save").click().run()


def test_a_season_without_passes_has_no_word_of_them(visit: Open) -> None:
    app = visit("hand_in", group())
    assert "패스" not in text(app)
    assert [each.key for each in app.button if each.key == "pass_save"] == []


def test_a_member_sees_how_many_are_left_and_until_when(visit: Open) -> None:
    app = choose(visit("hand_in", task_group(settings=(*TWO, ("패스 신청", 24)))))
    shown = text(app)
    assert "2장 중 2장 남음" in shown
    assert "5/16 (월) 23:59:59까지 신청할 수 있습니다." in shown
    assert app.selectbox(key="pass_week").options[0] == "4주차 · 주제 4"


def test_a_pass_is_written_with_the_moment_and_counts_at_once(visit: Open) -> None:
    app = choose(visit("hand_in", task_group(settings=TWO)))
    app.text_input(key="pass_reason").set_value("시험 기간")
    app = take(app)
    assert rows() == [(datetime(2022, 5, 11, 0, 30), 4, "두리", None, "시험 기간")]
    assert strips(app) == ["저장했습니다: 두리 님이 4주차에 패스를 씀"]
    assert "2장 중 1장 남음" in text(app)
    assert len(rows("변경 기록")) == 1, "the leader can undo it"
    assert "패스 1/2" in text(choose_record(visit))


def choose_record(visit: Open) -> AppTest:
    return visit("member", studies.resolve_address(None), name="두리", as_of="2022-05-30T00:00")


def test_a_pass_may_be_for_one_task(visit: Open) -> None:
    app = choose(visit("hand_in", task_group([*TASKS, MEETING], settings=TWO)), week=5)
    assert app.selectbox(key="pass_task").options == ["그 주차 전체", "글", "문제", "모임"]
    app.selectbox(key="pass_task").set_value("문제").run()
    take(app)
    assert rows()[0][1:4] == (5, "두리", "문제")


@pytest.mark.parametrize(("late", "written"), [(-MS, 1), (timedelta(), 0), (MS, 0)])
def test_a_pass_asked_for_too_late_is_refused(
    visit: Open, at: Callable[[datetime], None], late: timedelta, written: int
) -> None:
    app = choose(visit("hand_in", task_group(settings=TWO)), week=4)
    at(DUE + late)
    app = take(app)
    assert len(rows()) == written
    if not written:
        assert strips(app)[0] == "4주차 패스는 너무 늦었습니다. 5/18 (수) 00:00:00 전에 신청해야 했습니다."


def test_a_second_pass_for_the_same_week_and_a_third_of_two_are_refused(visit: Open) -> None:
    app = take(choose(visit("hand_in", task_group(settings=TWO)), week=4))
    assert strips(take(app)) == ["두리 님은 4주차에 이미 면제라 패스가 필요 없습니다."]
    app = take(choose(app, week=5))
    assert len(rows()) == 2
    assert "2장 중 0장 남음" in text(app)
    assert strips(take(app)) == ["두리 님은 패스 2장을 모두 썼습니다."]
    assert len(rows()) == 2


def test_after_the_last_week_no_pass_is_offered(visit: Open, at: Callable[[datetime], None]) -> None:
    at(NOW + timedelta(days=60))
    app = choose(visit("hand_in", task_group(settings=TWO)))
    assert "이번 시즌에는 패스를 신청할 수 있는 주차가 남지 않았습니다." in strips(app)
    assert "pass_save" not in [each.key for each in app.button]


def test_a_season_of_meetings_alone_has_passes_too(visit: Open) -> None:
    take(choose(visit("hand_in", task_group([MEETING], settings=TWO)), week=5))
    assert rows()[0][1:3] == (5, "두리")


def test_the_columns_of_the_tab_keep_their_order(visit: Open) -> None:
    tab = Tab("passes", (("member", "week", "asked_at", "memo"),))
    take(choose(visit("hand_in", task_group(settings=TWO, more=[tab])), week=4))
    assert rows("passes") == [("두리", 4, datetime(2022, 5, 11, 0, 30))]
