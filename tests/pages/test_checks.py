"""The checks."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import INSIDE, Rights, Role
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.source.season import Season
from studylib.stores.xlsx import write
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.views import findings
from studylib.web import look
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.tables import Dated
from tests.pages.drawn import NOW, OURS, Markup, Open, bodies, strips, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def rules(app: AppTest) -> str:
    return re.sub("<[^>]*>", "|", bodies(app)[-2])


def test_the_checks_say_that_all_could_be_read(visit: Open) -> None:
    assert strips(visit("checks", group(), lang="en")) == ["Everything in the workbook could be read."]


def test_the_checks_show_the_rules_in_force(visit: Open) -> None:
    shown = rules(visit("checks", group(), lang="en"))
    assert "Asia/Seoul" in shown
    assert "Wed, Apr 6, 2022" in shown
    assert "5 weeks, 3 members" in shown
    assert "Late: until 12 hr after due, ₩3,000|Absent: from there on, ₩4,000" in shown
    assert "Wed, Apr 13, 2022 – Tue, Apr 26, 2022 · 중간고사" in shown
    assert "Thu, May 12, 2022 – Fri, May 13, 2022 · 두리 · 가족 여행" in shown
    assert "1/n without last place" in shown


def test_the_checks_say_where_the_data_comes_from_and_how_old_it_is(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    app = visit("checks", group(), lang="en")
    source = re.sub("<[^>]*>", "|", bodies(app)[-3])
    assert "studyboard.db|" in source
    assert "|members can hand in on the page|" in source
    assert "|Wed 5/11 00:30:00|" in source
    assert "|4|" in source
    at(NOW + timedelta(minutes=5, seconds=7))
    assert "Wed 5/11 00:30:00, 5 min 7 sec ago" in text(app.run())


def test_the_checks_say_of_a_file_that_it_is_only_read(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    assert "season.xlsx권한읽기 전용" in text(visit("checks", "season.xlsx"))


# ---- notices ----

LIKE_A_KEY = Problem(
    "settings",
    3,
    "key",
    sentence("“{key}” looks like a key.", key="마감시간"),
    subject="마감시간",
    is_notice=True,
)
SHORT_WEEK = Problem(
    "weeks", 3, "due_at", sentence("Its week is two days long."), subject="2", is_notice=True
)


@pytest.fixture
def noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each season have two notices beside its problems."""
    read = reader.read_dated

    def read_and_notice(cells: Workbook) -> tuple[Study, list[Problem], tuple[Dated, ...]]:
        study, found, dated = read(cells)
        return study, [LIKE_A_KEY, *found, SHORT_WEEK], dated

    monkeypatch.setattr(reader, "read_dated", read_and_notice)


def list_items(app: AppTest) -> list[str]:
    """Read the problems and notices one by one, without markup."""
    return [re.sub("<[^>]*>", "", each) for each in re.findall(r"<li>(.*?)</li>", "".join(bodies(app)))]


@pytest.mark.usefixtures("noticed")
def test_notices_have_a_place_of_their_own_below_the_problems(visit: Open) -> None:
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")]), lang="en")
    assert strips(app) == ["Could not be read: 1. These entries do not count until they are fixed."]
    assert list_items(app) == [
        "Form Responses 1 · row 2 · 하나 · Week 1 · TimestampThis cell is empty. Fill it in, or delete the row. "
        "Fix row 2 at the desk",
        "settings · row 3 · key“마감시간” looks like a key. Fix row 3 at the desk",
        "weeks · row 3 · Week 2 · due_atIts week is two days long. Fix row 3 at the desk",
    ]
    assert text(app).index("Could not") < text(app).index("Timestamp") < text(app).index("Worth a look: 2")


@pytest.mark.usefixtures("noticed")
def test_a_season_with_notices_alone_could_be_read(visit: Open) -> None:
    app = visit("checks", group())
    assert strips(app) == ["데이터를 모두 읽었습니다."]
    assert "확인해 볼 항목 2건" in text(app)
    assert "벌금과 정산은 그대로 진행됩니다." in text(app)


@pytest.mark.usefixtures("noticed")
@pytest.mark.parametrize("name", ["board", "fines", "settlement", "member"])
def test_no_other_page_counts_the_notices(visit: Open, name: str) -> None:
    assert strips(visit(name, group(), lang="en")) == []
    unread = group(answers=[(None, "하나", 1, "https://x.example")])
    assert strips(visit(name, unread, lang="en"))[0].startswith("Could not be read: 1.")


