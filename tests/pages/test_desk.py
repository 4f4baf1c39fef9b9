"""The leader's desk, as AppTest runs it: each act, what is refused, who was faster, the history, and who may enter."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from studylib.changes import history
from studylib.changes.draft import Draft, make_change
from studylib.config import studies
from studylib.season import rota
from studylib.season.study import Excuse, Payment, Study
from studylib.source.save import save_change
from studylib.stores.database.database import Database
from studylib.stores.xlsx import write
from studylib.text.message import sentence
from studylib.web import sign_in
from studylib.workbook import reader, sample
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.layouts import EXCUSES, MEMBERS, TIERS, WEEKS
from tests.pages.drawn import NAMES, NOW, Open, bodies, elements, kinds, store, strips, text
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")

STANDING = (
    "Everything in the workbook could be read.",
    "시트의 모든 내용을 읽었습니다.",
    "Nothing has been changed here yet.",
    "아직 바뀐 것이 없습니다.",
)
"""What stands in tabs with nothing in them."""


def desk(visit: Open, on: Workbook | str | None = None, **query: str) -> AppTest:
    app = visit("desk", group(more=more()) if on is None else on, **query)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def more() -> list[Tab]:
    return [
        Tab(
            "tiers",
            (("status", "hours", "amount", "our note"), ("late", 12, 3000, "!"), ("absent", None, 4000)),
        )
    ]


def study() -> Study:
    return reader.read(store().fetch())[0]


def rows(title: str) -> tuple[Row, ...]:
    return next(tab.rows for tab in store().fetch().tabs if tab.title == title)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def type_into(app: AppTest, name: str, press: str | None = None, **delta: Any) -> AppTest:
    """Types into a table as a browser would, or presses a button below it. AppTest has no hand for it: the browser
    keeps what is typed and sends it with every run."""
    if press:
        app.button(key=press).click()
    (found,) = [each for each in app.dataframe if re.fullmatch(rf"desk_{name}_\d+", each.key or "")]
    states = app._tree.get_widget_states()
    states.widgets.add(id=found.proto.id, string_value=json.dumps(delta))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def save(app: AppTest, name: str, **delta: Any) -> AppTest:
    """Types into a table and saves that."""
    return type_into(type_into(app, name, **delta), name, press=f"{name}_save", **delta)


def saved_by_somebody_else(draft: Draft) -> None:
    """Somebody else at the same desk."""
    what = sentence("Tab {tab} edited", tab="x")
    save_change(store(), lambda now: make_change(now.cells, now.cells, draft, what, "ko"), NOW)


def said(app: AppTest) -> str:
    return "\n".join(line for line in strips(app) if line not in STANDING)


# ---- each week ----


def test_a_member_is_excused_and_the_fine_goes(visit: Open) -> None:
    app = desk(visit)
    app.selectbox(key="excuse_member").set_value("하나")
    app.selectbox(key="excuse_week").set_value(2)
    app.text_input(key="excuse_reason").set_value(" 예비군 ")
    press(app, "excuse_save")
    assert said(app) == "저장했습니다: 하나 님 2주차 면제"
    assert study().excuses == (Excuse(2, "하나", "예비군"),)
    assert app.text_input(key="excuse_reason").value == ""
    assert said(app.run()) == "", "it is said once"
    assert "하나" not in text(visit("fines", studies.resolve_address(None))).split("4월")[-1]


def test_who_is_excused_already_is_said_so_and_what_was_typed_stays(visit: Open) -> None:
    app = desk(visit, lang="en")
    for _ in range(2):
        app.text_input(key="excuse_reason").set_value("sick")
        press(app, "excuse_save")
    assert said(app) == "하나 is already excused from week 4."
    assert app.text_input(key="excuse_reason").value == "sick"


def test_a_deadline_is_extended_and_the_form_goes_on_from_the_new_one(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="extend_week").value == 4
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
    assert "지금 마감 5/11 (수) 11:59:59" in text(app)


def test_a_deadline_before_its_week_is_refused_with_the_readers_sentence(visit: Open) -> None:
    app = desk(visit, lang="en")
    before = store().version()
    app.date_input(key="extend_day").set_value(date(2022, 5, 1))
    press(app, "extend_save")
    assert said(app).startswith("Nothing was saved.")
    assert "Week 4 would be due before it opens." in said(app)
    assert app.date_input(key="extend_day").value == date(2022, 5, 1)
    assert store().version() == before


def test_a_deadline_that_somebody_else_has_just_moved_is_not_moved_again(visit: Open) -> None:
    app = desk(visit)
    saved_by_somebody_else(Draft(WEEKS, changed={5: {"due_at": datetime(2022, 5, 20)}}))
    press(app, "extend_save")
    assert "그사이 다른 사람이 weeks 탭 5행을 바꾸었습니다." in said(app)
    assert study().week_of[4].due_at == datetime(2022, 5, 20, tzinfo=SEOUL)


def test_a_turn_is_swapped(visit: Open) -> None:
    app = desk(visit)
    app.selectbox(key="swap_week").set_value(5)
    app.selectbox(key="swap_writer").set_value("두리")
    press(app, "swap_save")
    assert said(app) == "저장했습니다: 5주차 팀블로그 당번을 두리 님으로 변경"
    assert study().week_of[5].topic.writer == "두리"
    assert "지금 당번은 두리 (교대) 님입니다." in text(app.run())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_turn_goes_back_to_the_queue(visit: Open, language: str) -> None:
    app = desk(visit, sample.make_sample(NOW), lang=language)
    app.selectbox(key="swap_week").set_value(3).run()
    assert {"ko": "지금 당번은 라온 (다온 대신) 님입니다.", "en": "Now it is the turn of 라온 (for 다온)."}[
        language
    ] in text(app)
    app.selectbox(key="swap_writer").set_value("")
    press(app, "swap_save")
    assert {
        "ko": "저장했습니다: 3주차 팀블로그 당번을 원래 순서로 변경",
        "en": "Saved: The team blog in week 3 goes by the queue again",
    }[language] in said(app)
    assert rota.list_writers(study())[3] == "다온"
    press(app, "undo_1")
    assert rota.list_writers(study())[3] == "라온"


def test_only_those_who_answer_for_the_week_are_offered_its_turn(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="swap_writer").options == ["하나", "두리", "세찬", "원래 순서대로"]
    app.selectbox(key="swap_week").set_value(1).run()
    assert app.selectbox(key="swap_writer").options == ["하나", "두리", "원래 순서대로"]


def test_one_who_was_chosen_and_does_not_answer_for_another_week_is_not_written_there(visit: Open) -> None:
    app = desk(visit)
    app.selectbox(key="swap_writer").set_value("세찬").run()
    app.selectbox(key="swap_week").set_value(1).run()
    assert app.selectbox(key="swap_writer").value != "세찬"
    press(app, "swap_save")
    assert study().week_of[1].topic.writer == "하나"


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


@pytest.mark.parametrize("link", ["blog.example/3", "javascript:alert(1)", "https://ok.example/\nsoon"])
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
    app.selectbox(key="pay_member").set_value("두리")
    app.selectbox(key="pay_month").set_value("2022-04")
    app.segmented_control(key="pay_way").set_value(way)
    app.number_input(key="pay_amount").set_value(3000)
    app.text_input(key="pay_note").set_value("계좌 이체")
    press(app, "pay_save")
    assert "저장했습니다: 두리 님" in said(app)
    assert study().payments == (Payment(date(2022, 5, 11), "2022-04", "두리", amount, "계좌 이체"),)
    assert app.number_input(key="pay_amount").value is None


def test_a_payment_without_an_amount_is_none(visit: Open) -> None:
    app = press(desk(visit, lang="en"), "pay_save")
    assert said(app) == "A payment of 0 won is none. Write the amount."


@pytest.mark.parametrize(
    "season", [group(members=()), group(weeks=()), Workbook(())], ids=["people", "weeks", "all"]
)
def test_without_members_or_weeks_the_tables_are_there_to_add_them(visit: Open, season: Workbook) -> None:
    app = desk(visit, season, lang="en")
    assert "First add members and weeks, and the start in the settings." in said(app)
    assert len(app.dataframe) >= 7


# ---- tables ----


def test_a_table_shows_the_tab_under_its_own_headers_and_the_columns_it_could_have(visit: Open) -> None:
    members = next(each for each in desk(visit).dataframe if (each.key or "").startswith("desk_members"))
    assert list(members.value.columns) == [
        "row",
        "name",
        "email",
        "joined_on",
        "left_on",
        "turn",
        "role",
        "github",
    ]
    assert list(members.value["name"]) == ["하나", "두리", "세찬"]
    assert list(members.value["email"][:2]) == ["h***@school.kr", "d***@school.kr"]
    labels = {name: each.get("label") for name, each in json.loads(members.proto.columns).items()}
    assert labels["turn"] == "turn"


def test_cells_are_changed_added_and_deleted_and_the_rest_of_the_row_stays(visit: Open) -> None:
    app = save(
        desk(visit),
        "tiers",
        edited_rows={"0": {"amount": "2,500원"}},
        added_rows=[{"status": "많이 지각", "hours": "24", "amount": "3500"}],
    )
    assert said(app) == "저장했습니다: tiers 탭 수정"
    assert rows("tiers")[1:] == (
        ("late", 12, "2,500원", "!"),
        ("absent", None, 4000),
        ("많이 지각", 24, 3500),
    )
    assert [tier.amount for tier in study().tiers] == [2500, 3500, 4000]
    save(app, "tiers", deleted_rows=[2])
    assert rows("tiers")[3] == ()


def test_a_table_of_a_tab_that_is_not_there_makes_it(visit: Open) -> None:
    save(
        desk(visit),
        "payments",
        added_rows=[{"paid_on": "2022-05-02", "month": "2022-04", "member": "하나", "amount": "4000"}],
    )
    assert rows("납부") == (
        ("납부일", "월", "이름", "금액", "메모"),
        (date(2022, 5, 2), "2022-04", "하나", 4000),
    )


def test_settings_are_edited_as_a_table(visit: Open) -> None:
    app = desk(visit)
    save(
        app,
        "settings",
        edited_rows={"0": {"value": "아침 스터디"}},
        added_rows=[{"key": "pot", "value": "keep"}],
    )
    assert (study().name, study().pot.value) == ("아침 스터디", "keep")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_would_be_unreadable_is_refused_and_what_was_typed_stays(visit: Open, language: str) -> None:
    app = desk(visit, lang=language)
    before = store().version()
    delta: dict[str, Any] = {"edited_rows": {"1": {"name": "하나"}}}
    app = save(app, "members", **delta)
    told = {
        "ko": "멤버가 둘입니다",
        "en": "There are two members 하나; the first counts.",
    }
    assert told[language] in said(app)
    assert store().version() == before
    members = next(each for each in app.dataframe if (each.key or "").startswith("desk_members"))
    assert app.session_state[members.key or ""]["edited_rows"] == {1: {"name": "하나"}}
    assert not app.button(key="members_save").disabled


def test_a_refusal_tells_the_first_few_problems_and_how_many_more_there_are(visit: Open) -> None:
    answers = [(datetime(2022, 4, 12, hour), "두리", 1, f"https://duri.example/{hour}") for hour in range(9)]
    app = save(desk(visit, group(answers=answers), lang="en"), "members", deleted_rows=[1])
    assert said(app).count("There is no member “두리”") == 5
    assert "and 5 more" in said(app)


def test_nothing_typed_is_nothing_to_save(visit: Open) -> None:
    app = desk(visit, lang="en")
    assert all(app.button(key=f"{name}_save").disabled for name in ("members", "tiers", "settings"))
    app = save(app, "tiers", edited_rows={"0": {"amount": "3000"}})
    assert said(app) == "Nothing has changed, so there is nothing to save."


# ---- two at once ----


TYPED: dict[str, Any] = {"edited_rows": {"0": {"amount": "1000"}}}


def overtaken(visit: Open) -> AppTest:
    app = type_into(desk(visit, lang="en"), "tiers", **TYPED)
    saved_by_somebody_else(Draft(TIERS, changed={2: {"amount": 2500, "hours": 6}}))
    return type_into(app, "tiers", press="tiers_save", **TYPED)


def test_who_was_slower_is_told_and_sees_all_versions(visit: Open) -> None:
    app = overtaken(visit)
    assert "Row 2 of the tab tiers was changed by somebody else meanwhile." in said(app)
    assert [tier.amount for tier in study().tiers] == [2500, 4000]
    card = next(re.sub("<[^>]*>", "|", body) for body in bodies(app) if 'class="card"' in body)
    assert "|When you began||hours: 12 · amount: 3000|" in card
    assert "|Now||hours: 6 · amount: 2500|" in card
    assert "|Yours||amount: 1000|" in card


def test_who_was_slower_can_save_all_the_same_and_leaves_the_other_cells(visit: Open) -> None:
    app = overtaken(visit)
    assert app.button(key="tiers_save").label == "Save mine over theirs"
    save(app, "tiers", **TYPED)
    assert rows("tiers")[1] == ("late", 6, 1000, "!")
    assert [kept.number for kept in history.read_history(store().fetch())] == [2, 1]


def test_who_was_slower_can_take_what_the_other_wrote(visit: Open) -> None:
    app = overtaken(visit)
    type_into(app, "tiers", press="tiers_forget", **TYPED)
    tiers = next(each for each in app.dataframe if (each.key or "").startswith("desk_tiers"))
    assert tiers.value["amount"][0] == "2500"
    assert app.button(key="tiers_save").disabled
    assert "changed by somebody else" not in said(app)


def test_whom_the_other_does_not_concern_saves_as_if_alone(visit: Open) -> None:
    app = type_into(desk(visit, lang="en"), "tiers", **TYPED)
    saved_by_somebody_else(Draft(TIERS, changed={3: {"amount": 5000}}))
    app = save(app, "tiers", **TYPED)
    assert said(app) == "Saved: Tab tiers edited"
    assert [tier.amount for tier in study().tiers] == [1000, 5000]


def test_a_table_that_nobody_types_into_follows_the_workbook(visit: Open) -> None:
    app = desk(visit)
    saved_by_somebody_else(Draft(TIERS, changed={2: {"amount": 2500}}))
    tiers = next(each for each in app.run().dataframe if (each.key or "").startswith("desk_tiers"))
    assert tiers.value["amount"][0] == "2500"


# ---- what could not be read ----


def unread() -> Workbook:
    return group(
        answers=[
            (datetime(2022, 5, 10, 23, 57, 13), "하나", 3, "노션에 올렸어요"),
            (datetime(2022, 5, 10, 21), "두리", 3, "https://duri.example/3"),
        ]
    )


def test_an_answer_is_mended_and_counts_from_its_own_time(visit: Open) -> None:
    app = desk(visit, unread())
    assert "2행 · Link “노션에 올렸어요”은(는) 링크가 아닙니다." in text(app)
    fix = next(each for each in app.dataframe if (each.key or "").startswith("desk_mend"))
    assert len(fix.value) == 1
    assert json.loads(fix.proto.columns)["submitted_at"]["disabled"]
    save(
        app,
        "mend_Form Responses 1",
        edited_rows={"0": {"link": "https://hana.example/3"}},
    )
    submissions = study().submissions
    assert list(submissions["submitted_at"])[-1] == datetime(2022, 5, 10, 23, 57, 13, tzinfo=SEOUL)
    assert STANDING[1] in strips(app)


def test_an_answer_that_is_mended_into_another_problem_is_refused(visit: Open) -> None:
    app = desk(visit, unread(), lang="en")
    name = "mend_Form Responses 1"
    save(app, name, edited_rows={"0": {"link": "soon"}})
    assert "“soon” is not a link." in said(app)


def test_a_time_that_cannot_be_read_can_be_mended(visit: Open) -> None:
    app = desk(visit, group(answers=[("yesterday", "하나", 3, "https://hana.example/3")]))
    name = "mend_Form Responses 1"
    save(app, name, edited_rows={"0": {"submitted_at": "2022-05-10 23:00:00"}})
    assert study().submissions["submitted_at"].iloc[0] == datetime(2022, 5, 10, 23, tzinfo=SEOUL)


# ---- the history ----


def test_a_change_is_shown_with_when_what_from_and_to_and_is_undone(visit: Open) -> None:
    app = save(desk(visit, lang="en"), "tiers", **TYPED)
    assert "Change 1 · 2022-05-11 00:30:00" in text(app)
    assert "tiers · row 2 — amount: 3000 → 1000" in text(app)
    press(app, "undo_1")
    assert [tier.amount for tier in study().tiers] == [3000, 4000]
    assert "Change 1 · 2022-05-11 00:30:00 · undone" in text(app)
    assert [each.key for each in app.button if each.key and each.key.startswith("undo")] == ["undo_2"]
    press(app, "undo_2")
    assert [tier.amount for tier in study().tiers] == [1000, 4000]


def test_a_change_whose_row_was_changed_since_is_not_undone_and_says_so(visit: Open) -> None:
    app = press(desk(visit, lang="en"), "excuse_save")
    saved_by_somebody_else(Draft(EXCUSES, changed={2: {"reason": "other"}}))
    press(app, "undo_1")
    assert "Row 2 of the tab 면제 was changed by somebody else" in said(app)
    assert len(study().excuses) == 1


def test_a_long_history_is_shown_little_by_little(visit: Open) -> None:
    app = desk(visit, lang="en")
    for amount in range(21):
        saved_by_somebody_else(Draft(TIERS, changed={2: {"amount": amount}}))
    assert "Change 1 ·" not in text(app.run())
    assert "Change 1 ·" in text(press(app, "desk_more"))


# ---- who may enter, and where it is of use ----


@pytest.mark.parametrize("address", ["0.0.0.0", None, "192.168.0.7"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_desk_is_closed_on_a_server_that_others_can_reach_and_says_why(
    visit: Open, address: str | None, language: str
) -> None:
    config.set_option("server.address", address)
    app = desk(visit, lang=language)
    assert {"ko": "이 화면은 닫혀 있습니다", "en": "This page is closed"}[language] in text(app)
    assert kinds(app) == {"html"}
    config.set_option("server.address", "localhost")


@pytest.mark.parametrize(
    ("headers", "open_"),
    [
        ({"Host": "localhost:8501"}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "study.example"}, False),
        ({"Host": "localhost.evil.example:8501"}, False),
        ({"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"}, False),
        ({"Host": "localhost:8501", "Forwarded": "for=203.0.113.9"}, False),
    ],
)
def test_a_proxy_that_lets_others_in_closes_the_desk(headers: dict[str, str], open_: bool) -> None:
    assert sign_in.read_origin(headers).local is open_


def test_a_desk_that_was_closed_after_it_was_drawn_writes_nothing(visit: Open) -> None:
    app = desk(visit, lang="en")
    before = store().version()
    app.button(key="excuse_save").click()
    config.set_option("server.address", "0.0.0.0")
    app.run()
    config.set_option("server.address", "localhost")
    assert "This page is closed" in text(app)
    assert store().version() == before


@pytest.mark.parametrize("language", ["ko", "en"])
def test_on_a_file_the_desk_says_how_to_import_it(visit: Open, tmp_path: Path, language: str) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = desk(visit, "season.xlsx", lang=language)
    told = {
        "ko": "season.xlsx은(는) 읽기 전용입니다. 쓰려면 데이터베이스로 가져와 주세요.",
        "en": "season.xlsx is only read. Import it into a database to write to it.",
    }
    assert said(app) == told[language]
    assert kinds(app) == {"html", "selectbox"}
    assert [each.key for each in app.selectbox] == ["erase_member"]


def test_on_a_google_sheet_the_desk_leads_to_it(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "address", "https://docs.google.com/spreadsheets/d/abc/edit")
    app = desk(visit, lang="en")
    assert said(app) == "The workbook is a Google Sheet. Edit it there. Open the sheet"
    assert 'href="https://docs.google.com/spreadsheets/d/abc/edit"' in "".join(bodies(app))
    assert kinds(app) == {"html", "selectbox"}
    assert not app.button


def test_the_desk_is_of_the_present_whatever_moment_is_shown(visit: Open) -> None:
    app = desk(visit, as_of="2022-04-07T00:00")
    assert app.selectbox(key="excuse_week").value == 4
    press(app, "excuse_save")
    assert history.read_history(store().fetch())[0].changed_at == "2022-05-11 00:30:00"


# ---- closing a month ----


def test_a_month_that_is_final_is_closed_and_stands_whatever_changes_later(visit: Open) -> None:
    app = desk(visit)
    assert app.selectbox(key="close_month").options == ["2022년 4월, 벌금 모음 4,000원"]
    press(app, "close_save")
    assert said(app) == "저장했습니다: 2022년 4월 정산 완료"
    assert {(row.month, row.member, row.fine) for row in study().settlements} == {
        ("2022-04", "하나", 0),
        ("2022-04", "두리", 4000),
    }
    assert "확정되었는데 아직 정산을 마치지 않은 달이 없습니다." in text(app)
    save(app, "tiers", edited_rows={"1": {"amount": "9000"}})
    settlement = text(visit("settlement", studies.resolve_address(None), month="2022-04"))
    assert "4,000원" in settlement
    assert "9,000원" in settlement, "what it would come to today is shown beside it"
    press(app := desk(visit, studies.resolve_address(None)), "undo_2")
    assert "9,000원" not in text(visit("settlement", studies.resolve_address(None), month="2022-04"))
    press(app, "undo_1")
    assert study().settlements == ()


def test_a_month_is_not_closed_while_anything_cannot_be_read(visit: Open) -> None:
    app = desk(visit, unread())
    press(app, "close_save")
    assert "읽지 못한 항목이 1건 있습니다." in said(app)
    assert study().settlements == ()


def test_a_month_that_somebody_else_has_just_closed_is_not_closed_twice(visit: Open) -> None:
    app, other = desk(visit), desk(visit)
    press(other, "close_save")
    before = study().settlements
    press(app, "close_save")
    assert "이미" in said(app)
    assert study().settlements == before


# ---- addresses, and to erase a member ----


def sent(app: AppTest) -> str:
    """All that the server sends to the browser for this run."""
    return "\n".join(each.proto.SerializeToString().decode(errors="replace") for each in elements(app.main))


def test_no_address_leaves_the_desk_whatever_part_of_it_is_looked_at(visit: Open) -> None:
    cells = group(
        answers=[(datetime(2022, 5, 10, 23), "hana@school.kr", 3, "hana@school.kr")],
        more=[
            *more(),
            Tab(
                "payments",
                (
                    ("paid_on", "month", "member", "amount", "note"),
                    (None, None, "두리", None, "hana@school.kr"),
                ),
            ),
        ],
    )
    app = desk(visit, cells, lang="en")
    delta: dict[str, Any] = {
        "edited_rows": {"0": {"email": "duri2@school.kr"}},
        "added_rows": [{"name": "n@school.kr"}],
    }
    app = save(app, "members", **delta)
    assert "Saved" in said(app)
    saved_by_somebody_else(Draft(MEMBERS, changed={3: {"email": "third@school.kr"}}))
    app = type_into(app, "members", edited_rows={"1": {"email": "fourth@school.kr"}})
    saved_by_somebody_else(Draft(MEMBERS, changed={3: {"email": "fifth@school.kr"}}))
    app = type_into(app, "members", press="members_save", edited_rows={"1": {"email": "fourth@school.kr"}})
    assert "changed by somebody else" in said(app)
    told = sent(app) + text(app)
    told += "".join(each.value.to_csv() for each in app.dataframe)
    for name in ("hana@", "duri@", "duri2@", "n@school", "third@", "fourth@", "fifth@"):
        assert name not in told.replace("***@", ""), name
    assert "***@school.kr" in told


def test_an_address_is_replaced_and_left_and_a_mask_is_refused(visit: Open) -> None:
    app = save(
        desk(visit, lang="en"), "members", edited_rows={"0": {"email": "h***@school.kr", "github": "hana"}}
    )
    assert rows("members")[1][1] == "hana@school.kr"
    app = save(app, "members", edited_rows={"0": {"email": "new@school.kr"}})
    assert rows("members")[1][1] == "new@school.kr"
    app = save(app, "members", edited_rows={"0": {"email": "d***@school.kr"}})
    assert said(app).startswith("“d***@school.kr” is a masked address.")
    assert rows("members")[1][1] == "new@school.kr"


LEFT = (("하나", "hana@school.kr", None, date(2022, 5, 10)), ("두리", "duri@school.kr"))


def test_a_member_is_erased_once_the_name_is_typed(visit: Open) -> None:
    app = desk(visit, group(members=LEFT))
    assert "되돌릴 수 없습니다" in text(app)
    assert said(press(app, "erase_save")) == "먼저 멤버를 고르세요."
    app.selectbox(key="erase_member").set_value("하나")
    app.text_input(key="erase_name").set_value("두리")
    assert said(press(app, "erase_save")) == "확인을 위해 위에 보이는 이름을 그대로 적으세요."
    assert rows("members")[1][0] == "하나"
    app.text_input(key="erase_name").set_value("하나")
    assert said(press(app, "erase_save")) == "저장했습니다: 탈퇴한 멤버 1: 지움"
    assert [each.name for each in study().members] == ["탈퇴한 멤버 1", "두리"]
    assert app.text_input(key="erase_name").value == ""
    assert app.selectbox(key="erase_member").value is None
    for name in NAMES:
        assert "하나" not in text(visit(name, studies.resolve_address(None)))


def test_who_has_not_left_is_not_erased(visit: Open) -> None:
    app = desk(visit, group(members=LEFT), lang="en")
    app.selectbox(key="erase_member").set_value("두리")
    app.text_input(key="erase_name").set_value("두리")
    assert said(press(app, "erase_save")).startswith("두리 has not left yet")
    assert rows("members")[2][0] == "두리"


def test_where_the_workbook_is_only_read_the_desk_lists_each_cell_to_change(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(members=LEFT), tmp_path / "season.xlsx")
    app = desk(visit, str(tmp_path / "season.xlsx"), lang="en")
    app.selectbox(key="erase_member").set_value("하나").run()
    found = re.sub("(<[^>]*>)+", "|", next(body for body in bodies(app) if "Cells to change" in body))
    assert "|members|2|name|Former member 1|" in found or "|members|2|name|탈퇴한 멤버 1|" in found
    assert "|members|2|email|nothing: empty the cell|" in found
    assert "|Form Responses 1|2|Link|https://erased.invalid/|" in found
    assert "version history" in text(app)
    app.selectbox(key="erase_member").set_value("두리").run()
    assert "두리 has not left yet" in text(app)
