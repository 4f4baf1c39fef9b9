"""The fines."""

import html
import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from studylib import cli
from studylib.views.fines import choice, lines, sums
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.pages.drawn import LANGUAGES, NOW, Markup, Open, bodies, for_scripts, table, tables, text
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


def test_the_table_of_fines_has_members_by_months_newest_first_and_the_sums_of_both_apart(
    visit: Open,
) -> None:
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    assert table(app, "Fines by month") == [
        ["Member", "Total", "May 2022", "April 2022"],
        ["하나", "₩12,000", "₩12,000", "–"],
        ["두리", "₩15,000", "₩11,000", "₩4,000"],
        ["세찬", "₩12,000", "₩12,000", "–"],
        ["Total", "₩39,000", "₩35,000", "₩4,000"],
    ]
    (body,) = [each for each in bodies(app) if "<tfoot>" in each]
    assert body.index("<tfoot>") > body.index("세찬")


def test_members_without_a_fine_stand_below_the_table(visit: Open) -> None:
    app = visit("fines", group(), lang="en")
    assert [row[0] for row in table(app, "Fines by month")] == ["Member", "하나", "두리", "Total"]
    assert "Without a fine: 세찬" in text(app)


def reasons(app: AppTest) -> list[tuple[str, str]]:
    """The head and the reason of each fine shown, as read."""
    found = re.findall(
        r'<li><div class="sums">(.*?)</div><p class="aside">(.*?)</p></li>', "".join(bodies(app))
    )
    return [(read(head), read(reason)) for head, reason in found]


def read(markup: str) -> str:
    return html.unescape(" ".join(re.sub("<[^>]*>", " ", markup).split()))


def heads(app: AppTest) -> list[str]:
    """The head of each group, as read."""
    return [read(each) for each in re.findall("<summary>(.*?)</summary>", "".join(bodies(app)))]


