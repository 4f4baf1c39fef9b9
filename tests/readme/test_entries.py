"""What each cell says of one member and week, and what it gets wrong."""

import pytest

from tests.readme.examples import read


def test_each_problem_names_its_line() -> None:
    text = (
        "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](http://a b) [나래](ftp://n.kr)|다온|\n|1주차|[가람](https://a.kr)||\n"
        "|2주차|[라온](https://r.kr) [가람](https://a.kr/(x)||\n"
    )
    found, problems = read(text, "가람", "나래")
    assert found.handed_in == ()
    assert [line for line, _ in problems] == [3, 3, 3, 4, 5, 5]
    together = " ".join(why for _, why in problems)
    for part in (
        "broken link",
        "“ftp://n.kr” is not a link",
        "“다온”",
        "twice",
        "“라온”",
        "(https://a.kr/(x)",
    ):
        assert part in together


@pytest.mark.parametrize("label", ["1주차 ~ 2주차", "특별 주", "보너스"])
def test_a_row_with_marks_and_no_week_is_a_problem(label: str) -> None:
    _, problems = read(f"|주차|가람|\n|-|-|\n|{label}|O|\n|3주차|O|\n")
    assert [(line, "names no week" in why) for line, why in problems] == [(3, True)]


@pytest.mark.parametrize("label", ["합계", "총 벌금", "Total", "비고", "휴강"])
def test_a_row_of_sums_or_notes_is_no_week_and_no_problem(label: str) -> None:
    found, problems = read(f"|주차|가람|\n|-|-|\n|1주차|O|\n|{label}|1|\n")
    assert (found.weeks, problems) == ((1,), [])


@pytest.mark.parametrize(
    ("label", "cell", "row"), [("OT", "O", 3), ("0주차", "X", 3), ("오리엔테이션", "O", 3)]
)
def test_a_meeting_before_the_first_week_is_told_and_not_read(label: str, cell: str, row: int) -> None:
    found, problems = read(f"|주차|가람|\n|-|-|\n|{label}|{cell}|\n|1주차|O|\n")
    assert (found.weeks, problems, [each.row for each in found.notices]) == ((1,), [], [row])


@pytest.mark.parametrize(("cell", "told"), [("O 카페", 1), ("O", 0), ("O 9/12", 0)])
def test_a_note_beside_a_mark_is_told_and_the_mark_counts(cell: str, told: int) -> None:
    found, problems = read(f"|주차|가람|\n|-|-|\n|1주차|{cell}|\n")
    assert (len(found.handed_in), problems, len(found.notices)) == (1, [], told)


@pytest.mark.parametrize("cell", ["O 벌금 1,000원", "~~O~~", "🟩", "⏳", "O X", "카페"])
def test_a_mark_of_two_meanings_does_not_count_and_is_quoted(cell: str) -> None:
    found, problems = read(f"|이름|1주차|2주차|\n|-|-|-|\n|가람|O|{cell}|\n")
    assert [entry.week for entry in found.handed_in] == [1]
    assert [(line, cell in why) for line, why in problems] == [(3, True)]


def test_an_unknown_sign_is_a_problem() -> None:
    _, problems = read("|이름|1주차|2주차|\n|-|-|-|\n|가람|O|?!|\n|나래|X|O|\n")
    assert problems == [(3, "Studyboard does not know the mark “?!”. Write O, X or △, or a link.")]
