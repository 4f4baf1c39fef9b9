"""Members at the leader's desk: who is deleted, who is renamed."""

from pathlib import Path

import pytest

from studylib.changes import history
from studylib.stores.xlsx import write
from studylib.workbook.cells import Workbook
from tests.pages.desks import desk, press, rows, said, save, study
from tests.pages.drawn import Open, store, table, text
from tests.pages.workbooks import CLOSED, group

pytestmark = pytest.mark.usefixtures("configured")


def counted() -> list[str]:
    return sorted(set(study().submissions["member"]))


# ---- to delete ----


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "두리 stands in breaks (1), Form Responses 1 (1). Keep the row, and write the day of leaving"),
        (
            "ko",
            "두리 님은 breaks (1), Form Responses 1 (1)에 적혀 있습니다. 행을 지우지 말고 탈퇴일(left_on)에",
        ),
    ],
)
def test_who_stands_in_another_tab_is_not_deleted(visit: Open, language: str, why: str) -> None:
    before = store_rows(group())
    app = save(desk(visit, group(), lang=language), "members", deleted_rows=[1])
    assert said(app).startswith(why)
    assert rows("members") == before


def store_rows(cells: Workbook) -> tuple[object, ...]:
    return next(tab.rows for tab in cells.tabs if tab.title == "members")


def test_who_owes_is_not_deleted_and_who_was_added_by_mistake_is(visit: Open) -> None:
    app = save(desk(visit, lang="en"), "members", deleted_rows=[2])
    assert said(app).startswith("세찬 owes money or is owed some. Keep the row")
    app = save(app, "members", added_rows=[{"name": "라온", "joined_on": "2022-05-20"}])
    assert len(study().members) == 4
    save(app, "members", deleted_rows=[3])
    assert [each.name for each in study().members] == ["하나", "두리", "세찬"]


def test_who_leaves_keeps_the_row(visit: Open) -> None:
    save(desk(visit), "members", edited_rows={"1": {"left_on": "2022-05-12"}})
    assert str(study().members[1].left_on) == "2022-05-12"


# ---- to rename ----


def test_a_name_typed_into_the_table_goes_into_every_tab_and_is_undone(visit: Open) -> None:
    app = save(desk(visit, group(more=[CLOSED])), "members", edited_rows={"1": {"name": "두리안"}})
    assert said(app).startswith("저장했습니다: 두리 님 이름을 두리안으로 바꿈설문지에 이름 목록이 있다면")
    assert counted() == ["두리안", "하나"]
    assert rows("breaks")[2][3] == "두리안"
    assert rows("정산")[2][1] == "두리안"
    assert rows("members")[2][1] == "duri@school.kr"
    (change,) = history.read_history(store().fetch())
    assert {edit.title for edit in change.edits} == {"members", "breaks", "정산", "Form Responses 1"}
    press(app, "undo_1")
    assert (counted(), rows("정산")[2][1]) == (["두리", "하나"], "두리")


def test_two_names_are_swapped_in_the_table(visit: Open) -> None:
    save(desk(visit), "members", edited_rows={"0": {"name": "두리"}, "1": {"name": "하나"}})
    assert [row[0] for row in rows("members")[1:3]] == ["두리", "하나"]
    assert [row[1] for row in rows("Form Responses 1")[1:]] == ["두리", "하나", "두리", "두리"]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("하나", "There is a member 하나 already."),
        ("=하나", "“=하나” starts like a formula."),
        ("d@x.kr", "is an address"),
    ],
)
def test_a_bad_new_name_is_refused_in_the_table_and_in_the_form(visit: Open, new: str, why: str) -> None:
    app = save(desk(visit, lang="en"), "members", edited_rows={"1": {"name": new}})
    assert why in said(app)
    app.selectbox(key="rename_member").set_value("두리")
    app.text_input(key="rename_to").set_value(new)
    assert why in said(press(app, "rename_save"))
    assert rows("members")[2][0] == "두리"


def test_a_name_beyond_its_limit_is_refused_in_the_table_and_in_the_form(visit: Open) -> None:
    new = "가" * 101
    app = save(desk(visit, lang="en"), "members", edited_rows={"1": {"name": new}})
    assert "The name is too long." in said(app)
    app.selectbox(key="rename_member").set_value("두리")
    app.text_input(key="rename_to").set_value(new)
    assert "at most 100 are taken" in said(press(app, "rename_save"))
    assert rows("members")[2][0] == "두리"


def test_the_form_renames_a_member_and_is_empty_again(visit: Open) -> None:
    app = desk(visit)
    assert said(press(app, "rename_save")) == "먼저 멤버를 골라 주세요."
    app.selectbox(key="rename_member").set_value("두리")
    assert said(press(app, "rename_save")) == "새 이름을 적어 주세요."
    app.text_input(key="rename_to").set_value(" 두리안 ")
    assert said(press(app, "rename_save")).startswith("저장했습니다: 두리 님 이름을 두리안으로 바꿈")
    assert counted() == ["두리안", "하나"]
    assert (app.selectbox(key="rename_member").value, app.text_input(key="rename_to").value) == (None, "")


def test_each_cell_to_change_is_listed_for_a_workbook_that_is_not_written(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = desk(visit, str(tmp_path / "season.xlsx"), lang="en")
    app.selectbox(key="rename_member").set_value("두리").run()
    app.text_input(key="rename_to").set_value("두리안").run()
    assert table(app, "Cells to change")[1:] == [
        ["members", "3", "name", "두리안"],
        ["breaks", "3", "member", "두리안"],
        ["Form Responses 1", "3", "Name", "두리안"],
    ]
    assert "run its script again" in text(app)
    app.text_input(key="rename_to").set_value("하나").run()
    assert "There is a member 하나 already" in text(app)


def test_a_roster_that_lost_a_member_of_a_closed_month_is_told(visit: Open) -> None:
    members = (("하나", "hana@school.kr"), ("세찬", None))
    app = visit("checks", group(members=members, answers=(), more=[CLOSED]), lang="en")
    assert "두리 has a share in the closed month 2022-04, and no row here." in text(app)
    assert "There is no member “두리”" in text(app)
