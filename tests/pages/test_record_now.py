"""What a record begins with: what to do now, then a square a week."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.access.rights import Need
from studylib.web import address, guard, own_name
from studylib.web.visit import Visit
from studylib.workbook.cells import Cell, Workbook
from tests.pages.drawn import JUNE, Markup, Open, bodies, card, text
from tests.pages.task_books import BLOG, MEETING, TASKS, answer, task_group
from tests.pages.workbooks import HOSTILE, SEOUL, group, payments

pytestmark = pytest.mark.usefixtures("configured")

KITTY = (("정산 방법", "모임통장"), ("계좌", "<b>하나</b>은행 1-2"))
STARTED = (("name", "밤샘 스터디"), ("starts_on", date(2022, 4, 6)))


def now(visit: Open, on: Workbook, name: str, **query: str) -> str:
    """Read the card of what to do now as text, its parts between lines."""
    body = next(each for each in bodies(visit("member", on, name=name, **query)) if "card now" in each)
    return re.sub("\\|+", "|", re.sub("<[^>]*>", "|", body)).strip("|")


@pytest.mark.parametrize(
    ("name", "clock", "told"),
    [
        (
            "하나",
            (0, 30),
            "4주차를 5/17 (화) 23:59까지 제출해 주세요.|6일 23시간 남음 · 늦으면 3,000원|제출하러 가기",
        ),
        (
            "두리",
            (0, 30),
            "3주차 마감이 지났습니다. 지금 제출해 주세요.|지금 제출하면 벌금 3,000원, 오늘 12:00부터 4,000원|"
            "제출하러 가기",
        ),
        ("두리", (11, 59), "3주차 마감이 지났습니다. 지금 제출해 주세요."),
        ("두리", (12, 0), "하나 님에게 4,000원을 보내 주세요.|2022년 4월"),
    ],
)
def test_it_asks_for_what_is_open_or_late_and_for_nothing_that_is_over(
    visit: Open, at: Callable[[datetime], None], name: str, clock: tuple[int, int], told: str
) -> None:
    at(datetime(2022, 5, 11, *clock, tzinfo=SEOUL))
    assert now(visit, group(), name).startswith(f"지금 할 일|{told}")


def test_who_has_nothing_to_do_reads_one_calm_sentence(visit: Open) -> None:
    calm = "지금은 할 일이 없습니다. 4주차는 5/11 (수)에 시작합니다."
    assert now(visit, group(), "하나", as_of="2022-05-10T23:58") == f"{calm} 받을 돈 4,000원이 남아 있습니다."


def test_the_button_hands_in_for_that_member_and_a_look_back_has_none(visit: Open) -> None:
    page = visit("member", group(), name="하나", lang="en")
    assert "hand_in?lang=en&name=%ED%95%98%EB%82%98" in Markup(page).links
    back = visit("member", group(), name="하나", as_of="2022-05-12T12:00")
    assert not [each for each in Markup(back).links if each.startswith("hand_in")]


@pytest.mark.parametrize(
    ("paid", "asked"),
    [(0, "12,000원"), (2_000, "10,000원"), (8_000, "4,000원"), (11_999, "1원"), (12_000, "")],
)
def test_what_is_owed_goes_down_with_each_payment_until_nothing_is_asked(
    visit: Open, paid: int, asked: str
) -> None:
    more = [payments((date(2022, 5, 30), "2022-05", "하나", paid))] if paid else []
    told = now(visit, group(more=more), "하나", **JUNE)
    if asked:
        sent = f"두리 님에게 {asked}을 보내 주세요.|2022년 5월"
        assert told == f"지금 할 일|{sent}|받을 돈 4,000원이 남아 있습니다."
    else:
        assert told == "지금은 할 일이 없습니다. 받을 돈 4,000원이 남아 있습니다."


def test_the_kitty_has_its_account_and_a_button_that_copies_the_account_alone(visit: Open) -> None:
    settings = (*STARTED, *KITTY)
    page = visit("member", group(settings=settings), name="하나", **JUNE)
    told = now(visit, group(settings=settings), "하나", **JUNE)
    assert (
        "12,000원을 모임통장으로 보내 주세요.|모임통장 계좌: |&lt;b&gt;하나&lt;/b&gt;은행 1-2|계좌 복사"
        in told
    )
    (copied,) = re.findall('data-share="copy" data-text="(.*?)"', "".join(bodies(page)))
    assert copied == "&lt;b&gt;하나&lt;/b&gt;은행 1-2"
    assert "4,000원을 모임통장으로 보내 주세요." in now(visit, group(settings=settings), "두리", **JUNE)
    paid = [payments((date(2022, 5, 30), "2022-04", "두리", 4_000))]
    assert "계좌" not in now(visit, group(settings=settings, more=paid), "두리", **JUNE)


def test_a_season_settled_at_once_asks_when_it_is_over(visit: Open) -> None:
    settings = (*STARTED, *KITTY, ("settle", "season"))
    assert "보내" not in now(visit, group(settings=settings), "두리", as_of="2022-05-20T12:00")
    told = now(visit, group(settings=settings), "두리", **JUNE)
    assert "원을 모임통장으로 보내 주세요." in told
    assert told.endswith("|시즌")


@pytest.mark.parametrize(
    ("clock", "name", "has_one"),
    [
        ("2022-05-25T11:59:59", "하나", False),
        ("2022-05-25T12:00:00", "하나", True),
        ("2022-06-30T00:00:00", "하나", True),
        ("2022-06-30T00:00:00", "두리", False),
    ],
)
def test_who_completed_the_season_finds_the_certificate_once_it_is_over(
    visit: Open, at: Callable[[datetime], None], clock: str, name: str, has_one: bool
) -> None:
    at(datetime.fromisoformat(clock).replace(tzinfo=SEOUL))
    answers = [
        (datetime(2022, 4, 12, 21), "하나", week, f"https://hana.example/{week}") for week in range(1, 6)
    ]
    app = visit("member", group(answers=answers), name=name)
    assert any(link.startswith("certificate?") for link in Markup(app).links) is has_one
    assert ("시즌을 완주했습니다." in text(app)) is has_one


def test_several_tasks_meetings_and_the_team_blog_are_named_late_ones_first(visit: Open) -> None:
    tasks = (("글", "제출", "화 23:00", None, None, None), TASKS[1], BLOG, MEETING)
    answers = [answer(datetime(2022, 5, 5), "하나", 3, "문제", "https://n.kr/1")]
    told = now(visit, task_group(tasks, answers=answers), "하나", as_of="2022-05-10T23:30")
    lines = told.split("|")
    assert lines[0] == "지금 할 일"
    assert lines[1] == "3주차 · 글 마감이 지났습니다. 지금 제출해 주세요."
    assert lines[3] == "3주차 · 문제를 오늘 23:59까지 제출해 주세요."
    assert lines[4] == "1/5 · 30분 남음"


def test_a_meeting_ahead_is_told_and_one_that_has_begun_is_not(visit: Open) -> None:
    ahead = now(visit, task_group((MEETING,)), "하나", as_of="2022-05-04T00:10")
    assert "3주차 · 모임은 5/4 (수) 00:30:00에 시작합니다." in ahead
    begun = now(visit, task_group((MEETING,)), "하나", as_of="2022-05-04T00:30")
    assert "모임" not in begun


def test_the_record_of_another_is_told_by_name_and_without_buttons(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = guard.enter

    def enter_as_duri(need: Need, *, people: bool, money: bool) -> Visit:
        found = enter(need, people=people, money=money)
        return replace(found, rights=replace(found.rights, member="두리"))

    monkeypatch.setattr(guard, "enter", enter_as_duri)
    assert "<h2>두리</h2>" in "".join(bodies(visit("member", group())))
    told = now(visit, group(), "하나")
    assert told.startswith("하나 님이 지금 할 일|4주차를")
    assert "제출하러 가기" not in told


@pytest.mark.parametrize(
    ("settings", "leads"), [(STARTED, False), ((*STARTED, ("form_url", "https://forms.gle/x")), True)]
)
def test_who_is_outside_hands_in_by_a_form_alone(
    visit: Open, monkeypatch: pytest.MonkeyPatch, settings: tuple[tuple[Cell, ...], ...], leads: bool
) -> None:
    enter = guard.enter

    def enter_from_outside(need: Need, *, people: bool, money: bool) -> Visit:
        found = enter(need, people=people, money=money)
        return replace(found, rights=replace(found.rights, needs=frozenset({Need.BOARD, Need.MONEY})))

    monkeypatch.setattr(guard, "enter", enter_from_outside)
    told = now(visit, group(settings=settings), "하나")
    assert "4주차를" in told
    assert ("제출하러 가기" in told) is leads


def test_the_first_choice_says_who_the_visitor_is_and_a_look_at_another_does_not(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "read_page", lambda: own_name.RECORD)
    page = visit("member", group(), lang="en")
    page.selectbox(key="record_member").set_value("두리").run()
    assert "You are 두리 here." in text(page)
    page.selectbox(key="record_member").set_value("하나").run()
    assert "You are 두리 here." in text(page)
    assert "What 하나 has to do now" in text(page)
    page.query_params.clear()
    assert page.run().query_params["name"] == "두리"


# ---- a square a week ----


def squares(visit: Open, on: Workbook, **query: str) -> list[tuple[str, str]]:
    """Read the strip: the sign and the name of each square."""
    body = next(each for each in bodies(visit("member", on, **query)) if 'class="squares' in each)
    found = re.findall('<li[^>]*>(?:<a [^>]*aria-label="(.*?)"[^>]*>(.*?)<small>|<span>)', body)
    return [(sign.replace("&nbsp;", ""), label) for label, sign in found]


def test_each_week_is_a_square_with_the_sign_and_the_name_of_the_board(visit: Open) -> None:
    assert squares(visit, group(), name="하나") == [
        ("✓", "하나, 1주차, 제시간"),
        ("✕", "하나, 2주차, 결석"),
        ("✓", "하나, 3주차, 제시간"),
        ("…", "하나, 4주차, 진행 중"),
        ("", "하나, 5주차, 예정"),
    ]
    assert squares(visit, group(), name="세찬")[0] == ("", "")


def test_a_square_leads_to_the_details_of_its_week_on_the_same_page(visit: Open) -> None:
    page = visit("member", group(), name="두리", lang="en")
    assert "?lang=en&name=%EB%91%90%EB%A6%AC&week=2" in Markup(page).links
    chosen = visit("member", group(), name="두리", week="2")
    assert "두리 · 2주차" in card(chosen)
    assert "▲ 지각" in card(chosen)
    assert "".join(bodies(chosen)).count('aria-current="true"') == 1
    for nothing in ("9", "x", "²", "-1", "99999"):
        assert "card now" in "".join(bodies(visit("member", group(), name="두리", week=nothing)))


def test_the_present_week_is_framed_and_the_streak_is_told_from_two_weeks_on(visit: Open) -> None:
    moments = [datetime(2022, 4, 12), datetime(2022, 5, 3), datetime(2022, 5, 10)]
    for count, told in ((1, ""), (2, "2주 연속 제시간"), (3, "3주 연속 제시간")):
        answers = [(at, "하나", week, "https://n.kr/1") for week, at in enumerate(moments, 1)][-count:]
        page = visit("member", group(answers=answers), name="하나")
        assert (told in text(page)) if told else ("연속" not in text(page))
    assert "".join(bodies(page)).count('<li class="now">') == 1
    late = datetime(2022, 5, 18, 1)
    broken = group(answers=[*answers, (late, "하나", 4, "https://n.kr/1")])
    assert "longest streak 3" in text(
        visit("member", broken, name="하나", lang="en", as_of="2022-05-18T02:00")
    )


def test_hostile_names_and_accounts_stay_texts(visit: Open) -> None:
    members = [(name, None) for name in HOSTILE]
    settings = (*STARTED, ("정산 방법", "모임통장"), ("계좌", HOSTILE[5]))
    for name in HOSTILE:
        page = visit("member", group(settings=settings, members=members), name=name, **JUNE)
        assert set(Markup(page).tags).isdisjoint({"script", "img", "i"})
        assert not [each for each in Markup(page).links if each.startswith("javascript")]


def test_an_account_without_a_kitty_is_not_asked_for(visit: Open) -> None:
    settings = (*STARTED, ("계좌", "하나은행 1-2"))
    assert "하나은행" not in now(visit, group(settings=settings), "하나", **JUNE)


@pytest.mark.parametrize(("day", "last"), [("2022-04-27", 3), ("2022-05-03", 3), ("2022-05-04", 4)])
def test_the_list_of_weeks_ends_with_the_next_one_or_with_what_was_handed_in_early(
    visit: Open, day: str, last: int
) -> None:
    page = visit("member", group(), name="하나", as_of=f"{day}T12:00")
    listed = next(each for each in bodies(page) if "<h2>주차별</h2>" in each)
    assert re.findall(r"<b>(\d)주차", listed) == [str(week) for week in range(last, 0, -1)]
    early = [(datetime(2022, 4, 20), "하나", 5, "https://n.kr/5")]
    listed = next(
        each
        for each in bodies(visit("member", group(answers=early), name="하나", as_of=f"{day}T12:00"))
        if "<h2>주차별</h2>" in each
    )
    assert re.findall(r"<b>(\d)주차", listed)[0] == "5"
