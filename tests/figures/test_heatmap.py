"""The figures by their data: what lies where, what is written on it, and whether its colours can be told apart."""

import html
import math
import re
from datetime import date, datetime
from itertools import combinations, pairwise, product

import numpy as np
import pandas as pd
import pytest
from plotly.graph_objects import Figure

from studylib.figures import money
from studylib.figures import palette as palettes
from studylib.figures.heatmap import describe_board, draw_heatmap
from studylib.figures.palette import GLYPHS, Palette
from studylib.money.settlement import Participant, Settlement
from studylib.season import board, fines
from studylib.season.study import Break, Excuse, Member, Pot, Status, Study, Tier
from studylib.text.language import Language
from tests.season import seasons
from tests.season.reference import SEOUL, Answer, Season

KOREAN, ENGLISH = Language("ko"), Language("en")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
TODAY = NOW.date()
PALETTES = [pytest.param(palette, id=name) for name, palette in palettes.PALETTES.items()]


def at(day: int, month: int = 5, hour: int = 0) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=SEOUL)


GROUP = Season(
    week_count=5,
    members=(Member("하나"), Member("두리"), Member("세찬", joined_on=date(2022, 5, 4))),
    breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),),
    excuses=(Excuse(1, "두리", "출장"),),
    answers=(
        Answer("하나", 1, at(12, 4), "https://hana.kr/1"),
        Answer("두리", 2, at(4, hour=1), "https://duri.kr/2"),
        Answer("하나", 3, at(10), "https://hana.kr/3"),
    ),
)
"""Weeks due on 4/13, 5/4, 5/11, 5/18 and 5/25, two weeks off after the first. Its board has every status."""
PLACES = {1: 0, 2: 2, 3: 3, 4: 4, 5: 5}
"""The column of each week. Column 1 is the break."""


def judged(season: Season = GROUP, now: datetime = NOW) -> tuple[Study, pd.DataFrame]:
    study = seasons.study(season)
    return study, board.judge(study, now)


def heatmap(
    season: Season = GROUP,
    now: datetime = NOW,
    language: Language = KOREAN,
    palette: Palette = palettes.LIGHT,
) -> Figure:
    return drawn(now.date(), season, now, language, palette)


def drawn(
    today: date,
    season: Season = GROUP,
    now: datetime = NOW,
    language: Language = KOREAN,
    palette: Palette = palettes.LIGHT,
) -> Figure:
    study, rows = judged(season, now)
    explained = rows.assign(reason=fines.explain_fines(study, rows, language))
    return draw_heatmap(study, explained, language, today, palette, language.say("Today"))


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
    assert [colour_at(figure, code) for code in codes] == [palettes.LIGHT.cells[each][0] for each in Status]
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
    bars = money.draw_fines(fines.total_fines(judged(season)[1]), KOREAN, palettes.LIGHT)
    assert html.unescape(bars.data[0].name)[:room] == name[:room]
    assert "<" not in bars.data[0].name


def test_line_breaks_in_a_name_do_not_break_the_hover() -> None:
    assert palettes.escape_label(" 두\n\n줄\t이름 ") == "두 줄 이름"


@pytest.mark.parametrize("members", [1, 12, 13, 60])
def test_the_heatmap_grows_with_the_roster(members: int) -> None:
    few = Season(week_count=2, members=tuple(Member(f"멤버 {number}") for number in range(members)))
    figure = heatmap(few)
    assert figure.data[0].z.shape == (members, 2)
    assert figure.layout.height / members >= 30


def test_a_board_without_judged_members_is_still_a_figure() -> None:
    figure = heatmap(Season(week_count=2, members=(Member("가람", left_on=date(2022, 1, 1)),)))
    assert np.isnan(figure.data[0].z).all()
    assert set(figure.data[1].hovertext) == {"가람 님은 그 주차의 대상이 아닙니다."}


def test_the_figure_has_a_description_in_one_line() -> None:
    _, rows = judged()
    assert describe_board(rows, ENGLISH) == (
        "Members by weeks: On time 2, Late 1, Absent 1, Excused 1, Overdue 2, Open 3, Upcoming 3"
    )
    assert describe_board(rows, KOREAN).startswith("멤버별 주차 현황: 제시간 2, 지각 1")


