"""Handing in."""

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes import history
from studylib.changes.draft import Draft, make_change
from studylib.config import studies
from studylib.source.save import save_change
from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import ANSWERS
from tests.pages.drawn import NOW, Markup, Open, card, choose, kinds, press, store, strips, text
from tests.pages.workbooks import FORM, SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")


def answers() -> list[tuple[Cell, ...]]:
    """List the rows of the answers tab, the last beside the history, without the header."""
    tabs = [tab for tab in store().fetch().tabs if tab.title != "변경 기록"]
    return list(tabs[-1].rows[1:])


DUE = datetime(2022, 5, 11, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("moment", "member", "week"),
    [
        (DUE - timedelta(milliseconds=1), "두리", 3),
        (DUE, "두리", 3),
        (DUE + timedelta(hours=12) - timedelta(milliseconds=1), "두리", 3),
        (DUE + timedelta(hours=12), "두리", 4),
        (DUE, "하나", 4),
        (datetime(2022, 4, 1, tzinfo=SEOUL), "하나", 1),
        (datetime(2022, 6, 1, tzinfo=SEOUL), "하나", 5),
    ],
)
def test_the_week_proposed_is_the_one_just_missed_while_it_is_late_and_else_the_present(
    visit: Open, at: Callable[[datetime], None], moment: datetime, member: str, week: int
) -> None:
    at(moment)
    app = visit("hand_in", group())
    app.selectbox(key="hand_in_member").set_value(member).run()
    assert app.selectbox(key="hand_in_week").value == week


def test_a_week_that_was_chosen_stays_until_another_member_is_chosen(visit: Open) -> None:
    app = choose(visit("hand_in", group()), "두리", week=1)
    assert app.run().selectbox(key="hand_in_week").value == 1
    assert choose(app, "하나").selectbox(key="hand_in_week").value == 4


def test_the_page_says_beforehand_how_late_it_is(visit: Open) -> None:
    app = choose(visit("hand_in", group()), "두리")
    assert "마감 5/10 (화) 23:59:59 · 30분 늦음" in text(app)
    app.selectbox(key="hand_in_week").set_value(4).run()
    assert "마감 5/17 (화) 23:59:59 · 6일 23시간 남음" in text(app)


def test_a_link_is_judged_at_once_and_the_board_shows_it(visit: Open) -> None:
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", note="늦었어요"))
    shown = card(app)
    assert "|두리 · 3주차|" in shown
    assert "|▲ 지각|" in shown
    assert "|30분 늦음 · 벌금 3,000원|" in shown
    assert "5/11 (수) 00:30:00" in shown
    assert answers()[-1] == (datetime(2022, 5, 11, 0, 30), "두리", 3, "https://duri.example/3", "늦었어요")
    assert (app.text_area(key="hand_in_link").value, app.text_input(key="hand_in_note").value) == ("", "")
    seen = visit("board", studies.resolve_address(None), member="두리", week="3")
    assert "|▲ 지각|" in card(seen)
    assert "https://duri.example/3" in Markup(seen).links


@pytest.mark.parametrize(
    ("moment", "badge", "distance"),
    [
        (DUE - timedelta(milliseconds=1), "✓", "마감 1초 미만 전"),
        (DUE, "▲ 지각", "1초 미만 늦음 · 벌금 3,000원"),
        (DUE + timedelta(milliseconds=1), "▲ 지각", "1초 미만 늦음 · 벌금 3,000원"),
        (
            DUE + timedelta(hours=12) - timedelta(milliseconds=1),
            "▲ 지각",
            "11시간 59분 59초 늦음 · 벌금 3,000원",
        ),
        (DUE + timedelta(hours=12), "✕ 결석", "12시간 늦음 · 벌금 4,000원"),
        (DUE + timedelta(hours=12, milliseconds=1), "✕ 결석", "12시간 늦음 · 벌금 4,000원"),
    ],
)
def test_an_answer_is_judged_to_the_millisecond(
    visit: Open, at: Callable[[datetime], None], moment: datetime, badge: str, distance: str
) -> None:
    at(moment)
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3))
    assert f"|{badge}" in card(app)
    assert f"|{distance}|" in card(app)


def test_a_fraction_of_a_millisecond_makes_no_member_late(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(DUE - timedelta(microseconds=1))
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3))
    assert "|✓" in card(app)
    assert answers()[-1][0] == datetime(2022, 5, 10, 23, 59, 59, 999_000)


