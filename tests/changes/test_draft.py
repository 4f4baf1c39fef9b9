"""From a draft to rows, on a workbook that others may have changed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.changes import check, editing, history, masks
from studylib.changes.draft import Draft, OvertakenError, insist, list_edits, make_change
from studylib.text.errors import ChangeError
from studylib.workbook import headers, tables, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row
from studylib.workbook.layouts import BREAKS, EXCUSES, MEMBERS, TIERS
from studylib.workbook.row_json import dump_row, load_rows
from tests.changes.builders import WHAT, drafted, of_study, rows, saved, study_of
from tests.season.seasons import book, tab


def test_a_changed_cell_leaves_every_other_cell_as_it_is() -> None:
    cells = book(
        members=tab("members", "name | shoe size | email", "가람 | 38 | garam@x.kr | a note", "나래 | 39")
    )
    made = list_edits(cells, Draft(MEMBERS, changed={2: {"email": "new@x.kr"}}), "en")
    assert made == (
        Edit("members", 2, ("가람", "38", "garam@x.kr", "a note"), ("가람", "38", "new@x.kr", "a note")),
    )


def test_a_column_that_is_written_to_and_is_not_there_is_made_beside_all_that_is_there() -> None:
    cells = book(members=tab("멤버", "이름 | 이메일", "가람 | garam@x.kr | a note under no header", "나래"))
    header, row = list_edits(cells, Draft(MEMBERS, changed={3: {"left_on": date(2022, 5, 1)}}), "en")
    assert header == Edit("멤버", 1, ("이름", "이메일"), ("이름", "이메일", None, "탈퇴일"))
    assert row == Edit("멤버", 3, ("나래",), ("나래", None, None, date(2022, 5, 1)))


@pytest.mark.parametrize(("language", "title", "header"), [("ko", "면제", "주차"), ("en", "excuses", "week")])
def test_a_tab_that_is_not_there_is_made_in_the_language_of_the_study(
    language: str, title: str, header: str
) -> None:
    made = list_edits(book(), Draft(EXCUSES, added=({"week": 1, "member": "가람"},)), language)
    assert [(each.title, each.number, each.before) for each in made] == [(title, 1, None), (title, 2, None)]
    assert made[0].after[0] == header
    assert made[1].after == (1, "가람")


def test_a_tab_without_a_header_gets_one() -> None:
    cells = book(excuses=Tab("excuses", ((), ())))
    made = list_edits(cells, Draft(EXCUSES, added=({"week": 1, "member": "가람"},)), "ko")
    assert made == (
        Edit("excuses", 1, (), ("week", "member", "reason")),
        Edit("excuses", 3, None, (1, "가람")),
    )
    assert len(study_of(check.apply_edits(cells, made)).excuses) == 1


def test_a_deleted_row_stays_as_a_blank_one_so_that_no_other_number_changes() -> None:
    made = drafted(
        book(), Draft(BREAKS, added=({"starts_on": date(2022, 4, 7), "ends_on": date(2022, 4, 8)},))
    )
    cells = saved(book(), made)
    gone = saved(cells, drafted(cells, Draft(BREAKS, deleted=frozenset({2}))))
    assert rows(gone, "breaks")[1:] == ((),)
    assert study_of(gone).breaks == ()


def test_a_cell_that_would_read_the_same_keeps_its_type() -> None:
    cells = book(
        tiers=Tab("tiers", (("status", "hours", "amount"), ("late", 12.0, 3000), ("absent", None, 4000)))
    )
    draft = Draft(TIERS, changed={2: {"hours": "12", "amount": 2000}, 3: {"amount": "4000"}})
    assert list_edits(cells, draft, "en") == (Edit("tiers", 2, ("late", 12.0, 3000), ("late", 12.0, 2000)),)


def test_a_draft_that_changes_nothing_is_refused() -> None:
    with pytest.raises(ChangeError, match="Nothing has changed"):
        drafted(book(), Draft(MEMBERS, changed={2: {"name": " 가람 "}}, added=({"name": None},)))


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=4),
    st.integers(-5, 5),
    st.floats(width=16),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2099, 1, 1)),
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(lambda moment: moment.replace(fold=0)),
)

HEADERS = st.lists(
    st.sampled_from(["name", "이메일", "turn", "left_on", "my notes", "", "github"]), unique=True, max_size=6
)

ROWS = st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=5)

TYPED = st.dictionaries(
    st.sampled_from(list(MEMBERS.columns)),
    st.text(st.characters(exclude_characters="*"), max_size=4),
    max_size=3,
)

Typed = tuple[Workbook, dict[int, dict[str, str]], list[dict[str, str]], frozenset[int]]


@st.composite
def drafts(
    draw: st.DrawFn,
) -> Typed:
    """A members tab with anything in it, and what somebody types into the grid of it."""
    there = draw(st.booleans())
    tab_ = Tab("members", (tuple(draw(HEADERS)), *draw(ROWS)))
    cells = Workbook((Tab("other", (("a",),)), *([tab_] if there else [])))
    shown = list(editing.open_tab(cells, MEMBERS, "ko").rows)
    numbers = st.sampled_from(shown or [0])
    changed = draw(st.dictionaries(numbers, TYPED, max_size=3)) if shown else {}
    deleted = draw(st.frozensets(numbers, max_size=2)) if shown else frozenset()
    return cells, changed, draw(st.lists(TYPED, max_size=2)), deleted


def draft_of(
    typed: Typed,
) -> Draft:
    _, changed, added, deleted = typed
    return Draft(
        MEMBERS,
        changed={
            n: {column: editing.parse_cell(text) for column, text in row.items()}
            for n, row in changed.items()
        },
        added=tuple({column: editing.parse_cell(text) for column, text in row.items()} for row in added),
        deleted=deleted,
    )


def test_a_zero_makes_its_missing_column_too() -> None:
    cells = Workbook((Tab("members", (("name",), ("가람",))),))
    (header, row) = list_edits(cells, Draft(MEMBERS, changed={2: {"turn": 0}}), "en")
    assert (header.after, row.after) == (("name", "turn"), ("가람", 0))


@given(drafts())
def test_what_is_typed_into_the_grid_is_what_the_grid_then_shows(
    typed: Typed,
) -> None:
    cells, changed, added, deleted = typed
    before = editing.open_tab(cells, MEMBERS, "ko").rows
    made = list_edits(cells, draft_of(typed), "ko")
    after = editing.open_tab(check.apply_edits(cells, made), MEMBERS, "ko").rows

    def texts(row: dict[str, str]) -> dict[str, str]:
        return {
            column: masks.mask_cell(column, text) for column, text in row.items() if values.show_text(text)
        }

    expected = [
        texts(dict(row) | changed.get(number, {})) for number, row in before.items() if number not in deleted
    ]
    expected += [texts(row) for row in added]
    assert [texts(dict(row)) for row in after.values()] == [row for row in expected if row]


@given(drafts())
def test_no_cell_of_an_unknown_column_is_touched(
    typed: Typed,
) -> None:
    cells, *_, deleted = typed
    made = check.apply_edits(cells, list_edits(cells, draft_of(typed), "ko"))
    assert made.tabs[0] == cells.tabs[0]
    for old in cells.tabs[1:]:
        known = {at for places in headers.find_columns(MEMBERS, old.rows[0]).values() for at in places}
        head = len(old.rows) - len(tables.read_table(MEMBERS, old).rows)
        for number, row in enumerate(old.rows, 1):
            new = made.tabs[1].rows[number - 1]
            if number > max(head, 1) and number not in deleted and known:
                for at, cell in enumerate(row):
                    if at not in known and cell not in ("", None):
                        assert repr(new[at]) == repr(cell)


@given(drafts())
def test_a_change_and_its_inverse_leave_the_workbook_as_it_was(
    typed: Typed,
) -> None:
    cells = typed[0]
    made = list_edits(cells, draft_of(typed), "ko")
    there = check.apply_edits(cells, made)
    back = check.apply_edits(there, history.invert(made))
    titles = {each.title for each in cells.tabs}
    assert repr({t: r for t, r in of_study(back).items() if t in titles}) == repr(of_study(cells))
    again = check.apply_edits(back, history.invert(history.invert(made)))
    assert repr(of_study(again)) == repr(of_study(there))


@given(st.lists(CELLS).map(tuple))
def test_a_row_is_kept_as_a_text_cell_for_cell(row: Row) -> None:
    assert repr(load_rows([dump_row(row)])[0]) == repr(row)


def test_two_rows_are_the_same_only_if_their_cells_are_of_the_same_type() -> None:
    assert is_same_row((1, float("nan"), None, ""), (1, float("nan")))
    assert not is_same_row((1,), (1.0,))
    assert not is_same_row((1,), (True,))
    assert not is_same_row((date(2022, 5, 4),), (datetime(2022, 5, 4),))


def test_a_row_that_another_person_changed_is_not_overwritten() -> None:
    base = book()
    now = saved(base, drafted(base, Draft(MEMBERS, changed={2: {"turn": 1}})))
    mine = Draft(MEMBERS, changed={2: {"email": "mine@x.kr"}, 3: {"turn": 2}})
    with pytest.raises(
        OvertakenError, match="Row 2 of the tab members has changed in the meantime"
    ) as raised:
        make_change(base, now, mine, WHAT, "en")
    (clash,) = raised.value.clashes
    assert (clash.number, clash.seen, clash.now) == (
        2,
        ("가람", "garam@x.kr"),
        ("가람", "garam@x.kr", 1),
    )
    insisted = insist(base, now, mine)
    after = saved(now, make_change(now, now, insisted, WHAT, "en"))
    assert rows(after, "members")[1:3] == (("가람", "mine@x.kr", 1), ("나래", "narae@x.kr", 2))


def test_who_insists_on_a_row_that_was_deleted_gets_it_back_whole() -> None:
    base = book(breaks=tab("breaks", ("starts_on", "ends_on"), (date(2022, 4, 7), date(2022, 4, 8))))
    now = saved(base, drafted(base, Draft(BREAKS, deleted=frozenset({2}))))
    mine = Draft(BREAKS, changed={2: {"reason": "exams"}})
    with pytest.raises(OvertakenError):
        make_change(base, now, mine, WHAT, "en")
    after = saved(now, make_change(now, now, insist(base, now, mine), WHAT, "en"))
    assert study_of(after).breaks[0].reason == "exams"


def test_two_people_who_add_a_row_at_once_both_get_theirs() -> None:
    base = book()
    first = saved(base, drafted(base, Draft(MEMBERS, added=({"name": "라온"},))))
    second = saved(first, make_change(base, first, Draft(MEMBERS, added=({"name": "마루"},)), WHAT, "en"))
    assert [member.name for member in study_of(second).members][3:] == ["라온", "마루"]


def test_rows_go_to_the_tab_that_is_read_whatever_its_title_and_below_a_title_row() -> None:
    rows = (("2022년 봄",), ("회차", "성명", "비고"), (1, "가람", "출장"))
    cells = Workbook((Tab("면제 목록", rows),))
    draft = Draft(EXCUSES, added=({"week": 2, "member": "나래"},), changed={3: {"reason": "여행"}})
    assert list_edits(cells, draft, "ko") == (
        Edit("면제 목록", 3, rows[2], (1, "가람", "여행")),
        Edit("면제 목록", 4, None, (2, "나래")),
    )


def test_the_desk_shows_columns_that_the_settings_name() -> None:
    settings = Tab("설정", (("키", "값"), ("열", "이름 = 누구")))
    cells = Workbook((settings, Tab("면제", (("주차", "누구"), (1, "가람")))))
    assert editing.open_tab(cells, EXCUSES, "ko").rows[2]["member"] == "가람"
    assert list_edits(cells, Draft(EXCUSES, changed={2: {"member": "나래"}}), "ko") == (
        Edit("면제", 2, (1, "가람"), (1, "나래")),
    )
