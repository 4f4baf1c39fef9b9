"""What people read: golden texts in both languages, and a catalogue that holds all that the code says."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

from studylib.season import board, fines, words
from studylib.season.study import Break, Excuse, Member, Pot, Status, Tier
from studylib.text.language import CODES, LOCALE, TOGETHER, Language
from studylib.text.message import Sentence, sentence
from tests.season import seasons
from tests.season.reference import SEOUL, Answer, Season

ROOT = Path(__file__).parents[2]
PO = LOCALE / "ko/LC_MESSAGES/studyboard.po"
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
    ("amount", "korean", "english"),
    [
        (3_000, "낼 돈 3,000원", "owes ₩3,000"),
        (0, "없음", "Settled"),
        (-3_000, "받을 돈 3,000원", "is owed ₩3,000"),
    ],
)
def test_what_is_outstanding_is_told_by_who_owes_it(amount: int, korean: str, english: str) -> None:
    assert (words.name_outstanding(KOREAN, amount), words.name_outstanding(ENGLISH, amount)) == (
        korean,
        english,
    )


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
    ],
)
def test_a_span_is_its_largest_units_rounded_down(
    seconds: float, most: int, korean: str, english: str
) -> None:
    assert (KOREAN.span(seconds, most), ENGLISH.span(seconds, most)) == (korean, english)


def test_weeks_statuses_tiers_and_pots() -> None:
    assert (KOREAN.week(3), ENGLISH.week(3)) == ("3주차", "Week 3")
    assert [words.name_status(KOREAN, each) for each in Status] == [
        "제시간",
        "지각",
        "결석",
        "면제",
        "미제출",
        "진행 중",
        "예정",
    ]
    assert [words.name_status(ENGLISH, each) for each in Status] == [
        "On time",
        "Late",
        "Absent",
        "Excused",
        "Overdue",
        "Open",
        "Upcoming",
    ]
    assert words.name_tier(KOREAN, Tier("late", 12, 0)) == "지각"
    assert (
        words.name_tier(KOREAN, Tier("Late!", 12, 0))
        == words.name_tier(ENGLISH, Tier("Late!", 12, 0))
        == "Late!"
    )
    assert [words.name_pot(KOREAN, each) for each in Pot] == ["꼴찌 제외 1/n", "1/n", "무벌금 1/n", "적립"]
    assert len({words.name_pot(ENGLISH, each) for each in Pot}) == len(Pot)


def test_a_reason_is_one_line_in_the_readers_language() -> None:
    def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
        return datetime(2022, 4, day, hour, minute, second, tzinfo=SEOUL)

    season = Season(
        week_count=1,
        members=tuple(map(Member, ["제때", "늦게", "아예", "안냄", "출장", "여행"])),
        breaks=(Break(date(2022, 4, 12), date(2022, 4, 14), "제주", "여행"),),
        excuses=(Excuse(1, "출장", "예비군"),),
        answers=(
            Answer("제때", 1, at(12, 23, 57, 13), "https://n.kr/1"),
            Answer("늦게", 1, at(13, 1, 7, 50), "https://n.kr/2"),
            Answer("아예", 1, at(14, 12), "https://n.kr/3"),
        ),
    )
    study = seasons.study(season)
    rows = board.judge(study, at(30))
    assert fines.explain_fines(study, rows, KOREAN).tolist() == [
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/12 (화) 23:57:13 · 2분 47초 전 제출",
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/13 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/14 (목) 12:00:00 · 1일 12시간 늦음 · 결석 4,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 미제출 · 결석 4,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 면제: 예비군",
        "1주차 · 마감 4/12 (화) 23:59:59 · 면제: 제주",
    ]
    assert fines.explain_fines(study, rows, ENGLISH).tolist() == [
        "Week 1 · due Tue 4/12 23:59:59 · handed in Tue 4/12 23:57:13 · 2 min 47 sec early",
        "Week 1 · due Tue 4/12 23:59:59 · handed in Wed 4/13 01:07:50 · 1 hr 7 min 50 sec late · Late ₩3,000",
        "Week 1 · due Tue 4/12 23:59:59 · handed in Thu 4/14 12:00:00 · 1 day 12 hr late · Absent ₩4,000",
        "Week 1 · due Tue 4/12 23:59:59 · not handed in · Absent ₩4,000",
        "Week 1 · due Tue 4/12 23:59:59 · Excused: 예비군",
        "Week 1 · due Tue 4/12 23:59:59 · Excused: 제주",
    ]


def test_what_people_wrote_is_put_in_as_it_is() -> None:
    odd = "{week} %s {} <b>"
    assert KOREAN.say("{name} (swap)", name=odd) == f"{odd} (교대)"
    assert KOREAN.say(sentence("{name} (swap)", name=odd)) == f"{odd} (교대)"


def test_a_text_without_a_translation_stays_english() -> None:
    assert KOREAN.say(Sentence("No such {thing}.", {"thing": "text"})) == "No such text."
    assert KOREAN.say("Nothing {at all}") == "Nothing {at all}"


# ---- the catalogue ----


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return pofile.read_po(file, locale="ko")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make catalogues` would gather from the code."""
    file = tmp_path_factory.mktemp("catalogue") / "studyboard.pot"
    options = ["--no-default-keywords", "--keyword=sentence:1", "--keyword=say:1"]
    subprocess.run(
        [
            sys.executable,
            *("-m", "babel.messages.frontend", "-q", "extract"),
            *options,
            f"--output={file}",
            *("app.py", "pages", "studylib"),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert all(option in (ROOT / "Makefile").read_text(encoding="utf-8") for option in options)
    with file.open("rb") as found:
        return pofile.read_po(found)


def texts(catalogue: Catalog) -> Iterator[tuple[str, Message]]:
    return ((str(each.id), each) for each in catalogue if each.id)


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(
    template: Catalog, catalogue: Catalog
) -> None:
    said, known = ({text for text, _ in texts(each)} for each in (template, catalogue))
    assert len(said) > 100
    assert (said - known, known - said) == (set(), set()), "run `make catalogues`"


def test_every_text_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    assert [text for text, message in texts(catalogue) if not message.string] == []
    assert [text for text, message in texts(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def names(pattern: str) -> list[str]:
    """The names in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)


def test_a_translation_has_the_same_names_in_braces(catalogue: Catalog) -> None:
    for text, message in texts(catalogue):
        assert names(str(message.string)) == names(text), text


def test_a_translation_is_whole_and_clean(catalogue: Catalog) -> None:
    for text, message in texts(catalogue):
        said = str(message.string)
        assert said == said.strip(), text
        assert not text.endswith(".") or said.endswith("."), text
        assert "\n" not in said, text
        assert said.count("`") == text.count("`"), text


def test_what_is_compiled_is_what_is_written(catalogue: Catalog) -> None:
    made = BytesIO()
    mofile.write_mo(made, catalogue)
    assert PO.with_suffix(".mo").read_bytes() == made.getvalue(), "run `make catalogues`"


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {each.name for each in LOCALE.iterdir()} == set(CODES) - {"en"}
