"""The tabs of a workbook that is to be, and which of them a sheet still lacks."""

from datetime import date, datetime, timedelta, timezone

import pytest

from studylib.workbook import headers, layouts, reader, sample, template
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL


def empty(*titles: str) -> Workbook:
    return Workbook(tuple(Tab(title, ()) for title in titles))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_tab_and_column_of_the_template_is_one_that_the_reader_knows(language: str) -> None:
    made = template.make_template(language, "Asia/Seoul")
    assert len(made.tabs) == sum(bool(layout.columns) for layout in layouts.TITLED)
    for layout, tab in zip([each for each in layouts.TITLED if each.columns], made.tabs, strict=True):
        assert tab.title in layout.titles
        assert list(headers.find_columns(layout, tab.rows[0])) == list(layout.columns)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_template_is_in_the_language_asked_for(language: str) -> None:
    study, _ = reader.read(template.make_template(language, "Europe/Paris"))
    assert (study.language, study.timezone.key) == (language, "Europe/Paris")
    titles = [tab.title for tab in template.make_template(language, "Europe/Paris").tabs]
    assert titles[:2] == {"ko": ["설정", "멤버"], "en": ["settings", "members"]}[language]


def test_the_template_lacks_only_the_facts_of_the_group() -> None:
    _, problems = reader.read(template.make_template("ko", "Asia/Seoul"))
    assert [(each.tab, each.column) for each in problems] == [("설정", "값")]


def test_an_empty_sheet_lacks_everything_and_one_that_was_made_nothing() -> None:
    made = template.make_template("ko", "Asia/Seoul")
    assert template.list_missing_tabs(empty("시트1"), made) == made.tabs
    assert template.list_missing_tabs(made, made) == ()
    assert template.list_missing_tabs(template.make_template("en", "Asia/Seoul"), made) == ()


def test_a_workbook_is_pushed_over_headers_but_never_over_a_row() -> None:
    made = template.make_template("ko", "Asia/Seoul")
    wanted = sample.make_sample(datetime(2022, 5, 11, tzinfo=SEOUL))
    lacking = {tab.title for tab in template.list_missing_tabs(made, wanted)}
    assert lacking == {tab.title for tab in wanted.tabs}
    full = Workbook(
        tuple(
            Tab(tab.title, (*tab.rows, ("누군가 적음", "x"))) if tab.title == "멤버" else tab
            for tab in made.tabs
        )
    )
    assert {tab.title for tab in template.list_missing_tabs(full, wanted)} == lacking - {"멤버"}
    assert template.list_missing_tabs(wanted, wanted) == ()


def test_settings_that_the_group_has_filled_in_are_not_written_over() -> None:
    made = template.make_template("ko", "Asia/Seoul")
    named = Workbook((Tab("설정", (("키", "값"), ("시간대", "Asia/Seoul"), ("스터디", "우리"))),))
    assert template.list_missing_tabs(named, Workbook(made.tabs[:1])) == ()


def test_what_is_written_over_headers_leaves_no_older_header_beside_it() -> None:
    there = Workbook((Tab("members", (("name", "email", "turn", "role"),)),))
    (tab,) = template.list_missing_tabs(there, Workbook((Tab("멤버", (("이름", "당번 순서"), ("가람", 1))),)))
    assert tab.title == "members"
    assert {len(row) for row in tab.rows} == {4}


def test_what_is_written_over_the_settings_leaves_no_older_key_below_it() -> None:
    there = template.make_template("ko", "Asia/Seoul")
    (tab,) = template.list_missing_tabs(there, Workbook((Tab("설정", (("키", "값"), ("스터디", "우리"))),)))
    assert len(tab.rows) == len(there.tabs[0].rows)
    assert not any(cell for row in tab.rows[2:] for cell in row)


@pytest.mark.parametrize("title", ["설문지 응답 시트1", "Form Responses 1", "Form responses 3"])
def test_the_forms_own_tab_is_left_alone_however_empty_it_is(title: str) -> None:
    wanted = Workbook((Tab(title, (("Timestamp", "name"), ("2022-05-01", "가람"))),))
    assert template.list_missing_tabs(empty(title), wanted) == ()


