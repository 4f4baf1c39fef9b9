"""The third request of a read: what doubtful cells hide, asked for once."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from studylib.stores.google import details, ranges
from studylib.stores.google.sheet import Sheet
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from tests.season import seasons
from tests.stand_ins.googlesheets.discovery import complaints
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import LONGEST_ADDRESS, Google

TWO, THREE = ["metadata", "values"], ["metadata", "values", "metadata"]
ANSWERS = ("Timestamp", "name", "week", "link")


def kinds(google_: Google, opened: Sheet) -> list[str]:
    """The kinds of the requests of one read."""
    mark = google_.mark()
    opened.fetch()
    return [each.kind for each in google_.requests[mark:]]


def told(workbook: Workbook) -> list[tuple[str, int | None, str | None, str]]:
    _, problems = reader.read(workbook)
    return [(each.tab, each.row, each.column, str(each.message)) for each in problems]


TYPED: list[tuple[str, Row, Callable[[Cell], Row], Cell]] = [
    ("tiers", ("status", "hours", "amount"), lambda cell: ("late", cell, 3_000), time(12)),
    ("tiers", ("status", "hours", "amount"), lambda cell: ("late", cell, 3_000), time(0)),
    ("tiers", ("status", "hours", "amount"), lambda cell: ("late", cell, 3_000), timedelta(hours=24)),
    ("tiers", ("status", "hours", "amount"), lambda cell: ("late", cell, 3_000), timedelta(hours=36)),
    ("tiers", ("status", "hours", "amount"), lambda cell: ("absent", None, cell), date(2022, 5, 3)),
    ("settings", ("key", "value"), lambda cell: ("remind_hours", cell), time(19)),
    ("settings", ("key", "value"), lambda cell: ("remind_hours", cell), timedelta(hours=48)),
    ("members", ("name", "turn"), lambda cell: ("라온", cell), date(2022, 5, 3)),
    ("weeks", ("week", "title"), lambda cell: (cell, "더"), date(2022, 5, 3)),
    ("excuses", ("week", "member"), lambda cell: (cell, "가람"), datetime(2022, 5, 3, 12)),
    (
        "payments",
        ("paid_on", "month", "member", "amount"),
        lambda cell: (date(2022, 5, 1), "2022-04", "가람", cell),
        date(2022, 5, 3),
    ),
    (
        "settlements",
        ("month", "member", "fine", "share", "carried_out"),
        lambda cell: ("2022-04", "가람", 0, cell, 0),
        date(2022, 5, 3),
    ),
    ("Form Responses 1", ANSWERS, lambda cell: (44_660.5, "가람", cell, "https://n.kr/1"), time(7, 30)),
]


def with_row(title: str, header: Row, row: Row) -> Workbook:
    """A season that is well but for one row. The row is in the tab of that title or in a new one."""
    tabs = {tab.title: tab for tab in seasons.book().tabs}
    present = tabs.get(title)
    if present is None:
        tabs[title] = Tab(title, (header, row))
    elif set(header) <= set(present.rows[0]):
        values = dict(zip(header, row, strict=True))
        tabs[title] = Tab(title, (*present.rows, tuple(values.get(str(each)) for each in present.rows[0])))
    else:
        tabs[title] = Tab(title, (header, *(each[: len(header)] for each in present.rows[1:]), row))
    return Workbook(tuple(tabs.values()))


@pytest.mark.parametrize(("title", "header", "make", "cell"), TYPED)
def test_a_day_or_a_time_in_a_column_of_numbers_is_refused_as_from_an_xlsx(
    google_: Google, tmp_path: Path, title: str, header: Row, make: Callable[[Cell], Row], cell: Cell
) -> None:
    book = with_row(title, header, make(cell))
    write_xlsx(book, tmp_path / "season.xlsx")
    google_.spreadsheet.fill(book)
    opened = Sheet(google_.address)
    found = told(opened.fetch())
    assert [each for each in found if each[0] == title]
    assert found == told(Xlsx(str(tmp_path / "season.xlsx")).fetch())
    assert kinds(google_, opened) == TWO


PLAIN: list[tuple[str, Row, Row]] = [
    ("tiers", ("status", "hours", "amount"), ("late", 0.5, 3_000)),
    ("tiers", ("status", "hours", "amount"), ("late", 1, 3_000)),
    ("payments", ("paid_on", "month", "member", "amount"), (date(2022, 5, 1), "2022-04", "가람", 44_684)),
    ("settings", ("key", "value"), ("remind_hours", 2)),
]


@pytest.mark.parametrize(("title", "header", "row"), PLAIN)
def test_a_number_that_only_looks_like_one_is_read_and_asked_about_once(
    google_: Google, title: str, header: Row, row: Row
) -> None:
    google_.spreadsheet.fill(with_row(title, header, row))
    opened = Sheet(google_.address)
    assert kinds(google_, opened) == THREE
    assert [kinds(google_, opened) for _ in range(5)] == [TWO] * 5
    assert row in next(tab for tab in opened.fetch().tabs if tab.title == title).rows or title in (
        "settings",
        "payments",
    )


def test_what_google_answers_is_of_the_form_that_it_describes(google_: Google) -> None:
    book = with_row("tiers", ("status", "hours", "amount"), ("late", time(12), 3_000))
    google_.spreadsheet.fill(book)
    google_.spreadsheet.tab("weeks").detail("A2", hyperlink="https://a.kr", note="노트")
    client = Sheet(google_.address)._reading
    body = client.fetch_details(details.FIELDS, [("tiers", "B2:B9"), ("weeks", "2:2")])
    assert complaints("GET", f"/v4/spreadsheets/{google_.spreadsheet.id}", body) == []
    assert "effectiveFormat" in str(body)
    assert "hyperlink" in str(body)


def test_a_season_without_doubtful_cells_takes_two_requests(google_: Google) -> None:
    google_.spreadsheet.fill(seasons.book())
    opened = Sheet(google_.address)
    assert [kinds(google_, opened) for _ in range(3)] == [TWO] * 3


def test_only_new_and_changed_cells_are_asked_about(google_: Google) -> None:
    google_.spreadsheet.fill(with_row("tiers", ("status", "hours", "amount"), ("late", time(12), 3_000)))
    opened = Sheet(google_.address)
    assert kinds(google_, opened) == THREE
    google_.spreadsheet.tab("tiers").edit("B2", time(13))
    assert kinds(google_, opened) == THREE
    google_.spreadsheet.tab("tiers").edit("B2", 12)
    assert [kinds(google_, opened) for _ in range(2)] == [TWO] * 2
    assert told(opened.fetch()) == [
        each for each in told(opened.fetch()) if each[0] != "tiers" or each[1] is None
    ]


def test_after_some_reads_it_asks_again_because_an_address_may_change_under_its_text(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "READS_KEPT", 3)
    google_.spreadsheet.fill(weeks("Lecture 1"))
    google_.spreadsheet.tab("weeks").detail("B2", hyperlink="https://a.kr")
    opened = Sheet(google_.address)
    assert [kinds(google_, opened) for _ in range(5)] == [THREE, TWO, TWO, THREE, TWO]


@pytest.mark.parametrize("fault", ["503", "hang", "login"])
def test_a_read_without_the_answer_fails_and_guesses_nothing(google_: Google, fault: str) -> None:
    google_.spreadsheet.fill(with_row("tiers", ("status", "hours", "amount"), ("late", time(12), 3_000)))
    opened = Sheet(google_.address)

    def break_third(request: Request) -> None:
        if "ranges" in request.query and request.kind == "metadata":
            google_.fault(fault, on="metadata")

    google_.on_request = break_third
    with pytest.raises(WorkbookError):
        opened.fetch()
    google_.on_request = lambda request: None
    google_.fix()
    assert any(isinstance(cell, time) for tab in opened.fetch().tabs for row in tab.rows for cell in row)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"sheets": 5},
        {"sheets": [5]},
        {"sheets": [{"data": [{"rowData": [5]}]}]},
        {"sheets": [{"properties": {}, "data": [{"rowData": [{"values": [{"note": "x"}]}]}]}]},
        *(
            {
                "sheets": [
                    {
                        "properties": {"title": "weeks"},
                        "data": [{"startRow": 1, "startColumn": 1, "rowData": [row]}],
                    }
                ]
            }
            for row in (
                {"values": [5]},
                {"values": [{"textFormatRuns": 5}]},
                {"values": [{"textFormatRuns": [{"startIndex": "x"}]}]},
                {"values": [{"chipRuns": [{"chip": 5}]}]},
            )
        ),
    ],
)
def test_an_answer_of_another_form_is_an_error_in_words(
    google_: Google, monkeypatch: pytest.MonkeyPatch, body: object
) -> None:
    google_.spreadsheet.fill(weeks("Lecture 1"))
    opened = Sheet(google_.address)
    monkeypatch.setattr(opened._reading, "fetch_details", lambda *_: body)
    with pytest.raises(WorkbookError, match="not from Google"):
        opened.fetch()


def test_a_row_that_moves_between_the_requests_is_asked_about_again(google_: Google) -> None:
    rows = (("status", "hours", "amount"), ("late", 0.5, 3_000), ("absent", None, 4_000))
    google_.spreadsheet.fill(Workbook((Tab("tiers", rows),)))
    opened, tab = Sheet(google_.address), google_.spreadsheet.tab("tiers")

    def move(request: Request) -> None:
        if "ranges" in request.query and request.kind == "metadata":
            tab.edit("B2", time(13))

    google_.on_request = move
    assert kinds(google_, opened) == THREE
    google_.on_request = lambda request: None
    tab.edit("B2", 0.5)
    assert kinds(google_, opened) == THREE
    assert opened.fetch().tabs[0].rows[1] == ("late", 0.5, 3_000)


def test_many_doubtful_cells_take_few_requests_and_each_asks_for_a_bounded_number(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "MOST_CELLS", 10)
    rows = tuple((date(2022, 5, 1), "2022-04", "가람", 40_000 + at) for at in range(25))
    google_.spreadsheet.fill(Workbook((Tab("payments", (("paid_on", "month", "member", "amount"), *rows)),)))
    opened = Sheet(google_.address)
    assert kinds(google_, opened) == [*TWO, "metadata", "metadata", "metadata"]
    assert kinds(google_, opened) == TWO


def test_of_many_doubtful_texts_the_rest_waits_for_the_next_read(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "MOST_CELLS", 2)
    google_.spreadsheet.fill(weeks("하나", "둘", "셋"))
    for row in (2, 3, 4):
        google_.spreadsheet.tab("weeks").detail(f"B{row}", hyperlink=f"https://n.kr/{row}")
    opened = Sheet(google_.address)
    assert [kinds(google_, opened) for _ in range(3)] == [THREE, THREE, TWO]
    assert lectures(opened)[-1] == "셋 https://n.kr/4"


def test_details_of_many_rows_are_asked_for_in_addresses_that_are_short_enough(google_: Google) -> None:
    title = "설문지 응답 시트 " + "가" * 80
    google_.spreadsheet.fill(Workbook((Tab(title, tuple((row,) for row in range(100))),)))
    google_.spreadsheet.tab(title).detail("A90", note="메모")
    client, mark = Sheet(google_.address)._reading, google_.mark()
    body = client.fetch_details(details.FIELDS, [(title, f"{row}:{row}") for row in range(1, 101)])
    assert [cell["note"] for cell in details.index_cells(body).values() if "note" in cell] == ["메모"]
    assert len(details.index_cells(body)) == 100
    assert max(each.length for each in google_.requests[mark:]) < LONGEST_ADDRESS
    assert google_.count(since=mark) > 1


# ---- addresses ----


def weeks(*lectures: Cell) -> Workbook:
    rows = ((number, cell) for number, cell in enumerate(lectures, 1))
    return Workbook((Tab("weeks", (("week", "lecture"), *rows)),))


def lectures(opened: Sheet) -> list[Cell]:
    return [row[1] for row in opened.fetch().tabs[0].rows[1:]]


def run(start: int, uri: str | None) -> dict[str, object]:
    """One run of a text, in Google's form. It leaves a start of 0 out."""
    return {**({"startIndex": start} if start else {}), "format": {"link": {"uri": uri}} if uri else {}}


