"""The rules at the leader's desk: tasks, tiers from a week on, growing fines, presets, and the forms for them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes import history
from studylib.season.kinds import SEASON, Account
from studylib.season.records import Pass
from studylib.season.study import Excuse
from studylib.workbook.cells import Tab
from studylib.workbook.keys import KEYS
from tests.pages.desks import choose, desk, is_ready, press, rows, said, save, start_at, study, type_into
from tests.pages.drawn import NOW, Open, store, table, text
from tests.pages.task_books import task_group
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")

DEARER: dict[str, Any] = {"edited_rows": {"1": {"amount": "9000"}}}


def list_tabs(app: AppTest) -> list[str]:
    return [each.label for each in app.tabs]


# ---- from which week on ----


def test_a_tier_asks_from_which_week_on_and_earlier_weeks_cost_the_same(visit: Open) -> None:
    app = type_into(desk(visit, lang="en"), "tiers", **DEARER)
    assert not is_ready(app, "tiers_save"), "the week is to be chosen"
    app = start_at(app, "tiers", 4, **DEARER)
    assert "New rows are added that hold from week 4 on. Earlier weeks cost the same as now." in text(app)
    type_into(app, "tiers", press="tiers_save", **DEARER)
    assert said(app) == "Saved: Tab tiers edited from week 4 on"
    assert rows("tiers")[1:] == (
        ("late", 12, 3000, "!"),
        ("absent", None, 4000),
        ("late", 12, 3000, None, 4),
        ("absent", None, 9000, None, 4),
    )
    assert [(tier.amount, tier.from_week) for tier in study().tiers] == [
        (3000, 1),
        (4000, 1),
        (3000, 4),
        (9000, 4),
    ]
    assert not any(each.key == "tiers_from" for each in app.selectbox)
    press(app, "take_back_tiers")
    assert [tier.amount for tier in study().tiers] == [3000, 4000]


def test_from_week_1_says_what_the_fines_so_far_become(visit: Open) -> None:
    app = start_at(type_into(desk(visit, lang="en"), "tiers", **DEARER), "tiers", 1, **DEARER)
    assert "This also changes what weeks so far cost (Week 1, Week 2): ₩11,000 becomes ₩21,000." in text(app)
    type_into(app, "tiers", press="tiers_save", **DEARER)
    assert [(tier.amount, tier.from_week) for tier in study().tiers] == [(3000, 1), (9000, 1)]


def test_a_row_that_says_its_week_itself_and_a_season_without_a_past_are_not_asked(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    late: dict[str, Any] = {"added_rows": [{"status": "absent", "amount": "9000", "from_week": "5"}]}
    save(desk(visit), "tiers", **late)
    assert [(tier.amount, tier.from_week) for tier in study().tiers][2:] == [(9000, 5)]
    at(datetime(2022, 4, 12, 23, 59, 59, tzinfo=NOW.tzinfo))
    app = type_into(desk(visit), "tiers", **DEARER)
    assert not any(each.key == "tiers_from" for each in app.selectbox)
    assert is_ready(app, "tiers_save")


def test_a_task_rule_changes_from_a_week_on_and_a_name_in_every_tab(visit: Open) -> None:
    app = desk(visit, task_group(more=[Tab("면제", (("주차", "이름", "과제"), (1, "하나", "문제")))]))
    save_from: dict[str, Any] = {"edited_rows": {"1": {"count": "3"}}}
    app = start_at(type_into(app, "tasks", **save_from), "tasks", 4, **save_from)
    type_into(app, "tasks", press="tasks_save", **save_from)
    assert [(task.name, task.count, task.from_week, task.to_week) for task in study().tasks] == [
        ("글", 1, 1, None),
        ("문제", 5, 1, 3),
        ("문제 (4주차부터)", 3, 4, None),
    ]
    save(app, "tasks", edited_rows={"1": {"task": "문제 풀이"}})
    assert "저장했습니다: 과제 이름을 문제에서 문제 풀이로 변경" in said(app)
    assert "스크립트를 다시 실행해 새 이름이 나오게 해 주세요." in said(app)
    assert study().excuses == (Excuse(1, "하나", task="문제 풀이"),)


# ---- tables ----


def test_a_study_without_tasks_has_no_tabs_or_columns_for_them(visit: Open) -> None:
    app = desk(visit, lang="en")
    assert {"Tasks", "Tiers"} <= set(list_tabs(app))
    assert not {"Attendance", "Passes"} & set(list_tabs(app))
    for name, column in (("excuses", "task"), ("payments", "account")):
        found = next(each for each in app.dataframe if (each.key or "").startswith(f"desk_{name}"))
        assert column not in found.value.columns
    assert not any(each.key in ("excuse_task", "pay_account", "pass_member") for each in app.selectbox)


def test_tasks_and_growing_fines_make_their_tabs_in_the_studys_language(visit: Open) -> None:
    app = desk(visit)
    save(app, "tasks", added_rows=[{"task": "글", "kind": "제출", "count": "2"}])
    assert rows("과제")[0][:4] == ("과제", "종류", "마감", "횟수")
    assert [task.count for task in study().tasks] == [2]
    save(app, "steps", added_rows=[{"status": "결석", "amounts": "4000, 8000", "within": "시즌"}])
    assert rows("누적") == (
        ("구분", "벌금표", "금액들", "그다음", "기간"),
        ("결석", None, "4000, 8000", None, "시즌"),
    )
    assert [step.amounts for step in study().steps] == [(4000, 8000)]


def test_a_cell_outside_a_closed_list_is_refused(visit: Open) -> None:
    app = desk(visit, task_group(), lang="en")
    before = store().version()
    forged: dict[str, Any] = {"edited_rows": {"0": {"kind": "회식"}}}
    type_into(app, "tasks", **forged)
    assert "“회식” is not on the list" in said(app)
    assert store().version() == before


def test_a_task_that_cannot_be_read_is_not_saved(visit: Open) -> None:
    app = save(desk(visit, task_group(), lang="en"), "tasks", edited_rows={"0": {"due": "언젠가"}})
    assert "“언젠가” is no time of day" in said(app)
    assert study().tasks[0].due is None


# ---- presets ----


def test_a_preset_fills_the_empty_tabs_and_can_be_taken_back(visit: Open) -> None:
    app = desk(visit, group(answers=[]))
    assert not is_ready(app, "preset_save")
    choose(app, "preset_id", "post_and_review")
    assert ["글", "토 23:59", "글"] in table(app, "과제")
    assert ["결석", "10000", "글"] in table(app, "벌금")
    press(app, "preset_save")
    assert "저장했습니다: 규칙 적용: 글은 토요일까지" in said(app)
    assert [(task.name, task.tiers) for task in study().tasks] == [("글", "글"), ("리뷰", "리뷰")]
    assert len(history.read_history(store().fetch())) == 1
    press(app, "take_back_preset")
    assert study().tasks == ()


def test_a_preset_that_leaves_answers_without_a_task_is_refused(visit: Open) -> None:
    app = choose(desk(visit, group(), lang="en"), "preset_id", "post_and_review")
    press(app, "preset_save")
    assert "Week 1 has several tasks: 글, 리뷰." in said(app)
    assert study().tasks == ()


def test_rules_that_are_there_go_only_if_that_is_confirmed(visit: Open) -> None:
    app = choose(desk(visit, lang="en"), "preset_id", "evening")
    assert not is_ready(app, "preset_save")
    choose(app, "preset_replace", "replace")
    press(app, "preset_save")
    assert [tier.amount for tier in study().tiers] == [5000]
    assert study().due is not None


# ---- forms ----


def test_a_member_is_excused_from_one_task(visit: Open) -> None:
    app = desk(visit, task_group(), lang="en")
    choose(app, "excuse_member", "하나")
    choose(app, "excuse_week", 2)
    assert app.selectbox(key="excuse_task").options == ["All tasks", "글", "문제"]
    choose(app, "excuse_task", "문제")
    press(app, "excuse_save")
    assert "Saved: 하나 excused from 문제 of week 2" in said(app)
    assert study().excuses == (Excuse(2, "하나", task="문제"),)


def test_a_pass_is_used_in_a_members_name_with_how_many_are_left(visit: Open) -> None:
    app = desk(visit, task_group(settings=[("패스권", 2)]), lang="en")
    assert "Passes" in list_tabs(app)
    choose(app, "pass_member", "하나")
    choose(app, "pass_week", 4)
    assert "하나 has 2 of 2 passes left." in text(app)
    press(app, "pass_save")
    assert study().passes == (Pass(NOW.replace(microsecond=0), 4, "하나"),)
    choose(app, "pass_member", "하나")
    assert "하나 has 1 of 2 passes left." in text(app)
    choose(app, "pass_week", 2)
    press(app, "pass_save")
    assert "It is too late for a pass for week 2." in said(app)


def test_a_payment_into_a_deposit_needs_no_month(visit: Open) -> None:
    app = desk(visit, group(settings=[("name", "x"), ("starts_on", "2022-04-06"), ("fines_from", "deposit")]))
    choose(app, "pay_member", "하나")
    assert not is_ready(app, "pay_save")
    choose(app, "pay_account", "deposit")
    app.number_input(key="pay_amount").set_value(30_000)
    press(app, "pay_save")
    [paid] = study().payments
    assert (paid.account, paid.month, paid.amount) == (Account.DEPOSIT, "", 30_000)


def test_a_season_that_is_settled_as_a_whole_is_paid_without_a_month(visit: Open) -> None:
    app = desk(visit, group(settings=[("name", "x"), ("starts_on", "2022-04-06"), ("settle", "season")]))
    choose(app, "pay_member", "하나")
    assert not any(each.key == "pay_month" for each in app.selectbox)
    app.number_input(key="pay_amount").set_value(4000)
    press(app, "pay_save")
    assert [(paid.month, paid.amount) for paid in study().payments] == [("season", 4000)]


# ---- settings ----


def test_each_rule_of_the_settings_has_a_sentence_and_is_saved(visit: Open) -> None:
    app = desk(visit)
    keys = ("cycle", "due", "settle", "pay_through", "account", "fines_from", "passes", "pass_hours")
    assert [key for key in keys if KEYS[key][1] not in text(app)] == []
    assert [key for key in keys if key not in text(desk(visit, lang="en"))] == []
    app = desk(visit)
    given = {"cycle": "10", "due": "22:00", "settle": "season", "passes": "2", "pass_hours": "24"}
    save(app, "settings", added_rows=[{"key": key, "value": value} for key, value in given.items()])
    changed = study()
    assert (changed.cycle, changed.settle, changed.pass_count, changed.pass_hours) == (10, "season", 2, 24)
    assert changed.due is not None


@pytest.mark.parametrize(("key", "value"), [("settle", "season"), ("cycle", "31"), ("due", "47:00")])
def test_settings_that_would_move_a_closed_week_are_guarded(visit: Open, key: str, value: str) -> None:
    closed = Tab(
        "settlements",
        (
            ("month", "member", "fine", "share", "carried_out", "closed_at"),
            ("2022-03", "하나", 0, 4000, 0, datetime(2022, 4, 5)),
            ("2022-03", "두리", 4000, 0, 0, datetime(2022, 4, 5)),
        ),
    )
    weeks = group(settings=[("name", "x"), ("starts_on", "2022-03-25")], more=[closed])
    app = save(desk(visit, weeks, lang="en"), "settings", added_rows=[{"key": key, "value": value}])
    assert re.search("Reopen .*2022.* first", said(app))
    assert (study().settle, study().cycle, study().due) == ("month", 7, None)


# ---- a season that is settled once ----


def test_a_season_that_is_settled_once_is_closed_and_reopened_without_a_word_of_months(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    whole = group(settings=[("name", "밤샘"), ("starts_on", date(2022, 4, 6)), ("settle", "season")])
    app = desk(visit, whole)
    assert "시즌 정산 마치기" in text(app)
    assert "시즌이 아직 확정되지 않았습니다." in text(app)
    at(datetime(2022, 12, 1, tzinfo=SEOUL))
    app = desk(visit, whole)
    assert app.selectbox(key="close_month").label == "정산 기간"
    assert [re.sub("[\u2060-\u2069]", "", each) for each in app.selectbox(key="close_month").options] == [
        "시즌, 벌금 모음 39,000원"
    ]
    press(choose(app, "close_month", SEASON), "close_save")
    assert "시즌 정산을 마쳤습니다." in text(app)
    assert app.selectbox(key="reopen_month").options == ["시즌"]
    press(choose(app, "reopen_month", SEASON), "reopen_save")
    assert study().settlements == ()