# ---- the bars ----


def total(amounts: dict[str, list[int]], months: int = 2) -> pd.DataFrame:
    columns = [f"2022-{month:02}" for month in range(4, 4 + months)]
    return pd.DataFrame.from_dict(amounts, orient="index", columns=columns)


def test_each_month_is_one_bar_stacked_by_member_with_its_sum_above() -> None:
    figure = money.draw_fines(
        total({"하나": [3_000, 4_000], "두리": [0, 7_000], "세찬": [0, 0]}), KOREAN, palettes.LIGHT
    )
    assert [(bar.name, list(bar.x), bar.y.tolist()) for bar in figure.data] == [
        ("하나", ["2022년 4월", "2022년 5월"], [3_000, 4_000]),
        ("두리", ["2022년 4월", "2022년 5월"], [0, 7_000]),
    ]
    assert [(note.x, note.y, note.text) for note in figure.layout.annotations] == [
        ("2022년 4월", 3_000, "<b>3,000원</b>"),
        ("2022년 5월", 11_000, "<b>11,000원</b>"),
    ]
    assert figure.layout.barmode == "stack"
    assert figure.layout.yaxis.range[1] > 11_000


def test_those_beyond_the_colours_are_one_bar_and_no_won_is_lost() -> None:
    amounts = {f"멤버 {number}": [number * 1_000, 500] for number in range(1, 10)}
    figure = money.draw_fines(total(amounts), ENGLISH, palettes.LIGHT)
    assert [bar.name for bar in figure.data] == [f"멤버 {number}" for number in range(4, 10)] + ["Others"]
    assert figure.data[-1].y.tolist() == [6_000, 1_500]
    assert sum(int(sum(bar.y)) for bar in figure.data) == sum(map(sum, amounts.values()))
    assert len({bar.marker.color for bar in figure.data}) == 7


def test_a_member_with_the_name_of_the_others_has_a_bar_of_their_own() -> None:
    amounts = {"Others": [9_000, 0]} | {f"멤버 {number}": [number * 1_000, 0] for number in range(1, 9)}
    figure = money.draw_fines(total(amounts), ENGLISH, palettes.LIGHT)
    assert [bar.y.tolist()[0] for bar in figure.data if bar.name == "Others"] == [9_000, 6_000]


def test_the_totals_of_a_board_are_what_the_bars_add_up_to() -> None:
    _, rows = judged(now=at(1, 7))
    figure = money.draw_fines(fines.total_fines(rows), KOREAN, palettes.LIGHT)
    assert sum(int(sum(bar.y)) for bar in figure.data) == rows["fine"].sum() > 0


# ---- the pot ----


def month(name: str, carried_in: int, shares: dict[str, tuple[int, int]], carried_out: int) -> Settlement:
    """A month with the fine and the share of each member."""
    return Settlement(
        month=name,
        final=True,
        closed=False,
        final_at=None,
        use=Pot.EQUAL,
        carried_in=carried_in,
        participants=tuple(Participant(member, *won, False) for member, won in shares.items()),
        carried_out=carried_out,
    )


CHAIN = (
    month("2022-04", 0, {"하나": (7_000, 3_333), "두리": (3_000, 3_333), "세찬": (0, 3_333)}, 1),
    month("2022-05", 1, {}, 1),
    month("2022-06", 1, {"하나": (0, 0), "두리": (4_000, 0)}, 4_001),
)


def test_the_pot_has_fines_above_the_line_shares_below_and_the_carried_sum() -> None:
    figure = money.draw_pot(CHAIN, KOREAN, palettes.LIGHT)
    months = ["2022년 4월", "2022년 5월", "2022년 6월"]
    assert [(each.name, list(each.x), list(each.y)) for each in figure.data] == [
        ("벌금", months, [10_000, 0, 4_000]),
        ("분배", months, [-9_999, 0, 0]),
        ("이월", months, [1, 1, 4_001]),
    ]
    assert figure.layout.barmode == "relative"
    lowest, highest = figure.layout.yaxis.range
    assert lowest < -9_999
    assert highest > 10_000


