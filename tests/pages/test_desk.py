"""The forms of the leader's desk."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from studylib.changes.draft import Draft
from studylib.config import studies
from studylib.season import rota
from studylib.season.study import Excuse, Payment
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import EXCUSES, WEEKS
from tests.pages.desks import (
    choose,
    desk,
    is_ready,
    press,
    rows,
    said,
    save,
    save_as_another_leader,
    study,
    unread,
)
from tests.pages.drawn import NOW, Markup, Open, store, text
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")


# ---- each week ----


def test_a_member_is_excused_and_the_fine_goes(visit: Open) -> None:
    app = desk(visit)
    choose(app, "excuse_member", "하나")
    choose(app, "excuse_week", 2)
    app.text_input(key="excuse_reason").set_value(" 예비군 ")
    press(app, "excuse_save")
    assert said(app) == "저장했습니다: 하나 님 2주차 면제"
    assert study().excuses == (Excuse(2, "하나", "예비군"),)
    assert (app.text_input(key="excuse_reason").value, app.selectbox(key="excuse_member").value) == ("", None)
    assert said(app.run()) == "", "it is said once"
    april = text(visit("fines", studies.resolve_address(None))).split("4월")[-1]
    charged, free = april.split("벌금 없음: ")
    assert "하나" not in charged
    assert free.startswith("하나, ")


def test_a_second_excuse_is_refused_and_the_text_stays(visit: Open) -> None:
    app = desk(visit, lang="en")
    for _ in range(2):
        choose(app, "excuse_member", "하나")
        choose(app, "excuse_week", 4)
        app.text_input(key="excuse_reason").set_value("sick")
        press(app, "excuse_save")
    assert said(app) == "하나 is already excused from week 4."
    assert app.text_input(key="excuse_reason").value == "sick"


def test_a_deadline_is_extended_and_the_form_goes_on_from_the_new_one(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="extend_week").value is None
    app.selectbox(key="extend_week").set_value(3).run()
    assert app.date_input(key="extend_day").value == date(2022, 5, 11)
    assert "지금 마감 5/10 (화) 23:59:59 → 새 마감 5/11 (수) 23:59:59" in text(app)
    app.selectbox(key="extend_hour").set_value(12).run()
    assert "새 마감 5/11 (수) 11:59:59" in text(app)
    press(app, "extend_save")
    assert said(app) == "저장했습니다: 3주차 마감 5/11 (수) 11:59:59"
    week = study().week_of[3]
    assert (week.due_at, week.extended) == (datetime(2022, 5, 11, 12, tzinfo=SEOUL), True)
    assert rows("weeks")[3][5] == datetime(2022, 5, 11, 12)
    assert app.selectbox(key="extend_week").value is None
    assert "지금 마감 5/11 (수) 11:59:59" in text(choose(app, "extend_week", 3))


def test_a_deadline_before_its_week_is_refused_with_the_readers_sentence(visit: Open) -> None:
    app = desk(visit, lang="en")
    before = store().version()
    choose(app, "extend_week", 4)
    app.date_input(key="extend_day").set_value(date(2022, 5, 1))
    press(app, "extend_save")
    assert said(app).startswith("Nothing was saved.")
    assert "Week 4 would be due before it opens." in said(app)
    assert app.date_input(key="extend_day").value == date(2022, 5, 1)
    assert store().version() == before


def test_a_deadline_just_moved_by_another_leader_is_not_moved_again(visit: Open) -> None:
    app = choose(desk(visit), "extend_week", 4)
    save_as_another_leader(Draft(WEEKS, changed={5: {"due_at": datetime(2022, 5, 20)}}))
    press(app, "extend_save")
    assert "그사이 weeks 탭 5행이 바뀌었습니다." in said(app)
    assert study().week_of[4].due_at == datetime(2022, 5, 20, tzinfo=SEOUL)


def test_a_turn_is_swapped(visit: Open) -> None:
    app = desk(visit)
    app.selectbox(key="swap_week").set_value(5)
    choose(app, "swap_writer", "두리")
    press(app, "swap_save")
    assert said(app) == "저장했습니다: 5주차 팀블로그 당번을 두리 님으로 변경"
    assert study().week_of[5].topic.writer == "두리"
    assert "지금 당번은 두리 (교대)입니다." in text(app.run())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_turn_goes_back_to_the_queue(visit: Open, language: str) -> None:
    app = desk(visit, sample.make_sample(NOW), lang=language)
    app.selectbox(key="swap_week").set_value(3).run()
    assert {"ko": "지금 당번은 라온 (다온 대신)입니다.", "en": "Now it is the turn of 라온 (for 다온)."}[
        language
    ] in text(app)
    choose(app, "swap_writer", "")
    press(app, "swap_save")
    assert {
        "ko": "저장했습니다: 3주차 팀블로그 당번을 원래 순서로 변경",
        "en": "Saved: The team blog in week 3 goes by the queue again",
    }[language] in said(app)
    assert rota.list_writers(study())[3] == "다온"
    press(app, "undo_1")
    assert rota.list_writers(study())[3] == "라온"


def test_only_members_judged_for_a_week_are_offered_its_turn(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="swap_writer").options == ["하나", "두리", "세찬", "원래 순서대로"]
    app.selectbox(key="swap_week").set_value(1).run()
    assert app.selectbox(key="swap_writer").options == ["하나", "두리", "원래 순서대로"]


def test_a_chosen_writer_is_not_written_to_a_week_without_them(visit: Open) -> None:
    app = desk(visit)
    app.selectbox(key="swap_writer").set_value("세찬").run()
    app.selectbox(key="swap_week").set_value(1).run()
    assert app.selectbox(key="swap_writer").value is None
    assert not is_ready(app, "swap_save")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_post_is_recorded_and_can_be_taken_away(visit: Open, language: str) -> None:
    app = desk(visit, lang=language)
    app.selectbox(key="post_week").set_value(3).run()
    app.text_area(key="post_links").set_value(" https://blog.example/3 \n\nhttps://blog.example/3b")
    press(app, "post_save")
    assert (
        said(app)
        == {"ko": "저장했습니다: 3주차 블로그 글 기록", "en": "Saved: The post of week 3 recorded"}[language]
    )
    assert study().week_of[3].topic.post == ("https://blog.example/3", "https://blog.example/3b")
    assert app.text_area(key="post_links").value == "https://blog.example/3\nhttps://blog.example/3b"
    app.selectbox(key="post_week").set_value(4).run()
    assert app.text_area(key="post_links").value == ""
    app.selectbox(key="post_week").set_value(3).run()
    app.text_area(key="post_links").set_value(" ")
    press(app, "post_save")
    assert study().week_of[3].topic.post == ()
    press(app, "undo_2")
    assert len(study().week_of[3].topic.post) == 2


@pytest.mark.parametrize(
    "link", ["곧 올립니다", "javascript:alert(1)", "https://ok.example/\nftp://ok.example/"]
)
def test_a_post_that_is_no_link_is_refused_and_stays_in_the_form(visit: Open, link: str) -> None:
    app = desk(visit, lang="en")
    before = store().version()
    app.text_area(key="post_links").set_value(link)
    press(app, "post_save")
    assert "link" in said(app)
    assert app.text_area(key="post_links").value == link
    assert store().version() == before


@pytest.mark.parametrize(("way", "amount"), [("in", 3000), ("out", -3000)])
def test_a_payment_is_recorded(visit: Open, way: str, amount: int) -> None:
    app = desk(visit)
    choose(app, "pay_member", "두리")
    assert "2022년 4월에 남은 금액: 낼 돈 4,000원" in text(choose(app, "pay_month", "2022-04"))
    app.segmented_control(key="pay_way").set_value(way)
    app.number_input(key="pay_amount").set_value(3000)
    app.text_input(key="pay_note").set_value("계좌 이체")
    press(app, "pay_save")
    assert "저장했습니다: 두리 님" in said(app)
    assert study().payments == (Payment(date(2022, 5, 11), "2022-04", "두리", amount, "계좌 이체"),)
    assert app.number_input(key="pay_amount").value is None
    assert (app.selectbox(key="pay_member").value, is_ready(app, "pay_save")) == (None, False)


def test_a_payment_without_an_amount_is_none(visit: Open) -> None:
    app = choose(choose(desk(visit, lang="en"), "pay_member", "하나"), "pay_month", "2022-05")
    assert "Outstanding for" not in text(app), "May is provisional"
    press(app, "pay_save")
    assert said(app) == "A payment of 0 won is none. Write the amount."


@pytest.mark.parametrize(
    "season", [group(members=()), group(weeks=()), Workbook(())], ids=["people", "weeks", "all"]
)
def test_without_members_or_weeks_the_tables_are_there_to_add_them(visit: Open, season: Workbook) -> None:
    app = desk(visit, season, lang="en")
    assert "First add members and weeks, and the start in the settings." in said(app)
    assert len(app.dataframe) >= 7


# ---- closing a month ----


def test_a_final_month_is_closed_and_stays_whatever_changes_later(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="close_month").options == ["2022년 4월, 벌금 모음 4,000원"]
    choose(app, "close_month", "2022-04")
    press(app, "close_save")
    assert said(app) == "저장했습니다: 2022년 4월 정산 완료"
    assert {(row.month, row.member, row.fine) for row in study().settlements} == {
        ("2022-04", "하나", 0),
        ("2022-04", "두리", 4000),
    }
    assert "확정되었지만 아직 정산을 마치지 않은 달이 없습니다." in text(app)
    save(app, "tiers", edited_rows={"1": {"amount": "9000"}})
    settlement = text(visit("settlement", studies.resolve_address(None), month="2022-04"))
    assert "4,000원" in settlement
    assert "9,000원" in settlement, "what it would come to today is shown beside it"
    press(app := desk(visit, studies.resolve_address(None)), "undo_2")
    assert "9,000원" not in text(visit("settlement", studies.resolve_address(None), month="2022-04"))
    press(app, "undo_1")
    assert study().settlements == ()


def test_a_month_is_not_closed_while_any_of_it_cannot_be_read_and_the_way_there_is_linked(
    visit: Open,
) -> None:
    unread = [(datetime(2022, 4, 12, 23, 57, 13), "하나", 1, "노션에 올렸어요")]
    app = choose(desk(visit, group(answers=unread)), "close_month", "2022-04")
    press(app, "close_save")
    assert "읽지 못한 항목이 1건 있습니다." in said(app)
    assert "Form Responses 1 · 2행 · 하나 · 1주차 · Link “노션에 올렸어요”는 링크가 아닙니다." in said(app)
    assert [link for link in Markup(app).links if "row=2" in link]
    assert [link for link in Markup(app).links if link.startswith("checks")]
    assert study().settlements == ()


def test_what_cannot_be_read_of_another_month_blocks_no_closing(visit: Open) -> None:
    app = choose(desk(visit, unread()), "close_month", "2022-04")
    press(app, "close_save")
    assert said(app) == "저장했습니다: 2022년 4월 정산 완료"


def test_a_month_just_closed_by_another_leader_is_not_closed_twice(visit: Open) -> None:
    first = desk(visit)
    second = desk(visit, os.environ[studies.VARIABLE])
    app, other = (choose(each, "close_month", "2022-04") for each in (first, second))
    press(other, "close_save")
    before = study().settlements
    press(app, "close_save")
    assert "이미" in said(app)
    assert study().settlements == before


# ---- one tap ----


@pytest.mark.parametrize("key", ["excuse_save", "extend_save", "swap_save", "pay_save", "close_save"])
def test_no_button_of_a_form_changes_anything_before_its_leader_has_chosen(visit: Open, key: str) -> None:
    assert not is_ready(desk(visit), key)


@pytest.mark.parametrize(
    ("chosen", "key"),
    [
        ({"excuse_member": "하나"}, "excuse_save"),
        ({"excuse_week": 4}, "excuse_save"),
        ({"pay_member": "하나"}, "pay_save"),
        ({"pay_month": "2022-04"}, "pay_save"),
        ({"swap_week": 5}, "swap_save"),
    ],
)
def test_half_a_choice_is_none(visit: Open, chosen: dict[str, object], key: str) -> None:
    app = desk(visit)
    for name, value in chosen.items():
        choose(app, name, value)
    assert not is_ready(app, key)


def test_a_second_click_on_a_button_that_has_just_saved_saves_nothing(visit: Open) -> None:
    """A browser may send two clicks before it has drawn the button as disabled."""
    app = choose(desk(visit), "extend_week", 4)
    press(app, "extend_save")
    due, version = study().week_of[4].due_at, store().version()
    app.button(key="extend_save").proto.disabled = False
    press(app, "extend_save")
    assert (study().week_of[4].due_at, store().version()) == (due, version)


# ---- undo beside what was saved ----


def test_what_was_just_saved_is_undone_and_redone_beside_it(visit: Open) -> None:
    app = choose(desk(visit), "extend_week", 4)
    press(app, "extend_save")
    before = study().week_of[4].due_at
    press(app, "take_back_extend")
    assert said(app) == "저장했습니다: 되돌림: 4주차 마감 5/18 (수) 23:59:59"
    assert study().week_of[4].due_at < before
    press(app, "take_back_extend")
    assert said(app) == "저장했습니다: 되돌리기 취소: 4주차 마감 5/18 (수) 23:59:59"
    assert study().week_of[4].due_at == before


def test_an_undo_beside_what_was_saved_is_refused_if_another_leader_changed_the_row(visit: Open) -> None:
    app = choose(desk(visit), "extend_week", 4)
    press(app, "extend_save")
    save_as_another_leader(Draft(WEEKS, changed={5: {"due_at": datetime(2022, 5, 20)}}))
    press(app, "take_back_extend")
    assert "그사이 weeks 탭 5행이 바뀌었습니다." in said(app)
    assert study().week_of[4].due_at == datetime(2022, 5, 20, tzinfo=SEOUL)


def test_it_undoes_its_own_change_and_not_a_later_one(visit: Open) -> None:
    app = choose(desk(visit), "extend_week", 4)
    press(app, "extend_save")
    save_as_another_leader(Draft(EXCUSES, added=({"week": 1, "member": "하나"},)))
    press(app, "take_back_extend")
    assert study().excuses == (Excuse(1, "하나"),)
    assert not study().week_of[4].extended


# ---- clocks that are wrong ----


def test_a_payment_of_a_day_that_no_workbook_can_hold_is_refused(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(datetime(2100, 1, 1, tzinfo=SEOUL))
    app = choose(choose(desk(visit, lang="en"), "pay_member", "두리"), "pay_month", "2022-04")
    app.number_input(key="pay_amount").set_value(3000)
    press(app, "pay_save")
    assert "2100-01-01 is outside 2000 to 2099." in said(app)
    assert study().payments == ()


@pytest.mark.parametrize("year", [2100, 2200, 9999])
def test_no_month_is_closed_by_a_clock_that_no_workbook_can_hold(
    visit: Open, at: Callable[[datetime], None], year: int
) -> None:
    at(datetime(year, 1, 1, tzinfo=SEOUL))
    app = choose(desk(visit, lang="en"), "close_month", "2022-04")
    press(app, "close_save")
    assert said(app).startswith(f"The clock of this machine says {year}-01-01")
    assert study().settlements == ()


@pytest.mark.parametrize("year", [1970, 1999, 2100, 9999])
def test_a_change_by_such_a_clock_is_kept_in_the_history_and_undone(
    visit: Open, at: Callable[[datetime], None], year: int
) -> None:
    at(datetime(year, 6, 1, tzinfo=SEOUL))
    app = choose(choose(desk(visit, lang="en"), "excuse_member", "하나"), "excuse_week", 2)
    press(app, "excuse_save")
    assert f"Change 1 · {year}-06-01 00:00:00" in text(app)
    assert len(study().excuses) == 1
    at(NOW)
    press(app, "undo_1")
    assert study().excuses == ()
    assert "Change 2 · 2022-05-11 00:30:00" in text(app)


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=365), timedelta(days=28_000)])
def test_a_month_closed_by_a_clock_ahead_stays_closed_and_is_reopened_by_an_undo(
    visit: Open, at: Callable[[datetime], None], ahead: timedelta
) -> None:
    at(NOW + ahead)
    app = choose(desk(visit, lang="en"), "close_month", "2022-04")
    press(app, "close_save")
    at(NOW)
    app = desk(visit, studies.resolve_address(None), lang="en")
    assert "No month is both final and open." in text(app)
    assert "This month is closed, but its closing is dated" in text(app)
    press(app, "undo_1")
    assert study().settlements == ()
    assert "This month is closed, but its closing is dated" not in text(app)
    assert app.selectbox(key="close_month").options == ["April 2022, pot ₩4,000"]
