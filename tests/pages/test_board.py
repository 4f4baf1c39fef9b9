"""The board."""

import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from studylib.access.rights import Need, Rights, Role
from studylib.figures import window
from studylib.source.reader import Reader, Reading
from studylib.web import look
from studylib.workbook import sample
from tests.pages.drawn import NOW, Markup, Open, bodies, card, facts, grid, lead, strips, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def test_the_board_shows_the_present_week_and_its_figures(visit: Open) -> None:
    app = visit("board", group())
    assert "밤샘 스터디 · 4주차주제 4" in text(app)
    assert lead(app) == "마감 5/17 (화) 23:59:59"
    assert facts(app) == {
        "남은 시간": ("6일 23시간", ""),
        "제출": ("0 / 2", ""),
        "제출 전": ("2", "하나, 세찬"),
        "이번 달 벌금": ("7,000원", "2022년 5월"),
    }


def count_messages(block: Block) -> int:
    return sum(
        1 + (count_messages(each) if isinstance(each, Block) else 0) for each in block.children.values()
    )


def test_the_board_is_sent_in_few_messages(visit: Open) -> None:
    app = visit("board", group())
    assert count_messages(app.main) == 7, "each message costs about 0.2 ms a rerun: join it to another"


def members(count: int) -> list[tuple[str, str]]:
    return [(f"멤버{number}", f"m{number}@school.kr") for number in range(count)]


@pytest.mark.parametrize(
    ("count", "folded"), [(7, None), (8, None), (9, "외 1명멤버8"), (30, "외 22명멤버8, 멤버9")]
)
def test_the_names_of_many_who_have_not_handed_in_are_folded_after_eight(
    visit: Open, count: int, folded: str | None
) -> None:
    app = visit("board", group(members=members(count), answers=()))
    shown = text(app)
    assert ("<details" in "".join(bodies(app))) is (folded is not None)
    assert folded is None or f"멤버7{folded}" in shown


def panel(app: AppTest) -> str:
    """Read the panel at the head of the board, and what is above the grid."""
    head = "".join(bodies(app)).partition('<div class="panel">')[2].partition("<table")[0]
    return re.sub("(<[^>]*>)+", "|", head)


@pytest.mark.parametrize(
    ("moment", "price"),
    [
        ("2022-05-10T23:59", "지금 제출하면 벌금 없음|, |내일 00:00부터 3,000원"),
        ("2022-05-11T00:30", "3주차| |지금 제출하면 벌금 3,000원|, |오늘 12:00부터 4,000원"),
        ("2022-05-11T12:00", "지금 제출하면 벌금 없음|, |5/18 (수) 00:00부터 3,000원"),
    ],
)
def test_the_head_says_what_handing_in_costs_now_and_from_when_it_costs_more(
    visit: Open, moment: str, price: str
) -> None:
    assert price in panel(visit("board", group(), as_of=moment))


def test_who_is_known_sees_the_own_state_first(visit: Open) -> None:
    late = panel(visit("board", group(), name="두리"))
    assert "|두리 님|3주차|! 미제출|지금 제출하면 벌금 3,000원|, |오늘 12:00부터 4,000원|" in late
    assert "|4주차|– 면제|" in late
    assert "세찬" not in late.partition("제출하기")[0]
    done = panel(visit("board", group(), name="하나"))
    assert (
        "|하나 님|4주차|··· 진행 중|지금 제출하면 벌금 없음|, |5/18 (수) 00:00부터 3,000원|"
        in done.replace("…", "···")
    )


@pytest.mark.parametrize(("moment", "waits"), [("2022-05-10T23:57:13", False), ("2022-05-10T23:57", True)])
def test_who_has_handed_in_is_not_urged_to(visit: Open, moment: str, waits: bool) -> None:
    app = visit("board", group(), name="하나", as_of=moment)
    assert ("지금 제출할 것이 없습니다." in panel(app)) is not waits
    assert ('class="action soft"' in "".join(bodies(app))) is waits


def test_who_asks_how_they_stand_chooses_a_name_once(visit: Open) -> None:
    app = visit("board", group())
    assert "?who=ask" in Markup(app).links
    assert not app.selectbox
    asked = visit("board", group(), who="ask")
    asked.selectbox(key="board_member").set_value("하나").run()
    assert "|하나 님|" in panel(asked)
    assert not asked.selectbox
    assert "who" not in asked.query_params


