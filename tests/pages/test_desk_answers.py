"""The answers at the leader's desk: listed, voided, counted again, moved."""

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes.answers import RowPlace
from studylib.changes.draft import Draft
from studylib.config import studies
from studylib.stores.xlsx import write
from studylib.workbook.cells import Tab
from studylib.workbook.layouts import ANSWERS
from tests.pages.desks import desk, press, rows, said, save_as_another_leader, study
from tests.pages.drawn import Open, bodies, table, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")

TITLE = "Form Responses 1"


def chosen(app: AppTest, number: int) -> AppTest:
    app.selectbox(key="answers_chosen").set_value(RowPlace(TITLE, number)).run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def counted() -> list[tuple[str, int]]:
    found = study().submissions
    return list(zip(found["member"], found["week"], strict=True))


def listed(app: AppTest) -> list[str]:
    return [row[0] for row in table(app, "제출")[1:]]


def void(app: AppTest, number: int, reason: str) -> AppTest:
    chosen(app, number).text_input(key="answers_reason").set_value(reason)
    return press(app, "answers_void")


def test_answers_are_listed_newest_first_and_filtered(visit: Open) -> None:
    app = desk(visit)
    assert listed(app) == [
        "하나 · 3주차 / 5/11 (수) 00:10:00",
        "하나 · 3주차 / 5/10 (화) 23:57:13",
        "두리 · 2주차 / 5/4 (수) 01:07:50",
        "하나 · 1주차 / 4/12 (화) 21:00:00",
    ]
    app.selectbox(key="answers_member").set_value("하나").run()
    app.selectbox(key="answers_week").set_value(1).run()
    assert listed(app) == ["하나 · 1주차 / 4/12 (화) 21:00:00"]
    app.selectbox(key="answers_member").set_value("두리").run()
    assert "조건에 맞는 제출이 없습니다." in text(app)


def test_nothing_is_chosen_at_first_and_no_button_is_there(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="answers_chosen").value is None
    assert not [each.key for each in app.button if (each.key or "").startswith("answers_")]


def test_a_filter_forgets_a_choice_that_it_hides(visit: Open) -> None:
    app = chosen(desk(visit), 3)
    app.selectbox(key="answers_member").set_value("하나").run()
    assert app.selectbox(key="answers_chosen").value is None


def test_an_answer_is_voided_shown_so_and_that_is_undone(visit: Open) -> None:
    app = void(desk(visit), 3, "다른 주차의 글 <b>")
    assert said(app) == "저장했습니다: 무효 처리: 두리 · 2주차"
    assert ("두리", 2) not in counted()
    assert table(app, "제출")[3][2] == " / 무효: 다른 주차의 글 <b>"
    assert '<span class="void">' in "".join(bodies(app))
    assert app.selectbox(key="answers_chosen").value is None
    seen = visit("member", studies.resolve_address(None), name="두리")
    assert "무효 처리된 제출2주차 · 5/4 (수) 01:07:50무효: 다른 주차의 글 <b>duri.example/2" in text(seen)
    press(app, "undo_1")
    assert ("두리", 2) in counted()
    seen = visit("member", studies.resolve_address(None), name="두리")
    assert "무효" not in text(seen)


def test_a_voided_answer_counts_again(visit: Open) -> None:
    app = void(desk(visit), 3, "착오")
    app = press(chosen(app, 3), "answers_restore")
    assert said(app) == "저장했습니다: 무효 취소: 두리 · 2주차"
    assert ("두리", 2) in counted()


@pytest.mark.parametrize("reason", ["", "  ", "no"])
def test_without_a_reason_nothing_is_voided(visit: Open, reason: str) -> None:
    app = void(desk(visit, lang="en"), 3, reason)
    assert said(app) == "Write the reason. Members see it beside the submission."
    assert len(counted()) == 4


def test_an_answer_moves_to_another_week_and_keeps_its_time(visit: Open) -> None:
    app = press(chosen(desk(visit, lang="en"), 3), "answers_move")
    assert said(app) == "Choose a week first."
    app.selectbox(key="answers_to").set_value(4)
    app = press(app, "answers_move")
    assert said(app).startswith("Saved: Moved to week 4: 두리")
    assert rows(TITLE)[2][:3] == (datetime(2022, 5, 4, 1, 7, 50), "두리", 4)
    press(app, "undo_1")
    assert rows(TITLE)[2][2] == 2


def test_an_answer_that_another_leader_changed_is_not_voided_over(visit: Open) -> None:
    app = chosen(desk(visit, lang="en"), 3)
    save_as_another_leader(Draft(ANSWERS, TITLE, {3: {"week": 4}}))
    app.text_input(key="answers_reason").set_value("wrong")
    app = press(app, "answers_void")
    assert "has changed in the meantime" in said(app)
    assert ("두리", 4) in counted()


def test_an_unreadable_answer_is_listed_first_and_can_be_voided(visit: Open) -> None:
    app = desk(
        visit,
        group(
            answers=[("soon", "하나", "x" * 500, "노션"), (datetime(2022, 5, 4), "하나", 2, "https://x.kr")]
        ),
    )
    assert listed(app)[0].endswith(" / soon")
    assert "읽지 못함" in table(app, "제출")[1][2]
    void(app, 2, "시험")
    assert study().voided[0].reason == "시험"
    assert "데이터를 모두 읽었습니다." in text(visit("desk", studies.resolve_address(None)))


def test_older_answers_are_shown_on_demand(visit: Open) -> None:
    answers = [(datetime(2022, 5, 4, hour), "하나", 2, f"https://x.kr/{hour}") for hour in range(12)]
    app = desk(visit, group(answers=answers))
    assert len(listed(app)) == 10
    press(app, "answers_more")
    assert len(listed(app)) == 12
    assert "answers_more" not in [each.key for each in app.button]


def test_a_season_without_answers_says_so(visit: Open) -> None:
    assert "아직 제출이 없습니다." in text(desk(visit, group(answers=())))


def test_two_tabs_of_answers_are_told_apart(visit: Open) -> None:
    copy = Tab(
        "제출",
        (
            ("타임스탬프", "이름", "주차", "링크"),
            (datetime(2022, 5, 4, 1, 7, 50), "두리", 2, "https://duri.example/2"),
        ),
    )
    app = desk(visit, group(more=[copy]))
    options = app.selectbox(key="answers_chosen").options
    assert len(set(options)) == len(options) == 5
    assert any("제출 · 2행" in each for each in options)


def test_the_cells_to_change_are_listed_for_a_workbook_that_is_not_written(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = chosen(desk(visit, str(tmp_path / "season.xlsx"), lang="en"), 3)
    assert "Cells to change" not in text(app)
    app.text_input(key="answers_reason").set_value("wrong week").run()
    assert table(app, "Cells to change")[1:] == [
        [TITLE, "1", "F", "무효"],
        [TITLE, "3", "F", "wrong week"],
    ]
    app.text_input(key="answers_reason").set_value("").run()
    app.selectbox(key="answers_to").set_value(4).run()
    assert table(app, "Cells to change")[1:] == [[TITLE, "3", "Week", "4"]]
    assert not [each.key for each in app.button if (each.key or "").startswith("answers_")]
