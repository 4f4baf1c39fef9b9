"""Checking in to a meeting."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.access import codes
from studylib.changes.draft import Draft, make_change
from studylib.season.check_in import EARLY, list_meetings
from studylib.source.save import save_change
from studylib.source.season import load_season
from studylib.text.message import sentence
from studylib.web import meeting_codes, sign_outs
from studylib.web.tries import MOST_TRIES, Tries
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.layouts import MEMBERS
from tests.config.groups import AUTH
from tests.pages.drawn import NOW, PAGES, Open, bodies, card, store, strips, text
from tests.pages.task_books import MEETING, task_group
from tests.pages.workbooks import SEOUL
from tests.web.visits import make_visit

pytestmark = pytest.mark.usefixtures("configured")

STARTS = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
"""The meeting of week 4. It closes twelve hours later."""
MS = timedelta(milliseconds=1)
ADDRESSES = {"하나": "hana@example.com", "두리": "duri@example.com"}


@pytest.fixture(autouse=True)
def secrets(outset: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A secrets file with a sign-in. Nobody has tried a code yet."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(meeting_codes, "TRIES", Tries())
    sign_outs._ENDED.clear()
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text(AUTH)
    return file


def season(*tasks: tuple[Cell, ...], settings: tuple[tuple[Cell, ...], ...] = ()) -> Workbook:
    """Make a season that 하나 leads."""
    cells = task_group(tasks or (MEETING,), settings=settings)
    members = Tab(
        "멤버",
        (
            ("이름", "이메일", "역할"),
            ("하나", ADDRESSES["하나"], "스터디장"),
            ("두리", ADDRESSES["두리"], None),
        ),
    )
    return Workbook(tuple(members if tab.title == "멤버" else tab for tab in cells.tabs))


@pytest.fixture
def enter(visit: Open) -> Callable[..., AppTest]:
    """``enter("두리", season(), code="123456")`` opens the page as that member."""

    def enter(name: str, on: Workbook | None = None, **query: str) -> AppTest:
        if on is not None:
            visit("check_in", on)
        app = AppTest.from_file(str(PAGES / "check_in.py"), default_timeout=60)
        app.query_params.update(query)
        app.user = sign_in(ADDRESSES[name])
        app.run()
        assert not app.exception, [each.stack_trace for each in app.exception]
        return app

    return enter


def sign_in(address: str) -> dict[str, Any]:
    at = int((NOW - timedelta(hours=1)).timestamp())
    claims = {"iss": "https://op.example", "sub": address, "iat": at, "nonce": address}
    return {"is_logged_in": True, "email": address, "email_verified": True} | claims


def code(week: int = 4, task: str = "모임", at: datetime | None = None) -> str:
    """Write the code that the screen shows, now or at another moment."""
    here = make_visit(season=load_season(store()))
    (meeting,) = [each for each in list_meetings(here.study) if (each.week, each.task.name) == (week, task)]
    secret = meeting_codes.find_secret(here, meeting)
    assert secret
    return codes.write_code(secret, at or clock.now())


def wrong() -> str:
    """Write six digits that are no code now."""
    taken = {code(), code(at=clock.now() - timedelta(seconds=30))}
    return next(each for each in ("000000", "111111", "222222") if each not in taken)


def tap(app: AppTest, digits: str | None = None) -> AppTest:
    if digits is not None:
        app.text_input(key="check_in_code").set_value(digits)
    app.button(key="check_in_save").click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def rows() -> list[tuple[Cell, ...]]:
    return next((list(tab.rows[1:]) for tab in store().fetch().tabs if tab.title == "출석"), [])


# ---- the tap ----


def test_the_link_needs_one_tap_and_is_judged_to_the_second(
    enter: Callable[..., AppTest], at: Callable[[datetime], None]
) -> None:
    enter("두리", season())
    at(STARTS + timedelta(minutes=7, seconds=3))
    app = tap(enter("두리", code=code()))
    assert rows() == [(4, "모임", "두리", None, datetime(2022, 5, 11, 0, 37, 3))]
    assert "|두리 · 4주차 · 모임|" in card(app)
    assert "|5/11 (수) 00:37:03에 출석했습니다.||7분 3초 늦음 · 벌금 3,000원|" in card(app)
    assert [each.key for each in app.button if each.key == "check_in_save"] == []


def test_the_digits_may_be_typed_instead(enter: Callable[..., AppTest]) -> None:
    app = enter("두리", season())
    digits = code()
    tap(app, f"{digits[:3]} {digits[3:]}")
    assert rows()[0][:3] == (4, "모임", "두리")


@pytest.mark.parametrize(
    ("after", "counts"),
    [
        (timedelta(), True),
        (timedelta(seconds=60) - MS, True),
        (timedelta(seconds=60), False),
        (timedelta(seconds=60) + MS, False),
    ],
)
def test_a_code_counts_in_its_own_window_and_the_next_one(
    enter: Callable[..., AppTest], at: Callable[[datetime], None], after: timedelta, counts: bool
) -> None:
    app = enter("두리", season())
    shown = code()
    at(NOW + after)
    app = tap(app, shown)
    assert bool(rows()) is counts
    assert counts or strips(app) == [
        "숫자가 틀렸거나 시간이 지났습니다. 지금 화면에 보이는 숫자를 입력해 주세요."
    ]


@pytest.mark.parametrize(
    ("late", "is_open"),
    [
        (-EARLY - MS, False),
        (-EARLY, True),
        (timedelta(), True),
        (timedelta(hours=12) - MS, True),
        (timedelta(hours=12), False),
    ],
)
def test_one_checks_in_from_an_hour_before_the_meeting_until_it_closes(
    enter: Callable[..., AppTest], at: Callable[[datetime], None], late: timedelta, is_open: bool
) -> None:
    enter("두리", season())
    at(STARTS + late)
    app = enter("두리")
    assert ("check_in_save" in [each.key for each in app.button]) is is_open
    assert is_open or "지금 출석할 수 있는 모임이 없습니다." in strips(app)[0]
    if is_open:
        tap(app, code())
        assert len(rows()) == 1


def test_a_code_of_another_meeting_or_study_never_counts(enter: Callable[..., AppTest]) -> None:
    app = enter(
        "두리", season(MEETING, ("발표", "출석", "수 12:00", None, None, None), settings=(("식별자", "a1"),))
    )
    for digits in (code(5), code(4, "발표"), code(3)):
        assert "숫자가 틀렸거나" in strips(tap(app, digits))[0]
    elsewhere = code()
    app = enter("두리", season(settings=(("식별자", "b2"),)))
    assert "숫자가 틀렸거나" in strips(tap(app, elsewhere))[0]
    assert rows() == []


def test_only_so_many_tries_a_minute_are_heard(
    enter: Callable[..., AppTest], at: Callable[[datetime], None]
) -> None:
    app = enter("두리", season())
    for _ in range(MOST_TRIES):
        tap(app, wrong())
    assert strips(tap(app, code())) == ["너무 여러 번 시도했습니다. 1분 뒤에 다시 시도해 주세요."]
    assert rows() == []
    at(NOW + timedelta(minutes=1))
    tap(app, code())
    assert len(rows()) == 1


def test_nobody_checks_in_twice_or_over_what_the_leader_recorded(enter: Callable[..., AppTest]) -> None:
    app = enter("두리", season())
    other = enter("두리")
    tap(app, code())
    assert "출석했습니다." in strips(tap(other, code()))[0]
    assert len(rows()) == 1
    recorded = Tab("출석", (("주차", "과제", "이름", "구분"), (4, "모임", "두리", "면제")))
    app = enter("두리", Workbook((*season().tabs, recorded)))
    assert "스터디장이 이미 이 모임의 출석을 기록했습니다." in text(app)
    assert "check_in_save" not in [each.key for each in app.button]


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "9" * 10_000, "١٢٣٤٥٦", "\u202e123456", "-1", "%00", "’ OR 1=1"]
)
def test_a_hostile_code_in_the_address_is_a_wrong_one(enter: Callable[..., AppTest], hostile: str) -> None:
    enter("두리", season())
    app = tap(enter("두리", code=hostile))
    assert "alert(1)" not in "".join(bodies(app))
    assert "숫자가 틀렸거나" in strips(app)[0]
    assert rows() == []


# ---- the leader's screen ----


def link(app: AppTest) -> str:
    """Read the digits on the screen."""
    return "".join(re.findall(r'<p class="digits">(\d{3}) (\d{3})</p>', "".join(bodies(app)))[0])


def test_the_leader_s_screen_shows_the_code_and_the_member_s_does_not(
    enter: Callable[..., AppTest], at: Callable[[datetime], None]
) -> None:
    app = enter("하나", season())
    assert link(app) == code()
    assert "4주차 · 모임 · 시작 5/11 (수) 00:30:00 · 0명 출석" in text(app)
    assert any('<img class="qr" src="data:image/svg+xml' in unquote(body) for body in bodies(app))
    assert 'class="digits"' not in "".join(bodies(enter("두리")))
    at(NOW + timedelta(seconds=30))
    assert link(app.run()) == code() != code(at=NOW)


def test_the_screen_counts_who_has_come(enter: Callable[..., AppTest]) -> None:
    app = enter("하나", season())
    tap(enter("두리"), code())
    assert "1명 출석" in text(app.run())


def test_the_secret_is_on_no_page(enter: Callable[..., AppTest]) -> None:
    here = enter("하나", season())
    visit = make_visit(season=load_season(store()))
    secret = meeting_codes.find_secret(visit, list_meetings(visit.study)[3])
    assert secret
    kept = repr(here.session_state) + "".join(bodies(here))
    assert secret not in kept
    assert "0123456789abcdef0123456789abcdef" not in kept


def test_the_leader_checks_in_with_one_tap_without_typing(enter: Callable[..., AppTest]) -> None:
    app = enter("하나", season())
    assert [each.key for each in app.text_input] == []
    tap(app)
    assert rows()[0][:3] == (4, "모임", "하나")


def test_who_no_longer_leads_at_the_click_needs_the_code(enter: Callable[..., AppTest]) -> None:
    app = enter("하나", season())
    demote = Draft(MEMBERS, changed={2: {"role": None}})
    save_change(
        store(),
        lambda season: make_change(season.cells, season.cells, demote, sentence("x"), "ko"),
        NOW,
    )
    assert "숫자가 틀렸거나" in strips(tap(app))[0]
    assert rows() == []


def test_the_screen_is_of_the_present_even_if_the_address_asks_for_another_moment(
    enter: Callable[..., AppTest],
) -> None:
    enter("하나", season())
    assert link(enter("하나", as_of="2022-05-01T00:00")) == code()


def test_of_two_meetings_at_once_each_has_its_own_code(enter: Callable[..., AppTest]) -> None:
    two = (MEETING, ("발표", "출석", "수 00:40", None, None, None))
    app = enter("하나", season(*two))
    assert link(app) == code(4, "모임")
    app.selectbox(key="check_in_meeting").set_value("4주차 · 발표").run()
    assert link(app) == code(4, "발표")
    member = enter("두리")
    assert "4주차 · 모임 · 시작 5/11 (수) 00:30:00" in text(member)
    tap(member, code(4, "발표"))
    assert [row[:3] for row in rows()] == [(4, "발표", "두리")]
    assert "check_in_save" in [each.key for each in member.button], "the other meeting still waits"


# ---- without it ----


def test_without_a_sign_in_the_page_says_that_the_leader_records_who_came(visit: Open, secrets: Path) -> None:
    secrets.unlink()
    app = visit("check_in", season())
    assert strips(app) == [
        "로그인을 쓰지 않는 서버에서는 스스로 출석할 수 없습니다. 스터디장이 관리 페이지에서 출석을 기록해 주세요."
    ]
    assert "check_in_save" not in [each.key for each in app.button]


def test_a_stranger_sees_nothing_of_it(visit: Open) -> None:
    visit("check_in", season())
    app = AppTest.from_file(str(PAGES / "check_in.py"), default_timeout=60)
    app.query_params["code"] = code()
    app.user = sign_in("else@example.com")
    assert "check_in_save" not in [each.key for each in app.run().button]
    assert "모임" not in strips(app)
