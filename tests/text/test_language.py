"""What people read: golden texts in both languages, and a catalogue that holds all that the code says."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studylib.text.chat import TOGETHER
from studylib.text.language import Language
from studylib.text.message import Sentence, quote_won, sentence
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK

KOREAN, ENGLISH = Language("ko"), Language("en")
LAST_SECOND = datetime(2022, 5, 3, 23, 59, 59, tzinfo=SEOUL)


# ---- golden texts ----


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [(3_000, "+3,000원", "+₩3,000"), (0, "0원", "₩0"), (-1, "−1원", "−₩1")],
)
def test_a_signed_amount_shows_which_way_it_goes_and_stays_on_one_line(
    amount: int, korean: str, english: str
) -> None:
    said = KOREAN.signed(amount), ENGLISH.signed(amount)
    assert tuple(each.replace(TOGETHER, "") for each in said) == (korean, english)
    assert all((TOGETHER in each) == bool(amount) for each in said)


@pytest.mark.parametrize(
    ("moment", "korean", "english"),
    [
        (LAST_SECOND, "5/3 (화) 23:59:59", "Tue 5/3 23:59:59"),
        (LAST_SECOND + timedelta(milliseconds=999), "5/3 (화) 23:59:59", "Tue 5/3 23:59:59"),
        (LAST_SECOND + timedelta(seconds=1), "5/4 (수) 00:00:00", "Wed 5/4 00:00:00"),
        (datetime(2024, 2, 29, 9, 5, 7, tzinfo=SEOUL), "2/29 (목) 09:05:07", "Thu 2/29 09:05:07"),
        (datetime(2022, 12, 31, 12, tzinfo=UTC), "12/31 (토) 12:00:00", "Sat 12/31 12:00:00"),
    ],
)
def test_a_moment_is_written_to_the_second_in_time(moment: datetime, korean: str, english: str) -> None:
    assert (KOREAN.moment(moment), ENGLISH.moment(moment)) == (korean, english)


def test_one_instant_in_two_zones_is_written_by_each_zones_clock() -> None:
    for language in (KOREAN, ENGLISH):
        assert "23:59:59" in language.moment(LAST_SECOND)
        assert "14:59:59" in language.moment(LAST_SECOND.astimezone(UTC))
        assert "10:59:59" in language.moment(LAST_SECOND.astimezone(ZoneInfo("America/New_York")))


def test_an_hour_that_comes_twice_is_written_the_same_both_times() -> None:
    first = datetime(2022, 10, 30, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert KOREAN.moment(first) == KOREAN.moment(first.replace(fold=1)) == "10/30 (일) 02:30:00"


def test_days_and_months() -> None:
    day = date(2022, 4, 6)
    assert (KOREAN.day(day), ENGLISH.day(day)) == ("4/6 (수)", "Wed 4/6")
    assert (KOREAN.full_day(day), ENGLISH.full_day(day)) == ("2022년 4월 6일 (수)", "Wed, Apr 6, 2022")
    assert (KOREAN.month("2022-05"), ENGLISH.month("2022-05")) == ("2022년 5월", "May 2022")
    assert (KOREAN.month("2022-12"), ENGLISH.month("2022-12")) == ("2022년 12월", "December 2022")
    assert (KOREAN.month("season"), ENGLISH.month("season")) == ("시즌", "the season")


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (0, "0원", "₩0"),
        (999, "999원", "₩999"),
        (3_000, "3,000원", "₩3,000"),
        (-1_234_567, "-1,234,567원", "₩-1,234,567"),
    ],
)
def test_won_has_separators_and_no_decimals(amount: int, korean: str, english: str) -> None:
    assert (KOREAN.won(amount), ENGLISH.won(amount)) == (korean, english)


@pytest.mark.parametrize(
    ("seconds", "most", "korean", "english"),
    [
        (0, 3, "1초 미만", "less than a second"),
        (0.999, 3, "1초 미만", "less than a second"),
        (1, 3, "1초", "1 sec"),
        (59.999, 3, "59초", "59 sec"),
        (60, 3, "1분", "1 min"),
        (4_070, 3, "1시간 7분 50초", "1 hr 7 min 50 sec"),
        (4_070, 2, "1시간 7분", "1 hr 7 min"),
        (43_200, 3, "12시간", "12 hr"),
        (86_400, 3, "1일", "1 day"),
        (2 * 86_400 + 3_600 + 60 + 1, 3, "2일 1시간 1분", "2 days 1 hr 1 min"),
        (6 * 86_400 + 84_600, 2, "6일 23시간", "6 days 23 hr"),
        (-7_200, 2, "1초 미만", "less than a second"),
    ],
)
def test_a_span_is_its_largest_units_rounded_down(
    seconds: float, most: int, korean: str, english: str
) -> None:
    assert (KOREAN.span(seconds, most), ENGLISH.span(seconds, most)) == (korean, english)


def test_what_people_wrote_stays_unchanged() -> None:
    odd = "{week} %s {} <b>"
    assert KOREAN.say("{name} (swap)", name=odd) == f"{odd} (교대)"
    assert KOREAN.say(sentence("{name} (swap)", name=odd)) == f"{odd} (교대)"


def test_a_text_without_a_translation_stays_english() -> None:
    assert KOREAN.say(Sentence("No such {thing}.", {"thing": "text"})) == "No such text."
    assert KOREAN.say("Nothing {at all}") == "Nothing {at all}"


# ---- the same moment in two zones ----


@pytest.mark.parametrize("order", [(SEOUL, NEW_YORK), (NEW_YORK, SEOUL)])
def test_a_moment_is_said_in_the_zone_of_its_own_study(order: Sequence[ZoneInfo]) -> None:
    """Two aware datetimes of one instant are equal and hash alike, whatever their zones."""
    instant = datetime(2021, 7, 1, 3, 0, len(order[0].key), tzinfo=UTC)
    said = {zone: ENGLISH.moment(instant.astimezone(zone)) for zone in order}
    assert said[SEOUL].startswith("Thu 7/1 12:00")
    assert said[NEW_YORK].startswith("Wed 6/30 23:00")


def test_a_moment_and_an_amount_in_a_sentence_are_written_in_the_language_of_the_reader() -> None:
    told = sentence("You are checked in already, since {moment}.", moment=datetime(2022, 5, 3, 19, 2, 1))
    assert "5/3 (화) 19:02:01" in KOREAN.say(told)
    assert ENGLISH.say(told) == "You are checked in already, since Tue 5/3 19:02:01."
    paid = sentence("{member} paid {amount} into the deposit", member="가람", amount=quote_won(12_000))
    assert "12,000원" in KOREAN.say(paid)
    assert str(paid) == ENGLISH.say(paid) == "가람 paid ₩12,000 into the deposit"


@pytest.mark.parametrize(
    ("period", "korean", "english"), [("2022-05", "2022년 5월", "May 2022"), ("season", "시즌", "Season")]
)
def test_a_period_is_a_label_by_itself(period: str, korean: str, english: str) -> None:
    assert (KOREAN.period(period), ENGLISH.period(period)) == (korean, english)
