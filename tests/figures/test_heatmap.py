"""The heatmap by its data: its cells, points, labels and marks."""

import html
import re
from datetime import date
from itertools import pairwise, product

import numpy as np
import pytest
from plotly.graph_objects import Figure

from studylib.figures import money, palette
from studylib.figures.heatmap import describe_board
from studylib.figures.palette import GLYPHS, Palette
from studylib.season import fines
from studylib.season.kinds import Status
from studylib.season.study import Member, Tier
from tests.figures.group import ENGLISH, KOREAN, PALETTES, PLACES, at, drawn, heatmap, judged
from tests.season.reference import Answer, Season


def colour_at(figure: Figure, code: float) -> str:
    """The colour that plotly gives a value: of two steps at one place, the later one counts from there on."""
    cells = figure.data[0]
    place = (code - cells.zmin) / (cells.zmax - cells.zmin)
    lower = [colour for edge, colour in cells.colorscale if edge <= place]
    return str(lower[-1])


# ---- the heatmap ----


def test_the_board_of_these_tests_has_every_status() -> None:
    assert set(judged()[1]["status"].unique()) == set(Status)


@pytest.mark.parametrize("palette", PALETTES)
def test_each_cell_has_the_code_the_glyph_and_the_colours_of_its_status(palette: Palette) -> None:
    figure = heatmap(palette=palette)
    cells = figure.data[0]
    rows = judged()[1]
    assert cells.z.shape == cells.text.shape == (3, 6)
    for member, week, status in rows[["member", "week", "status"]].itertuples(index=False):
        spot = ["하나", "두리", "세찬"].index(member), PLACES[week]
        ground, ink = palette.cells[Status(status)]
        assert cells.z[spot] == list(Status).index(Status(status))
        assert colour_at(figure, float(cells.z[spot])) == ground
        assert cells.text[spot] == f'<b style="color:{ink}">{GLYPHS[Status(status)]}</b>'


def test_a_cell_is_blank_if_the_member_is_not_judged_and_in_a_break() -> None:
    cells = heatmap().data[0]
    blank = {(int(row), int(column)) for row, column in np.argwhere(np.isnan(cells.z))}
    assert blank == {(0, 1), (1, 1), (2, 1), (2, 0), (2, 2)}
    assert {spot for spot in np.ndindex(cells.z.shape) if cells.text[spot] == ""} == blank


def test_every_status_has_a_colour_of_its_own_on_the_scale() -> None:
    figure = heatmap()
    codes = range(len(Status))
    assert [colour_at(figure, code) for code in codes] == [palette.LIGHT.cells[each][0] for each in Status]
    edges = [edge for edge, _ in figure.data[0].colorscale]
    assert (edges[0], edges[-1]) == (0, 1)
    assert edges == sorted(edges)


def test_each_cell_has_a_point_over_it_with_member_and_week() -> None:
    figure = heatmap()
    points = figure.data[1]
    assert [tuple(each) for each in points.customdata] == list(product(["하나", "두리", "세찬"], PLACES))
    columns = figure.data[0].x
    middles = [(left + right) / 2 for left, right in pairwise(columns)]
    for x, y, (member, week) in zip(points.x, points.y, points.customdata, strict=True):
        assert x == pytest.approx(middles[PLACES[week]])
        assert y == ["하나", "두리", "세찬"].index(member)
    assert points.mode == "markers"
    assert points.marker.opacity == points.selected.marker.opacity == points.unselected.marker.opacity == 0


def test_members_stand_from_top_to_bottom_and_weeks_from_left_to_right() -> None:
    layout = heatmap().layout
    assert layout.yaxis.ticktext == ("하나", "두리", "세찬")
    assert layout.yaxis.range == (2.5, -0.5)
    assert layout.xaxis.ticktext == ("1", "2", "3", "4", "5")
    assert list(layout.xaxis.tickvals) == sorted(layout.xaxis.tickvals)


def test_the_hover_tells_deadline_time_reason_and_fine() -> None:
    hovers = heatmap().data[1].hovertext
    late = next(each for each in hovers if each.startswith("<b>두리</b> 지각"))
    assert late == (
        "<b>두리</b> 지각<br>2주차<br>마감 5/3 (화) 23:59:59<br>제출 5/4 (수) 01:00:00<br>1시간 늦음"
        "<br>지각 3,000원"
    )
    open_week = next(each for each in hovers if each.startswith("<b>하나</b> 진행 중"))
    assert open_week == "<b>하나</b> 진행 중<br>4주차<br>마감 5/17 (화) 23:59:59"
    assert any("면제: 출장" in each for each in hovers)


