"""Titles of tabs."""

import pytest

from studylib.workbook import titles
from studylib.workbook.layouts import (
    BREAKS,
    EXCUSES,
    MEMBERS,
    PAYMENTS,
    SETTINGS,
    SETTLEMENTS,
    TIERS,
    WEEKS,
    Layout,
)
from studylib.workbook.titles import Likeness


@pytest.mark.parametrize(
    ("layout", "title", "likeness"),
    [
        (TIERS, "벌금표", Likeness.LISTED),
        (EXCUSES, "면제 목록", Likeness.LISTED),
        (MEMBERS, "멤버들", Likeness.LISTED),
        (MEMBERS, "👥 멤버 (2기)", Likeness.LISTED),
        (MEMBERS, "멤버 / Members", Likeness.LISTED),
        (SETTINGS, "settings2", Likeness.LISTED),
        (SETTINGS, "Settings (1)", Likeness.LISTED),
        (WEEKS, "1. 주차", Likeness.LISTED),
        (MEMBERS, "참여자 명단", Likeness.OTHER),
        (WEEKS, "커리큘럼", Likeness.OTHER),
        (BREAKS, "휴가", Likeness.OTHER),
        (PAYMENTS, "입금 내역", Likeness.OTHER),
        (MEMBERS, "맴버", Likeness.NEAR),
        (SETTINGS, "setings", Likeness.NEAR),
        (TIERS, "벌긍", Likeness.NEAR),
        (EXCUSES, "문제", Likeness.NONE),
        (EXCUSES, "과제", Likeness.NONE),
        (SETTINGS, "설정 사본", Likeness.NONE),
        (SETTINGS, "Copy of settings", Likeness.NONE),
        (MEMBERS, "지난 멤버", Likeness.NONE),
        (MEMBERS, "멤버 소개", Likeness.NONE),
        (TIERS, "벌금 현황", Likeness.NONE),
        (WEEKS, "주차장", Likeness.NONE),
        (MEMBERS, "Sheet1", Likeness.NONE),
        (SETTLEMENTS, "차트", Likeness.NONE),
        (MEMBERS, "", Likeness.NONE),
    ],
)
def test_a_title_is_judged_by_how_much_it_looks_like_a_kind(
    layout: Layout, title: str, likeness: Likeness
) -> None:
    assert titles.judge_title(layout, title) is likeness