@pytest.mark.usefixtures("noticed")
def test_a_member_sees_the_problems_with_their_places_but_no_way_and_no_notice(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "judge_rights", lambda *asked: Rights(Role.MEMBER, INSIDE, "하나"))
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")]), lang="en")
    assert list_items(app) == [
        "Form Responses 1 · row 2 · 하나 · Week 1 · TimestampThis cell is empty. Fill it in, or delete the row."
    ]
    assert "Worth a look" not in text(app)
    assert [link for link in Markup(app).links if link.startswith("desk")] == []


@pytest.mark.parametrize("count", [199, 200, 201])
def test_up_to_two_hundred_problems_are_shown_one_by_one(visit: Open, count: int) -> None:
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")] * count))
    assert len(list_items(app)) == (count if count <= 200 else 0)
    assert len(app.dataframe) == (count > 200)


@pytest.mark.parametrize(("count", "folded"), [(10, 0), (11, 0), (12, 2)])
def test_more_than_eleven_problems_are_folded_behind_the_first_ten(
    visit: Open, count: int, folded: int
) -> None:
    answers = [(datetime(2022, 4, 12, 9), "하나", 1, f"x{number}") for number in range(count)]
    listed = next(body for body in bodies(visit("checks", group(answers=answers))) if "<li>" in body)
    shown, _, rest = listed.partition("<details")
    assert (shown.count("<li>"), rest.count("<li>")) == (count - folded, folded)
    assert (f"{folded}" in rest.partition("</summary>")[0]) == bool(folded)


def test_in_a_file_the_table_has_no_links_and_each_row_says_which_cell(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(answers=[(None, "하나", 1, "https://x.example")] * 201), tmp_path / "season.xlsx")
    table = visit("checks", "season.xlsx", lang="en").dataframe[0].value
    assert list(table.columns) == ["Tab", "Row", "Subject", "Column", "What is wrong, and how to fix it"]
    assert str(table.iloc[-1, -1]).endswith("Fix cell A202 in season.xlsx.")


LONG_TITLE = "긴 이름 " * 75


@pytest.mark.parametrize(
    ("title", "count"),
    [(LONG_TITLE, 4), ("\u202eمرحبا", 3), ("<script>alert(1)</script>", 3), ("**굵게** [a](b)", 3)],
)
def test_whatever_a_tab_is_called_its_place_is_one_short_line_of_text(
    visit: Open, title: str, count: int
) -> None:
    """A title without measure is a problem of its own."""
    tabs = group(answers=[(None, "<b>하나</b>" * 60, 1, "x")]).tabs
    renamed = replace(tabs[-1], title=title)
    app = visit("checks", Workbook((*tabs[:-1], renamed)), lang="en")
    assert set(Markup(app).tags) <= OURS
    assert len(list_items(app)) == count
    for item in list_items(app):
        assert len(item) < 500
        assert "\u202e" not in item


@pytest.mark.parametrize(
    ("subject", "message", "place"),
    [
        ("아무개 · 3", "There is no member “아무개”.", "answers · row 5 · Week 3 · Name"),
        ("아무개 · 3", "The season has no week 3.", "answers · row 5 · 아무개 · Week 3 · Name"),
        ("아무개 · 3", "Week 3 has two rows.", "answers · row 5 · 아무개 · Name"),
        ("가", "가람 is away.", "answers · row 5 · 가 · Name"),
        ("starts_on", "There is no setting starts_on.", "answers · row 5 · Name"),
        ("2022-04", "It is empty.", "answers · row 5 · 2022-04 · Name"),
        ("9999 · ３", "It is empty.", "answers · row 5 · 9999 · ３ · Name"),
        ("", "It is empty.", "answers · row 5 · Name"),
    ],
)
def test_a_place_names_the_subject_once(subject: str, message: str, place: str) -> None:
    problem = Problem("answers", 5, "Name", sentence(message), subject=subject)
    assert findings.draw_place(Language("en"), problem, message).striptags() == place


