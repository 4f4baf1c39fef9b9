import pytest

from studylib.season.kinds import Pot
from studylib.season.study import FormLink, Study
from studylib.workbook import reader
from studylib.workbook.cells import Cell
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK, tab

TOLD = tuple[str, int | None, str | None, str]


def given(*rows: tuple[str, Cell]) -> tuple[Study, list[TOLD]]:
    """The study with these rows of settings beside its start, and its problems."""
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", *rows)
    study, problems = reader.read(seasons.book(settings=settings))
    return study, [(each.tab, each.row, each.column, str(each.message)) for each in problems]


def test_every_setting_has_a_default_but_the_start() -> None:
    study, problems = given()
    assert problems == []
    assert (study.name, study.timezone, study.language, study.pot) == ("", SEOUL, "ko", Pot.EQUAL_EXCEPT_LAST)
    assert (study.form, study.repository, study.curriculum_url, study.sample) == (None, None, None, False)
    assert study.remind_hours == 5
    assert study.least_done == 80


def test_every_setting_is_read_in_english() -> None:
    study, problems = given(
        ("name", "Study-MLOps"),
        ("TimeZone", "America/New_York"),
        ("language", "EN"),
        ("pot", "keep"),
        ("form_url", "https://forms.gle/x"),
        ("form_name_entry", "entry.12"),
        ("form_week_entry", 34),
        ("repository", "https://github.com/g/S"),
        ("curriculum_url", "https://n.kr/c"),
        ("remind_hours", "1.5h"),
        ("sample", True),
    )
    assert problems == []
    assert study.remind_hours == 1.5
    assert (study.name, study.timezone, study.language, study.pot) == (
        "Study-MLOps",
        NEW_YORK,
        "en",
        Pot.KEEP,
    )
    assert study.form == FormLink("https://forms.gle/x", "12", "34")
    assert (study.repository, study.curriculum_url) == ("https://github.com/g/S", "https://n.kr/c")
    assert study.sample is True


def test_every_setting_is_read_in_korean() -> None:
    study, problems = given(
        ("스터디", "엠엘옵스"),
        ("시간대", "America/New_York"),
        ("언어", "영어"),
        ("정산  방식", "무벌금 1/n"),
        ("설문지", "https://forms.gle/x"),
        ("저장소", "https://github.com/g/S"),
        ("커리큘럼", "https://n.kr/c"),
        ("알림 시간", "24시간"),
    )
    assert problems == []
    assert study.remind_hours == 24
    assert (study.name, study.timezone, study.language) == ("엠엘옵스", NEW_YORK, "en")
    assert (study.pot, study.form) == (Pot.FAULTLESS, FormLink("https://forms.gle/x"))
    assert (study.repository, study.curriculum_url) == ("https://github.com/g/S", "https://n.kr/c")


@pytest.mark.parametrize(
    ("cell", "pot"),
    [
        ("equal_except_last", Pot.EQUAL_EXCEPT_LAST),
        ("꼴찌 제외 1/n", Pot.EQUAL_EXCEPT_LAST),
        ("equal", Pot.EQUAL),
        ("1/N", Pot.EQUAL),
        ("faultless", Pot.FAULTLESS),
        ("무벌금 1/n", Pot.FAULTLESS),
        ("keep", Pot.KEEP),
        ("적립", Pot.KEEP),
    ],
)
def test_the_use_of_the_pot_is_read_in_both_languages(cell: str, pot: Pot) -> None:
    study, problems = given(("pot", cell))
    assert (study.pot, problems) == (pot, [])


@pytest.mark.parametrize(
    ("cell", "sample"), [(True, True), ("예", True), (1, True), (False, False), ("no", False)]
)
def test_whether_it_is_a_sample_is_yes_or_no(cell: Cell, sample: bool) -> None:
    study, problems = given(("sample", cell))
    assert (study.sample, problems) == (sample, [])