def test_handing_in_again_keeps_the_first_time_and_shows_the_newest_link(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/first"))
    assert "제출 시각은 처음 제출한" not in card(app)
    at(NOW + timedelta(hours=2))
    app = press(choose(app, "두리", "https://duri.example/second", week=3))
    assert "|30분 늦음 · 벌금 3,000원|" in card(app)
    assert "제출 시각은 처음 제출한 5/11 (수) 00:30:00" in card(app)
    seen = visit("curriculum", studies.resolve_address(None))
    assert "https://duri.example/second" in Markup(seen).links
    assert "https://duri.example/first" not in Markup(seen).links


def test_several_links_are_handed_in_one_a_line(visit: Open) -> None:
    press(choose(visit("hand_in", group()), "두리", " https://a.example/1 \n\nhttps://b.example/2\n", week=3))
    assert answers()[-1][3] == "https://a.example/1\nhttps://b.example/2"
    seen = visit("curriculum", studies.resolve_address(None))
    assert "두리 2" in text(seen)


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com@evil.example/",
        "https://github.com%40evil.example/1",
        "https://n.kr/1\nhttps://a:b@n.kr",
    ],
)
def test_a_link_that_hides_where_it_leads_is_not_handed_in(visit: Open, link: str) -> None:
    app = press(choose(visit("hand_in", group()), "두리", link, week=3))
    assert "어디로 가는 링크인지 알 수 없습니다." in strips(app)[0]
    assert answers()[-1][3] == "https://hana.example/3?v=2"


def test_an_answer_for_a_week_without_judgement_is_received_and_says_so(
    visit: Open,
) -> None:
    app = press(choose(visit("hand_in", group()), "세찬", "https://sechan.example/1", week=1))
    assert "세찬 님은 그 주차의 판정 대상이 아닙니다." in card(app)
    assert answers()[-1][1] == "세찬"


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("", "There is no link. Write one that begins with https://."),
        ("  \n ", "There is no link. Write one that begins with https://."),
        ("notes", "“notes” is not a link. Write one that begins with https://, without spaces."),
        ("javascript:alert(1)", "“javascript:alert(1)” is not a link."),
        ("data:text/html,x", "“data:text/html,x” is not a link."),
        ("https://ok.example\nftp://x", "“ftp://x” is not a link."),
        ("https://a.example/my note.md", "“https://a.example/my note.md” is not a link."),
        ("https://", "“https://” is not a link."),
    ],
)
def test_a_bad_link_is_refused_and_nothing_is_written(visit: Open, link: str, why: str) -> None:
    app = choose(visit("hand_in", group(), lang="en"), "두리", link, note="kept")
    before = store().version()
    press(app)
    assert strips(app)[0].startswith(why)
    assert store().version() == before
    assert app.text_area(key="hand_in_link").value == link
    assert app.text_input(key="hand_in_note").value == "kept"
    assert strips(app.run()) == [], "it is said once"


def test_without_a_name_nothing_is_handed_in(visit: Open) -> None:
    app = visit("hand_in", group())
    before = store().version()
    app.text_area(key="hand_in_link").set_value("https://x.example").run()
    assert strips(press(app)) == ["먼저 이름을 골라 주세요."]
    assert store().version() == before