def test_who_is_somebody_else_is_forgotten_in_the_browser_too(visit: Open) -> None:
    known = visit("board", group(), name="하나")
    assert "?who=else" in Markup(known).links
    known.query_params["who"] = "else"
    known.run()
    assert "하나 님" not in panel(known)
    assert 'data-cookie="studyboard_me=; Max-Age=0' in "".join(bodies(known))
    assert not {"who", "name"} & set(known.query_params)


@pytest.mark.parametrize("wish", ["ask", "else", "=1+1"])
def test_who_sees_short_names_is_never_asked(visit: Open, monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    seen = Rights(Role.ANONYMOUS, frozenset({Need.BOARD}), whole_names=False)
    monkeypatch.setattr(look, "judge_rights", lambda *asked: seen)
    app = visit("board", group(), who=wish)
    assert not app.selectbox
    assert not [link for link in Markup(app).links if "who=" in link]
    assert "data-cookie" not in "".join(bodies(app))


def test_the_head_leads_to_the_hand_in_unless_the_season_is_over(visit: Open) -> None:
    assert "hand_in?" in Markup(visit("board", group())).links
    over = visit("board", group(), as_of="2022-05-25T13:00")
    assert not [link for link in Markup(over).links if link.startswith("hand_in")]


def test_the_board_names_members_who_can_still_hand_in_late(visit: Open) -> None:
    assert strips(visit("board", group())) == []
    line = "3주차 아직 제출하지 않은 멤버: 두리, 세찬 · 지금은 지각 · 5/11 (수) 12:00:00부터 결석"
    assert line in text(visit("board", group()))


def test_a_board_too_large_for_a_browser_names_the_weeks_it_shows(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "MOST_BYTES", 1)
    assert strips(visit("board", group())) == ["표에는 4주차부터 4주차까지 보입니다. · 이전 주차 · 다음 주차"]


def blog(app: AppTest) -> str | None:
    """Read the line of the board about the team blog. ``None`` if there is none."""
    found = re.search('<p class="turns">(.*?)</p>', "".join(bodies(app)))
    return re.sub("(<[^>]*>)+", "|", found[1]) if found else None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "|팀블로그|6주차 |가람| · 아직 글이 없습니다|다음 당번: 7주차 |나래|, 8주차 |라온|"),
        ("en", "|Team blog|Week 6 |가람| · No post yet|Next: Week 7 |나래|, Week 8 |라온|"),
    ],
)
def test_the_board_names_the_writer_and_the_next_ones(visit: Open, language: str, line: str) -> None:
    app = visit("board", sample.make_sample(NOW), lang=language)
    assert blog(app) == line
    assert any("member?" in link and "name=%EA%B0%80%EB%9E%8C" in link for link in Markup(app).links)


def test_the_board_links_to_the_post_and_names_the_member_replaced(visit: Open) -> None:
    third_week = f"{NOW - timedelta(days=25):%Y-%m-%dT%H:%M}"
    app = visit("board", sample.make_sample(NOW), as_of=third_week)
    assert (
        blog(app)
        == "|팀블로그|3주차 |라온 (다온 대신)| · |blog.example/raon/rnn|다음 당번: 4주차 |다온|, 5주차 |마루|"
    )
    assert "https://blog.example/raon/rnn" in Markup(app).links


def test_the_board_leaves_the_team_blog_out_without_turns(visit: Open) -> None:
    assert blog(visit("board", group())) is None


@pytest.mark.parametrize(
    ("moment", "line", "next_fact"),
    [
        ("2022-04-05T23:59:59", "시즌은 2022년 4월 6일 (수)에 시작합니다.", "1초"),
        ("2022-04-06T00:00", "마감 4/12 (화) 23:59:59", "7일"),
        ("2022-04-12T23:59:59", "마감 4/12 (화) 23:59:59", "1초"),
        ("2022-04-13T00:00", "휴식 기간입니다. 다음 주차는 2022년 4월 27일 (수)에 시작합니다.", "14일"),
        ("2022-05-25T00:00", "시즌이 끝났습니다.", None),
    ],
)
def test_the_board_knows_where_in_the_season_it_is(
    visit: Open, moment: str, line: str, next_fact: str | None
) -> None:
    app = visit("board", group(), as_of=moment)
    assert lead(app) == line
    first = next(iter(facts(app).items()))
    if next_fact is None:
        assert first[0] == "제출"
    else:
        assert first[1][0] == next_fact