def test_an_answer_that_is_pushed_is_the_same_moment_in_a_sheet_of_any_zone() -> None:
    cells = seasons.book(
        answers=seasons.tab(
            "Form Responses 1",
            ("Timestamp", "name", "week", "link"),
            (datetime(2022, 4, 12, 23, 59, 59, 999_000), "가람", 1, "https://n.kr/1"),
            (44664.0, "나래", 1, "https://n.kr/2"),
            ("nobody knows", "다온", 1, "https://n.kr/3"),
        )
    )
    study, problems = reader.read(cells)
    pushed = template.make_copy(study, cells)
    assert [tab.title for tab in pushed.tabs][-1] == "제출"
    assert [row[0] for row in pushed.tabs[-1].rows] == [
        "Timestamp",
        "2022-04-12T23:59:59.999+09:00",
        "2022-04-13T00:00:00.000+09:00",
        "nobody knows",
    ]
    for zone in (None, timezone(timedelta(hours=-7))):
        again, _ = reader.read(Workbook(pushed.tabs, zone))
        assert again.submissions.equals(study.submissions)
    assert len(reader.read(pushed)[1]) == len(problems)


def test_several_tabs_of_a_form_are_pushed_to_as_many_of_our_own() -> None:
    cells = seasons.book(more=seasons.tab("Form Responses 2", "Timestamp | name | week | link"))
    study, _ = reader.read(cells)
    assert [tab.title for tab in template.make_copy(study, cells).tabs][-2:] == ["제출", "제출 2"]


def test_a_sheet_is_new_while_nothing_stands_in_it() -> None:
    assert template.is_untouched(empty("시트1", "설정"))
    assert template.is_untouched(Workbook((Tab("시트1", (("", " "), ())),)))
    assert not template.is_untouched(Workbook((Tab("시트1", ((date(2022, 4, 6),),)),)))


ANSWERS = seasons.tab("Form Responses 1", "Timestamp | name | week | link")


@pytest.mark.parametrize(
    ("more", "bare"),
    [
        ((), True),
        ((Tab("시트1", ()), ANSWERS), True),
        ((Tab("시트1", (("메모",),)),), False),
        ((Tab(ANSWERS.title, (*ANSWERS.rows, (44664.0, "가람", 1, "https://n.kr/1"))),), False),
        ((Tab("members", (("name",), ("가람",))),), False),
        ((Tab("우리 장부", (("키", "값"),)),), False),
    ],
)
def test_a_workbook_is_bare_with_no_more_than_headers_of_known_tabs(
    more: tuple[Tab, ...], bare: bool
) -> None:
    made = template.make_template("ko", "Asia/Seoul", "s-1")
    kept = () if more and more[0].title == "members" else made.tabs
    assert template.is_bare(Workbook((*kept, *more))) is bare
    assert template.is_bare(Workbook(more)) is bare


@pytest.mark.parametrize(("language", "other"), [("ko", "ko"), ("en", "ko"), ("ko", "en")])
def test_a_form_alone_leaves_a_workbook_bare_and_goes_on_in_what_is_written_over_it(
    language: str, other: str
) -> None:
    made = template.make_template(language, "Asia/Seoul")
    rows = [
        (key, "https://forms.gle/a") if key in ("form_url", "설문지") else (key, *more)
        for key, *more in made.tabs[0].rows
    ]
    with_form = Workbook((Tab(made.tabs[0].title, tuple(rows)), *made.tabs[1:]))
    assert template.is_bare(with_form)
    assert template.drop_form(with_form).tabs[0].rows != with_form.tabs[0].rows
    wanted = template.make_template(other, "UTC")
    kept, _ = reader.read(template.keep_form(wanted, with_form))
    assert kept.form
    assert kept.form.url == "https://forms.gle/a"
    assert template.keep_form(wanted, template.drop_form(with_form)) == wanted


def test_a_tab_under_another_title_is_not_made_again() -> None:
    present = Workbook((Tab("벌금표", (("구분", "마감 후 시간", "금액"), ("지각", 12, 3000))),))
    wanted = template.make_template("ko", "Asia/Seoul")
    assert "벌금" not in [tab.title for tab in template.list_missing_tabs(present, wanted)]
    assert "면제" in [tab.title for tab in template.list_missing_tabs(present, wanted)]