def test_an_answer_that_cannot_be_written_stays_on_the_page(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WorkbookError(sentence("The disk of {name} is full. Nothing was written; make room.", name="x"))

    monkeypatch.setattr(Database, "append", full)
    app = press(choose(visit("hand_in", group(), lang="en"), "두리", "https://duri.example/3"))
    assert strips(app) == ["The disk of x is full. Nothing was written; make room."]
    assert app.text_area(key="hand_in_link").value == "https://duri.example/3"


def test_an_answer_counts_now_even_on_the_board_of_another_moment(visit: Open) -> None:
    app = press(choose(visit("hand_in", group(), as_of="2022-05-04T00:00"), "두리", "https://duri.example/3"))
    assert answers()[-1][:3] == (datetime(2022, 5, 11, 0, 30), "두리", 3)
    assert "|30분 늦음 · 벌금 3,000원|" in card(app)


def test_the_first_answer_of_all_makes_the_tab_for_it(visit: Open) -> None:
    season = Workbook(group().tabs[:-1])
    press(choose(visit("hand_in", season), "두리", "https://duri.example/3"))
    assert store().fetch().tabs[-1].title == "설문지 응답 시트1"
    assert answers() == [(datetime(2022, 5, 11, 0, 30), "두리", 3, "https://duri.example/3", None)]


def test_a_file_can_only_be_read(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = visit("hand_in", "season.xlsx")
    assert strips(app) == ["이 데이터는 읽기 전용입니다. 모임이 데이터를 두는 곳에 제출해 주세요."]
    assert kinds(app) == {"html"}


@pytest.mark.parametrize("writable", [True, False])
def test_the_page_leads_to_the_form_filled_in(visit: Open, tmp_path: Path, writable: bool) -> None:
    season = group(
        settings=[
            ("starts_on", date(2022, 4, 6)),
            ("form_url", FORM),
            ("form_name_entry", "entry.111"),
            ("form_week_entry", 222),
        ]
    )
    write.write_xlsx(season, tmp_path / "season.xlsx")
    app = visit("hand_in", season if writable else "season.xlsx")
    app.selectbox(key="hand_in_member").set_value("두리").run()
    assert app.get("link_button")[0].proto.url == (
        f"{FORM}?usp=pp_url&entry.111=%EB%91%90%EB%A6%AC&entry.222=3%EC%A3%BC%EC%B0%A8"
    )
    assert kinds(app) == {"html", "selectbox", "link_button", "button"}


def test_a_form_is_filled_in_with_the_words_of_the_workbook_whatever_the_visitor_reads(visit: Open) -> None:
    settings: list[tuple[Cell, ...]] = [
        ("starts_on", date(2022, 4, 6)),
        ("form_url", FORM),
        ("form_week_entry", "222"),
    ]
    app = visit("hand_in", group(settings=settings), lang="en")
    assert app.get("link_button")[0].proto.url == f"{FORM}?usp=pp_url&entry.222=4%EC%A3%BC%EC%B0%A8"


@pytest.mark.parametrize("url", ["https://docs.google.com@evil.example/f", "https://a:b@evil.example/f"])
def test_a_form_that_shows_another_host_than_its_own_is_no_link(visit: Open, url: str) -> None:
    app = visit("hand_in", group(settings=[("starts_on", date(2022, 4, 6)), ("form_url", url)]))
    assert "link_button" not in kinds(app)
    assert "evil.example/f" in text(app)


def test_a_form_without_entry_ids_is_opened_as_it_is(visit: Open) -> None:
    season = group(settings=[("starts_on", date(2022, 4, 6)), ("form_url", FORM)])
    app = visit("hand_in", season)
    assert app.get("link_button")[0].proto.url == FORM


def test_a_form_is_filled_in_with_the_week_alone_before_a_name_is_chosen(visit: Open) -> None:
    season = group(
        settings=[
            ("starts_on", date(2022, 4, 6)),
            ("form_url", f"{FORM}?hl=ko"),
            ("form_name_entry", "111"),
            ("form_week_entry", "222"),
        ]
    )
    app = visit("hand_in", season)
    assert app.get("link_button")[0].proto.url == f"{FORM}?hl=ko&usp=pp_url&entry.222=4%EC%A3%BC%EC%B0%A8"


# ---- a week that is not open yet ----

OPENS = datetime(2022, 5, 18, tzinfo=SEOUL)
"""Week 5 opens, and week 4 is due."""
MS = timedelta(milliseconds=1)


@pytest.mark.parametrize(("moment", "asks"), [(OPENS - MS, True), (OPENS, False), (OPENS + MS, False)])
def test_a_week_asks_first_until_it_opens(
    visit: Open, at: Callable[[datetime], None], moment: datetime, asks: bool
) -> None:
    at(moment)
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/5", week=5))
    assert (len(answers()) == 4) is asks
    assert ("5주차는 아직 시작 전입니다. 5/18 (수)에 시작합니다. 지금 열린 주차: 4주차." in text(app)) is asks


def asked(visit: Open, **query: str) -> AppTest:
    return press(
        choose(visit("hand_in", group(), **query), "두리", "https://duri.example/5", week=5, note="메모")
    )


def test_it_is_handed_in_for_the_week_once_that_is_confirmed(visit: Open) -> None:
    app = asked(visit)
    assert app.text_area(key="hand_in_link").value == "https://duri.example/5"
    push(app, "hand_in_sure")
    assert answers()[-1][1:] == ("두리", 5, "https://duri.example/5", "메모")
    assert "|두리 · 5주차|" in card(app)


def test_the_open_week_is_chosen_instead_and_what_was_typed_stays(visit: Open) -> None:
    app = push(asked(visit, lang="en"), "hand_in_other")
    assert app.selectbox(key="hand_in_week").value == 4
    assert len(answers()) == 4
    press(app)
    assert answers()[-1][1:] == ("두리", 4, "https://duri.example/5", "메모")


def test_another_week_or_member_is_asked_about_anew(visit: Open) -> None:
    app = asked(visit)
    app.selectbox(key="hand_in_week").set_value(4).run()
    assert "아직 시작 전" not in text(app)
    app = press(choose(app, "하나", "https://hana.example/5", week=5))
    assert len(answers()) == 4
    assert "아직 시작 전" in text(app)


def test_a_bad_link_is_told_before_the_week_is_asked_about(visit: Open) -> None:
    app = press(choose(visit("hand_in", group(), lang="en"), "두리", "notes", week=5))
    assert strips(app)[0].startswith("“notes” is not a link.")
    assert "hand_in_sure" not in [each.key for each in app.button]


def test_before_the_season_no_week_is_open(visit: Open, at: Callable[[datetime], None]) -> None:
    at(datetime(2022, 4, 1, tzinfo=SEOUL))
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/1"))
    assert "1주차는 아직 시작 전입니다. 4/6 (수)에 시작합니다. 지금 열린 주차가 없습니다." in text(app)
    assert "hand_in_other" not in [each.key for each in app.button]


def test_a_form_asks_first_too(visit: Open) -> None:
    app = visit("hand_in", group(settings=[("starts_on", date(2022, 4, 6)), ("form_url", FORM)]))
    assert len(app.get("link_button")) == 1
    app.selectbox(key="hand_in_week").set_value(5).run()
    assert len(app.get("link_button")) == 0
    assert "5주차는 아직 시작 전입니다." in text(app)
    assert len(push(app, "hand_in_sure").get("link_button")) == 1
    app.selectbox(key="hand_in_member").set_value("두리").run()
    app.selectbox(key="hand_in_week").set_value(5).run()
    assert len(app.get("link_button")) == 0, "another member is asked anew"


# ---- to take it back ----


LATEST = timedelta(minutes=10)


def push(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def handed_in(visit: Open) -> AppTest:
    return press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3, note="늦음"))


def may_take_back(app: AppTest) -> bool:
    return "hand_in_back" in [each.key for each in app.button]


def test_an_answer_is_taken_back_and_its_fields_are_filled_in_again(visit: Open) -> None:
    app = handed_in(visit)
    assert "5/11 (수) 00:40:00까지 취소할 수 있습니다." in text(app)
    push(app, "hand_in_back")
    assert strips(app) == ["두리 님이 3주차 제출을 취소함"]
    assert answers()[-1] == ()
    assert app.text_area(key="hand_in_link").value == "https://duri.example/3"
    assert app.text_input(key="hand_in_note").value == "늦음"
    (change,) = history.read_history(store().fetch())
    assert change.what == "두리 님이 3주차 제출을 취소함"
    assert not may_take_back(app.run())
    press(choose(app, "두리", "https://duri.example/4", week=4))
    assert answers()[-1][1:4] == ("두리", 4, "https://duri.example/4")


@pytest.mark.parametrize(
    ("after", "shown"),
    [(timedelta(minutes=10) - MS, True), (timedelta(minutes=10), False), (timedelta(minutes=11), False)],
)
def test_the_card_stays_while_it_can_be_taken_back(
    visit: Open, at: Callable[[datetime], None], after: timedelta, shown: bool
) -> None:
    app = handed_in(visit)
    at(NOW + after)
    app.run()
    assert may_take_back(app) is shown
    assert ("두리 · 3주차" in text(app.run())) is shown


def test_a_click_that_comes_too_late_takes_nothing_back(visit: Open, at: Callable[[datetime], None]) -> None:
    app = handed_in(visit)
    at(NOW + timedelta(minutes=10))
    push(app, "hand_in_back")
    assert strips(app) == [
        "제출한 지 10분이 지나 취소할 수 없습니다. 스터디장에게 무효 처리를 요청해 주세요."
    ]
    assert len(answers()) == 5


def test_an_answer_that_the_leader_has_voided_is_not_taken_back(visit: Open) -> None:
    app = handed_in(visit)
    draft = Draft(ANSWERS, "Form Responses 1", {6: {"voided": "시험"}})
    what = sentence("Tab {tab} edited", tab="x")
    save_change(store(), lambda now: make_change(now.cells, now.cells, draft, what, "ko"), NOW)
    push(app, "hand_in_back")
    assert strips(app)[0].startswith("그사이 이 제출이 바뀌었습니다.")
    assert answers()[-1][-1] == "시험"
    assert not may_take_back(app.run())


def test_another_session_has_no_button(visit: Open) -> None:
    handed_in(visit)
    assert not may_take_back(visit("hand_in", studies.resolve_address(None)))


def test_at_a_service_the_tab_beside_the_form_gives_an_answer_back(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "remote", True)
    app = handed_in(visit)
    assert "두리 · 3주차" in text(app)
    push(app, "hand_in_back")
    assert strips(app) == ["두리 님이 3주차 제출을 취소함"]
    (own,) = (tab for tab in store().fetch().tabs if tab.title == "제출")
    assert not any(own.rows[1:])


def test_the_form_s_own_tab_at_a_service_keeps_its_answers(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = handed_in(visit)
    monkeypatch.setattr(Database, "remote", True)
    assert not may_take_back(app.run())


# ---- clocks that are wrong ----


@pytest.mark.parametrize(
    "ahead", [timedelta(hours=2), timedelta(days=365), datetime(2099, 12, 31, tzinfo=SEOUL) - NOW]
)
def test_what_is_handed_in_by_a_clock_ahead_is_named_on_the_checks_until_its_moment(
    visit: Open, at: Callable[[datetime], None], ahead: timedelta
) -> None:
    at(NOW + ahead)
    press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3))
    address = studies.resolve_address(None)
    assert strips(visit("checks", address, lang="en")) == ["Everything in the workbook could be read."]
    at(NOW)
    app = visit("checks", address, lang="en")
    moment = f"{(NOW + ahead).astimezone(SEOUL):%Y-%m-%d %H:%M:%S}"
    assert f"This answer of 두리 is dated {moment}, which is still to come. Fix the time." in text(app)
    assert [line for line in strips(visit("fines", address, lang="en")) if "Could not be read: 1." in line]
    at(NOW + ahead - timedelta(minutes=2))
    assert strips(app.run()) == ["Everything in the workbook could be read."]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1999, 12, 31, 23, 59, tzinfo=SEOUL),
        datetime(2100, 1, 1, tzinfo=SEOUL),
        datetime(9999, 6, 1, tzinfo=SEOUL),
    ],
)
def test_nothing_is_handed_in_by_a_clock_that_no_workbook_can_hold(
    visit: Open, at: Callable[[datetime], None], moment: datetime
) -> None:
    at(moment.astimezone(UTC))
    app = choose(visit("hand_in", group(), lang="en"), "두리", "https://duri.example/5", week=5)
    press(app)
    if moment.year < 2000:  # the week is not open yet
        app.button(key="hand_in_sure").click().run()
    assert f"The clock of this machine says {moment:%Y-%m-%d}" in strips(app)[-1]
    assert len(answers()) == 4
    assert app.text_area(key="hand_in_link").value == "https://duri.example/5"