@pytest.mark.parametrize(("alike", "groups", "folded"), [(2, 3, 0), (3, 2, 2), (40, 2, 39)])
def test_notices_that_say_the_same_are_one_item_with_their_count_and_all_places(
    visit: Open, monkeypatch: pytest.MonkeyPatch, alike: int, groups: int, folded: int
) -> None:
    why = "The deposit of {member} is too small."
    told = [
        Problem("payments", row, None, sentence(why, member=f"멤버 {row}"), is_notice=True)
        for row in range(2, alike + 2)
    ]
    other = Problem("payments", None, None, sentence("Another one."), is_notice=True)
    monkeypatch.setattr(Season, "list_notices", lambda *_: (*told[:1], other, *told[1:]))
    app = visit("checks", group(), lang="en")
    listed = next(body for body in bodies(app) if "deposit of" in body)
    outer = re.sub(r"<details.*?</details>", "", listed)
    assert outer.count("<li>") == groups
    assert listed.count("<li>") - outer.count("<li>") == folded
    for row in range(2, alike + 2):
        assert f"row {row}" in listed
        assert f"멤버 {row} is" in listed
    assert (f"{alike} alike" in outer) is bool(folded)
    assert f"Worth a look: {alike + 1}" in text(app)


def test_problems_that_say_the_same_stay_apart_as_each_is_to_be_fixed(visit: Open) -> None:
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")] * 5), lang="en")
    assert len(list_items(app)) == 5
    assert "alike" not in text(app)


# ---- moments that are still to come ----


def test_answers_that_are_still_to_come_do_not_count_yet(visit: Open) -> None:
    ahead = [
        (NOW.replace(tzinfo=None) + timedelta(minutes=at), "하나", 3, f"https://n.kr/{at}")
        for at in (-1, 0, 1)
    ]
    app = visit("checks", group(answers=ahead), lang="en")
    assert strips(app) == ["Everything in the workbook could be read."]
    assert "|2|" in re.sub("<[^>]*>", "|", bodies(app)[-3])


@pytest.mark.parametrize(
    ("tab", "told"),
    [
        (
            Tab(
                "payments",
                (("paid_on", "month", "member", "amount"), (date(2023, 5, 1), "2022-04", "두리", 4000)),
            ),
            "This payment of 두리 is dated 2023-05-01, which is still to come. It does not count until then.",
        ),
        (
            Tab(
                "settlements",
                (
                    ("month", "member", "fine", "share", "carried_out", "closed_at"),
                    ("2022-04", "하나", 0, 4000, 0, datetime(2022, 5, 1)),
                    ("2022-04", "두리", 4000, 0, 0, datetime(2022, 5, 11, 2)),
                ),
            ),
            "This month is closed, but its closing is dated 2022-05-11 02:00:00, which is still to come. Fix the time.",
        ),
    ],
    ids=["a payment", "a closing"],
)
def test_the_checks_name_what_is_still_to_come_until_its_moment(
    visit: Open, at: Callable[[datetime], None], tab: Tab, told: str
) -> None:
    app = visit("checks", group(more=[tab]), lang="en")
    assert told in text(app)
    at(datetime(2023, 5, 1, tzinfo=NOW.tzinfo))
    assert told not in text(app.run())


def test_a_month_that_is_dated_ahead_is_closed_on_the_pages_and_offered_to_nobody(visit: Open) -> None:
    rows = (
        ("2022-04", "하나", 0, 4000, 0, datetime(2023, 5, 1)),
        ("2022-04", "두리", 4000, 0, 0, datetime(2023, 5, 1)),
    )
    head = ("month", "member", "fine", "share", "carried_out", "closed_at")
    season = group(more=[Tab("settlements", (head, *rows))])
    assert "Closed" in text(visit("settlement", season, month="2022-04", lang="en"))
    assert "No month is both final and open." in text(visit("desk", season, lang="en"))
    look_back = visit("settlement", season, month="2022-04", as_of="2022-05-10T00:00", lang="en")
    assert "Closed" in text(look_back)


REPOSITORY = ("repository", "https://github.com/g/S")


@pytest.mark.parametrize(
    ("more", "is_leader", "told"), [((), True, True), ((), False, False), ((REPOSITORY,), True, False)]
)
def test_the_leader_alone_is_told_here_that_the_questions_are_off(
    visit: Open,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[tuple[Cell, ...], ...],
    is_leader: bool,
    told: bool,
) -> None:
    if not is_leader:
        monkeypatch.setattr(look, "judge_rights", lambda *asked: Rights(Role.MEMBER, INSIDE, "하나"))
    named: tuple[Cell, ...] = ("name", "밤샘")
    shown = text(visit("checks", group(settings=(named, ("starts_on", date(2022, 4, 6)), *more)), lang="en"))
    assert ("Off, because there is no repository." in shown) is told
