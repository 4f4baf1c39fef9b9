"""The board as a grid: its markup."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from markupsafe import Markup

from studylib.season.study import Member
from studylib.text.language import Language
from studylib.web.grid import LOW_FROM, add_query, draw_grid
from tests.figures.group import ENGLISH, KOREAN, TODAY, at, explained
from tests.figures.task_group import explain_tasks
from tests.season.reference import Answer, Season

SMALL = Season(
    week_count=1, members=(Member("하나"),), answers=(Answer("하나", 1, at(12, 4), "https://x.kr"),)
)
GOLDEN = (
    '<div class="board"><table role="grid" aria-label="Members by weeks: On time 1"><thead><tr>'
    '<th scope="col">Week</th><th class="last" scope="col" aria-label="Week 1">1</th></tr></thead>'
    '<tbody><tr><th scope="row" title="하나">하나</th>'
    '<td><a class="status-on-time" href="?member=%ED%95%98%EB%82%98&amp;week=1" aria-label="하나, Week 1, On time" '
    'title="due Tue 4/12 23:59:59\nhanded in Tue 4/12 00:00:00\n1 day early">✓</a>'
    "</td></tr></tbody></table></div>"
)


def drawn(
    season: Season | None = None, day: date = TODAY, language: Language = KOREAN, **how: bool
) -> Markup:
    study, rows = explained(season, language=language) if season else explained(language=language)
    return draw_grid(study, rows, language, day, language.say("Today"), **how)


def test_a_small_board_is_this_markup() -> None:
    assert str(drawn(SMALL, language=ENGLISH)) == GOLDEN


def test_a_plain_grid_names_its_cells_and_leads_nowhere() -> None:
    grid = drawn(linked=False)
    assert "href" not in grid
    assert grid.startswith('<div class="board" tabindex="0">')
    assert 'class="status-on-time" role="img" aria-label="하나, 1주차, 제시간"' in grid


def test_a_member_who_is_not_judged_has_a_blank_cell() -> None:
    row = drawn().split("<tr>")[-1]
    assert row.count("<td") == 5
    assert (
        re.findall(r"<td[^>]*></td>", row)
        == ['<td title="세찬 님은 그 주차의 판정 대상이 아닙니다."></td>'] * 2
    )


def test_the_tab_key_stops_at_one_cell() -> None:
    grid = drawn()
    assert grid.count("<a ") - grid.count('tabindex="-1"') == 1


def test_a_break_is_one_narrow_column_of_all_rows() -> None:
    assert drawn().count('<td class="off" rowspan="3">휴식</td>') == 1
    assert 'class="off" scope="col" aria-label="휴식"' in drawn()
    assert "off" not in drawn(Season(week_count=3))


@pytest.mark.parametrize(
    ("day", "now", "last"),
    [
        (date(2022, 4, 5), None, None),
        (date(2022, 4, 6), "1주차", "1주차"),
        (date(2022, 4, 12), "1주차", "1주차"),
        (date(2022, 4, 13), "휴식", "휴식"),
        (date(2022, 4, 27), "2주차", "2주차"),
        (date(2022, 5, 24), "5주차", "5주차"),
        (date.max, None, "5주차"),
    ],
)
def test_the_column_of_today_is_framed_and_the_last_begun_one_comes_into_view(
    day: date, now: str | None, last: str | None
) -> None:
    heads = re.findall(r'<th class="([^"]*)" scope="col" aria-label="([^",]*)', drawn(day=day))
    assert [name for kinds, name in heads if "now" in kinds.split()] == [now] * bool(now)
    assert [name for kinds, name in heads if "last" in kinds.split()] == [last] * bool(last)


@pytest.mark.parametrize(("rows", "low"), [(LOW_FROM - 1, False), (LOW_FROM, True), (LOW_FROM + 1, True)])
def test_many_rows_are_low(rows: int, low: bool) -> None:
    members = tuple(Member(f"멤버 {number}") for number in range(rows))
    assert ("board low" in drawn(Season(week_count=1, members=members))) is low


def test_a_task_has_an_address_of_its_own_and_a_week_shows_its_sums() -> None:
    study, rows = explain_tasks()
    whole = draw_grid(study, rows, KOREAN, TODAY, "오늘")
    assert "<b>✕</b><span>3/5</span><small>2,000</small>" in whole
    opened = draw_grid(study, rows, KOREAN, TODAY, "오늘", by_task=True)
    assert 'href="?task=%EA%B8%80&amp;member=%ED%95%98%EB%82%98&amp;week=1"' in opened
    assert '<th scope="row"><b>하나</b><small>글</small></th>' in opened


@pytest.mark.parametrize(
    "name", ["<b>x</b>", '" onclick=alert(1) "', "a&week=9", ' href="?', "שלום", "가" * 10_000]
)
def test_a_name_is_text_wherever_it_stands(name: str) -> None:
    grid = add_query(drawn(replace(SMALL, members=(Member(name),), answers=())), "study=a")
    plain = add_query(drawn(replace(SMALL, members=(Member("plain"),), answers=())), "study=a")
    assert [tag for tag in re.findall("</?[a-z]+", grid) if "bdi" not in tag] == re.findall(
        "</?[a-z]+", plain
    )
    assert re.findall('([a-z-]+)="', re.sub('="[^"]*"', '=""', grid)) == re.findall(
        '([a-z-]+)="', re.sub('="[^"]*"', '=""', plain)
    )
    assert grid.count("study=a") == 1
    (label,) = re.findall('<a [^>]*aria-label="([^"]*)"', grid)
    assert unescape(label).strip("\u2068").startswith(name.strip()[:30])
    assert len(label) < 250


def test_a_query_goes_along_with_every_cell() -> None:
    grid = drawn()
    assert add_query(grid, "") == grid
    assert add_query(grid, "study=a&lang=en").count('href="?study=a&amp;lang=en&amp;member=') == grid.count(
        "<a "
    )


def test_a_grid_without_hovers_is_short() -> None:
    assert 'title="마감' in drawn()
    assert 'title="마감' not in drawn(hovers=False)


def test_a_board_without_judged_members_is_still_a_grid() -> None:
    grid = drawn(Season(week_count=2, members=(Member("가람", left_on=date(2022, 1, 1)),)))
    assert grid.count("<td") == 2
    assert "<a " not in grid
