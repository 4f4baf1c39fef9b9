"""What the columns leave open without a roster."""

from studylib.readme.listing import find_listing
from studylib.season.study import Member
from studylib.workbook.members import Roster
from tests.readme.grids import only
from tests.readme.tables import NO, M, W, classify, table


def test_a_column_of_texts_under_no_known_word_is_nobodys_and_that_is_told() -> None:
    text = table("|주차|이번에는|가람|", "|1주차|큐|O|", "|2주차|스택|X|")
    assert classify(text) == (W, NO, M)
    found, told = find_listing(only(text), None), find_listing(only(text), Roster([Member("가람")]))
    assert found is not None
    assert told is not None
    assert ["“이번에는”" in str(each.why) for each in found.said] == [True]
    assert told.said == ()


def test_without_a_roster_links_that_may_be_names_are_asked_about() -> None:
    rows = (
        "|1|[가람](https://e.org/1) [나래](https://e.org/2)|",
        "|2|[가람](https://e.org/3) [나래](https://e.org/4)|",
    )
    found = find_listing(only(table("|주차|모음집|", *rows)), None)
    assert found is not None
    assert "“모음집” is a member, or holds links of 가람, 나래" in str(found.said[0].why)
    assert set(found.weeks) == {None}
