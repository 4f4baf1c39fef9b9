"""What is written to the form's own tab."""

import pytest

from studylib.changes.form_tab import FormTabError, check_form_tabs
from studylib.workbook.cells import Edit
from tests.season.seasons import book, tab

FORM = "Form Responses 1"
HEADER = ("Timestamp", "name", "week", "link")
ROW = ("2022-04-10 12:00:00", "가람", "1", "https://n.kr/1")


@pytest.mark.parametrize(
    ("edits", "is_refused"),
    [
        ([Edit(FORM, 1, HEADER, (*HEADER, "voided")), Edit(FORM, 2, ROW, (*ROW, "다른 주"))], False),
        ([Edit(FORM, 1, HEADER, (*HEADER, None, "무효")), Edit(FORM, 2, ROW, (*ROW, None, "x"))], False),
        ([Edit(FORM, 2, ROW, (*ROW, "다른 주"))], True),
        ([Edit(FORM, 2, ROW, (*ROW[:2], "2", ROW[3]))], True),
        ([Edit(FORM, 2, ROW, ())], True),
        ([Edit(FORM, 4, None, ROW)], True),
        ([Edit(FORM, 1, HEADER, (*HEADER, "메모"))], True),
        ([Edit("members", 2, ("가람", "garam@x.kr"), ("가온", "garam@x.kr"))], False),
        ([Edit("제출", 1, None, HEADER), Edit("제출", 2, None, ROW)], False),
    ],
)
def test_only_why_an_answer_is_void_is_written_there(edits: list[Edit], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(FormTabError, match=f"fills the tab {FORM}") as refused:
            check_form_tabs(book(), edits)
        assert refused.value.edits == tuple(edits)
    else:
        check_form_tabs(book(), edits)


def test_a_void_answer_may_count_again() -> None:
    answers = tab(FORM, (*HEADER, "무효"), (*ROW, "다른 주"))
    check_form_tabs(book(answers=answers), [Edit(FORM, 2, (*ROW, "다른 주"), ROW)])
