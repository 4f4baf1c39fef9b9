"""Tasks, passes, deposits and the kitty, as the pages show them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.drawn import NAMES, OURS, Markup, Open, bodies, card, facts, grid, lead, table, text
from tests.pages.task_books import BLOG, MEETING, TASKS, answer, task_group
from tests.pages.workbooks import HOSTILE, group

pytestmark = pytest.mark.usefixtures("configured")

DEPOSIT: tuple[tuple[Cell, ...], ...] = (
    ("벌금 출처", "예치금"),
    ("정산 방법", "모임통장"),
    ("계좌", "하나은행 1-2"),
)
ANSWERS = (
    answer(datetime(2022, 4, 26, 21), "하나", 1, "글", "https://hana.kr/1"),
    *(answer(datetime(2022, 4, 22 + day, 9), "하나", 1, "문제", f"https://boj.kr/{day}") for day in range(3)),
    answer(datetime(2022, 5, 11, 0, 10), "하나", 4, "글", "https://hana.kr/4"),
    *(answer(datetime(2022, 5, 11, 0, 20), "두리", 4, "문제", f"https://boj.kr/4{n}") for n in range(2)),
)
PAID = Tab(
    "납부",
    (
        ("납부일", "월", "이름", "금액", "메모", "계정"),
        (date(2022, 4, 20), None, "하나", 20_000, None, "예치금"),
        (date(2022, 4, 20), None, "두리", 3_000, None, "예치금"),
    ),
)
JUNE = {"as_of": "2022-06-20T12:00"}
"""All weeks have closed. April has week 1, and May the others."""


def book(
    tasks: Iterable[tuple[Cell, ...]] = TASKS, settings: Iterable[tuple[Cell, ...]] = (), *more: Tab
) -> Workbook:
    return task_group(tasks, settings=settings, answers=ANSWERS, more=more)


def rows(app: AppTest) -> list[str]:
    """The lines of each task at the head of the board."""
    head = next(body for body in bodies(app) if 'class="lines tasks"' in body)
    found = re.findall("<li>(.*?)</li>", head.split('class="lines tasks"')[1])
    return [re.sub("(<[^>]*>)+", "|", each).strip("|") for each in found]


# ---- the board ----


def test_the_head_names_each_task_of_the_week_with_its_deadline_and_the_missing(visit: Open) -> None:
    app = visit("board", book((*TASKS, ("복습", "제출", "목 22:00", None, None, None))))
    assert lead(app) == "복습 · 마감 5/12 (목) 21:59:59"
    assert rows(app) == [
        "글| |마감 5/17 (화) 23:59:59|1 / 3|아직 제출하지 않은 멤버: 두리, 세찬",
        "문제| |마감 5/17 (화) 23:59:59|0 / 3|아직 제출하지 않은 멤버: 하나, 두리 2/5, 세찬",
        "복습| |마감 5/12 (목) 21:59:59|0 / 3|아직 제출하지 않은 멤버: 하나, 두리, 세찬",
    ]
    assert set(facts(app)) == {"남은 시간", "이번 달 벌금"}


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        ("2022-05-11T00:29:59", "모임| |시작 5/11 (수) 00:30:00"),
        (
            "2022-05-11T00:30:00",
            "모임| |시작 5/11 (수) 00:30:00|0 / 3|이 모임의 출석이 아직 기록되지 않았습니다.",
        ),
        (
            "2022-05-11T00:30:01",
            "모임| |시작 5/11 (수) 00:30:00|0 / 3|이 모임의 출석이 아직 기록되지 않았습니다.",
        ),
    ],
)
def test_nobody_is_missing_at_a_meeting_before_it_begins(visit: Open, moment: str, line: str) -> None:
    assert rows(visit("board", book((*TASKS, MEETING)), as_of=moment))[-1] == line


def test_who_came_to_a_meeting_is_counted_and_the_others_are_named(visit: Open) -> None:
    came = Tab(
        "출석", (("주차", "이름", "구분", "도착"), (4, "하나", "출석", None), (4, "두리", None, "00:35"))
    )
    app = visit("board", book((*TASKS, MEETING), (), came), as_of="2022-05-11T01:00")
    line = "아직 오지 않은 멤버: 세찬 · |지금은 지각 · 5/11 (수) 12:30:00부터 결석"
    assert rows(app)[-1] == f"모임| |시작 5/11 (수) 00:30:00|2 / 3|{line}"
    assert text(app).count("4주차 · 모임") == 0


@pytest.mark.parametrize(("moment", "told"), [("00:34:59", True), ("00:35:00", False), ("00:35:01", False)])
def test_who_comes_later_is_not_recorded_yet(visit: Open, moment: str, told: bool) -> None:
    came = Tab("출석", (("주차", "이름", "도착"), (4, "두리", "00:35")))
    app = visit("board", book((*TASKS, MEETING), (), came), as_of=f"2022-05-11T{moment}")
    assert rows(app)[-1].endswith("이 모임의 출석이 아직 기록되지 않았습니다.") is told


def test_a_task_of_an_earlier_week_that_is_late_has_a_line_of_its_own(visit: Open) -> None:
    found = text(visit("board", book()))
    assert (
        "3주차 · 글 아직 제출하지 않은 멤버: 하나, 두리, 세찬 · 지금은 지각 · 5/11 (수) 12:00:00부터 결석"
        in found
    )


def test_a_week_without_tasks_has_no_list_of_them(visit: Open) -> None:
    ended = (("글", "제출", None, None, None, None, 2),)
    app = visit("board", Workbook(tuple(_end(tab, ended) for tab in book().tabs)))
    assert not app.exception
    assert not any('class="lines tasks"' in body for body in bodies(app))


def _end(tab: Tab, rows: tuple[tuple[Cell, ...], ...]) -> Tab:
    """Let the tasks end with the week in the last cell of each row."""
    return replace(tab, rows=((*tab.rows[0], "주차까지"), *rows)) if tab.title == "과제" else tab


def test_the_details_list_all_tasks_of_the_week(visit: Open) -> None:
    app = visit("board", book(), member="하나", week="1")
    shown = re.sub(r"\|+", "|", card(app))
    assert "하나 · 1주차|✕ 결석|" in shown
    assert "|글|✓ 제시간|1주차 · 글 · 마감 4/26 (화) 23:59:59 · 제출 4/26 (화) 21:00:00" in shown
    assert "|문제|✕ 결석| |4,000원|1주차 · 문제 · 마감 4/26 (화) 23:59:59 · 5개 중 3개" in shown
    assert all(f"boj.kr/{day}" in shown for day in range(3))


def labels(app: AppTest) -> list[str]:
    """The names of the rows of the grid."""
    return [
        re.sub("(<[^>]*>)+", " ", name).strip() for name in re.findall('scope="row".*?>(.*?)</th>', grid(app))
    ]


WHOLE = ["하나", "두리", "세찬"]
OPENED = ["하나 글", "문제", "두리 글", "문제", "세찬 글", "문제"]


def test_a_control_opens_the_weeks_into_their_tasks_and_the_address_keeps_it(visit: Open) -> None:
    app = visit("board", book())
    control = app.button_group(key="board_rows")
    assert (control.label, control.options, control.value) == ("표 보기", ["주차별로", "과제별로"], "week")
    assert labels(app) == WHOLE
    app = control.set_value("task").run()
    assert app.query_params["rows"] == "task"
    assert labels(app) == OPENED
    app = app.button_group(key="board_rows").set_value("week").run()
    assert "rows" not in app.query_params
    assert labels(app) == WHOLE


def test_an_address_opens_the_weeks(visit: Open) -> None:
    assert labels(visit("board", book(), rows="task")) == OPENED


@pytest.mark.parametrize("value", ["month", "<script>", "", "t" * 1_000])
def test_a_forged_choice_of_rows_opens_nothing(visit: Open, value: str) -> None:
    app = visit("board", book())
    app.session_state["board_rows"] = value
    app.run()
    assert not app.exception
    assert labels(app) == WHOLE


@pytest.mark.parametrize("asked", ["", "week", "TASK", "tasks", "<script>", "x" * 10_000, "task\n"])
def test_an_address_that_asks_for_other_rows_shows_whole_weeks(visit: Open, asked: str) -> None:
    app = visit("board", book(), rows=asked)
    assert not app.exception
    assert labels(app) == WHOLE


def test_a_season_of_a_single_task_has_no_control(visit: Open) -> None:
    app = visit("board", task_group((TASKS[0],)), rows="task")
    assert not app.exception
    assert not app.button_group


# ---- the other pages ----


def test_the_record_lists_the_tasks_of_each_week(visit: Open) -> None:
    shown = text(visit("member", book(), name="하나"))
    assert "1주차 · 주제 1✕ 결석 4,000원글✓ 제시간1주차 · 글 · 마감 4/26" in shown
    assert "문제✕ 결석 4,000원1주차 · 문제 · 마감 4/26 (화) 23:59:59 · 5개 중 3개" in shown


def test_the_record_folds_every_week_but_the_present_one(visit: Open) -> None:
    page = visit("member", book(), name="하나")
    listed = next(each for each in bodies(page) if "<h2>주차별</h2>" in each)
    folds = listed.split("<details")[1:]
    opened = [fold for fold in folds if "open=" in fold.partition(">")[0]]
    assert [re.findall(r"<b>(\d)주차", fold) for fold in opened] == [["4"]]
    assert len(folds) > 2


@pytest.mark.parametrize(
    ("asked", "left"),
    [(0, "2장 중 2장 남음"), (1, "2장 중 1장 남음"), (2, "2장 중 0장 남음"), (3, "2장 중 0장 남음")],
)
def test_the_record_says_how_many_passes_are_left(visit: Open, asked: int, left: str) -> None:
    passes = Tab(
        "패스",
        (
            ("신청일시", "주차", "이름"),
            *((datetime(2022, 4, 21), week, "하나") for week in range(1, asked + 1)),
        ),
    )
    app = visit("member", book(TASKS, (("패스권", 2),), passes), name="하나")
    assert facts(app)["패스"] == (left, "")


def test_the_record_says_what_is_left_of_the_deposit_and_where_to_pay(visit: Open) -> None:
    owing = visit("member", book(TASKS, DEPOSIT, PAID), name="두리", **JUNE)
    assert facts(owing)["예치금"] == ("0원", "3,000원 냄 · 벌금 3,000원")
    assert "모임통장 계좌: 하나은행 1-2" in text(owing)
    assert "2022년 4월 20일 (수)3,000원 냄예치금" in text(owing)
    months = table(owing, "월별")
    assert months[-1][1] == "8,000원 / 예치금 −3,000원 / 0원 남음"


def test_a_member_who_owes_nothing_is_shown_no_account(visit: Open) -> None:
    rich = Tab("납부", (PAID.rows[0], (date(2022, 4, 20), None, "하나", 900_000, None, "예치금")))
    assert "하나은행" not in text(visit("member", book(TASKS, DEPOSIT, rich), name="하나", **JUNE))


def test_the_fines_are_summed_and_filtered_by_task(visit: Open) -> None:
    app = visit("fines", book(), **JUNE)
    by_member, by_task = table(app, "월별 벌금"), table(app, "과제별 벌금")
    assert [row[0] for row in by_task] == ["과제", "글", "문제", "합계"]
    assert by_task[-1][1] == by_member[-1][1]
    app.multiselect(key="fines_task").set_value(["글"]).run()
    reasons = "".join(bodies(app))
    assert "주차</a> · 글 · 마감" in reasons
    assert "주차</a> · 문제 · 마감" not in reasons


def test_the_fines_page_has_the_balance_of_each_deposit(visit: Open) -> None:
    app = visit("fines", book(TASKS, DEPOSIT, PAID), as_of="2022-05-01T12:00")
    deposits = {row[0]: row[-1] for row in table(app, "월별 벌금")}
    assert deposits == {
        "멤버": "예치금",
        "하나": "16,000원",
        "두리": "0원",
        "세찬": "0원",
        "합계": "16,000원",
    }


def test_the_curriculum_has_the_tasks_of_each_week_and_who_does_them(visit: Open) -> None:
    own = ("발제", "제출", "일 22:00", None, None, "하나, 세찬")
    shown = text(visit("curriculum", book((*TASKS, MEETING, BLOG, own))))
    assert "글 · 마감 4/26 (화) 23:59:59" in shown
    assert "문제 · 마감 4/26 (화) 23:59:59 · 링크 5개, 하루 최대 2개" in shown
    assert "모임 · 시작 4/20 (수) 00:30:00" in shown
    assert "블로그 · 마감 4/26 (화) 23:59:59 · 당번 하나" in shown
    assert "블로그 · 마감 5/3 (화) 23:59:59 · 당번 두리" in shown
    assert "발제 · 마감 4/24 (일) 21:59:59 · 하나, 세찬" in shown


def test_the_curriculum_puts_the_links_below_their_tasks(visit: Open) -> None:
    (first, *_) = re.findall(
        '<details[^>]*id="week-1".*?</details>', "".join(bodies(visit("curriculum", book())))
    )
    terms = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", first)
    assert re.findall('<a href="(.*?)".*?>(.*?)</a>', dict(terms)["글"]) == [("https://hana.kr/1", "하나")]
    assert re.findall('<a href="(.*?)".*?>(.*?)</a>', dict(terms)["문제"]) == [
        ("https://boj.kr/0", "하나"),
        ("https://boj.kr/1", "2"),
        ("https://boj.kr/2", "3"),
    ]


def test_the_settlement_shows_what_comes_out_of_deposits_and_the_account(visit: Open) -> None:
    app = visit("settlement", book(TASKS, DEPOSIT, PAID), as_of="2022-05-01T12:00")
    members = {row[0].split(" / ")[0]: row for row in table(app, "멤버별 벌금과 분배")[1:]}
    assert members["하나"][1] == "4,000원 / 예치금 −4,000원 / 16,000원 남음"
    assert members["두리"][1] == "8,000원 / 예치금 −3,000원 / 0원 남음"
    assert members["세찬"][1] == "8,000원 / 0원 남음"
    assert members["합계"][1] == "20,000원 / 예치금 −7,000원"
    assert "모임통장 계좌: 하나은행 1-2" in text(app)
    assert "두리 → 모임통장" in text(app)


def test_the_leader_is_told_whose_deposit_is_too_low(visit: Open) -> None:
    shown = text(visit("settlement", book(TASKS, DEPOSIT, PAID), as_of="2022-05-01T12:00"))
    told = shown.split("확인할 예치금")[1]
    assert "두리" in told
    assert "세찬" in told


def test_a_season_that_is_settled_once_has_one_period(visit: Open) -> None:
    app = visit("settlement", book(TASKS, (("정산 주기", "시즌"),)), **JUNE)
    assert [each.label for each in app.tabs] == ["시즌 정산", "규칙을 바꾼다면"]
    assert app.selectbox(key="settlement_month").options == ["시즌"]
    assert app.selectbox(key="settlement_month").label == "정산 기간"
    assert "모임통장에 남는 돈" in facts(app)
    assert "다음 달로 이월" not in facts(app)


def test_the_checks_list_the_rules_of_tasks(visit: Open) -> None:
    settings = (
        *DEPOSIT,
        ("패스권", 2),
        ("패스 신청", 3),
        ("마감", "일 22:00"),
        ("주기", 14),
        ("정산 주기", "시즌"),
    )
    ends = ("복습", "제출", None, None, None, "당번")
    shown = text(visit("checks", book((*TASKS, MEETING, ends), settings)))
    for line in (
        *("주기14일", "마감일요일 22:00", "문제 · 링크 5개, 하루 최대 2개", "모임 · 출석 · 수요일 00:30"),
        *("복습 · 그 주의 당번", "한 사람에 2장 · 마감 3시간 전까지 신청", "정산 주기시즌에 한 번"),
        *("벌금 출처예치금", "정산 방법모임통장 · 하나은행 1-2"),
    ):
        assert line in shown


NEW_WORDS = ("과제", "예치금", "패스", "정산 기간", "정산 방법", "표 보기", "주기", "계좌")


@pytest.mark.parametrize("page", [name for name in NAMES if name != "desk"])
def test_a_season_without_any_of_it_looks_as_before(visit: Open, page: str) -> None:
    app = visit(page, group(), name="하나")
    choices = [word for each in app.button_group for word in (each.label, *each.options)]
    assert [word for word in NEW_WORDS if word in " ".join([text(app), *choices])] == []


@pytest.mark.parametrize("page", [name for name in NAMES if name != "desk"])
def test_a_task_of_any_name_is_text_on_each_page(visit: Open, page: str) -> None:
    hostile = tuple((name, "제출", None, 2, None, "당번") for name in HOSTILE)
    app = visit(page, book((*TASKS, *hostile)), name="하나", rows="task")
    assert not app.exception
    assert set(Markup(app).tags) <= OURS
    assert not any(link.startswith("javascript:") for link in Markup(app).links)
