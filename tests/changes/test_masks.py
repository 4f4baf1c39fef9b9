"""Addresses, which the desk shows masked."""

import pytest

from studylib.changes import actions, check, editing
from studylib.changes import draft as drafts
from studylib.changes.draft import Draft
from studylib.season.study import Excuse
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Cell, Edit, Workbook
from studylib.workbook.layouts import BREAKS, MEMBERS
from tests.changes.builders import WHAT, drafted, rows, saved, study_of, undone
from tests.season.seasons import book, tab


def emails(cells: Workbook) -> list[Cell]:
    return [row[1] if len(row) > 1 else None for row in rows(cells, "members")[1:]]


def addressed(**cells: Cell) -> Draft:
    return Draft(MEMBERS, changed={2: cells})


def test_a_cell_that_is_left_as_it_is_shown_keeps_its_address() -> None:
    made = drafted(book(), addressed(email="g***@x.kr", name="가람이"))
    assert made.edits == (Edit("members", 2, ("가람", "garam@x.kr"), ("가람이", "garam@x.kr")),)
    with pytest.raises(ChangeError, match="Nothing has changed"):
        drafted(book(), addressed(email="g***@x.kr"))


def test_another_address_replaces_it_also_one_that_is_shown_alike() -> None:
    cells = saved(book(), drafted(book(), addressed(email="gildong@x.kr")))
    assert emails(cells) == ["gildong@x.kr", "narae@x.kr", None]
    assert editing.open_tab(cells, MEMBERS, "en").rows == editing.open_tab(book(), MEMBERS, "en").rows


@pytest.mark.parametrize("typed", ["n***@x.kr", "g***@y.kr", "g***", "***@x.kr", "g***@x.kr, g***@x.kr.kr"])
def test_a_mask_that_is_not_that_of_the_cell_is_refused(typed: str) -> None:
    with pytest.raises(ChangeError, match=r"is a masked address\. Write the whole address"):
        drafted(book(), addressed(email=typed))
    with pytest.raises(ChangeError, match="is a masked address"):
        drafted(book(), Draft(MEMBERS, added=({"name": "라온", "email": typed},)))


def test_a_text_around_a_mask_changes_and_the_address_in_it_stays() -> None:
    cells = book(
        breaks=tab("breaks", "starts_on | ends_on | reason", "2022-05-01 | 2022-05-02 | ask ga@x.kr, b@y.kr")
    )
    made = drafted(cells, Draft(BREAKS, changed={2: {"reason": "b***@y.kr or g***@x.kr knows"}}))
    assert made.edits[0].after[2] == "b@y.kr or ga@x.kr knows"
    alike = book(
        breaks=tab("breaks", "starts_on | ends_on | reason", "2022-05-01 | 2022-05-02 | ga@x.kr, go@x.kr")
    )
    with pytest.raises(ChangeError, match="is a masked address"):
        drafted(alike, Draft(BREAKS, changed={2: {"reason": "only g***@x.kr"}}))


def test_a_mask_in_the_workbook_itself_may_stay() -> None:
    cells = book(members=tab("members", "name | email", "가람 | g***@x.kr"))
    made = drafted(cells, addressed(email="g***@x.kr", name="가람이"))
    assert made.edits[0].after == ("가람이", "g***@x.kr")


def test_who_changed_an_address_to_one_that_is_shown_alike_is_noticed() -> None:
    now = saved(book(), drafted(book(), addressed(email="gildong@x.kr")))
    draft = addressed(name="가람이")
    [clash] = drafts.find_clashes(book(), now, draft)
    assert (clash.seen, clash.now) == (("가람", "garam@x.kr"), ("가람", "gildong@x.kr"))
    assert drafts.differing_columns(book(), now, draft, 2) == {"email"}
    insisted = drafts.make_change(now, now, drafts.insist(book(), now, draft), WHAT, "en")
    assert insisted.edits[0].after == ("가람이", "gildong@x.kr")
    mine = drafts.insist(book(), now, addressed(email="g***@x.kr"))
    assert drafts.list_edits(now, mine, "en")[0].after == ("가람", "garam@x.kr")


def test_a_row_that_others_deleted_comes_back_with_its_address() -> None:
    there = book(answers=None)
    without = check.apply_edits(there, drafted(there, Draft(MEMBERS, deleted=frozenset({2}))).edits)
    draft = drafts.insist(there, without, addressed(name="가람이", email="g***@x.kr"))
    assert drafts.list_edits(without, draft, "en")[0].after == ("가람이", "garam@x.kr")


def test_a_change_of_an_address_is_undone_exactly_and_shown_masked() -> None:
    made = drafted(book(), addressed(email="gildong@x.kr"))
    cells = saved(book(), made)
    assert editing.list_differences(cells, made.edits[0]) == (("email", "g***@x.kr", "g***@x.kr"),)
    assert emails(undone(cells, 1)) == emails(book())


def test_a_member_whose_name_is_an_address_is_chosen_by_the_mask() -> None:
    cells = book(members=tab("members", "name", "ham@x.kr", "나래"), answers=None)
    assert [each.name for each in study_of(cells).members] == ["h***@x.kr", "나래"]
    excused = saved(cells, actions.excuse_member(cells, study_of(cells), Excuse(2, "h***@x.kr")))
    assert study_of(excused).excuses == (Excuse(2, "h***@x.kr"),)
