"""The settlement, and its files."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from studylib import cli
from studylib.config import studies
from studylib.money import shares
from studylib.stores.xlsx.store import Xlsx
from studylib.text.language import Language
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.pages.drawn import JUNE, LANGUAGES, NOW, Markup, Open, facts, for_scripts, strips, table, text
from tests.pages.workbooks import CLOSED, full_of_problems, group, payments, settlements

KOREAN = Language("ko")
pytestmark = pytest.mark.usefixtures("configured")


# ---- the settlement ----


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ({"month": "2022-05"}, "잠정 5/25 (수) 12:00:00까지는 금액이 바뀔 수 있습니다."),
        (
            {"month": "2022-04"},
            "확정 모든 주차의 결석 처리가 끝나 금액이 확정되었습니다. 정산은 아직 마치지 않았습니다.",
        ),
        (
            {"month": "2022-04", "as_of": "2022-04-13T11:59:59"},
            "잠정 4/13 (수) 12:00:00까지는 금액이 바뀔 수 있습니다.",
        ),
        (
            {"month": "2022-04", "as_of": "2022-04-13T12:00:00"},
            "확정 모든 주차의 결석 처리가 끝나 금액이 확정되었습니다. 정산은 아직 마치지 않았습니다.",
        ),
    ],
)
def test_the_settlement_shows_the_month_asked_for_and_how_certain_it_is(
    visit: Open, query: dict[str, str], state: str
) -> None:
    app = visit("settlement", group(), **query)
    assert state in text(app)
    assert app.selectbox(key="settlement_month").value == query["month"]


APRIL_CLOSED = settlements(("2022-04", "하나", 0, 4_000, 0), ("2022-04", "두리", 4_000, 0, 0))


@pytest.mark.parametrize(
    ("more", "query", "month"),
    [
        ([], {"as_of": "2022-04-13T11:59:59"}, "2022-04"),
        ([], {}, "2022-04"),
        ([], {"as_of": "2022-05-25T11:59:59"}, "2022-04"),
        ([], JUNE, "2022-04"),
        ([APRIL_CLOSED], {}, "2022-05"),
        ([APRIL_CLOSED], {"as_of": "2022-04-26T12:00:00"}, "2022-04"),
        ([APRIL_CLOSED], {"as_of": "2022-04-27T00:00:00"}, "2022-05"),
        ([APRIL_CLOSED], JUNE, "2022-05"),
        ([], {"month": "2022-05"}, "2022-05"),
        ([APRIL_CLOSED], {"month": "2022-04"}, "2022-04"),
    ],
)
def test_the_settlement_opens_on_the_oldest_month_to_close_else_on_the_present_one(
    visit: Open, more: list[Tab], query: dict[str, str], month: str
) -> None:
    """April is final from 4/13 12:00 on, May from 5/25 12:00. Week 2, which is due in May, opens on 4/27."""
    app = visit("settlement", group(more=more), **query)
    assert app.selectbox(key="settlement_month").value == month


@pytest.mark.parametrize(("week", "named"), [(1, True), (2, False)])
def test_the_leader_sees_what_blocks_closing_the_month_with_the_way_to_its_row(
    visit: Open, week: int, named: bool
) -> None:
    """Week 1 is due in April and week 2 in May."""
    unread = [(datetime(2022, 4, 12), "하나", week, "노션")]
    app = visit("settlement", group(answers=unread), month="2022-04", lang="en")
    assert any("Fix it, then close 2022-04." in line for line in strips(app)) is named
    assert any("row=2" in link for link in Markup(app).links) is named


def test_the_settlement_shows_the_pot_its_origin_and_its_use(visit: Open) -> None:
    assert facts(visit("settlement", group(), lang="en", month="2022-05", **JUNE)) == {
        "Pot": ("₩35,000", "Fines ₩35,000 + carried in ₩0"),
        "Share of each": ("₩35,000", "1/n without last place · shared by 1"),
        "Carried into the next month": ("₩0", "the kitty"),
        "Still to be paid in": ("₩24,000", ""),
    }


def test_the_settlement_shows_what_each_member_gives_and_gets(visit: Open) -> None:
    app = visit("settlement", group(), month="2022-05", **JUNE)
    assert table(app, "멤버별 벌금과 분배") == [
        ["멤버", "벌금", "분배", "정산액", "남은 금액"],
        ["하나 / 꼴찌", "12,000원", "0원", "−12,000원", "낼 돈 12,000원 / 앞 달 포함: 낼 돈 8,000원"],
        ["두리", "11,000원", "35,000원", "+24,000원", "받을 돈 24,000원 / 앞 달 포함: 받을 돈 20,000원"],
        ["세찬 / 꼴찌", "12,000원", "0원", "−12,000원", "낼 돈 12,000원"],
        ["합계", "35,000원", "35,000원", "0원", ""],
    ]
    assert "하나 → 두리12,000원세찬 → 두리12,000원" in text(app)
    assert "member?as_of=2022-06-01T12%3A00&name=%ED%95%98%EB%82%98" in Markup(app).links


def test_a_provisional_month_asks_for_no_money(visit: Open) -> None:
    app = visit("settlement", group(), month="2022-05")
    assert {row[-1] for row in table(app, "멤버별 벌금과 분배")[1:-1]} == {"–"}
    assert facts(app)["아직 걷을 금액"] == ("–", "확정된 뒤에 보여 드립니다")
    assert "지금까지의 금액입니다. 확정된 뒤에 보내 주세요." in text(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_for_the_group_chat_can_be_copied(visit: Open, language: str) -> None:
    app = visit("settlement", group(), lang=language, month="2022-05", **JUNE)
    (code,) = app.code
    assert {"ko": "[밤샘 스터디] 2022년 5월 정산", "en": "[밤샘 스터디] Settlement of May 2022"}[
        language
    ] in code.value
    assert code.language == "plaintext"
    assert "하나 → 두리" in code.value


def test_the_chosen_month_is_in_the_address(visit: Open) -> None:
    app = visit("settlement", group(), **JUNE)
    app.selectbox(key="settlement_month").set_value("2022-05").run()
    app.selectbox(key="settlement_month").set_value("2022-04").run()
    assert app.query_params["month"] == "2022-04"
    assert table(app, "멤버별 벌금과 분배")[1][:2] == ["하나", "0원"]


@pytest.mark.parametrize("asked", ["2021-01", "May", "<b>x</b>", "x" * 999])
def test_a_missing_month_is_named_and_another_is_shown(visit: Open, asked: str) -> None:
    app = visit("settlement", group(), month=asked, lang="en")
    assert strips(app)[0].startswith("There is no settlement of “")
    assert strips(app)[0].endswith("”. April 2022 is shown.")
    assert app.selectbox(key="settlement_month").value == "2022-04"


def test_a_closed_month_stays_beside_what_it_would_be_today(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), month="2022-04", **JUNE)
    assert "정산 완료 5/2 (월) 21:00:00에 정산을 마쳤습니다." in text(app)
    assert strips(app)[1].startswith("지금의 제출과 규칙으로 다시 계산하면 이 달의 금액이 달라집니다.")
    assert table(app, "멤버별 벌금과 분배")[1:3] == [
        ["하나", "1,000원", "2,999원", "+1,999원", "받을 돈 1,999원"],
        ["두리 / 꼴찌", "2,000원", "0원", "−2,000원", "낼 돈 2,000원"],
    ]
    assert table(app, "멤버별 차이")[1:] == [
        [
            "하나 / 1주차",
            "1,000원 / 지금 0원",
            "2,999원 / 지금 4,000원",
            "+1,999원 / 지금 +4,000원",
            "+2,001원",
        ],
        ["두리 / 1주차", "2,000원 / 지금 4,000원", "0원", "−2,000원 / 지금 −4,000원", "−2,000원"],
    ]
    assert "벌금 모음 3,000원 (지금 4,000원) · 다음 달로 이월 1원 (지금 0원)" in text(app)


def test_a_closed_month_that_comes_to_the_same_today_has_nothing_beside_it(visit: Open) -> None:
    same = settlements(("2022-04", "하나", 0, 4_000, 0), ("2022-04", "두리", 4_000, 0, 0))
    app = visit("settlement", group(more=[same]), month="2022-04")
    assert strips(app) == []
    assert "정산 완료 정산을 마친 금액은 나중에 무엇이 바뀌어도 그대로입니다." in text(app)


@pytest.mark.parametrize(("as_of", "closed"), [("2022-05-02T20:59:59", False), ("2022-05-02T21:00", True)])
def test_a_month_is_closed_from_the_moment_on_at_which_it_was(visit: Open, as_of: str, closed: bool) -> None:
    season = group(more=[CLOSED])
    visit("settlement", season, month="2022-04", **JUNE)
    app = visit("settlement", studies.resolve_address(None), month="2022-04", as_of=as_of)
    assert ("정산 완료" in text(app)) is closed


def test_an_unread_closed_month_leaves_the_others_provisional_and_says_why(visit: Open) -> None:
    season = group(more=[settlements(("2022-04", "하나", "many", 0, 0))])
    app = visit("settlement", season, month="2022-04", lang="en")
    assert "Provisional Part of the settlements tab cannot be read" in text(app)


def test_payments_leave_what_is_still_open(visit: Open) -> None:
    paid = payments(
        (date(2022, 5, 3), "2022-04", "두리", 4_000, "카카오페이"),
        (date(2022, 5, 3), "2022-04", "하나", -3_000),
        (date(2022, 5, 4), "2022-04", "세찬", 500),
        (date(2022, 7, 1), "2022-04", "하나", -1_000),
    )
    app = visit("settlement", group(more=[paid]), month="2022-04", **JUNE)
    assert table(app, "멤버별 벌금과 분배")[1:] == [
        ["하나", "0원", "4,000원", "+4,000원", "받을 돈 1,000원"],
        ["두리 / 꼴찌", "4,000원", "0원", "−4,000원", "없음"],
        ["세찬", "–", "–", "–", "받을 돈 500원"],
        ["합계", "4,000원", "4,000원", "0원", ""],
    ]
    assert facts(app)["아직 걷을 금액"] == ("0원", "")
    assert "모임통장 → 하나1,000원모임통장 → 세찬500원" in text(app)
    assert "\n\n모임통장에서 보낼 돈\n모임통장 → 하나 1,000원\n모임통장 → 세찬 500원" in app.code[0].value


@pytest.mark.parametrize(
    ("language", "settled"),
    [
        ("ko", "모두 정산했습니다. 더 보낼 돈이 없습니다."),
        ("en", "All is settled. Nothing is left to send."),
    ],
)
def test_once_all_have_paid_neither_the_page_nor_the_chat_asks_for_money(
    visit: Open, language: str, settled: str
) -> None:
    paid = payments(
        (date(2022, 5, 3), "2022-04", "두리", 4_000), (date(2022, 5, 3), "2022-04", "하나", -4_000)
    )
    app = visit("settlement", group(more=[paid]), month="2022-04", lang=language)
    assert settled in text(app)
    assert app.code[0].value.endswith(f"\n\n{settled}")
    assert "→" not in text(app) + app.code[0].value


def test_the_season_is_shown_month_by_month_and_as_a_figure(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), **JUNE)
    assert table(app, "시즌 전체의 벌금 모음") == [
        ["월", "앞 달 이월", "벌금", "분배", "다음 달 이월"],
        ["2022년 5월", "1원", "35,000원", "35,001원", "0원"],
        ["2022년 4월", "0원", "3,000원", "2,999원", "1원"],
    ]
    chart = app.get("plotly_chart")[0].proto
    assert (
        chart.alt
        == "월별 벌금 모음 그래프입니다. 들어온 벌금, 나간 분배, 이월을 보여 줍니다. 금액은 아래 표에 있습니다."
    )


def test_a_single_month_has_a_sentence_in_the_place_of_its_figure(visit: Open) -> None:
    app = visit("settlement", group(), as_of="2022-05-01", lang="en")
    assert not app.get("plotly_chart")
    assert "The chart begins when a second month has fines." in text(app)


def test_a_season_that_is_settled_once_has_no_words_of_months_in_its_table(visit: Open) -> None:
    app = visit(
        "settlement",
        group(settings=[("name", "밤샘"), ("starts_on", date(2022, 4, 6)), ("settle", "season")]),
        **JUNE,
    )
    assert table(app, "시즌 전체의 벌금 모음") == [
        ["정산 기간", "벌금", "분배", "모임통장에 남는 돈"],
        ["시즌", "39,000원", "39,000원", "0원"],
    ]


def test_before_the_season_there_is_nothing_to_settle(visit: Open) -> None:
    app = visit("settlement", group(), as_of="2022-04-05T23:59:59")
    assert strips(app)[1:] == ["시즌이 아직 시작하지 않아 정산할 것이 없습니다."]
    assert "tab" not in {block.type for block in app.main.children.values()}


def test_a_month_without_participants_says_so(visit: Open) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    assert strips(visit("settlement", season))[-1] == "이 달에 참여하는 멤버가 없습니다."


# ---- the files of the settlement ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "season",
    [group(more=[CLOSED]), sample.make_sample(NOW), full_of_problems()],
    ids=["a group", "the sample", "full of problems"],
)
def test_the_files_of_the_settlement_hold_the_same_lines(
    visit: Open, downloads: dict[str, bytes], tmp_path: Path, season: Workbook, language: str
) -> None:
    for_scripts(visit("settlement", season, lang=language, **JUNE), "settlement")
    lines = list(csv.reader(io.StringIO(downloads["settlement.csv"].decode("utf-8-sig"))))
    assert lines[0] == list(shares.LINE_COLUMNS)
    assert len(lines) > 2
    (tmp_path / "read.xlsx").write_bytes(downloads["settlement.xlsx"])
    (tab,) = Xlsx(str(tmp_path / "read.xlsx")).fetch().tabs
    assert tab.title == "settlement"
    assert [list(map(str, row)) for row in tab.rows] == [
        [cell.removeprefix("'") if at == 6 else cell for at, cell in enumerate(row)] for row in lines
    ]
    cells = openpyxl.load_workbook(tmp_path / "read.xlsx")["settlement"].iter_rows(min_row=2)
    assert {"".join(cell.data_type for cell in row) for row in cells} == {"sbbnnnsnnnbnn"}


@pytest.mark.parametrize(
    ("month", "when"),
    [("2022-04", ["2022-04", "2022-04~2022-05"]), ("2022-05", ["2022-05", "2022-04~2022-05"])],
)
def test_the_files_for_people_are_of_the_month_shown_or_of_all(
    visit: Open, downloads: dict[str, bytes], month: str, when: list[str]
) -> None:
    app = visit("settlement", group(), month=month, **JUNE)
    app.button_group(key="settlement_span").set_value("all").run()
    assert list(downloads) == [
        f"밤샘 스터디 정산 {each}.{ending}" for each in when for ending in ("csv", "xlsx")
    ]
    lines = [downloads[f"밤샘 스터디 정산 {each}.csv"].decode("utf-8-sig").splitlines() for each in when]
    assert [line.partition(",")[0] for line in lines[0][1:-1]] == [KOREAN.month(month)] * (len(lines[0]) - 2)
    assert all(each[-1].startswith("합계,") for each in lines)
    assert len(lines[1]) > len(lines[0]) > 2
    book = openpyxl.load_workbook(io.BytesIO(downloads[f"밤샘 스터디 정산 {month}.xlsx"]))
    assert book.sheetnames == ["정산", "벌금 모음"]


def test_a_name_that_looks_like_a_formula_is_none_in_either_file(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    for_scripts(visit("settlement", group(members=[("=1+1",), ("@x",)], answers=())), "settlement")
    assert b",'=1+1," in downloads["settlement.csv"]
    cell = openpyxl.load_workbook(io.BytesIO(downloads["settlement.xlsx"]))["settlement"]["G2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_name_that_excel_cannot_hold_is_reported_beside_the_other_file(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    app = visit("settlement", group(members=[("_x0041_x0042_",)], answers=()), lang="en")
    downloads.clear()
    for_scripts(app, "settlement")
    assert list(downloads) == ["settlement.csv"]
    assert "has characters that an Excel file cannot hold" in strips(app)[-1]


def test_the_csv_of_the_settlement_is_what_the_command_line_prints_to_the_byte(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    for_scripts(visit("settlement", group(), as_of="2022-06-01T12:00"), "settlement")
    address = studies.resolve_address(None)
    words = ["--workbook", address, "settlement", "--format", "csv", "--as-of", "2022-06-01T12:00"]
    assert downloads["settlement.csv"] == CliRunner().invoke(cli.app, words).stdout_bytes