def chip(start: int, uri: str) -> dict[str, object]:
    return {"startIndex": start, "chip": {"richLinkProperties": {"uri": uri}}}


EMPTY_CHIP = {"startIndex": 4, "chip": {}}
"""A run of a text without a chip. Google lists those, too."""

A, B = "https://a.kr/1", "https://b.kr/2"


@pytest.mark.parametrize(
    ("text", "detail", "cell"),
    [
        ("Lecture 1", {"hyperlink": A}, f"Lecture 1 {A}"),
        ("Slides, 노트", {"textFormatRuns": [run(0, A), run(6, None), run(8, B)]}, f"Slides {A}\n노트 {B}"),
        ("😀 노트", {"textFormatRuns": [run(0, None), run(3, B)]}, f"😀 노트 {B}"),
        ("강의 자료", {"chipRuns": [chip(0, A)]}, f"강의 자료 {A}"),
        ("볼 것: 하나 둘", {"chipRuns": [chip(5, A), chip(8, B)]}, f"볼 것:\n하나 {A}\n둘 {B}"),
        (
            "강의 슬라이드 참고",
            {
                "userEnteredValue": {"stringValue": "강의 @ 참고"},
                "chipRuns": [{"chip": {}}, chip(3, A), EMPTY_CHIP],
            },
            f"강의 슬라이드 참고 {A}",
        ),
        (
            "볼 것: 첫 글, 둘째 글",
            {"userEnteredValue": {"stringValue": "볼 것: @, @"}, "chipRuns": [chip(5, A), chip(8, B)]},
            f"볼 것:\n첫 글 {A}\n둘째 글 {B}",
        ),
        (
            "첫 글 둘째 글",
            {"userEnteredValue": {"stringValue": "@ @"}, "chipRuns": [chip(0, A), chip(2, B)]},
            f"첫 글 둘째 글 {A}\n{B}",
        ),
        ("3장", {"hyperlink": "mailto:a@x.kr"}, "3장"),
        ("3장", {}, "3장"),
    ],
)
def test_the_address_behind_a_text_of_the_curriculum_is_read(
    google_: Google, text: str, detail: dict[str, object], cell: str
) -> None:
    google_.spreadsheet.fill(weeks(text))
    google_.spreadsheet.tab("weeks").detail("B2", **detail)
    opened = Sheet(google_.address)
    assert lectures(opened) == [cell]
    assert kinds(google_, opened) == TWO


