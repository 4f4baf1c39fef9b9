"""The page that begins a season: its form, its preview, what it writes, and what comes after."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from studylib.form.bridge import write_bridge
from studylib.season.kinds import Period
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import reader, sample, template
from studylib.workbook.cells import Workbook
from tests.pages.desks import press, study
from tests.pages.drawn import LANGUAGES, NOW, Markup, Open, bodies, grid, store, strips, text
from tests.pages.workbooks import group
from tests.web.frames import frame

pytestmark = pytest.mark.usefixtures("configured")

EMPTY = Workbook(())
PASTED = "가람, garam@school.kr\n나래\n다온, daon@school.kr"
NAMES = ["가람", "나래", "다온"]
FIRST = date(2022, 5, 16)
"""The Monday after ``NOW``."""


def open_setup(visit: Open, on: Workbook | str | None = None, **query: str) -> AppTest:
    app = visit("setup", sample.make_sample(NOW) if on is None else on, **query)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def type_plan(app: AppTest, name: str = "새벽 스터디", members: str = PASTED) -> AppTest:
    app.text_input(key="setup_name").set_value(name)
    app.text_area(key="setup_members").set_value(members)
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def type_due(app: AppTest, due: str) -> AppTest:
    """Type a due time that is not on the list. AppTest offers only what is on it."""
    states = app._tree.get_widget_states()
    (found,) = [each for each in states.widgets if each.id.endswith("-setup_due")]
    found.string_value = due
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def list_faults(app: AppTest) -> list[str]:
    return [re.sub("<[^>]*>", "", body) for body in bodies(app) if 'class="fault"' in body]


def read_preview(app: AppTest) -> tuple[list[str], list[str]]:
    """Read the names and the weeks of the board beside the form."""
    drawn = grid(app)
    return re.findall('scope="row"[^>]*>(.*?)</th>', drawn), re.findall(
        "([0-9]+)</th>", drawn.split("</thead>")[0]
    )


def find_copied(app: AppTest) -> list[str]:
    return [each.value for each in app.code]


# ---- the form and its preview ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_opens_with_defaults_and_finds_no_fault_before_anything_is_typed(
    visit: Open, language: str
) -> None:
    app = open_setup(visit, lang=language)
    title = {"ko": "스터디 시작하기", "en": "Start a study"}[language]
    assert f"<h1>{title}</h1>" in "".join(bodies(app))
    assert app.date_input(key="setup_starts_on").value == FIRST
    assert app.number_input(key="setup_weeks").value == 12
    assert list_faults(app) == []
    assert len(read_preview(app)[1]) == 12


def test_the_form_has_at_most_eight_fields(visit: Open) -> None:
    app = open_setup(visit)
    kinds = (app.text_input, app.text_area, app.date_input, app.number_input, app.selectbox, app.radio)
    assert sum(map(len, kinds)) + len(app.button_group) <= 8


def test_the_board_beside_the_form_has_the_members_weeks_and_deadlines_that_were_typed(visit: Open) -> None:
    app = type_plan(open_setup(visit))
    app.number_input(key="setup_weeks").set_value(5)
    app.selectbox(key="setup_due").set_value("일 22:00").run()
    assert read_preview(app) == (NAMES, ["1", "2", "3", "4", "5"])
    seen = text(app)
    assert "첫 마감: 5/22 (일) 21:59:59" in seen
    assert "5주차 · 6/19 (일) 21:59:59" in seen
    assert "새벽 스터디" in seen
    assert store().fetch() == sample.make_sample(NOW), "nothing is written by a look"


@pytest.mark.parametrize(
    ("preset", "fine"),
    [("post", "결석 4,000원"), ("evening", "결석 5,000원"), ("two_days", "미제출 5,000원")],
)
def test_the_first_fine_is_the_one_of_the_chosen_rules(visit: Open, preset: str, fine: str) -> None:
    app = open_setup(visit)
    app.radio(key="setup_preset").set_value(preset).run()
    assert f"제출 없음 · {fine}" in text(app)


@pytest.mark.parametrize(
    ("preset", "line"),
    [
        ("evening", "1주차 · 5/22 (일) 21:59:59"),
        ("meeting", "1주차 · 모임 시작 5/21 (토) 19:00:00"),
        ("homework_and_meeting", "1주차 · 과제 마감 5/21 (토)"),
    ],
)
def test_the_deadlines_are_those_of_the_tasks_of_the_rules(visit: Open, preset: str, line: str) -> None:
    app = open_setup(visit)
    app.radio(key="setup_preset").set_value(preset).run()
    assert line in text(app)


def test_all_rules_are_there_after_one_click_and_the_choice_stays(visit: Open) -> None:
    app = open_setup(visit)
    few = len(app.radio(key="setup_preset").options)
    app.radio(key="setup_preset").set_value("evening").run()
    press(app, "setup_more_rules")
    assert len(app.radio(key="setup_preset").options) > few
    assert app.radio(key="setup_preset").value == "evening"


def test_a_pasted_curriculum_is_that_of_the_board_made(visit: Open) -> None:
    app = type_plan(open_setup(visit, EMPTY))
    app.button_group(key="setup_curriculum").set_value("paste").run()
    app.text_area(key="setup_topics").set_value("신경망 https://course.example/1\n합성곱").run()
    press(app, "setup_start")
    topics = [week.topic.title for week in study().weeks]
    assert topics[:3] == ["신경망", "합성곱", ""]


# ---- faults ----


def test_what_is_missing_is_told_at_its_field_once_the_button_was_pressed_and_nothing_is_lost(
    visit: Open,
) -> None:
    app = open_setup(visit)
    app.number_input(key="setup_weeks").set_value(7).run()
    before = store().version()
    press(app, "setup_start")
    assert len(list_faults(app)) >= 1
    assert "고칠 곳" in strips(app)[-1]
    assert app.number_input(key="setup_weeks").value == 7
    type_plan(app)
    assert list_faults(app) == []
    assert store().version() == before


@pytest.mark.parametrize(
    ("members", "line"),
    [("가람\n나래\n가람", "3번째 줄"), ("가람, garam@", "1번째 줄"), (f"가람\n{'나' * 101}", "2번째 줄")],
)
def test_a_faulty_line_of_members_is_told_by_its_number_and_stays_typed(
    visit: Open, members: str, line: str
) -> None:
    app = type_plan(open_setup(visit), members=members)
    (fault,) = list_faults(app)
    assert line in fault
    assert app.text_area(key="setup_members").value == members
    before = store().version()
    press(app, "setup_start")
    assert [each.key for each in app.button if each.key == "setup_sure"] == []
    assert store().version() == before


@pytest.mark.parametrize("due", ["언젠가", "10시", "일 99:00"])
def test_a_due_time_that_cannot_be_read_is_told_at_its_field(visit: Open, due: str) -> None:
    app = type_due(open_setup(visit), due)
    (fault,) = list_faults(app)
    assert due in fault
    assert app.selectbox(key="setup_due").value == due


def test_what_was_typed_is_there_again_after_a_look_at_other_pages(visit: Open) -> None:
    open_setup(visit)
    app = frame()
    app.switch_page("../../pages/setup.py").run()
    type_plan(app)
    app.button_group(key="setup_curriculum").set_value("paste").run()
    app.text_area(key="setup_topics").set_value("신경망").run()
    app.button_group(key="setup_curriculum").set_value("none").run()
    app.switch_page("../../pages/fines.py").run()
    app.switch_page("../../pages/setup.py").run()
    assert app.text_input(key="setup_name").value == "새벽 스터디"
    assert app.text_area(key="setup_members").value == PASTED
    app.button_group(key="setup_curriculum").set_value("paste").run()
    assert app.text_area(key="setup_topics").value == "신경망"


# ---- the write ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_for_a_sheet_is_there_to_copy_once_it_is_asked_for(visit: Open, language: str) -> None:
    app = type_plan(open_setup(visit, lang=language))
    files = {text.strip() for text in write_bridge(language, "Asia/Seoul").values()}
    assert not files & set(find_copied(app))
    app.checkbox(key="setup_sheet").check().run()
    assert files <= {text.strip() for text in find_copied(app)}
    assert any("/exec" in body and "<ol>" in body for body in bodies(app))


def test_the_sample_is_replaced_after_one_question(visit: Open) -> None:
    app = type_plan(open_setup(visit))
    press(app, "setup_start")
    assert "예시 시즌이 지워집니다" in text(app)
    assert study().sample
    press(app, "setup_sure")
    assert not study().sample
    assert [member.name for member in study().members] == NAMES
    assert study().name == "새벽 스터디"
    assert reader.read(store().fetch())[1] == []
    assert "<h1>새벽 스터디를 시작했습니다</h1>" in "".join(bodies(app)).replace("<bdi>", "").replace(
        "</bdi>", ""
    )


def test_a_no_keeps_the_sample_and_all_that_was_typed(visit: Open) -> None:
    app = type_plan(open_setup(visit))
    press(app, "setup_start")
    press(app, "setup_back")
    assert study().sample
    assert app.text_area(key="setup_members").value == PASTED
    assert [each.key for each in app.button if each.key == "setup_sure"] == []


@pytest.mark.parametrize(
    "on", [EMPTY, template.make_template("ko", "Asia/Seoul")], ids=["nothing", "headers"]
)
def test_an_empty_database_is_filled_with_one_click(visit: Open, on: Workbook) -> None:
    app = type_plan(open_setup(visit, on))
    press(app, "setup_start")
    assert [member.name for member in study().members] == NAMES
    assert study().starts_on == FIRST


def test_a_second_click_of_an_old_page_does_not_replace_what_another_page_has_begun(visit: Open) -> None:
    late = type_plan(open_setup(visit), name="늦은 스터디")
    press(late, "setup_start")
    first = type_plan(open_setup(visit, sample.make_sample(NOW)))
    press(press(first, "setup_start"), "setup_sure")
    press(late, "setup_sure")
    assert study().name == "새벽 스터디"


# ---- afterwards ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_afterwards_each_next_step_is_one_click_away(visit: Open, language: str) -> None:
    app = type_plan(open_setup(visit, EMPTY, lang=language))
    press(app, "setup_start")
    invitation, *others = find_copied(app)
    assert "새벽 스터디" in invitation
    assert "5/22" in invitation
    assert "/hand_in" in invitation
    assert any("[reminders]" in each for each in others)
    assert any("redirect_uri" in each for each in others)
    links = Markup(app).links
    assert any(link.startswith("hand_in?") for link in links)
    assert any(link.startswith("desk?") for link in links)
    assert [each for each in links if each.startswith("./?")]


def test_the_steps_can_be_looked_at_again_by_their_address(visit: Open) -> None:
    assert "redirect_uri" in "".join(find_copied(open_setup(visit, group(), done="1")))
    assert find_copied(open_setup(visit, done="1")) == [], "the sample has no next steps"


def test_the_form_of_the_next_season_is_not_that_of_the_one_just_begun(visit: Open) -> None:
    app = type_plan(open_setup(visit, EMPTY))
    app.number_input(key="setup_weeks").set_value(5)
    app.radio(key="setup_preset").set_value("evening").run()
    press(app, "setup_start")
    app.query_params.clear()
    app.run()
    assert app.radio(key="setup_preset").options == ["지금처럼"]
    assert app.radio(key="setup_preset").value == ""
    assert app.number_input(key="setup_weeks").value == 5
    assert "@" not in str(app.text_area(key="setup_members").value)


# ---- the next season ----


def test_the_next_season_is_filled_with_the_present_one_and_says_what_carries_over(visit: Open) -> None:
    app = open_setup(visit, group())
    assert "밤샘 스터디" in str(app.text_input(key="setup_name").value)
    assert str(app.text_area(key="setup_members").value).startswith("하나")
    assert "school.kr" not in str(app._tree), "no address leaves the server"
    seen = text(app)
    assert "이어받는 것" in seen
    assert "백업 파일" in seen
    assert read_preview(app)[0] == ["하나", "두리", "세찬"]


@pytest.mark.parametrize(
    "on", [group(weeks=()), group(members=()), group(settings=())], ids=["no weeks", "no members", "no start"]
)
def test_half_a_workbook_opens_the_form_with_what_it_has(visit: Open, on: Workbook) -> None:
    app = open_setup(visit, on)
    assert "<h1>스터디 시작하기</h1>" in "".join(bodies(app))
    assert str(app.date_input(key="setup_starts_on").value) >= "2022-05-11"
    assert app.button(key="setup_start")


def test_the_next_season_keeps_its_rules_unless_others_are_asked_for_and_chosen(visit: Open) -> None:
    app = open_setup(visit, group())
    assert len(app.radio(key="setup_preset").options) == 1
    press(app, "setup_more_rules")
    app.radio(key="setup_preset").set_value("two_days").run()
    assert "제출 없음 · 미제출 5,000원" in text(app)
    press(press(app, "setup_start"), "setup_sure")
    assert [tier.amount for tier in study().tiers] == [1000, 2000, 5000]


def test_a_settlement_that_is_not_touched_stays_as_it_was(visit: Open) -> None:
    settings = (("name", "밤샘 스터디 1기"), ("starts_on", date(2022, 4, 6)), ("settle", "season"))
    app = open_setup(visit, group(settings=settings))
    press(press(app, "setup_start"), "setup_sure")
    assert study().settle is Period.SEASON
    assert study().name == "밤샘 스터디 2기"


def test_the_next_season_takes_the_place_of_the_present_one_which_goes_into_a_backup(
    visit: Open, tmp_path: Path
) -> None:
    app = open_setup(visit, group())
    before = store().fetch()
    press(app, "setup_start")
    assert "백업 파일" in text(app)
    assert store().fetch() == before
    press(app, "setup_sure")
    assert [member.name for member in study().members] == ["하나", "두리", "세찬"]
    assert [member.email for member in study().members] == ["hana@school.kr", "duri@school.kr", None]
    assert study().submissions.empty
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.name in text(app)


def test_the_desk_leads_to_the_next_season(visit: Open) -> None:
    app = visit("desk", group())
    assert any(link.startswith("setup?") for link in Markup(app).links)
    assert "다음 기수" in text(app)


# ---- the ways there ----


@pytest.mark.parametrize("name", ["board", "fines", "desk", "checks"])
def test_each_page_of_the_sample_leads_to_a_study_of_ones_own(visit: Open, name: str) -> None:
    app = visit(name, sample.make_sample(NOW))
    assert "내 스터디 시작하기" in strips(app)[0]
    assert any(link.startswith("setup?") for link in Markup(app).links)


@pytest.mark.parametrize("on", [EMPTY, group(members=()), group(weeks=())], ids=["empty", "members", "weeks"])
def test_each_empty_state_leads_to_a_study_of_ones_own(visit: Open, on: Workbook) -> None:
    assert any(link.startswith("setup?") for link in Markup(visit("board", on)).links)


def test_a_read_only_workbook_gets_the_season_as_a_file(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _, data, *__, **___: offered.append(data))
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = open_setup(visit, "season.xlsx")
    assert "season.xlsx" in strips(app)[-1]
    assert [each.key for each in app.button if each.key == "setup_start"] == []
    (tmp_path / "next.xlsx").write_bytes(offered[-1]())
    made, problems = reader.read(open_store("next.xlsx").fetch())
    assert [member.name for member in made.members] == ["하나", "두리", "세찬"]
    assert problems == []