def test_the_pot_tells_its_amounts_without_a_sign_and_leaves_out_those_of_nothing() -> None:
    fines_in, shares_out, carried = money.draw_pot(CHAIN, ENGLISH, palettes.LIGHT).data
    assert list(fines_in.text) == ["₩10,000", "", "₩4,000"]
    assert list(shares_out.text) == ["₩9,999", "", ""]
    assert list(shares_out.customdata) == ["₩9,999", "₩0", "₩0"]
    assert list(carried.customdata) == ["₩1", "₩1", "₩4,001"]


def test_a_long_season_has_no_amounts_beside_its_bars() -> None:
    chain = [month(f"2022-{number:02}", 0, {"하나": (1_000, 1_000)}, 0) for number in range(1, 8)]
    assert money.draw_pot(chain, KOREAN, palettes.LIGHT).data[0].text is None


def test_a_pot_without_any_won_is_a_figure_all_the_same() -> None:
    assert money.draw_pot([month("2022-04", 0, {}, 0)], KOREAN, palettes.LIGHT).layout.yaxis.range[1] > 0


def test_every_figure_can_be_sent_to_a_browser() -> None:
    totals = total({"하나": [3_000, 4_000]})
    for palette in palettes.PALETTES.values():
        figures = (
            heatmap(palette=palette),
            money.draw_fines(totals, KOREAN, palette),
            money.draw_pot(CHAIN, KOREAN, palette),
        )
        for figure in figures:
            assert figure.to_json()


# ---- colours ----


def rgb(colour: str) -> np.ndarray:
    """Red, green and blue from 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in rgb(colour)]
    return math.fsum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", PALETTES)
def test_a_glyph_and_a_badge_can_be_read_on_their_colour(palette: Palette) -> None:
    low = {
        status: round(contrast(*pair), 2) for status, pair in palette.cells.items() if contrast(*pair) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("palette", PALETTES)
def test_text_can_be_read_on_the_page_on_a_break_and_under_the_pointer(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 7
    assert contrast(palette.text, palette.quiet) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
def test_what_comes_in_and_what_goes_out_stand_out_from_the_page(palette: Palette) -> None:
    assert min(contrast(each, palette.ground) for each in IN_AND_OUT) >= 3


def test_every_status_has_a_sign_of_its_own() -> None:
    assert len(set(GLYPHS.values())) == len(Status) == len(GLYPHS)


IN_AND_OUT = (palettes.FINES_COLOUR, palettes.SHARES_COLOUR)
SIGHTS = ["normal", "protanomaly", "deuteranomaly", "tritanomaly"]
APART = 8.0
"""Distance in CAM02-UCS. About 1 is just noticeable side by side. Cells of a board are apart, and have a glyph."""


def seen(colour: str, sight: str) -> np.ndarray:
    """The colour as such eyes see it, in a space where distances are differences (Machado 2009, complete)."""
    colorspacious = pytest.importorskip("colorspacious")
    light = rgb(colour)
    if sight != "normal":
        space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
        light = np.clip(colorspacious.cspace_convert(light, space, "sRGB1"), 0, 1)
    return np.asarray(colorspacious.cspace_convert(light, "sRGB1", "CAM02-UCS"))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", PALETTES)
def test_statuses_can_be_told_apart_by_their_colours(palette: Palette, sight: str) -> None:
    colours = {status: seen(ground, sight) for status, (ground, _) in palette.cells.items()}
    distances = {
        (str(one), str(other)): round(float(np.linalg.norm(colours[one] - colours[other])), 1)
        for one, other in combinations(Status, 2)
    }
    assert {pair: each for pair, each in distances.items() if each < APART} == {}


@pytest.mark.parametrize("sight", SIGHTS)
def test_members_can_be_told_apart_by_the_colours_of_their_bars(sight: str) -> None:
    colours = [seen(each, sight) for each in (*palettes.MEMBER_COLOURS, palettes.OTHERS_COLOUR)]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2)) >= 7


@pytest.mark.parametrize("sight", SIGHTS)
def test_what_comes_in_and_what_goes_out_can_be_told_apart(sight: str) -> None:
    came, went = (seen(colour, sight) for colour in IN_AND_OUT)
    assert np.linalg.norm(came - went) >= APART
