"""One member's record."""

import re
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook import sample
from studylib.workbook.cells import Tab
from tests.pages.drawn import JUNE, NOW, Markup, Open, bodies, facts, kinds, strips, table, text
from tests.pages.workbooks import group, payments, settlements

pytestmark = pytest.mark.usefixtures("configured")


def record(visit: Open, name: str, *more: Tab, **query: str) -> AppTest:
    return visit("member", group(more=more), name=name, **query)


def test_the_record_begins_with_what_the_season_comes_to(visit: Open) -> None:
    paid = payments(
        (date(2022, 5, 30), "2022-05", "하나", 2_000, "<i>현금</i>"), (date(2022, 6, 2), "2022-05", "하나", 1)
    )
    app = record(visit, "하나", paid, **JUNE)
    assert "하나제시간 2 · 결석 3" in text(app)
    assert facts(app) == {
        "남은 금액": ("낼 돈 6,000원", "확정된 달 합계"),
        "벌금": ("12,000원", ""),
        "분배": ("4,000원", ""),
        "납부": ("2,000원 냄", ""),
    }
    assert table(app, "월별")[1:] == [
        ["2022년 5월", "12,000원", "0원", "2,000원 냄", "낼 돈 10,000원"],
        ["2022년 4월", "0원", "4,000원", "–", "받을 돈 4,000원"],
    ]
    assert "2022년 5월 30일 (월)2,000원 냄2022년 5월분 · <i>현금</i>" in text(app)
    assert "settlement?as_of=2022-06-01T12%3A00&month=2022-04" in Markup(app).links


def test_the_record_lists_each_week_with_its_reason_and_links(visit: Open) -> None:
    app = record(visit, "두리")
    body = next(body for body in reversed(bodies(app)) if "주차별" in body)
    weeks = [re.sub("<[^>]*>", "|", each) for each in body.split("<li>")[1:]]
    assert len(weeks) == 5
    assert "2주차 · 주제 2" in weeks[3]
    assert "▲ 지각" in weeks[3]
    assert "|3,000원|" in weeks[3]
    assert "제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원" in weeks[3]
    assert "https://duri.example/2" in Markup(app).links
    assert "면제: 가족 여행" in weeks[1]


@pytest.mark.parametrize(
    "link",
    ["https://github.com@evil.example/", "https://github.com%40evil.example/", "https://a:b@evil.example/"],
)
def test_an_answer_whose_link_hides_where_it_leads_counts_and_is_no_link(visit: Open, link: str) -> None:
    cells = group(answers=[(datetime(2022, 4, 12, 21), "하나", 1, link)])
    for page in ("member", "curriculum", "board"):
        app = visit(page, cells, name="하나")
        assert not [each for each in Markup(app).links if "evil.example" in each]
    app = visit("member", cells, name="하나")
    assert "evil.example/" in text(app)
    assert "하나제시간 1 · " in text(app)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "Next turn: Week 8, Wed 5/25 to Tue 5/31, in 14 days",
                [("Week 3", "(for 다온)", "blog.example/raon/rnn"), ("Week 8", "", "from Wed 5/25 on")],
            ),
        ),
        (
            "ko",
            (
                "다음 당번: 8주차, 5/25 (수) – 5/31 (화), 14일 뒤",
                [("3주차", "(다온 대신)", "blog.example/raon/rnn"), ("8주차", "", "5/25 (수)부터")],
            ),
        ),
    ],
)
def test_the_record_lists_the_turns_and_their_posts(
    visit: Open, language: str, lines: tuple[str, list[tuple[str, str, str]]]
) -> None:
    assert turns(visit("member", sample.make_sample(NOW), name="라온", lang=language)) == lines


def turns(app: AppTest) -> tuple[str, list[tuple[str, str, str]]]:
    """Read the turns of a record: the next one, then each with its week, swap and post."""
    body = next(
        body for body in bodies(app) if re.search("<h2>(Turns of the team blog|팀블로그 당번)</h2>", body)
    )
    parts = [re.sub("(<[^>]*>)+", "|", line).strip("|").split("|") for line in body.split("<li>")]
    found = [(week.split(" · ")[0], swap[0] if swap else "", post) for week, *swap, post in parts[1:]]
    return parts[0][1], found


def test_the_record_says_so_when_the_turn_is_now_and_when_none_is_left(visit: Open) -> None:
    on = sample.make_sample(NOW)
    now = turns(visit("member", on, name="가람", lang="en"))
    assert now[0] == "Your turn now: Week 6, Wed 5/11 to Tue 5/17"
    assert ("Week 6", "", "No post yet") in now[1]
    assert (
        turns(visit("member", on, name="가람", lang="en", as_of="2022-09-01T00:00"))[0] == "No turn is left."
    )


def test_the_record_is_that_of_the_name_in_the_address_and_the_choice_is_kept(visit: Open) -> None:
    app = visit("member", group())
    assert app.selectbox(key="record_member").value is None
    assert kinds(app) == {"html", "selectbox"}
    app.selectbox(key="record_member").set_value("세찬").run()
    assert app.query_params["name"] == "세찬"
    app.query_params.clear()
    assert "<h2>세찬</h2>" in "".join(bodies(app.run()))
    assert app.query_params["name"] == "세찬"


def test_an_unknown_name_is_one_line(visit: Open) -> None:
    app = record(visit, "<b>누구</b>", lang="en")
    assert strips(app) == ["There is no member of that name. Choose one from the list."]
    assert app.selectbox(key="record_member").value is None


def test_a_member_without_weeks_has_a_line_instead(visit: Open) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    app = visit("member", season, name="나중에", lang="en")
    assert strips(app)[-1] == "This member is not judged for any week."
    assert facts(app)["Outstanding"] == ("Settled", "of all final months")


def test_a_former_member_keeps_a_record_of_settled_months(visit: Open) -> None:
    left = settlements(("2022-04", "하나", 0, 4_000, 0), ("2022-04", "옛 멤버", 4_000, 0, 0))
    app = record(visit, "옛 멤버", left)
    assert facts(app)["남은 금액"] == ("낼 돈 4,000원", "확정된 달 합계")
    assert table(app, "월별")[1:] == [["2022년 4월", "4,000원", "0원", "–", "낼 돈 4,000원"]]


def test_the_details_of_the_board_lead_to_the_record(visit: Open) -> None:
    assert (
        "member?lang=en&name=%ED%95%98%EB%82%98"
        in Markup(visit("board", group(), lang="en", member="하나", week="1")).links
    )