def test_the_address_of_a_member_and_a_week_shows_the_details(visit: Open) -> None:
    app = visit("board", group())
    assert "칸을 고르면 자세한 내용이 보입니다." in text(app)
    app = visit("board", group(), member="두리", week="2")
    shown = card(app)
    assert "|두리 · 2주차|" in shown
    assert "|▲ 지각|" in shown
    reason = "2주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원"
    assert f"|{reason}|" in shown
    assert "|3,000원|" in shown
    assert "https://duri.example/2" in Markup(app).links


def test_the_details_show_the_first_time_and_the_newest_link(visit: Open) -> None:
    app = visit("board", group(), member="하나", week="3")
    assert "|✓ 제시간|" in card(app)
    assert "마감 2분 47초 전" in card(app)
    assert "https://hana.example/3?v=2" in Markup(app).links
    assert "https://hana.example/3" not in Markup(app).links


def test_a_personal_break_excuses_and_says_why(visit: Open) -> None:
    app = visit("board", group(), member="두리", week="4")
    assert "|– 면제|" in card(app)
    assert "면제: 가족 여행|" in card(app)
    assert "|아직 노트가 없습니다|" in card(app)


def test_a_week_that_a_member_does_not_answer_for_has_no_details(visit: Open) -> None:
    app = visit("board", group(), member="세찬", week="1")
    assert strips(app)[-1] == "세찬 님은 그 주차의 판정 대상이 아닙니다."
    assert not any('class="sb card"' in body for body in bodies(app))


def test_the_legend_names_the_statuses_on_the_board_and_no_others(visit: Open) -> None:
    def legend(as_of: str) -> list[str]:
        body = next(
            each for each in bodies(visit("board", group(), as_of=as_of, lang="en")) if "legend" in each
        )
        return re.findall(r"</span>([^<>]+)</span>", body)

    assert legend("2022-05-11T00:30") == [
        "On time",
        "Late",
        "Absent",
        "Excused",
        "Overdue",
        "Open",
        "Upcoming",
    ]
    assert legend("2022-06-01") == ["On time", "Late", "Absent", "Excused"]


def test_the_grid_has_a_text_for_screen_readers(visit: Open) -> None:
    assert (
        'aria-label="Members by weeks: On time 2, Late 1, Absent 2, Excused 1, Overdue 2, Open 2, Upcoming 3"'
        in grid(visit("board", group(), lang="en"))
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"member": "아무개", "week": "2"},
        {"member": "하나"},
        {"member": "하나", "week": "0"},
        {"member": "하나", "week": "99"},
        {"member": "하나", "week": "²"},
        {"member": "하나", "week": "9" * 5000},
        {"member": "<b>x</b>" * 100, "week": "-1"},
    ],
)
def test_an_address_of_no_cell_says_so(visit: Open, asked: dict[str, str]) -> None:
    app = visit("board", group(), **asked)
    assert strips(app) == ["주소에 적힌 칸이 이 현황에 없습니다. 표에서 골라 주세요."]


def test_the_cells_lead_to_their_details_with_what_the_address_keeps(visit: Open) -> None:
    as_of = "2022-05-11T00:29"
    app = visit("board", group(), lang="en", as_of=as_of)
    links = [parse_qs(link[1:]) for link in Markup(app).links if "week=" in link]
    assert {"lang": ["en"], "as_of": [as_of], "member": ["두리"], "week": ["2"]} in links
    assert len(links) == 13


def test_other_weeks_of_a_large_board_are_a_link_away(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "MOST_BYTES", 1)
    app = visit("board", group(), week="2")
    assert strips(app) == ["표에는 2주차부터 2주차까지 보입니다. · 이전 주차 · 다음 주차"]
    assert {"?week=1", "?week=3"} <= set(Markup(app).links)
    assert "하나, 2주차, " in grid(app)


@pytest.mark.parametrize("page", ["board", "check_in", "fines"])
def test_a_run_of_a_page_looks_at_the_workbook_once(
    visit: Open, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads = Reader.read, list[Reader]()

    def count(self: Reader, *, anew: bool = False) -> Reading:
        reads.append(self)
        return read(self, anew=anew)

    monkeypatch.setattr(Reader, "read", count)
    app = visit(page, group())
    assert len(reads) == 1
    app.run()
    assert len(reads) == 2
