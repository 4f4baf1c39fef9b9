"""The charts of money by their data."""

import pandas as pd
import pytest

from studylib.figures import money
from studylib.figures.palette import LIGHT, PALETTES, Figure
from studylib.money.settlement import Participant, Settlement
from studylib.season import fines
from studylib.season.kinds import SEASON
from studylib.text.message import Sentence
from tests.figures.group import ENGLISH, KOREAN, at, judged
from tests.money.chains import make_month


def drawn(chart: Figure | Sentence) -> Figure:
    """Take a chart that is one."""
    assert not isinstance(chart, Sentence)
    return chart


def total(amounts: dict[str, list[int]], months: int = 2) -> pd.DataFrame:
    columns = [f"2022-{month:02}" for month in range(4, 4 + months)]
    return pd.DataFrame.from_dict(amounts, orient="index", columns=columns)


def test_each_month_is_one_bar_stacked_by_member_with_its_sum_above() -> None:
    figure = drawn(
        money.draw_fines(total({"하나": [3_000, 4_000], "두리": [0, 7_000], "세찬": [0, 0]}), KOREAN, LIGHT)
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
    figure = drawn(money.draw_fines(total(amounts), ENGLISH, LIGHT))
    assert [bar.name for bar in figure.data] == [f"멤버 {number}" for number in range(4, 10)] + ["Others"]
    assert figure.data[-1].y.tolist() == [6_000, 1_500]
    assert sum(int(sum(bar.y)) for bar in figure.data) == sum(map(sum, amounts.values()))
    assert len({bar.marker.color for bar in figure.data}) == 7


@pytest.mark.parametrize(("count", "bars"), [(12, 7), (13, 1), (500, 1)])
def test_in_a_group_too_large_for_the_colours_all_members_share_one(count: int, bars: int) -> None:
    amounts = {f"멤버 {number}": [1_000, 2_000] for number in range(count)}
    figure = drawn(money.draw_fines(total(amounts), ENGLISH, LIGHT))
    assert len(figure.data) == bars
    assert figure.layout.showlegend is (bars > 1)
    assert sum(int(sum(bar.y)) for bar in figure.data) == 3_000 * count


def test_a_member_with_the_name_of_the_others_has_a_bar_of_their_own() -> None:
    amounts = {"Others": [9_000, 0]} | {f"멤버 {number}": [number * 1_000, 0] for number in range(1, 9)}
    figure = drawn(money.draw_fines(total(amounts), ENGLISH, LIGHT))
    assert [bar.y.tolist()[0] for bar in figure.data if bar.name == "Others"] == [9_000, 6_000]


def test_the_totals_of_a_board_are_what_the_bars_add_up_to() -> None:
    _, rows = judged(now=at(1, 7))
    figure = drawn(money.draw_fines(fines.total_fines(rows), KOREAN, LIGHT))
    assert sum(int(sum(bar.y)) for bar in figure.data) == rows["fine"].sum() > 0


# ---- the pot ----


def month(name: str, carried_in: int, shares: dict[str, tuple[int, int]], carried_out: int) -> Settlement:
    """A month with the fine and the share of each member."""
    participants = tuple(Participant(member, *won, False) for member, won in shares.items())
    return make_month(name, {}, carried_in, participants=participants, carried_out=carried_out)


CHAIN = (
    month("2022-04", 0, {"하나": (7_000, 3_333), "두리": (3_000, 3_333), "세찬": (0, 3_333)}, 1),
    month("2022-05", 1, {}, 1),
    month("2022-06", 1, {"하나": (0, 0), "두리": (4_000, 0)}, 4_001),
)


def test_the_pot_has_fines_above_the_line_shares_below_and_the_carried_sum() -> None:
    figure = drawn(money.draw_pot(CHAIN, KOREAN, LIGHT))
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
    fines_in, shares_out, carried = drawn(money.draw_pot(CHAIN, ENGLISH, LIGHT)).data
    assert list(fines_in.text) == ["₩10,000", "", "₩4,000"]
    assert list(shares_out.text) == ["₩9,999", "", ""]
    assert list(shares_out.customdata) == ["₩9,999", "₩0", "₩0"]
    assert list(carried.customdata) == ["₩1", "₩1", "₩4,001"]


def test_a_long_season_has_no_amounts_beside_its_bars() -> None:
    chain = [month(f"2022-{number:02}", 0, {"하나": (1_000, 1_000)}, 0) for number in range(1, 8)]
    assert drawn(money.draw_pot(chain, KOREAN, LIGHT)).data[0].text is None


# ---- nothing to draw ----

NO_FINES = "There are no fines yet."
ONE_MONTH = "The chart begins when a second month has fines."
AT_ONCE = "The season is settled at once, so there are no months to compare."


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (total({}, 0), NO_FINES),
        (total({"하나": []}, 0), NO_FINES),
        (total({"하나": [0, 0], "두리": [0, 0]}), NO_FINES),
        (total({"하나": [3_000], "두리": [0]}, 1), ONE_MONTH),
    ],
    ids=["nobody", "no month", "no won", "one month"],
)
def test_fines_that_nothing_can_be_compared_of_are_a_sentence(totals: pd.DataFrame, said: str) -> None:
    assert str(money.draw_fines(totals, KOREAN, LIGHT)) == said


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ([], NO_FINES),
        ([month("2022-04", 0, {}, 0)], NO_FINES),
        ([month("2022-04", 0, {"하나": (0, 0)}, 0), month("2022-05", 0, {"하나": (0, 0)}, 0)], NO_FINES),
        ([month("2022-04", 0, {"하나": (3_000, 0)}, 3_000)], ONE_MONTH),
        (
            [month("2022-04", 0, {"하나": (3_000, 3_000)}, 0), month("2022-05", 0, {"하나": (0, 0)}, 0)],
            ONE_MONTH,
        ),
        ([month(SEASON, 0, {"하나": (3_000, 0)}, 3_000)], AT_ONCE),
    ],
    ids=["no month", "an empty month", "no won", "one month", "one month with won", "one season"],
)
def test_a_pot_that_nothing_can_be_compared_of_is_a_sentence(chain: list[Settlement], said: str) -> None:
    assert str(money.draw_pot(chain, KOREAN, LIGHT)) == said


@pytest.mark.parametrize(("won", "step"), [(1, 1), (7, 1), (20, None)])
def test_an_axis_of_few_won_repeats_no_number(won: int, step: int | None) -> None:
    assert drawn(money.draw_fines(total({"하나": [1, won]}), KOREAN, LIGHT)).layout.yaxis.dtick == step
    chain = [month("2022-04", 0, {"하나": (won, 0)}, won), month("2022-05", won, {}, won)]
    assert drawn(money.draw_pot(chain, KOREAN, LIGHT)).layout.yaxis.dtick == step


def test_every_figure_can_be_sent_to_a_browser() -> None:
    totals = total({"하나": [3_000, 4_000]})
    for palette in PALETTES.values():
        figures = (
            money.draw_fines(totals, KOREAN, palette),
            money.draw_pot(CHAIN, KOREAN, palette),
        )
        for figure in figures:
            assert drawn(figure).to_json()