@pytest.mark.parametrize(
    ("key", "cell", "why"),
    [
        ("timezone", "Seoul", "There is no time zone “Seoul”. Write an IANA name, such as Asia/Seoul."),
        ("language", "fr", "“fr” is none of ko, 한국어, korean, en, 영어, english."),
        (
            "pot",
            "n빵",
            "“n빵” is none of equal_except_last, 꼴찌 제외 1/n, equal, 1/n, faultless, 무벌금 1/n, keep, 적립.",
        ),
        (
            "form_url",
            "javascript:alert(1)",
            "“javascript:alert(1)” is not a link. Write one that begins with https://, without spaces.",
        ),
        (
            "repository",
            "깃허브",
            "“깃허브” is not a link. Write one that begins with https://, without spaces.",
        ),
        *(
            (
                key,
                f"https://{host}@evil.example/1",
                f"“https://{shown}@evil.example/1” has an @ or a % before its first slash, so it hides where it leads. "
                "Write the link without.",
            )
            for key in ("form_url", "repository", "curriculum_url")
            for host, shown in (("github.com", "g***"), ("a:b", "a:b***"))
        ),
        ("curriculum_url", 3, "“3” is not a link. Write one that begins with https://, without spaces."),
        (
            "form_week_entry",
            "entry.이름",
            "“entry.이름” is no entry id. Copy it from the pre-filled link, as entry.123456.",
        ),
        (
            "remind_hours",
            -1,
            "“-1” is no number of hours. Write the hours before the deadline, such as 5.",
        ),
        ("sample", "아마", "“아마” is none of true, yes, 예, 1, false, no, 아니오, 0."),
    ],
)
def test_an_unreadable_setting_is_a_problem_and_its_default_holds(key: str, cell: Cell, why: str) -> None:
    study, problems = given(("name", "시험"), (key, cell))
    assert problems == [("settings", 4, "value", why)]
    assert (study.name, study.language, study.pot, study.timezone) == (
        "시험",
        "ko",
        Pot.EQUAL_EXCEPT_LAST,
        SEOUL,
    )
    assert (study.form, study.repository, study.curriculum_url, study.sample) == (None, None, None, False)
    assert study.remind_hours == 5


def test_nobody_may_be_reminded_before_the_deadline() -> None:
    study, problems = given(("remind_hours", 0))
    assert (study.remind_hours, problems) == (0, [])


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_a_blank_setting_is_as_if_it_were_not_there(cell: Cell) -> None:
    study, problems = given(("timezone", cell), ("pot", cell), ("repository", cell))
    assert problems == []
    assert (study.timezone, study.pot, study.repository) == (SEOUL, Pot.EQUAL_EXCEPT_LAST, None)


def test_other_keys_are_left_alone() -> None:
    assert given(("우리끼리", "메모"), ("mascot", 3))[1] == []


def test_of_a_setting_given_twice_the_first_row_counts() -> None:
    study, problems = given(("name", "하나"), ("스터디", "둘"))
    assert study.name == "하나"
    assert problems == [
        ("settings", 4, "key", "This setting has two rows. The first one counts. Delete the other.")
    ]


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("90", 90),
        ("90%", 90),
        ("９０ ％", 90),
        ("1%", 1),
        (90, 90),
        (0.9, 90),
        (0.57, 57),
        (100, 100),
        ("100%", 100),
    ],
)
def test_how_much_completes_the_season_is_a_percent(cell: Cell, percent: int) -> None:
    study, problems = given(("완주 기준", cell))
    assert (study.least_done, problems) == (percent, [])


@pytest.mark.parametrize(
    "cell", [1, 1.0, "0", 0, 101, "101%", -5, 0.575, "80 %%", "다", "8" * 5_000, True, float("inf")]
)
def test_what_is_no_percent_of_the_weeks_is_a_problem(cell: Cell) -> None:
    study, problems = given(("completion", cell))
    assert study.least_done == 80
    ((_, _, column, why),) = problems
    assert column == "value"
    assert "is no percent of the weeks. Write a whole number from 1 to 100" in why
