"""The settlement under other rules."""

import html

import pytest

from studylib.config import studies
from studylib.season.kinds import Pot
from studylib.workbook import sample
from tests.pages.drawn import JUNE, NOW, Open, store, strips, tables, text
from tests.pages.workbooks import CLOSED, group

pytestmark = pytest.mark.usefixtures("configured")


OTHER = {"what_if": "late:12:2000,absent::5000", "pot": "equal"}


def test_other_rules_stand_beside_the_real_ones_month_by_month_and_member_by_member(visit: Open) -> None:
    app = visit("settlement", group(), **OTHER, **JUNE)
    season, may, april = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert may == [
        [
            "하나",
            "12,000원 / 바꾸면 15,000원",
            "0원 / 바꾸면 14,000원",
            "−12,000원 / 바꾸면 −1,000원",
            "+11,000원",
        ],
        [
            "두리",
            "11,000원 / 바꾸면 12,000원",
            "35,000원 / 바꾸면 14,000원",
            "+24,000원 / 바꾸면 +2,000원",
            "−22,000원",
        ],
        [
            "세찬",
            "12,000원 / 바꾸면 15,000원",
            "0원 / 바꾸면 14,000원",
            "−12,000원 / 바꾸면 −1,000원",
            "+11,000원",
        ],
    ]
    assert april == [
        ["하나", "0원", "4,000원 / 바꾸면 2,500원", "+4,000원 / 바꾸면 +2,500원", "−1,500원"],
        [
            "두리",
            "4,000원 / 바꾸면 5,000원",
            "0원 / 바꾸면 2,500원",
            "−4,000원 / 바꾸면 −2,500원",
            "+1,500원",
        ],
    ]
    assert [row[-1] for row in season] == ["+9,500원", "−20,500원", "+11,000원"]
    assert "벌금 모음 35,000원 (바꾸면 42,000원)" in text(app)


def test_other_rules_leave_a_closed_month_as_it_is_on_its_own_side(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), pot="keep", **JUNE)
    _, _, april = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert april[0] == [
        "하나",
        "1,000원 / 바꾸면 0원",
        "2,999원 / 바꾸면 0원",
        "+1,999원 / 바꾸면 0원",
        "−1,999원",
    ]


def test_other_rules_are_judged_by_their_own_moments(visit: Open) -> None:
    query = {"what_if": "late:1:1000,absent::9000", "as_of": "2022-05-11T01:00"}
    app = visit("settlement", group(), **query)
    _, may, _ = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert [row[:2] for row in may if row[0] == "세찬"] == [["세찬", "0원 / 바꾸면 9,000원"]]
    app = visit("settlement", studies.resolve_address(None), **query | {"as_of": "2022-05-11T00:59:59"})
    _, may, _ = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert [row[:2] for row in may if row[0] == "세찬"] != [["세찬", "0원 / 바꾸면 9,000원"]]


def test_rules_that_are_changed_stand_in_the_address_and_nothing_is_saved(visit: Open) -> None:
    app = visit("settlement", group(), **JUNE)
    before = store().version()
    assert "지금은 실제 규칙입니다." in text(app)
    app.number_input(key="what_if_amount_1").set_value(5_000).run()
    assert app.query_params["what_if"] == "late:12:3000,absent::5000"
    app.number_input(key="what_if_hours_0").set_value(36.5).run()
    app.selectbox(key="what_if_pot").set_value(Pot.FAULTLESS).run()
    assert app.query_params["what_if"] == "late:36.5:3000,absent::5000"
    assert app.query_params["pot"] == "faultless"
    again = visit("settlement", studies.resolve_address(None), **app.query_params)
    assert tables(again) == tables(app)
    app.button(key="what_if_back").click().run()
    assert not {"what_if", "pot"} & set(app.query_params)
    assert app.number_input(key="what_if_amount_1").value == 4_000
    assert store().version() == before


def test_tiers_that_contradict_each_other_are_refused_and_the_others_stay(visit: Open) -> None:
    app = visit("settlement", sample.make_sample(NOW), lang="en")
    app.number_input(key="what_if_hours_0").set_value(36.0).run()
    assert "Another tier has the same limit" in strips(app)[-1]
    assert app.number_input(key="what_if_hours_0").value == 12
    assert "what_if" not in app.query_params


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"what_if": "<b>x</b>"}, "“<b>x</b>” is no tier. Write one as late:12:3000"),
        ({"what_if": "late:12:-1,absent::4000"}, "The amount -1 is negative."),
        ({"what_if": "late:12:3000"}, "No tier is without a limit"),
        ({"pot": "robin_hood"}, "“robin_hood” is no use of the pot."),
    ],
)
def test_unreadable_rules_are_reported_and_the_real_ones_stay(
    visit: Open, query: dict[str, str], why: str
) -> None:
    app = visit("settlement", group(), lang="en", **query)
    assert html.unescape(strips(app)[-1]).startswith(why)
    assert "These are the real rules." in text(app)


def test_a_readable_rule_is_shown_beside_an_unreadable_one(visit: Open) -> None:
    app = visit("settlement", group(), what_if="nonsense", pot="keep", **JUNE)
    assert app.selectbox(key="what_if_pot").value == Pot.KEEP
    assert "멤버별 차이" in dict(tables(app))


def test_a_tier_until_noon_stays_one_when_its_amount_is_changed(visit: Open) -> None:
    app = visit("settlement", group(), what_if="late:정오:3000,absent::5000", **JUNE)
    assert "지각: 마감 뒤 처음 오는 11:59:59까지 3,000원" in text(app)
    assert [each.key for each in app.number_input if "hours" in str(each.key)] == []
    app.number_input(key="what_if_amount_0").set_value(2_000).run()
    assert app.query_params["what_if"] == "late:until 12%3A00%3A00:2000,absent::5000"
    assert "지각: 마감 뒤 처음 오는 11:59:59까지 2,000원" in text(app)