def put_another_in_its_place(path: Path, other: Workbook) -> None:
    """Replace the database by another one, as ``mv`` does."""
    made = open_store(f"sqlite:///{path.with_name('other.db')}", first=lambda: other, create=True)
    assert isinstance(made, Database)
    made._reading.dispose()
    path.with_name("other.db").replace(path)


@pytest.mark.parametrize("has_member", [True, False])
def test_an_answer_from_a_page_of_another_workbook_is_refused_and_the_page_shows_the_new_one(
    visit: Open, tmp_path: Path, has_member: bool
) -> None:
    members = (("두리", None),) if has_member else (("나래", None),)
    app = choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3)
    settings = (("name", "다음 기수"), ("starts_on", date(2022, 4, 6)))
    put_another_in_its_place(tmp_path / "studyboard.db", group(settings=settings, members=members))
    before = store().fetch()
    app = press(app)
    assert "지금은 다른 데이터가 있습니다" in text(app)
    assert store().fetch() == before
    if has_member:
        press(choose(app, "두리", "https://duri.example/3", week=3))
        assert len(answers()) == len(before.tabs[-1].rows)


def test_an_answer_from_a_page_whose_backup_was_copied_back_is_taken(visit: Open, tmp_path: Path) -> None:
    app = choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3)
    path = tmp_path / "studyboard.db"
    subprocess.run(["cp", path, tmp_path / "copy.db"], check=True)
    subprocess.run(["cp", tmp_path / "copy.db", path], check=True)
    before = len(answers())
    press(app)
    assert len(answers()) == before + 1
