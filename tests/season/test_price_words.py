"""The price of handing in, as members read it."""

from datetime import datetime

import pytest

from studylib.season.price_words import describe_quote, name_moment
from studylib.season.prices import Price, Quote
from studylib.text.language import Language
from tests.season.duties import april

KO, EN = Language("ko"), Language("en")
NOON = april(13, 12)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (Quote(Price(2_000), NOON, Price(3_000)), "지금 제출하면 벌금 2,000원, 내일 12:00부터 3,000원"),
        (Quote(Price(0), april(13), Price(3_000)), "지금 제출하면 벌금 없음, 내일 00:00부터 3,000원"),
        (Quote(Price(4_000)), "지금 제출하면 벌금 4,000원"),
        (
            Quote(Price(0), NOON, Price(3_000, least=True)),
            "지금 제출하면 벌금 없음, 내일 12:00부터 3,000원 이상",
        ),
        (Quote(Price(500, each=True)), "지금 제출하면 벌금 개당 500원"),
        (
            Quote(Price(0), NOON, Price(9_000), whole=True),
            "지금 모두 제출하면 벌금 없음, 내일 12:00부터 9,000원",
        ),
    ],
)
def test_the_price_of_now_comes_first_then_the_next_one_with_its_moment(quote: Quote, text: str) -> None:
    assert describe_quote(quote, april(12, 18), KO) == text


def test_it_reads_well_in_english_too() -> None:
    quote = Quote(Price(2_000), NOON, Price(3_000))
    assert describe_quote(quote, april(12), EN) == "Handed in now: ₩2,000, from tomorrow 12:00 on ₩3,000"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (april(12, 23, 59, 59), "오늘 23:59:59"),
        (april(13), "내일 00:00"),
        (april(14), "4/14 (목) 00:00"),
        (april(11, 9), "4/11 (월) 09:00"),
    ],
)
def test_a_near_moment_is_named_by_its_day(moment: datetime, text: str) -> None:
    assert name_moment(moment, april(12, 18), KO) == text
