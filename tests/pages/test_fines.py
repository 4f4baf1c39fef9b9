"""The fines."""

import re

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from studylib import cli
from studylib.views import fines
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.pages.drawn import LANGUAGES, NOW, Open, bodies, for_scripts, text
from tests.pages.workbooks import full_of_problems, group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("as_of", ["", "2022-05-10T00:00"])
@pytest.mark.parametrize(
    "season",
    [group(), sample.make_sample(NOW), full_of_problems()],
    ids=["a group", "the sample", "full of problems"],
)
def test_the_file_of_fines_for_scripts_is_what_the_command_line_prints(
    visit: Open, downloads: dict[str, bytes], season: Workbook, as_of: str, language: str
) -> None:
    for_scripts(visit("fines", season, lang=language, as_of=as_of), "fines")
    options = ["--as-of", as_of] if as_of else []
    printed = CliRunner().invoke(cli.app, ["fines", "--format", "csv", *options])
    assert downloads["fines.csv"] == printed.stdout_bytes
    assert printed.stdout_bytes.count(b"\r\n") > 2


def test_the_table_of_fines_has_members_by_months_with_the_sums_of_both(visit: Open) -> None:
    table = visit("fines", group(), as_of="2022-06-01", lang="en").dataframe[0].value
    assert list(table.columns) == ["Member", "Total", "April 2022", "May 2022"]
    assert table.to_numpy().tolist() == [
        ["하나", 12_000, 0, 12_000],
        ["두리", 15_000, 4_000, 11_000],
        ["세찬", 12_000, 0, 12_000],
        ["Total", 39_000, 4_000, 35_000],
    ]


def reasons(app: AppTest) -> list[tuple[str, str]]:
    """Member and reason of each fine shown."""
    return re.findall(
        r'<li><div class="row"><b>(.*?)</b>.*?<p class="aside">(.*?)</p></li>', "".join(bodies(app))
    )


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_of_very_many_fines_the_newest_are_shown(
    visit: Open, downloads: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    whole = reasons(visit("fines", group()))
    downloads.clear()
    monkeypatch.setattr(fines, "MOST_LINES", most)
    app = visit("fines", group())
    count = len(whole)
    assert reasons(app) == whole[count - min(count, most) :]
    assert bool(downloads) == (count <= most)
    assert (f"벌금 {count}건 중 최근 {most}건만" in text(app)) == (count > most)


def test_every_fine_is_shown_with_its_reason_in_words(visit: Open) -> None:
    assert reasons(visit("fines", group())) == [
        ("두리", "1주차 · 마감 4/12 (화) 23:59:59 · 제출 없음 · 결석 4,000원"),
        ("하나", "2주차 · 마감 5/3 (화) 23:59:59 · 제출 없음 · 결석 4,000원"),
        (
            "두리",
            "2주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원",
        ),
    ]


def test_the_filters_leave_what_is_chosen_or_else_all(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    assert len(reasons(app)) == 10
    app.multiselect(key="fines_month").set_value(["April 2022"]).run()
    assert [member for member, _ in reasons(app)] == ["두리"]
    app.multiselect(key="fines_month").set_value([])
    app.multiselect(key="fines_member").set_value(["두리", "하나"]).run()
    assert {member for member, _ in reasons(app)} == {"두리", "하나"}
    app.multiselect(key="fines_tier").set_value(["Late"]).run()
    assert [member for member, _ in reasons(app)] == ["두리"]
    assert "Late ₩3,000" in reasons(app)[0][1]


def test_the_file_for_people_holds_what_the_filters_leave(visit: Open, downloads: dict[str, bytes]) -> None:
    app = visit("fines", group())
    assert list(downloads) == [
        "밤샘 스터디 벌금 2022-04~2022-05.xlsx",
        "밤샘 스터디 벌금 2022-04~2022-05.csv",
    ]
    downloads.clear()
    app.multiselect(key="fines_member").set_value(["하나"]).run()
    assert "지금까지 시즌 합계 11,000원" in text(app)
    assert downloads["밤샘 스터디 벌금 2022-05.csv"].decode("utf-8-sig").splitlines() == [
        "월,주차,멤버,판정,마감 (Asia/Seoul),제출 (Asia/Seoul),벌금,사유",
        "2022년 5월,2,하나,결석,2022-05-03 23:59:59,,4000,"
        '"2주차 · 마감 5/3 (화) 23:59:59 · 제출 없음 · 결석 4,000원"',
        "합계,,,,,,4000,",
    ]


def test_the_file_is_in_the_studys_language_whatever_the_readers(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    visit("fines", group(), lang="en")
    kept = dict(downloads)
    downloads.clear()
    visit("fines", group(), lang="ko")
    assert downloads == kept


def test_a_filter_of_a_language_left_behind_shows_all(visit: Open) -> None:
    app = visit("fines", group())
    app.multiselect(key="fines_month").set_value(["2022년 4월"]).run()
    app.query_params["lang"] = "en"
    assert len(reasons(app.run())) == 3
    assert not app.exception


def test_many_fines_are_shown_in_a_table_that_scrolls(visit: Open) -> None:
    season = group(members=[(f"멤버 {number}",) for number in range(101)], answers=())
    app = visit("fines", season, lang="en")
    assert reasons(app) == []
    table = app.dataframe[1].value
    assert len(table) == 202
    assert list(table.columns) == ["Month", "Member", "Status", "Fine", "Reason"]
