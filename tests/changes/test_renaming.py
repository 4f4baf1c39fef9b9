"""A new name carries through every tab, as one change."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.changes.draft import Draft, OvertakenError
from studylib.changes.renaming import edit_members, parse_new_name, rename_member
from studylib.changes.roster import LostMemberError
from studylib.season import board
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.layouts import MEMBERS
from studylib.workbook.sizes import LONGEST_NAME
from tests.changes.builders import drafted, of_study, rows, saved, study_of, undone
from tests.changes.naming_season import everywhere
from tests.changes.task_naming import with_tasks
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import book, tab

NOW = datetime(2022, 6, 1, tzinfo=SEOUL)
TABS = ("members", "weeks", "breaks", "excuses", "payments", "settlements", "Form Responses 1")


def renamed(cells: Workbook, old: str, new: str) -> Workbook:
    return saved(cells, rename_member(cells, study_of(cells), old, new))


def edited(cells: Workbook, draft: Draft, base: Workbook | None = None) -> Workbook:
    return saved(cells, edit_members(base or cells, cells, study_of(cells), draft))


def named(cells: Workbook) -> list[list[tuple[Cell, ...]]]:
    return [list(rows(cells, title)) for title in TABS]


def test_one_change_renames_in_every_tab_and_texts_stay() -> None:
    cells = renamed(everywhere(), "가람", "가온")
    expected = everywhere("가온")
    assert rows(cells, "excuses")[1] == ("2", "가온", "가람 입원")
    assert rows(cells, "payments")[1][-1] == "가람"
    for title in ("members", "weeks", "breaks", "settlements", "Form Responses 1"):
        assert rows(cells, title) == rows(expected, title), title
    assert [str(each.message) for each in reader.read(cells)[1]] == [
        str(each.message) for each in reader.read(everywhere())[1]
    ]
    assert study_of(cells).members[0].email == "garam@x.kr"


def test_it_is_undone_as_one_change_and_that_undone_again() -> None:
    cells = renamed(everywhere(), "가람", "가온")
    back = undone(cells, 1)
    assert of_study(back) == of_study(everywhere())
    assert of_study(undone(back, 2)) == of_study(cells)


def test_after_a_hand_in_under_the_new_name_it_is_renamed_back_and_not_undone() -> None:
    cells = renamed(everywhere(), "가람", "가온")
    new = tab("제출", "타임스탬프 | 이름 | 주차 | 링크", "2022-04-26 | 가온 | 3 | https://n.kr/3")
    later = Workbook((*cells.tabs, new))
    with pytest.raises(
        LostMemberError, match=r"가온 still stands in 제출 \(1\). Rename the member on the desk"
    ):
        undone(later, 1)
    assert "가온" not in str(of_study(renamed(later, "가온", "가람")))


@given(st.data())
def test_the_board_is_the_same_but_for_the_name(data: st.DataObject) -> None:
    season: Season = data.draw(seasons.seasons())
    if not season.members:
        return
    cells = seasons.season_book(season)
    who = data.draw(st.sampled_from(season.members)).name
    now = data.draw(seasons.moments(season)).astimezone(UTC)
    after = renamed(cells, who, "새 이름")
    one, other = (board.judge(study_of(each), now) for each in (cells, after))
    one = one.assign(member=["새 이름" if each == who else each for each in one["member"].astype("str")])
    pd.testing.assert_frame_equal(one, other.assign(member=other["member"].astype("str")), check_dtype=False)


# ---- a row of the members tab that gets another name ----


def test_a_name_typed_over_another_in_the_members_tab_is_a_rename() -> None:
    cells = edited(everywhere(), Draft(MEMBERS, changed={2: {"name": "가온", "turn": 9}}))
    assert rows(cells, "members")[1] == ("가온", "garam@x.kr", 9)
    assert [rows(cells, title) for title in TABS[1:]] == [
        rows(renamed(everywhere(), "가람", "가온"), title) for title in TABS[1:]
    ]


def test_other_cells_are_edited_as_before() -> None:
    change = edit_members(
        everywhere(), everywhere(), study_of(everywhere()), Draft(MEMBERS, changed={2: {"turn": 9}})
    )
    assert Language("ko").say(change.what) == "members 탭 수정"
    assert [edit.title for edit in change.edits] == ["members"]


def test_two_members_swap_their_names_in_one_change() -> None:
    cells = edited(everywhere(), Draft(MEMBERS, changed={2: {"name": "나래"}, 3: {"name": "가람"}}))
    assert [row[:2] for row in rows(cells, "members")[1:3]] == [
        ("나래", "garam@x.kr"),
        ("가람", "narae@x.kr"),
    ]
    assert [row[1] for row in rows(cells, "settlements")[1:]] == ["나래", "가람"]
    assert [row[2] for row in rows(cells, "Form Responses 1")[1:]] == ["나래", "가람", "나래"]
    assert of_study(undone(cells, 1)) == of_study(everywhere())


def test_three_members_pass_their_names_on() -> None:
    typed = {2: {"name": "나래"}, 3: {"name": "다온"}, 4: {"name": "가람"}}
    change = edit_members(everywhere(), everywhere(), study_of(everywhere()), Draft(MEMBERS, changed=typed))
    assert "3" in str(change.what)
    cells = saved(everywhere(), change)
    assert [row[2] for row in rows(cells, "Form Responses 1")[1:]] == ["나래", "다온", "나래"]


@pytest.mark.parametrize("new", ["나래", " 나래 ", "다온"])
def test_a_name_that_another_member_has_is_refused(new: str) -> None:
    with pytest.raises(ChangeError, match=r"There is a member .+ already"):
        renamed(everywhere(), "가람", new)


def test_the_name_of_a_former_member_is_refused() -> None:
    settled = tab("settlements", "month | member | fine | share | carried_out", "2022-04 | 라온 | 0 | 0 | 0")
    with pytest.raises(ChangeError, match="There is a member 라온 already"):
        renamed(book(settlements=settled), "가람", "라온")


def test_two_members_do_not_get_one_new_name() -> None:
    with pytest.raises(ChangeError, match="There is a member 가온 already"):
        edited(everywhere(), Draft(MEMBERS, changed={2: {"name": "가온"}, 3: {"name": " 가온"}}))


def test_a_name_that_only_unknown_answers_have_becomes_the_members() -> None:
    answers = tab(
        "Form Responses 1", "Timestamp | name | week | link", "2022-04-10 | 가온 | 1 | https://n.kr/1"
    )
    cells = renamed(book(answers=answers), "가람", "가온")
    assert (list(study_of(cells).submissions["member"]), reader.read(cells)[1]) == (["가온"], [])


def test_case_and_spaces_of_a_name_can_be_corrected() -> None:
    cells = book(
        members=tab("members", "name", "kim garam", "나래"),
        answers=tab(
            "Form Responses 1",
            "Timestamp | name | week | link",
            "2022-04-10 | KIM  Garam | 1 | https://n.kr/1",
        ),
    )
    after = renamed(cells, "kim garam", "Kim Garam")
    assert (rows(after, "members")[1][0], rows(after, "Form Responses 1")[1][1]) == ("Kim Garam", "Kim Garam")


def test_of_two_rows_with_one_name_the_second_gets_another_without_the_answers() -> None:
    cells = book(members=tab("members", "name", "가람", "나래", "가람"))
    after = edited(cells, Draft(MEMBERS, changed={4: {"name": "가람 B"}}))
    assert list(study_of(after).submissions["member"]) == ["가람", "나래"]
    first = edited(cells, Draft(MEMBERS, changed={2: {"name": "가람 A"}}))
    assert set(study_of(first).submissions["member"]) == {"가람 A", "나래"}


def test_a_row_that_another_leader_changed_is_not_renamed_over() -> None:
    base = everywhere()
    now = saved(base, drafted(base, Draft(MEMBERS, changed={2: {"turn": 5}})))
    with pytest.raises(OvertakenError):
        edited(now, Draft(MEMBERS, changed={2: {"name": "가온"}}), base)


def test_who_is_not_there_is_not_renamed() -> None:
    with pytest.raises(ChangeError, match="There is no member “하나”"):
        renamed(everywhere(), "하나", "가온")


def test_the_same_name_is_no_change() -> None:
    with pytest.raises(ChangeError, match="Nothing has changed"):
        renamed(everywhere(), "가람", " 가람 ")


# ---- names that no member can have ----


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("", "Write the new name"),
        (" \n\t ", "Write the new name"),
        ("=1+1", "starts like a formula"),
        ("+82 10", "starts like a formula"),
        ("-가온", "starts like a formula"),
        ("@가온", "starts like a formula"),
        ("가\x00온", "is no name"),
        ("***", "is no name"),
        ("#REF!", "is no name"),
        ("총 3명", "is no name"),
        ("garam@x.kr", "is an address"),
        ("g***@x.kr", "is an address"),
        ("가" * 1_000_000, "too long"),
    ],
)
def test_a_hostile_name_is_refused(new: str, why: str) -> None:
    with pytest.raises(ChangeError, match=why):
        renamed(everywhere(), "다온", new)


@pytest.mark.parametrize("new", ["가\u200b온", "\ufeff가온", "가\u202e온\u00ad"])
def test_invisible_characters_are_dropped_from_a_name(new: str) -> None:
    assert parse_new_name(new) == "가온"


@pytest.mark.parametrize(("length", "refused"), [(-1, False), (0, False), (1, True)])
def test_a_name_has_a_longest_length(length: int, refused: bool) -> None:
    name = "가" * (LONGEST_NAME + length)
    if refused:
        with pytest.raises(ChangeError, match="at most 100 characters"):
            parse_new_name(name)
    else:
        assert parse_new_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [(" 김  가람 ", "김 가람"), ("Ada\nLovelace", "Ada Lovelace"), ("가람 2", "가람 2"), (7, "7")],
)
def test_other_names_are_tidied(typed: Cell, name: str) -> None:
    assert parse_new_name(typed) == name


# ---- what is left to do ----


def test_a_group_with_a_form_is_told_to_run_its_script_again() -> None:
    cells = everywhere()
    assert "run its script again" in str(rename_member(cells, study_of(cells), "가람", "가온").advice)
    own = Workbook(
        tuple(replace(each, title="제출") if each.title.startswith("Form") else each for each in cells.tabs)
    )
    assert rename_member(own, study_of(own), "가람", "가온").advice is None
    form = Tab(
        "settings", (*rows(own, "settings"), ("form_url", "https://docs.google.com/forms/d/e/x/viewform"))
    )
    linked = Workbook((form, *own.tabs[1:]))
    assert rename_member(linked, study_of(linked), "가람", "가온").advice


def test_tasks_meetings_and_passes_follow_a_new_name_and_the_task_of_that_name_stays() -> None:
    cells = with_tasks()
    after = saved(cells, rename_member(cells, study_of(cells), "가람", "라온"))
    named = with_tasks("라온")
    assert rows(after, "tasks")[1][0] == "가람", "a task is no member"
    assert [row[4] for row in rows(after, "tasks")[1:] if len(row) > 4] == [
        "라온, 나래",
        "나래;라온",
        "가람이",
    ]
    assert [row[:3] for row in rows(after, "attendance")] == [row[:3] for row in rows(named, "attendance")]
    assert rows(after, "passes")[1][2] == "라온"
    old, new = (board.judge(study_of(each), datetime(2026, 6, 1, tzinfo=SEOUL)) for each in (cells, after))
    assert old["member"].astype(str).replace("가람", "라온").equals(new["member"].astype(str))
    assert old[["task", "status", "fine"]].astype(str).equals(new[["task", "status", "fine"]].astype(str))
    assert of_study(undone(after, 1)) == of_study(cells)
