"""Settings that are none, and headers that the settings name."""

import pytest

from studylib.season.kinds import Pot
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.cells import Cell
from tests.season import seasons
from tests.season.seasons import tab

TOLD = tuple[str, int | None, str | None, str]


def given(*rows: tuple[str, Cell]) -> tuple[Study, list[TOLD]]:
    """The study with these rows of settings beside its start, and its problems."""
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", *rows)
    study, problems = reader.read(seasons.book(settings=settings))
    return study, [(each.tab, each.row, each.column, str(each.message)) for each in problems]


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("time zone", "Did you mean timezone / 시간대?"),
        ("시작 일", "Did you mean starts_on / 시작일?"),
        ("정산방식", "Did you mean pot / 정산 방식?"),
        ("마감시간", "Did you mean due / 마감?"),
    ],
)
def test_a_key_that_looks_like_a_known_one_is_a_notice(key: str, known: str) -> None:
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", f"{key} | 1")
    study, (notice,) = reader.read(seasons.book(settings=settings))
    assert (notice.row, notice.column, notice.subject, notice.is_notice) == (3, "key", key, True)
    assert known in str(notice.message)
    assert (str(study.starts_on), study.pot) == ("2022-04-06", Pot.EQUAL_EXCEPT_LAST)


@pytest.mark.parametrize("key", ["마스코트", "메모", "연락처", "study website", "스터디 이름"])
def test_a_key_unlike_any_or_beside_the_one_it_resembles_is_ignored(key: str) -> None:
    assert given((key, "x"), ("name", "스터디"))[1] == []


# ---- headers that the settings name ----


def map_columns(*cells: str) -> tuple[Study, list[TOLD]]:
    """The season of a form whose questions only the settings explain."""
    rows = [("columns", cell) for cell in cells]
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", *rows)
    answers = tab(
        "Form Responses 1",
        "Timestamp | 누구 | week | 어디에 올렸나요",
        "2022-04-12 | 가람 | 1 | https://n.kr/1",
    )
    study, problems = reader.read(seasons.book(settings=settings, answers=answers))
    return study, [(each.tab, each.row, each.column, str(each.message)) for each in problems]


@pytest.mark.parametrize(
    "cells",
    [
        ("링크 = 어디에 올렸나요; 이름 = 누구",),
        ("link = 어디에 올렸나요?", "name=누구"),
        ("링크 = 어디에 올렸나요\n이름 = 누구",),
        ("Form Responses 1: 링크 = 어디에 올렸나요", "이름 = 누구"),
    ],
)
def test_the_settings_name_columns_in_one_row_or_in_several(cells: tuple[str, ...]) -> None:
    study, problems = map_columns(*cells)
    assert (study.submissions["link"].tolist(), problems) == (["https://n.kr/1"], [])


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (
            "메모 = 없는 말",
            "No tab has the header “없는 말”, which stands for 메모 here. Copy the header from the sheet.",
        ),
        ("사진 = 누구", "“사진” is no column. Write a header of the template, as in link = 누구."),
        (
            "아무 말",
            "“아무 말” maps no column. Write a column and its header, as in link = Where did you post it.",
        ),
    ],
)
def test_a_mapping_that_matches_nothing_is_a_problem(cell: str, why: str) -> None:
    _, problems = map_columns("링크 = 어디에 올렸나요; 이름 = 누구", cell)
    assert problems == [("settings", 4, "value", why)]


def test_a_mapping_for_a_tab_that_is_not_there_yet_is_no_problem() -> None:
    assert given(("columns", "납부일 = 언제"))[1] == []
