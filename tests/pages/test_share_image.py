"""The share image and the files of the board, on its page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import Need, Rights, Role
from studylib.exports import picture
from studylib.exports.picture_plan import PicturePlan
from studylib.views import files
from studylib.web import look
from tests.pages.drawn import Markup, Open, for_scripts, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[PicturePlan]:
    """Collect the plans of the images that are drawn."""
    drawn: list[PicturePlan] = []
    whole: Callable[[PicturePlan], bytes] = picture.draw_picture

    def spied(plan: PicturePlan) -> bytes:
        drawn.append(plan)
        return whole(plan)

    monkeypatch.setattr(picture, "draw_picture", spied)
    return drawn


def open_image(app: AppTest) -> AppTest:
    app.query_params["tool"] = "image"
    return app.run()


def test_nothing_is_drawn_before_somebody_asks_and_once_for_all_who_do(
    visit: Open, plans: list[PicturePlan]
) -> None:
    app = visit("board", group())
    assert plans == []
    open_image(app)
    (plan,) = plans
    assert plan.title == "밤샘 스터디"
    assert "tool" not in app.query_params  # so that the next press opens it again
    assert not app.exception
    open_image(visit("board", group()))
    assert len(plans) == 1


def test_a_month_and_the_fines_are_drawn_if_chosen(visit: Open, plans: list[PicturePlan]) -> None:
    app = open_image(visit("board", group(), lang="en"))
    app.selectbox(key="image_of").set_value("2022-05")
    app.checkbox(key="image_money").check()
    open_image(app)
    assert [each.subtitle for each in plans] == ["4주차", "2022년 5월"]
    assert ["벌금" in dict(each.facts) for each in plans] == [False, True]
    assert not app.exception


def open_files(app: AppTest) -> AppTest:
    """Press the button above the board's files, as a visitor does."""
    app.query_params["tool"] = "files"
    return app.run()


def test_the_files_of_the_board_are_sent_once_they_are_opened(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    app = visit("board", group())
    assert downloads == {}
    open_files(app)
    assert len(downloads) == 2


def test_who_may_not_see_money_is_offered_none(
    visit: Open, plans: list[PicturePlan], downloads: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Rights(Role.ANONYMOUS, frozenset({Need.BOARD}), whole_names=False)
    monkeypatch.setattr(look, "judge_rights", lambda *asked: seen)
    app = open_image(open_files(visit("board", group())))
    assert not [each for each in app.checkbox if each.key == "image_money"]
    assert [row.name for row in plans[0].rows] == ["하○", "두○", "세○"]
    data = downloads["밤샘 스터디 현황 2022-05-11.csv"].decode("utf-8-sig")
    assert data.splitlines()[0] == "멤버,주차,판정,마감 (Asia/Seoul),제출 (Asia/Seoul),월,사유"
    assert "hana.example" not in data
    assert "하나" not in data


def test_the_files_of_the_board_for_scripts_are_what_the_command_prints(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    for_scripts(open_files(visit("board", group())), "board")
    assert downloads["board.csv"].decode("utf-8-sig").splitlines()[0] == (
        "member,week,task,status,submitted_at,counted,count,due_at,link,fine,month,reason"
    )


def test_a_study_without_weeks_has_no_image(visit: Open) -> None:
    app = visit("board", group(weeks=(), answers=()))
    assert not [link for link in Markup(app).links if "tool=" in link]


def test_no_file_of_the_board_holds_a_whole_address(visit: Open, downloads: dict[str, bytes]) -> None:
    answer = (datetime(2022, 4, 12, 21), "하나", 1, "https://x.kr/?u=me@x.kr")
    app = open_files(visit("board", group(answers=[answer])))
    for_scripts(app, "board")
    files = [data for name, data in downloads.items() if name.endswith(".csv")]
    assert len(files) == 2
    assert not [data for data in files if b"me@x.kr" in data]
    assert all(b"m***@x.kr" in data for data in files)


@pytest.mark.parametrize(("most", "offered"), [(12, False), (13, True), (14, True)])
def test_a_board_of_too_many_rows_for_a_file_says_where_it_is_to_be_had(
    visit: Open, downloads: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, most: int, offered: bool
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", most)
    said = text(open_files(visit("board", group())))
    assert bool(downloads) is offered
    assert (f"파일에는 {most}행까지만 담습니다." in said) is not offered
