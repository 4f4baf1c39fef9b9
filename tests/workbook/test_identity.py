"""The identity of a season, in the settings."""

from datetime import date

import pytest

from studylib.workbook import identity, reader, template, values
from tests.season.seasons import book, tab

SETTINGS = ("name | 시험", "starts_on | 2022-04-06", "timezone | Asia/Seoul")


def test_a_new_identity_is_random_and_no_number() -> None:
    made = {identity.make_identity() for _ in range(100)}
    assert len(made) == 100
    assert all(each.startswith("s-") and len(each) == 18 and each.isascii() for each in made)


@pytest.mark.parametrize("name", ["밤샘 스터디", "MLOps  study", "2022", ""])
def test_name_and_start_are_an_identity_that_splits_into_them(name: str) -> None:
    written = identity.write_identity(name, date(2022, 4, 6))
    assert identity.split_identity(written) == (name, "2022-04-06")


@pytest.mark.parametrize("key", ["id", "ID", "식별자", " 식별자 "])
def test_the_settings_hold_it_under_either_key(key: str) -> None:
    study, problems = reader.read(book(settings=tab("settings", "key | value", *SETTINGS, f"{key} | s-1a2b")))
    assert (study.identity, problems) == ("s-1a2b", [])


def test_without_the_key_or_its_value_there_is_none() -> None:
    for rows in (SETTINGS, (*SETTINGS, "id | ")):
        assert reader.read(book(settings=tab("settings", "key | value", *rows)))[0].identity is None


@pytest.mark.parametrize(("length", "read"), [(199, True), (200, True), (201, False), (100_000, False)])
def test_a_long_one_is_a_problem_that_blocks_no_month(length: int, read: bool) -> None:
    study, problems = reader.read(
        book(settings=tab("settings", "key | value", *SETTINGS, f"id | {'x' * length}"))
    )
    assert (study.identity == "x" * length) is read
    assert [(each.subject, each.reach.months) for each in problems] == ([] if read else [("id", frozenset())])


def test_a_template_has_the_identity_it_is_given_and_keeps_it_when_made_again() -> None:
    made = template.make_template("ko", "Asia/Seoul", "s-first")
    assert reader.read(made)[0].identity == "s-first"
    assert template.list_missing_tabs(made, template.make_template("ko", "Asia/Seoul", "s-second")) == ()
    assert reader.read(template.make_template("en", "Asia/Seoul"))[0].identity is None


def test_a_number_typed_as_an_identity_is_one() -> None:
    assert identity.parse_identity(12345.0) == "12345"
    with pytest.raises(values.CellError, match="at most 200 characters"):
        identity.parse_identity("x" * 201)
