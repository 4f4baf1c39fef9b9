"""The row or tab that a link asks the desk to open."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.desks import desk, rows, said, save, unread
from tests.pages.drawn import OURS, Markup, Open, text
from tests.pages.workbooks import HOSTILE, group

pytestmark = pytest.mark.usefixtures("configured")


def shown(app: AppTest) -> list[str]:
    """Read the names of the tables under what is to fix."""
    keys = [each.key or "" for each in app.dataframe]
    return [key for key in keys if key.startswith(("desk_mend", "desk_row", "desk_fix"))]


def broken() -> Workbook:
    """Make a season with unreadable cells in rows 3 and 4 of the members and in one answer."""
    members: list[tuple[Cell, ...]] = [
        ("하나", None, date(2022, 4, 1)),
        ("두리", None, "언젠가"),
        ("세찬", None, "곧"),
    ]
    return group(
        members=members, answers=[(datetime(2022, 5, 10, 21), "하나", 3, "노션"), (None, "두리", 3, "x")]
    )


def test_a_link_opens_one_row_with_what_is_wrong_in_it(visit: Open) -> None:
    app = desk(visit, broken(), lang="en", fix="members", row="3")
    assert shown(app) == ["desk_row_3_mend_members_1"]
    (table,) = (each for each in app.dataframe if each.key == "desk_row_3_mend_members_1")
    assert list(table.value["row"]) == [3]
    assert "row 3 · 두리 · joined_on" in text(app)
    assert "“언젠가”" in text(app)
    assert "“곧”" not in text(app)
    assert "desk?lang=en&desk=To+fix" in Markup(app).links


def test_the_row_is_fixed_there_and_the_other_one_stays(visit: Open) -> None:
    app = desk(visit, broken(), lang="en", fix="members", row="4")
    app = save(app, "row_4_mend_members", edited_rows={"0": {"joined_on": "2022-05-04"}})
    assert "Nothing is left to fix here." in text(app)
    assert said(app) == "Saved: Tab members edited"
    assert [row[2] for row in rows("members")[2:]] == ["언젠가", date(2022, 5, 4)]


def test_an_answer_is_opened_by_the_title_of_its_tab(visit: Open) -> None:
    app = desk(visit, unread(), fix="Form Responses 1", row="2")
    assert shown(app) == ["desk_row_2_mend_Form Responses 1_1"]


def test_a_row_that_can_be_read_may_be_opened_too(visit: Open) -> None:
    app = desk(visit, fix="members", row="2")
    assert shown(app) == ["desk_row_2_mend_members_1"]
    assert "여기에는 더 고칠 것이 없습니다." in text(app)


def test_a_link_to_a_missing_tab_opens_it_to_be_filled(visit: Open) -> None:
    season = group()
    season = Workbook(tuple(tab for tab in season.tabs if tab.title != "members"))
    app = desk(visit, season, fix="members / 멤버", lang="en")
    assert shown(app) == ["desk_fix_members_1"]
    assert "There is no tab members / 멤버" in text(app)
    save(app, "fix_members", added_rows=[{"name": "하나"}])
    assert [tuple(filter(None, row)) for row in rows("멤버")[1:]] == [("하나",)]


def test_a_link_to_a_tab_without_a_column_opens_it_with_that_column(visit: Open) -> None:
    season = group(
        more=[Tab("payments", (("paid_on", "month", "member"), ("2022-05-02", "2022-04", "하나")))]
    )
    app = desk(visit, season, fix="payments", lang="en")
    assert shown(app) == ["desk_fix_payments_1"]
    save(app, "fix_payments", edited_rows={"0": {"amount": "3000"}})
    assert rows("payments")[0][:4] == ("paid_on", "month", "member", "amount")
    assert rows("payments")[1][3] == 3000


THERE = ("members", "Form Responses 1")
NOWHERE = ("", "없는 탭", "members" * 2_000, "\x00", *HOSTILE)
NUMBERS = ("0", "-1", "1", "99", "9" * 400, "３", "2.0", "٣", "<b>", "")


@pytest.mark.parametrize(
    ("title", "numbers"), [*((each, NUMBERS) for each in THERE), *((each, ("1", "")) for each in NOWHERE)]
)
def test_whatever_else_the_address_asks_for_shows_all_that_is_to_fix(
    visit: Open, title: str, numbers: Sequence[str]
) -> None:
    app = desk(visit, broken(), fix=title, row="0")
    for number in numbers:
        app.query_params["row"] = number
        app.run()
        assert set(Markup(app).tags) <= OURS
        if (title, number) == ("members", ""):
            assert shown(app) == ["desk_fix_members_1"]
        else:
            assert shown(app) == ["desk_mend_members_1", "desk_mend_Form Responses 1_1"]