DURI_2 = "2주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원"
HANA_2 = "2주차 · 마감 5/3 (화) 23:59:59 · 제출 없음 · 결석 4,000원"
DURI_1 = "1주차 · 마감 4/12 (화) 23:59:59 · 제출 없음 · 결석 4,000원"


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_of_very_many_fines_the_newest_are_shown(
    visit: Open, downloads: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    rising = [DURI_1, HANA_2, DURI_2]
    monkeypatch.setattr(lines, "MOST_LINES", most)
    app = visit("fines", group())
    count = len(rising)
    assert {why for _, why in reasons(app)} == set(rising[-most:])
    assert bool(downloads) == (count <= most)
    assert (f"벌금 {count}건 중 최근 {most}건만" in text(app)) == (count > most)


def test_every_fine_is_shown_with_its_reason_in_words_by_week_newest_first(visit: Open) -> None:
    app = visit("fines", group())
    assert heads(app) == ["2주차 · 주제 2 2건 7,000원", "1주차 · 주제 1 1건 4,000원"]
    assert reasons(app) == [
        ("하나 ✕ 결석 4,000원", HANA_2),
        ("두리 ▲ 지각 3,000원", DURI_2),
        ("두리 ✕ 결석 4,000원", DURI_1),
    ]


def test_by_member_the_highest_total_is_first_and_each_week_leads_to_its_cell(visit: Open) -> None:
    app = visit("fines", group(), by="member")
    assert heads(app) == ["두리 2건 7,000원", "하나 1건 4,000원"]
    assert [head for head, _ in reasons(app)] == [
        "2주차 ▲ 지각 3,000원",
        "1주차 ✕ 결석 4,000원",
        "2주차 ✕ 결석 4,000원",
    ]
    duri = quote("두리")
    assert {f"./?member={duri}&week=2", f"./?member={duri}&week=1", f"member?name={duri}"} <= set(
        Markup(app).links
    )
    assert f"./?member={quote('하나')}&week=2" in Markup(visit("fines", group())).links, "by week, too"


@pytest.mark.parametrize("parameter", ["by", "month"])
@pytest.mark.parametrize("value", ["", "member" * 30, "2022-13", "<b>"])
def test_an_unknown_choice_in_the_address_shows_all_by_week(visit: Open, parameter: str, value: str) -> None:
    assert heads(visit("fines", group(), **{parameter: value})) == heads(visit("fines", group()))


def test_the_switch_and_the_months_are_kept_in_the_address(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    app.button_group(key="fines_by").set_value("member").run()
    app.button_group(key="fines_month").set_value("2022-04").run()
    assert (app.query_params["by"], app.query_params["month"]) == ("member", "2022-04")
    assert heads(app) == ["두리 Fines: 1 ₩4,000"]
    assert "Fines: 1 · Total ₩4,000" in text(app)
    app.button_group(key="fines_month").set_value("all").run()
    assert "month" not in app.query_params
    assert len(reasons(app)) == 10


def test_the_filters_leave_what_is_chosen_or_else_all(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    assert len(reasons(app)) == 10
    app.multiselect(key="fines_member").set_value(["두리", "하나"]).run()
    assert {head.split()[0] for head, _ in reasons(app)} == {"두리", "하나"}
    app.multiselect(key="fines_tier").set_value(["Late"]).run()
    assert [head for head, _ in reasons(app)] == ["두리 ▲ Late ₩3,000"]
    app.button_group(key="fines_month").set_value("2022-04").run()
    assert reasons(app) == []
    assert "No fine matches." in text(app)


def test_the_file_for_people_holds_what_the_filters_leave(visit: Open, downloads: dict[str, bytes]) -> None:
    app = visit("fines", group())
    assert list(downloads) == [
        "밤샘 스터디 벌금 2022-04~2022-05.csv",
        "밤샘 스터디 벌금 2022-04~2022-05.xlsx",
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
    name = "밤샘 스터디 벌금 2022-04~2022-05.csv"
    kept = downloads.pop(name)
    visit("fines", group(), lang="ko")
    assert downloads[name] == kept


def test_a_filter_of_a_language_left_behind_shows_all(visit: Open) -> None:
    app = visit("fines", group())
    app.multiselect(key="fines_tier").set_value(["결석"]).run()
    app.query_params["lang"] = "en"
    assert len(reasons(app.run())) == 3
    assert not app.exception


def test_very_many_fines_are_shown_in_parts_with_their_whole_sums(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST_SHOWN", 2)
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    weeks = len(heads(app))
    assert len(reasons(app)) == 3, "the newest week as a whole"
    app.button(key="fines_show_more").click().run()
    assert len(heads(app)) == weeks + 1
    while "fines_show_more" in {each.key for each in app.button}:
        app.button(key="fines_show_more").click().run()
    assert len(reasons(app)) == 10


def test_one_month_of_fines_has_a_sentence_in_the_place_of_its_chart(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-05-01", lang="en")
    assert not app.get("plotly_chart")
    assert not app.get("button_group")[1:], "nor a choice of months"
    assert "The chart begins when a second month has fines." in text(app)


def test_a_closed_fine_without_a_week_is_in_a_group_of_its_month(visit: Open) -> None:
    closed = Tab(
        "settlements",
        (("month", "member", "fine", "share", "carried_out"), ("2022-04", "옛멤버", 9_000, 0, 9_000)),
    )
    app = visit("fines", group(more=[closed]), lang="en")
    assert heads(app)[-1] == "April 2022 · without a week Fines: 1 ₩9,000"
    assert ("옛멤버 ₩9,000", True) in [(head, "no longer on the board" in why) for head, why in reasons(app)]


def test_of_many_members_the_highest_totals_stand_above_the_sums_of_all(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "MOST_ROWS", 1)
    shown = [
        rows
        for label, rows in tables(visit("fines", group(), as_of="2022-06-01", lang="en"))
        if label == "Fines by month"
    ]
    assert [[row[0] for row in rows] for rows in shown] == [
        ["Member", "두리", "Total"],
        ["Member", "하나", "세찬"],
    ]
    assert shown[0][-1] == ["Total", "₩39,000", "₩35,000", "₩4,000"]


def test_a_week_of_very_many_fines_is_folded_at_first(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'class="fold" open' in "".join(bodies(visit("fines", group())))
    monkeypatch.setattr(lines, "MOST_OPEN", 1)
    assert 'class="fold" open' not in "".join(bodies(visit("fines", group())))


def test_very_many_months_are_a_list_to_open(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "MOST_BESIDE", 2)
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    app.selectbox(key="fines_month").set_value("2022-04").run()
    assert app.query_params["month"] == "2022-04"
    assert len(reasons(app)) == 1