@pytest.mark.parametrize(
    ("detail", "link"),
    [
        ({"hyperlink": A}, A),
        ({"textFormatRuns": [run(0, A), run(2, B)]}, f"{A}\n{B}"),
        ({"chipRuns": [chip(0, B)]}, B),
    ],
)
def test_the_address_behind_an_answer_counts(google_: Google, detail: dict[str, object], link: str) -> None:
    row = (datetime(2022, 4, 10, 12), "가람", 1, "정리 글")
    google_.spreadsheet.fill(seasons.book(answers=seasons.tab("Form Responses 1", ANSWERS, row)))
    google_.spreadsheet.tab("Form Responses 1").detail("D2", **detail)
    study, problems = reader.read(Sheet(google_.address).fetch())
    assert (study.submissions["link"].tolist(), problems) == ([link], [])


def test_the_address_behind_a_setting_counts(google_: Google) -> None:
    settings = seasons.tab("settings", ("key", "value"), ("starts_on", "2022-04-06"), ("form_url", "설문지"))
    google_.spreadsheet.fill(seasons.book(settings=settings))
    google_.spreadsheet.tab("settings").detail("B3", hyperlink="https://forms.gle/x")
    study, problems = reader.read(Sheet(google_.address).fetch())
    assert problems == []
    assert study.form
    assert study.form.url == "https://forms.gle/x"


