"""The season page: rates, streaks, fines, posts, and who completed it."""

from datetime import date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.pages.drawn import NOW, Markup, Open, bodies, facts, strips, table, text
from tests.pages.workbooks import HOSTILE, group

pytestmark = pytest.mark.usefixtures("configured")

LATER = {"as_of": "2022-06-01T12:00"}


def test_members_stand_by_their_rate_with_counts_and_streaks(visit: Open) -> None:
    assert table(visit("season", group()), "멤버별 제시간 비율") == [
        ["멤버", "제시간", "횟수", "연속", "최장"],
        ["하나", "66%", "2/3", "1", "1"],
        ["두리", "0%", "0/3", "0", "0"],
        ["세찬", "0%", "0/1", "0", "0"],
    ]


def test_weeks_stand_with_their_fines_once_they_are_due(visit: Open) -> None:
    assert table(visit("season", group()), "주차별 제시간 비율") == [
        ["주차", "제시간", "횟수", "벌금"],
        ["1주차", "50%", "1/2", "4,000원"],
        ["2주차", "0%", "0/2", "7,000원"],
        ["3주차", "33%", "1/3", "–"],
    ]
    early = table(visit("season", group(), as_of="2022-05-10T23:59"), "주차별 제시간 비율")
    assert [row[0] for row in early[1:]] == ["1주차", "2주차"]


def test_the_head_has_the_main_figures_and_says_ties(visit: Open) -> None:
    found = facts(visit("season", group(), lang="en"))
    assert found["On time"] == ("28%", "2/7")
    assert found["Best week"] == ("Week 1", "50%")
    assert found["Worst week"] == ("Week 2", "0%")
    assert found["Longest streak"] == ("1 in a row", "하나")
    tied = facts(visit("season", group(), **LATER))
    assert tied["가장 아쉬운 주차"] == ("2주차, 4주차 외 1주", "0%")


@pytest.mark.parametrize("now", ["2022-04-06T00:00", "2022-04-12T23:59:59"])
def test_a_season_without_a_week_due_is_one_kind_sentence(visit: Open, now: str) -> None:
    app = visit("season", group(), as_of=now)
    assert "아직 마감된 주차가 없습니다." in strips(app)[-1]
    assert "<table" not in "".join(bodies(app))


def test_without_fines_there_is_a_sentence_and_no_drawing(visit: Open) -> None:
    answers = [(datetime(2022, 4, 12, 21), name, 1, "https://n.kr/1") for name in ("하나", "두리")]
    app = visit("season", group(answers=answers), as_of="2022-04-20T12:00")
    assert "아직 벌금이 없습니다." in text(app)
    assert "columns" not in "".join(bodies(app))
    assert 'role="img"' in "".join(bodies(visit("season", group())))


def test_posts_stand_by_writer_with_swaps_and_missing_ones(visit: Open) -> None:
    app = visit("season", sample.make_sample(NOW))
    posts = table(app, "멤버별 글")
    assert posts[0] == ["멤버", "글", "주차"]
    assert [int(row[1]) for row in posts[1:]] == sorted((int(row[1]) for row in posts[1:]), reverse=True)
    assert "(다온 대신)" in text(app)
    assert "아직 글이 없습니다" in text(app)
    assert any("blog" in link for link in Markup(app).links)


def test_a_group_without_a_team_blog_has_no_part_of_it(visit: Open) -> None:
    assert "누가 어떤 글을 썼는지" not in text(visit("season", group()))


def whole(*names: str) -> Workbook:
    """Two weeks that these members do, and 세찬 does not."""
    answers = [
        (datetime(2022, 4, 12, 21) + week * timedelta(days=7), name, week + 1, "https://n.kr/1")
        for week in range(2)
        for name in names
    ]
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("starts_on", date(2022, 4, 6)), ("name", "밤샘 스터디"))),
            Tab("members", (("name",), *((name,) for name in (*names, "세찬")))),
            Tab("weeks", (("week",), (1,), (2,))),
            Tab("answers", (("Timestamp", "name", "week", "link"), *answers)),
        )
    )


def list_certificates(app: AppTest) -> list[str]:
    return [link for link in Markup(app).links if link.startswith("certificate?")]


@pytest.mark.parametrize(("as_of", "count"), [("2022-04-20T11:59:59", 0), ("2022-04-20T12:00", 2)])
def test_certificates_come_once_the_season_is_over_to_those_who_completed_it(
    visit: Open, as_of: str, count: int
) -> None:
    app = visit("season", whole("하나", "두리"), as_of=as_of)
    assert len(list_certificates(app)) == count
    said = "완주 2명" if count else "완주증은 시즌이 끝나는 4/20 (수) 12:00:00에 나옵니다."
    assert said in text(app)
    assert ("마친 주차" in table(app, "멤버별 제시간 비율")[0]) == bool(count)


def test_a_certificate_has_the_days_and_figures_of_the_season_and_a_way_to_print_it(visit: Open) -> None:
    app = visit("certificate", whole("하나"), name="하나")
    for told in (
        "밤샘 스터디",
        "하나",
        "2022년 4월 6일 (수) – 2022년 4월 19일 (화)",
        "2주 중 2주",
        "100% (2/2)",
    ):
        assert told in text(app)
    assert 'data-print="page"' in "".join(bodies(app))
    assert 'class="qr"' in "".join(bodies(app))
    assert "has no sign-in" in text(visit("certificate", whole("하나"), name="하나", lang="en"))


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_only_texts_on_both_pages(visit: Open, name: str) -> None:
    season = visit("season", whole(name))
    assert {"script", "img"}.isdisjoint(Markup(season).tags)
    assert name in text(season)
    assert len(list_certificates(season)) == 1
    app = visit("certificate", whole(name), name=name)
    assert Markup(app).tags.count("img") == 1
    assert name in text(app)
    assert not {each for each in Markup(app).attributes if each.startswith("on")}


def test_a_large_group_is_folded_and_its_certificates_are_all_there(visit: Open) -> None:
    names = [f"멤버{at}" for at in range(60)]
    app = visit("season", whole(*names), **LATER)
    assert len(list_certificates(app)) == 60
    assert Markup(app).tags.count("details") == 2
    assert "20명 더 보기" in text(app)
    assert "details" not in Markup(visit("season", whole(*names[:40]), **LATER)).tags
