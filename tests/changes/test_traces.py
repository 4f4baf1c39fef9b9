"""The traces of a member in the texts of others."""

from studylib.workbook import answers
from tests.changes.erasing import erased, group, rows, study_of
from tests.season.seasons import tab

LINK = "https://garam.blog.kr/week-1?from=study"
ADDRESS = "garam.lee@x.kr"
WHO = "이가람"
UNNAMED = "탈퇴한 멤버 1"


def test_what_others_wrote_stays_but_for_the_traces_in_it() -> None:
    cells = erased(group())
    assert rows(cells, "payments")[2][4] == f"{UNNAMED} 대신, ***로 문의"
    assert rows(cells, "breaks")[2][2] == f"{UNNAMED}이 정한 날"
    assert rows(cells, "Form Responses 1")[2][4:6] == (f"{LINK}2", f"{answers.ERASED} 참고")
    assert rows(cells, "회의록") == (("메모", f"{UNNAMED} 발표"),)
    assert rows(cells, "members")[2:] == rows(group(), "members")[2:]


def test_a_link_that_another_member_handed_in_too_stays_theirs() -> None:
    shared = tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        f"2022-04-12 01:00:00 | {WHO} | 1 | https://group.kr/notes",
        "2022-04-12 02:00:00 | 나래 | 1 | https://group.kr/notes",
    )
    assert rows(erased(group(answers=shared)), "Form Responses 1")[1:] == (
        ("2022-04-12 01:00:00", UNNAMED, "1", answers.ERASED),
        ("2022-04-12 02:00:00", "나래", "1", "https://group.kr/notes"),
    )


def test_answers_known_only_by_their_address_get_a_name() -> None:
    by_address = tab(
        "Form Responses 1",
        "Timestamp | Email Address | week | link",
        f"2022-04-12 01:00:00 | {ADDRESS} | 1 | {LINK}",
        "2022-04-12 01:00:00 | narae@x.kr | 1 | https://n.kr/1",
    )
    cells = erased(group(answers=by_address))
    assert rows(cells, "Form Responses 1")[:2] == (
        ("Timestamp", "Email Address", "week", "link", "name"),
        ("2022-04-12 01:00:00", None, "1", answers.ERASED, UNNAMED),
    )
    assert list(study_of(cells).submissions["member"]) == [UNNAMED, "나래"]
