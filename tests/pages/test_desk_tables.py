"""The tables of the leader's desk."""

import json
import re
from datetime import date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes import history
from studylib.changes.draft import Draft
from studylib.workbook.layouts import TIERS
from tests.pages.desks import (
    STANDING,
    TYPED,
    desk,
    rows,
    said,
    save,
    save_as_another_leader,
    start_at,
    study,
    type_into,
    unread,
)
from tests.pages.drawn import Open, bodies, store, strips, text
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")


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
def test_an_unreadable_change_is_refused_and_the_text_stays(visit: Open, language: str) -> None:
    app = desk(visit, lang=language)
    before = store().version()
    delta: dict[str, Any] = {"edited_rows": {"1": {"joined_on": "soon"}}}
    app = save(app, "members", **delta)
    told = {
        "ko": "“soon”",
        "en": "“soon” is no date",
    }
    assert told[language] in said(app)
    assert store().version() == before
    members = next(each for each in app.dataframe if (each.key or "").startswith("desk_members"))
    assert app.session_state[members.key or ""]["edited_rows"] == {1: {"joined_on": "soon"}}
    assert not app.button(key="members_save").disabled


def test_a_refusal_names_the_first_few_problems_and_counts_the_rest(visit: Open) -> None:
    answers = [(datetime(2022, 4, 12, hour), "두리", 1, f"https://duri.example/{hour}") for hour in range(9)]
    app = save(desk(visit, group(answers=answers), lang="en"), "weeks", edited_rows={"0": {"week": "x"}})
    assert said(app).count("The season has no week 1") == 3
    assert said(app).endswith("and 6 more")


def test_nothing_typed_is_nothing_to_save(visit: Open) -> None:
    app = desk(visit, lang="en")
    assert all(app.button(key=f"{name}_save").disabled for name in ("members", "tiers", "settings"))
    app = save(app, "tiers", edited_rows={"0": {"amount": "3000"}})
    assert said(app) == "Nothing has changed, so there is nothing to save."


# ---- two at once ----


def overtaken(visit: Open) -> AppTest:
    app = type_into(desk(visit, lang="en"), "tiers", **TYPED)
    app = start_at(app, "tiers", 1, **TYPED)
    save_as_another_leader(Draft(TIERS, changed={2: {"amount": 2500, "hours": 6}}))
    return type_into(app, "tiers", press="tiers_save", **TYPED)


def test_the_slower_leader_sees_all_versions(visit: Open) -> None:
    app = overtaken(visit)
    assert "Row 2 of the tab tiers has changed in the meantime." in said(app)
    assert [tier.amount for tier in study().tiers] == [2500, 4000]
    card = next(re.sub("<[^>]*>", "|", body) for body in bodies(app) if 'class="card"' in body)
    assert "|When you began||hours: 12 · amount: 3000|" in card
    assert "|Now||hours: 6 · amount: 2500|" in card
    assert "|Yours||amount: 1000|" in card


def test_the_slower_leader_can_insist_and_leaves_the_other_cells(visit: Open) -> None:
    app = overtaken(visit)
    assert app.button(key="tiers_save").label == "Save mine over theirs"
    save(app, "tiers", **TYPED)
    assert rows("tiers")[1] == ("late", 6, 1000, "!")
    assert [kept.number for kept in history.read_history(store().fetch())] == [2, 1]


def test_the_slower_leader_can_take_the_other_version(visit: Open) -> None:
    app = overtaken(visit)
    type_into(app, "tiers", press="tiers_forget", **TYPED)
    tiers = next(each for each in app.dataframe if (each.key or "").startswith("desk_tiers"))
    assert tiers.value["amount"][0] == "2500"
    assert app.button(key="tiers_save").disabled
    assert "changed by somebody else" not in said(app)


def test_a_leader_on_other_rows_saves_as_if_alone(visit: Open) -> None:
    app = type_into(desk(visit, lang="en"), "tiers", **TYPED)
    save_as_another_leader(Draft(TIERS, changed={3: {"amount": 5000}}))
    app = save(app, "tiers", **TYPED)
    assert said(app) == "Saved: Tab tiers edited"
    assert [tier.amount for tier in study().tiers] == [1000, 5000]


def test_an_untouched_table_follows_the_workbook(visit: Open) -> None:
    app = desk(visit)
    save_as_another_leader(Draft(TIERS, changed={2: {"amount": 2500}}))
    tiers = next(each for each in app.run().dataframe if (each.key or "").startswith("desk_tiers"))
    assert tiers.value["amount"][0] == "2500"


# ---- what could not be read ----


def test_a_fixed_answer_counts_from_its_own_time(visit: Open) -> None:
    app = desk(visit, unread())
    assert "2행 · 하나 · 3주차 · Link “노션에 올렸어요”는 링크가 아닙니다." in text(app)
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


def test_an_answer_fixed_into_another_problem_is_refused(visit: Open) -> None:
    app = desk(visit, unread(), lang="en")
    name = "mend_Form Responses 1"
    save(app, name, edited_rows={"0": {"link": "soon"}})
    assert "“soon” is not a link." in said(app)


def test_an_unreadable_time_can_be_fixed(visit: Open) -> None:
    app = desk(visit, group(answers=[("yesterday", "하나", 3, "https://hana.example/3")]))
    name = "mend_Form Responses 1"
    save(app, name, edited_rows={"0": {"submitted_at": "2022-05-10 23:00:00"}})
    assert study().submissions["submitted_at"].iloc[0] == datetime(2022, 5, 10, 23, tzinfo=SEOUL)
