"""Links between the pages."""

from pathlib import Path

import pytest

from studylib.access.rights import Need
from studylib.web.links import link_checks, link_member, link_month, link_setup, name_week
from tests.pages.workbooks import group
from tests.web.visits import make_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_member_is_linked_to_their_record_by_name_or_by_another_text() -> None:
    visit = make_visit()
    assert (
        str(link_member(visit, "하나")) == '<a href="member?name=%ED%95%98%EB%82%98" target="_self">하나</a>'
    )
    assert str(link_member(visit, "하나", "1 <b>")).endswith(">1 &lt;b&gt;</a>")


def test_a_visitor_who_may_not_see_money_gets_the_name_alone() -> None:
    visit = make_visit(group(), Need.BOARD)
    assert str(link_member(visit, "<하나>")) == "&lt;하나&gt;"


def test_a_month_and_the_checks_are_linked_in_the_visitors_language() -> None:
    english, korean = make_visit(), make_visit(language="ko")
    assert (
        str(link_month(english, "2022-05"))
        == '<a href="settlement?month=2022-05" target="_self">May 2022</a>'
    )
    assert ">2022년 5월</a>" in link_month(korean, "2022-05")
    assert str(link_checks(english)) == '<a href="checks?" target="_self">See the checks</a>'


def test_the_page_that_begins_a_season_is_linked_as_a_button_for_a_study_of_several() -> None:
    assert str(link_setup("Start <b>", study="mlops")) == (
        '<a class="action" href="setup?study=mlops" target="_self">Start &lt;b&gt;</a>'
    )
    assert 'class="action quiet" href="setup?"' in link_setup("Start", "action quiet")


def test_a_week_is_named_by_its_number_and_its_topic_if_it_has_one() -> None:
    visit = make_visit(group(weeks=[(1, "RNNs"), (2, None)]))
    assert [name_week(visit, number) for number in (1, 2)] == ["Week 1 · RNNs", "Week 2"]