def marked(figure: Figure, label: str, *, framed: bool) -> list[tuple[float, float]]:
    """The left and right end of the frame or ground of each label with that text."""
    notes = [each.x for each in figure.layout.annotations if label in each.text]
    shapes = [each for each in figure.layout.shapes if bool(each.line.width) is framed]
    assert len(notes) == len(shapes)
    assert all(each.x0 < x < each.x1 for x, each in zip(notes, shapes, strict=True))
    return [(each.x0, each.x1) for each in shapes]


def test_a_break_is_marked_as_a_gap_between_its_weeks() -> None:
    columns = heatmap().data[0].x
    ((left, right),) = marked(heatmap(), "휴식", framed=False)
    assert columns[1] < left < right < columns[2]
    assert columns[2] - columns[1] < 1
    assert marked(heatmap(language=ENGLISH), "Break", framed=False) == [(left, right)]


def test_a_season_without_breaks_has_no_gap() -> None:
    figure = heatmap(Season(week_count=3))
    assert marked(figure, "휴식", framed=False) == []
    assert list(figure.data[0].x) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2022, 4, 5), None),
        (date(2022, 4, 6), 0),
        (date(2022, 4, 12), 0),
        (date(2022, 4, 13), 1),
        (date(2022, 4, 26), 1),
        (date(2022, 4, 27), 2),
        (date(2022, 5, 24), 5),
        (date(2022, 5, 25), None),
    ],
)
def test_the_column_of_today_is_framed_be_it_a_week_or_a_break(day: date, column: int | None) -> None:
    figure = drawn(day)
    found = marked(figure, "오늘", framed=True)
    if column is None:
        assert found == []
    else:
        columns = figure.data[0].x
        ((left, right),) = found
        assert left == pytest.approx(columns[column], abs=0.05)
        assert right == pytest.approx(columns[column + 1], abs=0.05)


HOSTILE = [
    "<b>x</b>",
    "<a href='javascript:alert(1)'>a</a>",
    "&lt;i&gt;",
    "%{y} $x$",
    "<br>" * 3,
    "가" * 10_000,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_drawn_letter_by_letter_and_shortened(name: str) -> None:
    tiers = (Tier(name, 12, 1_000), Tier("absent", None, 4_000))
    season = Season(
        week_count=1,
        members=(Member(name),),
        tiers=tiers,
        answers=(Answer(name, 1, at(13, 4, 1), "https://x.kr"),),
    )
    figure = heatmap(season)
    (tick,) = figure.layout.yaxis.ticktext
    assert set(re.findall("<[^>]*>", tick)) == set()
    shown = html.unescape(tick)
    room = 6 if name.startswith("가") else 13  # beside the sign of more, in 14 columns: a syllable takes two
    assert shown == name if len(name) <= 14 else (shown[:-1] == name[:room] and shown[-1] == "…")
    (hover,) = figure.data[1].hovertext
    assert set(re.findall("<[^>]*>", hover)) == {"<b>", "</b>", "<br>"}
    assert html.unescape(hover).count(name[:39]) >= 2
    assert max(map(len, hover.split("<br>"))) < 250
    bars = money.draw_fines(fines.total_fines(judged(season)[1]), KOREAN, palette.LIGHT)
    assert html.unescape(bars.data[0].name)[:room] == name[:room]
    assert "<" not in bars.data[0].name


def test_line_breaks_in_a_name_do_not_break_the_hover() -> None:
    assert palette.escape_label(" 두\n\n줄\t이름 ") == "두 줄 이름"


@pytest.mark.parametrize("members", [1, 12, 13, 60])
def test_the_heatmap_grows_with_the_roster(members: int) -> None:
    few = Season(week_count=2, members=tuple(Member(f"멤버 {number}") for number in range(members)))
    figure = heatmap(few)
    assert figure.data[0].z.shape == (members, 2)
    assert figure.layout.height / members >= 30


def test_a_board_without_judged_members_is_still_a_figure() -> None:
    figure = heatmap(Season(week_count=2, members=(Member("가람", left_on=date(2022, 1, 1)),)))
    assert np.isnan(figure.data[0].z).all()
    assert set(figure.data[1].hovertext) == {"가람 님은 그 주차의 판정 대상이 아닙니다."}


def test_the_figure_has_a_description_in_one_line() -> None:
    _, rows = judged()
    assert describe_board(rows, ENGLISH) == (
        "Members by weeks: On time 2, Late 1, Absent 1, Excused 1, Overdue 2, Open 3, Upcoming 3"
    )
    assert describe_board(rows, KOREAN).startswith("멤버별 주차 현황: 제시간 2, 지각 1")
