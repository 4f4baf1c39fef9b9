"""Kinds that the rules name."""

from studylib.season.kinds import Audience, Pot, Status
from studylib.season.words import name_status
from studylib.text.language import CODES, Language


def test_the_words_of_each_kind_are_those_that_workbooks_and_files_have() -> None:
    assert list(map(str, Status)) == ["on_time", "late", "absent", "excused", "overdue", "open", "upcoming"]
    assert list(map(str, Pot)) == ["equal_except_last", "equal", "faultless", "keep"]
    assert list(map(str, Audience)) == ["members", "public"]


def test_each_status_has_a_name_of_its_own_in_each_language() -> None:
    for code in CODES:
        names = [name_status(Language(code), status) for status in Status]
        assert len(set(names)) == len(Status)
