"""Members who stand in a list twice."""

import pytest

from studylib.setup.twins import Twins


def explain(first: str, second: str, address: str | None = None) -> str:
    twins = Twins()
    twins.add(1, first, "a@x.kr")
    return str(twins.explain(2, second, address) or "")


@pytest.mark.parametrize("second", ["가람", "가 람", "가람님", "가람 (백엔드)", "가\u200b람", "가람 씨"])
def test_names_that_people_cannot_tell_apart_are_told_with_the_line_of_the_first(second: str) -> None:
    assert "line 1" in explain("가람", second)


@pytest.mark.parametrize("second", ["АDA", "ＡＤＡ", "ada"])
def test_letters_of_other_alphabets_make_no_other_name(second: str) -> None:
    assert explain("ADA", second)


@pytest.mark.parametrize("second", ["가림", "가람이", "김가람", "나래"])
def test_another_name_is_another_member(second: str) -> None:
    assert not explain("가람", second)


def test_names_that_end_alike_are_no_twins() -> None:
    assert not explain("김지양", "김지군")


def test_two_members_have_no_address_in_common() -> None:
    assert explain("가람", "나래", "A@X.kr")
    assert not explain("가람", "나래", "b@x.kr")
