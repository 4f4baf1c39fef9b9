"""Markup that visitors share, and what keeps it apart."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.standing import Standing
from studylib.views import prices
from studylib.views.board import rest
from studylib.web import address, derived, kept
from studylib.web.visit import Visit
from tests.pages.drawn import NOW
from tests.season.seasons import MS
from tests.web.visits import make_visit, move_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})


def show(visit: Visit) -> Markup:
    return rest.write_rest(visit, derived.find_standing(visit))


def test_visitors_who_see_the_same_share_a_part_until_an_event() -> None:
    visit = make_visit()
    part = show(visit)
    assert show(move_visit(visit, NOW + timedelta(seconds=1))) is part
    due = visit.study.week_of[3].due_at
    before, at = (show(move_visit(visit, due + nudge)) for nudge in (-MS, timedelta(0)))
    assert before is not at


def test_nobody_gets_the_part_of_a_visitor_with_other_rights_language_or_query() -> None:
    visit = make_visit()
    part = show(visit)
    assert "₩" in part
    outsider = make_visit(None, Need.BOARD, season=visit.season)
    assert "₩" not in show(outsider)
    assert "이번 달" in show(make_visit(season=visit.season, language="ko"))
    address.keep_parameter("lang", "en")
    assert show(visit) is not part
    address.keep_parameter("lang", None)
    assert show(visit) is part


def test_another_season_shares_nothing() -> None:
    asked: list[str] = []

    @kept.keep_part
    def draw(visit: Visit, now: Standing) -> Markup:
        asked.append(visit.study.name)
        return Markup("")

    for visit in (make_visit(), make_visit()):
        for _ in range(2):
            draw(visit, derived.find_standing(visit))
    assert len(asked) == 2


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_a_kept_price_is_that_of_its_moment(minutes: int) -> None:
    """Around the due moment, a later stage and midnight, in the order in which visitors come."""
    visit = make_visit()
    (duty, *_) = visit.study.week_of[5].duties
    for base in (duty.due_at, duty.due_at + timedelta(hours=12), duty.due_at - timedelta(days=1)):
        for member in (None, visit.study.members[0].name):
            moved = move_visit(visit, base + timedelta(minutes=minutes))
            told = prices.draw_price(moved, duty, member)
            assert told == prices._write_price(replace(moved), duty, member)
            assert prices.draw_price(moved, duty, member) is told