def test_an_address_in_sight_is_never_asked_about(google_: Google) -> None:
    google_.spreadsheet.fill(weeks(A, f"정리 {B}"))
    assert kinds(google_, Sheet(google_.address)) == TWO


# ---- edits ----


def test_an_answer_out_of_order_with_a_note_was_edited(google_: Google) -> None:
    days = (10, 20, 11, 12)
    rows = [(datetime(2022, 4, day), "가람", 1, A) for day in days]
    google_.spreadsheet.fill(Workbook((Tab("Form Responses 1", (ANSWERS, *rows)),)))
    opened, tab = Sheet(google_.address), google_.spreadsheet.tab("Form Responses 1")
    tab.detail("D3", note="Responder updated this value.")
    assert opened.fetch().tabs[0].edited == {3}
    tab.append_answer(datetime(2022, 4, 13), "나래", 1, A)
    assert kinds(google_, opened) == TWO
    assert opened.fetch().tabs[0].edited == {3}


def test_an_answer_out_of_order_without_a_note_was_typed(google_: Google) -> None:
    rows = [(datetime(2022, 4, day), "가람", 1, A) for day in (10, 20, 11, 12)]
    google_.spreadsheet.fill(Workbook((Tab("Form Responses 1", (ANSWERS, *rows)),)))
    opened = Sheet(google_.address)
    assert opened.fetch().tabs[0].edited == frozenset()
    assert kinds(google_, opened) == TWO
