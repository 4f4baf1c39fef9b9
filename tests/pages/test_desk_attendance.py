"""The list of a meeting at the leader's desk: one row a member, saved as one change."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes import history
from studylib.season import board
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.desks import choose, desk, is_ready, press, rows, said, study
from tests.pages.drawn import NOW, Open, bodies, store, text
from tests.pages.task_books import MEETING, task_group
from tests.pages.workbooks import SEOUL

pytestmark = pytest.mark.usefixtures("configured")

TIERS = Tab("벌금", (("구분", "마감 후 시간", "금액"), ("지각", 1, 2000), ("결석", None, 5000)))


def meetings(*recorded: tuple[Cell, ...]) -> Workbook:
    """Make a season with a meeting each week. Those of weeks 1 to 4 begin on 4/20, 4/27, 5/4 and 5/11 at 00:30."""
    found = Tab("출석", (("주차", "과제", "이름", "구분", "도착", "메모"), *recorded))
    return task_group([MEETING], more=[TIERS, *([found] if recorded else [])])


def find_list(app: AppTest) -> Any:
    (found,) = [each for each in app.dataframe if re.fullmatch(r"desk_attend_.*", each.key or "")]
    return found


def list_said(app: AppTest) -> list[tuple[str, str | None]]:
    value = find_list(app).value
    said = value["said"].astype(object).where(value["said"].notna(), None)
    return list(zip(value["member"], said, strict=True))


def type_said(app: AppTest, press: str | None = None, **typed: str | None) -> AppTest:
    """Type into the list as a browser would, or press a button below it."""
    if press:
        app.button(key=press).click()
    found = find_list(app)
    names = list(found.value["member"])
    delta = {"edited_rows": {str(names.index(name)): {"said": text} for name, text in typed.items()}}
    states = app._tree.get_widget_states()
    states.widgets.add(id=found.proto.id, string_value=json.dumps(delta))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def test_the_last_meeting_that_has_begun_is_chosen_and_its_members_are_listed(visit: Open) -> None:
    app = desk(visit, meetings(), lang="en")
    assert app.selectbox(key="attend_meeting").value == (4, "모임")
    assert list_said(app) == [("하나", None), ("두리", None), ("세찬", None)]
    assert not is_ready(app, "attend_save")
    assert "Nothing is recorded of this meeting yet, so it fines nobody." in text(app)
    choose(app, "attend_meeting", (5, "모임"))
    assert "This meeting has not begun yet." in text(app)


def test_the_list_leads_to_the_screen_that_members_check_in_with(visit: Open) -> None:
    app = desk(visit, meetings(), lang="en")
    (link,) = [body for body in bodies(app) if "Open the check-in screen" in body]
    assert 'href="check_in?lang=en"' in link


def test_half_a_millisecond_before_it_begins_the_meeting_before_is_chosen(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(NOW.replace(minute=29, second=59, microsecond=999_000))
    assert desk(visit, meetings()).selectbox(key="attend_meeting").value == (3, "모임")


def test_times_and_statuses_are_saved_as_one_change_with_one_entry_of_the_history(visit: Open) -> None:
    app = desk(visit, meetings())
    choose(app, "attend_meeting", (3, "모임"))
    typed = {"하나": "00:42", "세찬": "결석"}
    type_said(type_said(app, **typed), press="attend_save", **typed)
    assert "저장했습니다: 3주차 모임 출석 기록(2명)" in said(app)
    assert rows("출석") == (
        ("주차", "과제", "이름", "구분", "도착", "메모"),
        (3, "모임", "하나", None, datetime(2022, 5, 4, 0, 42)),
        (3, "모임", "세찬", "결석"),
    )
    assert len(history.read_history(store().fetch())) == 1
    assert list_said(app) == [("하나", "00:42"), ("두리", None), ("세찬", "결석")]
    judged = board.judge(study(), NOW).query("week == 3")
    assert list(judged["fine"]) == [2000, 5000, 5000]
    press(app, "take_back_attend")
    assert study().arrivals == ()


def test_what_is_recorded_is_there_and_can_be_corrected_or_taken_back(visit: Open) -> None:
    recorded = [(4, "모임", "하나", "지각"), (4, None, "두리", None, datetime(2022, 5, 11, 0, 20), "먼저 감")]
    app = desk(visit, meetings(*recorded), lang="en")
    assert list_said(app) == [("하나", "지각"), ("두리", "00:20"), ("세찬", None)]
    assert "fines nobody" not in text(app)
    typed: dict[str, str | None] = {"하나": None, "두리": "면제"}
    type_said(type_said(app, **typed), press="attend_save", **typed)
    assert rows("출석")[1:] == ((), (4, None, "두리", "면제", None, "먼저 감"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("왔음", "“왔음” is none of"),
        ("25:99", "25:99"),
        ("13:00", "far from the start of the meeting"),
        ("x" * 60_000, "A cell holds at most"),
    ],
)
def test_what_nobody_can_read_is_refused_and_nothing_is_written(visit: Open, typed: str, why: str) -> None:
    app = desk(visit, meetings(), lang="en")
    before = store().version()
    type_said(app, 하나=typed)
    if is_ready(app, "attend_save"):
        type_said(app, press="attend_save", 하나=typed)
    assert why in said(app)
    assert store().version() == before


@pytest.mark.parametrize(
    "delta",
    [
        {"edited_rows": {"9": {"said": "출석"}}},
        {"edited_rows": {"0": {"member": "두리"}}},
        {"added_rows": [{"said": "출석"}]},
        {"deleted_rows": [0]},
        {"edited_rows": {"0": {"said": ["출석"]}}},
    ],
)
def test_what_the_list_never_offered_is_refused(visit: Open, delta: dict[str, Any]) -> None:
    app = desk(visit, meetings(), lang="en")
    before = store().version()
    states = app._tree.get_widget_states()
    states.widgets.add(id=find_list(app).proto.id, string_value=json.dumps(delta))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    assert not is_ready(app, "attend_save")
    assert store().version() == before


def test_the_label_of_a_tier_may_be_typed(visit: Open) -> None:
    labelled = Tab(
        "벌금",
        (("구분", "마감 후 시간", "금액"), ("10분 안", "10분", 0), ("지각", 1, 2000), ("결석", None, 5000)),
    )
    app = desk(visit, task_group([MEETING], more=[labelled]))
    assert "10분 안" in text(app)
    type_said(type_said(app, 두리="10분 안"), press="attend_save", 두리="10분 안")
    assert [each.tier for each in study().arrivals] == ["10분 안"]


def test_a_study_whose_meetings_are_in_no_week_says_so(visit: Open) -> None:
    off = task_group(more=[])
    tasks = Tab("과제", (("과제", "종류", "주차부터"), ("글", "제출", None), ("모임", "출석", 9)))
    cells = Workbook(tuple(tasks if each.title == "과제" else each for each in off.tabs))
    assert "No week of the season has a meeting." in said(desk(visit, cells, lang="en"))


def test_the_clock_of_the_test_is_when_the_meeting_begins() -> None:
    assert datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL) == NOW
