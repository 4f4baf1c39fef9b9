"""What every page shows while Google fails, and once it is well again. The stand-in is in Google's place."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.access import origin
from studylib.config import studies
from studylib.source import reader
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from studylib.stores.opening import open_store
from tests.pages.drawn import (
    LANGUAGES,
    NAMES,
    PAGES,
    ROOT,
    Markup,
    bodies,
    card,
    choose,
    elements,
    only_line,
    press,
    strips,
    text,
)
from tests.pages.workbooks import SEOUL, group
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google
from tests.web.outages import FAULTS, NEW, assert_discreet, key

SHOWN_TO_ALL = tuple(name for name in NAMES if name != "desk")
"""The pages that never show the address of the sheet. Only the desk links to it, for the leader."""
pytestmark = pytest.mark.usefixtures("configured")
FRAME = ROOT / "studylib/web/frame.py"
DUE = datetime(2022, 5, 11, tzinfo=SEOUL)
NOW = DUE + timedelta(hours=12, minutes=30)
"""Half an hour after the late window of week 3 of ``group``: a minute more or less changes no word of a page."""
TIMEOUT = session.TIMEOUT
"""As it really is."""
TRY_AGAIN = {"ko": "다시 시도", "en": "Try again"}
READ_AGAIN = {"ko": "지금 다시 읽기", "en": "Read again now"}
COPY = {
    "ko": "지금 데이터를 읽지 못해 5/11 (수) 12:30:00의 사본(1분 1초 전)을 보여 드립니다.",
    "en": "The workbook cannot be read at the moment. This copy is from Wed 5/11 12:30:00, 1 min 1 sec ago.",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with Google(open=True, quota=None) as google:
        yield google


@pytest.fixture(autouse=True)
def google_(server: Google, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Google]:
    """Google without a fault, with ``group`` in its sheet. The pages read it, without a key and with empty caches."""
    st.cache_resource.clear()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(KEY_FILE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    monkeypatch.setenv(studies.VARIABLE, server.address)
    monkeypatch.setattr(session, "TIMEOUT", (2.0, 2.0))
    monkeypatch.setattr(session, "GET_AGAIN", session.GET_AGAIN.new(backoff_factor=0, backoff_jitter=0))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    server.spreadsheet.fill(group())
    server.spreadsheet.shared = "editor"
    server.open, server.on_request = True, lambda request: None
    yield server
    server.fix()
    all_read()


def all_read() -> None:
    """Wait for the reads that are under way."""
    for thread in threading.enumerate():
        if thread.name == "studyboard-read":
            thread.join()


@pytest.fixture
def signed(google_: Google, tmp_path: Path) -> None:
    """A service account that may write. Google answers only requests with its token."""
    google_.open = False
    secrets(tmp_path, key(google_))


def secrets(folder: Path, key: dict[str, str] | None = None) -> None:
    """The settings file: with writing switched on, and with the key."""
    lines = ["[sheet]", "write = true", *(["[service_account]"] if key else [])]
    lines += [f"{name} = '''{value}'''" for name, value in (key or {}).items()]
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text("\n".join(lines))


def visit(name: str, **query: str) -> AppTest:
    """A page. The record is that of 세찬."""
    app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    app.query_params.update(query | ({"name": "세찬"} if name == "member" else {}))
    return app.run()


def click(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


CONTROLS = {
    "button",
    "date_input",
    "download_button",
    "multiselect",
    "number_input",
    "selectbox",
    "text_area",
    "text_input",
    "time_input",
}
AGE = " (1분 1초 전)"
"""As the checks tell it."""


def drawn(app: AppTest) -> list[str]:
    """What a page shows between its strips and its foot, without the age of the read. Controls count by kind.

    The button that nobody sees, by which a strip looks again, is part of the strip.
    """
    assert not app.exception, [each.stack_trace for each in app.exception]
    found = [
        each.type if each.type in CONTROLS else str(each.proto)
        for each in elements(app.main)
        if "look_again_" not in (each.key or "")
    ]
    around = ("<style>", 'role=\\"alert\\"', 'class=\\"foot\\"')
    return [each.replace(AGE, "") for each in found if not any(mark in each for mark in around)]


def banner(app: AppTest) -> str | None:
    """What is read out to everybody above the page."""
    alerts = [body for body in bodies(app) if 'role="alert"' in body]
    assert len(alerts) <= 1
    return strips(app)[0] if alerts else None


# ---- reading ----


def choose_pages(fault: str) -> tuple[str, ...]:
    """All for the first fault, and three for each other one, in turn. All pages meet a fault in the same frame."""
    place = list(FAULTS).index(fault)
    in_turn = (SHOWN_TO_ALL * len(FAULTS))[3 * place :]
    return in_turn[:3] if place else SHOWN_TO_ALL


def test_each_page_meets_several_faults() -> None:
    met = Counter(name for fault in FAULTS for name in choose_pages(fault))
    assert min(met[name] for name in SHOWN_TO_ALL) >= 4


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_copy_every_page_is_one_clear_page_until_google_is_well(
    google_: Google, after: Callable[[float], None], caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.INFO)
    google_.fault(fault)
    for name in choose_pages(fault):
        for language, why in zip(LANGUAGES, FAULTS[fault], strict=True):
            app = visit(name, lang=language)
            assert why in only_line(app)
            assert [each.label for each in app.button] == [TRY_AGAIN[language]]
            assert_discreet(google_, *drawn(app), caplog.text)
    google_.fix()
    after(15)
    for name in choose_pages(fault):
        assert bodies(visit(name))[-1].startswith('<div class="sb"><div class="foot">')


SHOWS = {
    "board": "이번 달 벌금14,000원",
    "hand_in": "5/11 (수) 12:31:16에 데이터를 읽었습니다",
    "check_in": "로그인을 쓰지 않는 서버에서는",
    "fines": "세찬 ▲ 지각3,000원",
    "settlement": "벌금 모음4,000원",
    "curriculum": "노트하나 · 세찬",
    "questions": "5/11 (수) 12:31:16에 데이터를 읽었습니다",
    "season": "3주차33%1/37,000원",
    "member": "벌금3,000원",
    "checks": "유효한 제출5",
}
"""How each page shows it."""


@pytest.mark.parametrize("fault", FAULTS)
def test_with_a_copy_every_page_stays_under_a_banner_until_google_is_well(
    google_: Google, after: Callable[[float], None], caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.INFO)
    pages = {name: visit(name).run() for name in choose_pages(fault)}
    before = {name: drawn(app) for name, app in pages.items()}
    google_.fault(fault)
    after(61)
    next(iter(pages.values())).run()
    all_read()  # A machine under load may take longer than a visitor waits.
    for name, app in pages.items():
        assert f"{COPY['ko']} " in (banner(app.run()) or "")
        assert FAULTS[fault][0] in (banner(app) or "")
        assert drawn(app) == before[name]
        assert "5/11 (수) 12:30:00에 데이터를 읽었습니다" in text(app)
        assert [each.label for each in app.button if each.key == "read_again"] == [READ_AGAIN["ko"]]
        assert_discreet(google_, *drawn(app), banner(app) or "", caplog.text)
    english = banner(visit("board", lang="en")) or ""
    assert english.startswith(COPY["en"])
    assert FAULTS[fault][1] in english

    google_.fix()
    google_.spreadsheet.tab("Form Responses 1").append_answer(*NEW)
    all_read()
    mark = google_.mark()
    after(15)
    next(iter(pages.values())).run()
    all_read()
    for name, app in pages.items():
        assert banner(app.run()) is None
        assert SHOWS[name] in text(app)
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"]


TAKEN_BACK = ("키가 취소되었거나", "withdrawn, or the clock")
LATER = ("지금 키를 확인하지 못합니다", "cannot check the key at the moment")
WITH_THE_TOKEN = {
    "invalid_grant": TAKEN_BACK,
    "401": TAKEN_BACK,
    "500": LATER,
    "502": LATER,
    **{fault: FAULTS[fault] for fault in ("hang", "reset", "cut", "login")},
}
"""Faults of the exchange of the key for a token."""


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("fault", WITH_THE_TOKEN)
def test_a_fault_with_the_token_shows_like_any_other(
    google_: Google, after: Callable[[float], None], caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.INFO)
    korean, english = WITH_THE_TOKEN[fault]
    account = google_.key()["client_email"]
    google_.fault(fault, on="token")
    app = visit("board", lang="en")
    assert english in only_line(app)
    google_.fix()
    after(15)
    assert banner(app.run()) is None
    google_.account.revoke()
    google_.fault(fault, on="token")
    after(61)
    app = visit("fines")
    all_read()
    assert korean in (banner(app.run()) or "")
    assert_discreet(google_, caplog.text)
    assert_discreet(google_, *drawn(app), banner(app) or "", but=account)
    google_.fix()
    after(15)
    app.run()
    all_read()
    assert banner(app.run()) is None


@pytest.mark.usefixtures("signed")
def test_a_visitor_from_another_machine_does_not_see_the_account(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    google_.spreadsheet.shared = None
    monkeypatch.setattr(origin, "is_local", lambda bound_to, headers, came_from: False)
    app = visit("board", lang="en")
    assert "The board cannot be read at the moment" in only_line(app)
    assert "gserviceaccount" not in only_line(app)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("name", SHOWN_TO_ALL)
def test_a_sheet_that_is_not_shared_names_the_account_to_share_it_with(
    google_: Google, after: Callable[[float], None], caplog: pytest.LogCaptureFixture, name: str
) -> None:
    account = google_.key()["client_email"]
    google_.spreadsheet.shared = None
    app = visit(name, lang="en")
    assert f"choose Share, and add {account} as a viewer." in only_line(app)
    assert account in only_line(visit(name))
    assert_discreet(google_, *drawn(app), but=account)
    assert_discreet(google_, caplog.text)
    google_.spreadsheet.shared = "viewer"
    after(5)
    click(app, TRY_AGAIN["en"])
    assert app.button(key="read_again")


BROKEN = {
    "private" + "_key": "-----BEGIN " + "PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
    "client_email": "studyboard at stand-in",
    "token_uri": "",
    "type": "authorized_user",
}


@pytest.mark.parametrize("field", BROKEN)
def test_a_broken_key_names_the_field_and_the_page_comes_once_it_is_mended(
    google_: Google, tmp_path: Path, caplog: pytest.LogCaptureFixture, field: str
) -> None:
    caplog.set_level(logging.INFO)
    google_.open = False
    secrets(tmp_path, key(google_) | {field: BROKEN[field]})
    mark = google_.mark()
    place = 2 * list(BROKEN).index(field)
    for name in SHOWN_TO_ALL[place : place + 2]:
        for language, why in (("ko", f"“{field}” 항목이"), ("en", f"its “{field}” is missing")):
            app = visit(name, lang=language)
            assert why in only_line(app)
            assert not [line for line in BROKEN[field].splitlines() if line in only_line(app)]
            assert_discreet(google_, *drawn(app), caplog.text)
    assert google_.count(since=mark) == 0
    secrets(tmp_path, key(google_))
    assert click(app, TRY_AGAIN["en"]).button(key="read_again")


def test_a_server_out_of_reach_shows_like_any_other_fault(
    monkeypatch: pytest.MonkeyPatch, after: Callable[[float], None]
) -> None:
    with Google(group(), open=True) as gone:
        monkeypatch.setenv(session.ELSEWHERE, gone.url)
        monkeypatch.setenv(studies.VARIABLE, gone.address)
        kept = {name: visit(name) for name in SHOWN_TO_ALL}
    after(61)
    for app in kept.values():
        assert FAULTS["reset"][0] in (banner(app.run()) or "")
    st.cache_resource.clear()
    for name in SHOWN_TO_ALL:
        assert FAULTS["reset"][0] in only_line(visit(name))


@pytest.mark.parametrize("name", SHOWN_TO_ALL)
def test_the_foot_says_when_the_sheet_was_read_and_a_click_reads_it_again_but_not_twice_in_five_seconds(
    google_: Google, after: Callable[[float], None], name: str
) -> None:
    app = visit(name)
    assert "5/11 (수) 12:30:00에 데이터를 읽었습니다" in text(app)
    google_.spreadsheet.tab("Form Responses 1").append_answer(*NEW)
    mark = google_.mark()
    after(10)
    click(app, READ_AGAIN["ko"])
    assert "5/11 (수) 12:30:10에 데이터를 읽었습니다" in text(app)
    assert name in ("hand_in", "questions") or SHOWS[name] in text(app)
    after(4.999)
    click(app, READ_AGAIN["ko"])
    assert google_.count("values", mark) == 1
    after(0.001)
    click(app, READ_AGAIN["ko"])
    assert google_.count("values", mark) == 2
    assert "5/11 (수) 12:30:15에 데이터를 읽었습니다" in text(app)


def test_a_fault_can_be_tried_again_by_a_click_while_the_copy_is_shown(
    google_: Google, after: Callable[[float], None]
) -> None:
    app = visit("board")
    google_.fault("503")
    after(61)
    assert banner(app.run())
    google_.fix()
    after(5)
    assert banner(click(app, READ_AGAIN["ko"])) is None


def test_the_age_of_an_unchanged_copy_grows(google_: Google, after: Callable[[float], None]) -> None:
    app = visit("board")
    google_.fault("503")
    after(3 * 86_400 + 7_200)
    assert "5/11 (수) 12:30:00의 사본(3일 2시간 전)" in (banner(app.run()) or "")


# ---- how long it takes ----


@pytest.fixture
def hasten(google_: Google, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], float]:
    """``hasten(times)`` lets the clock and all waiting run so many times as fast as they really do, and gives the
    seconds that the longest run of a page may then take; the work itself is no faster, so there is room for it.
    """

    def hasten(times: int) -> float:
        start = monotonic()
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=times * (monotonic() - start)))
        monkeypatch.setattr(session, "TIMEOUT", tuple(each / times for each in TIMEOUT))
        for name in ("LONGEST_WAIT", "AFTER_A_WRITE", "PATIENCE"):
            monkeypatch.setattr(reader, name, getattr(reader, name) / times)
        return LONGEST_RUN / times + 1.5

    return hasten


LONGEST_RUN = 30.0
"""Seconds."""


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("on", ["token", "metadata", "values"])
def test_a_page_in_its_frame_waits_once_if_google_hangs(
    google_: Google, hasten: Callable[[int], float], on: str
) -> None:
    longest = hasten(10)
    google_.fault("hang", on=on)
    start = monotonic()
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert monotonic() - start < longest
    assert FAULTS["hang"][0] in only_line(app)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("on", ["metadata", "write"])
def test_a_member_who_hands_in_does_not_wait_for_ever_if_google_hangs(
    google_: Google, hasten: Callable[[int], float], on: str
) -> None:
    app = press(choose(visit("hand_in"), "두리", "https://duri.example/3"))
    choose(app, "두리", "https://duri.example/4")
    longest = hasten(5)
    google_.fault("hang", on=on)
    start = monotonic()
    press(app)
    assert monotonic() - start < longest
    assert (UNCONFIRMED if on == "write" else NOT_SENT) in alerts(app)


# ---- handing in ----


UNCONFIRMED = "Google이 쓰기를 확인해 주지 않았습니다. 다시 시도하기 전에 시트를 확인해 주세요."
NOT_SENT = "Google이 지금은 쓰기를 받지 않습니다. 아무것도 쓰지 않았으니 1분 뒤에 다시 시도해 주세요."
OWN_HEADER = ["타임스탬프", "이름", "주차", "링크", "메모"]


def alerts(app: AppTest) -> list[str]:
    """What is read out to everybody."""
    return [line for line, body in zip(strips(app), marked(app), strict=True) if 'role="alert"' in body]


def marked(app: AppTest) -> list[str]:
    """The lines that ``strips`` gives, with their markup."""
    return [body for body in bodies(app) if body.startswith('<div class="sb"><p class="strip')]


def test_a_link_goes_to_a_tab_of_its_own_and_is_judged_from_a_fresh_read(
    google_: Google, tmp_path: Path, after: Callable[[float], None]
) -> None:
    secrets(tmp_path)
    app = choose(visit("hand_in"), "두리", "https://duri.example/3", week=3, note="늦었어요")
    google_.spreadsheet.tab("Form Responses 1").append_answer(*NEW)
    form, mark = google_.spreadsheet.tab("Form Responses 1").rows, google_.mark()
    after(1)
    press(app)
    at = "2022-05-11T12:30:01.000+09:00"
    assert google_.spreadsheet.tab("제출").rows == [
        OWN_HEADER,
        [at, "두리", 3, "https://duri.example/3", "늦었어요"],
    ]
    assert google_.spreadsheet.tab("Form Responses 1").rows == form
    assert "|두리 · 3주차|" in card(app)
    assert "|✕ 결석|" in card(app)
    assert "|12시간 30분 1초 늦음 · 벌금 4,000원|" in card(app)
    assert [each.kind for each in google_.requests[mark:]][-2:] == ["metadata", "values"]
    assert "5/11 (수) 12:30:01에 데이터를 읽었습니다" in text(app)
    assert (app.text_area(key="hand_in_link").value, app.text_input(key="hand_in_note").value) == ("", "")
    assert SHOWS["fines"] in text(visit("fines")), "what others wrote before came with the same read"


@pytest.mark.parametrize("fault", ["500", "502", "503", "429", "hang", "reset", "login"])
def test_an_unconfirmed_answer_is_reported_and_the_link_stays_on_the_page(
    google_: Google, tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.INFO)
    secrets(tmp_path)
    app = press(choose(visit("hand_in"), "두리", "https://duri.example/3", week=3))
    choose(app, "두리", "https://duri.example/4", week=4, note="일찍")
    google_.fault(fault, on="write")
    mark = google_.mark()
    press(app)
    assert alerts(app) == [NOT_SENT if fault in ("429", "500", "503") else UNCONFIRMED]
    assert app.text_area(key="hand_in_link").value == "https://duri.example/4"
    assert app.text_input(key="hand_in_note").value == "일찍"
    assert app.selectbox(key="hand_in_week").value == 4
    sent = [each for each in google_.requests[mark:] if "updateCells" in str(each.body)]
    assert len(sent) == 1, "what follows takes the mark alone, so that the lost request never comes"
    assert_discreet(google_, *drawn(app), *alerts(app), caplog.text)


def test_what_was_written_without_a_word_from_google_is_on_the_board_at_once(
    google_: Google, tmp_path: Path
) -> None:
    secrets(tmp_path)
    app = press(choose(visit("hand_in"), "두리", "https://duri.example/3", week=3))
    choose(app, "하나", "https://hana.example/4", week=4)
    google_.fault("cut", on="write")
    press(app)
    assert alerts(app) == []
    assert "https://hana.example/4" in Markup(visit("curriculum")).links


def test_an_answer_that_cannot_be_read_back_yet_is_received_and_said_so(
    google_: Google, tmp_path: Path
) -> None:
    secrets(tmp_path)
    app = choose(visit("hand_in"), "두리", "https://duri.example/3", week=3)

    def fail_from_now_on(request: Request) -> None:
        if request.kind == "write":
            google_.fault("503", on="metadata")

    google_.on_request = fail_from_now_on
    press(app)
    assert FAULTS["503"][0] in (alerts(app)[0])
    assert "|5/11 (수) 12:30:00에 제출되었습니다|" in card(app)
    assert "시트에 반영되면 현황에 나타납니다." in card(app)


@pytest.mark.usefixtures("signed")
def test_an_account_that_may_only_view_is_named_and_nothing_is_written(
    google_: Google, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    account = google_.key()["client_email"]
    google_.spreadsheet.shared = "viewer"
    app = press(choose(visit("hand_in", lang="en"), "두리", "https://duri.example/3"))
    assert alerts(app) == [
        f"Studyboard may not write to this sheet. In the sheet, choose Share, and make {account} an editor."
    ]
    assert app.text_area(key="hand_in_link").value == "https://duri.example/3"
    assert [tab.title for tab in google_.spreadsheet.tabs][-1] == "Form Responses 1"
    assert_discreet(google_, *drawn(app), *alerts(app), but=account)
    assert_discreet(google_, caplog.text)


# ---- answers on their way ----


ON_THEIR_WAY = {
    "ko": "설문지에서 아직 오는 중일 수 있습니다",
    "en": "may still be on their way from the form",
}
MILLISECOND = timedelta(milliseconds=1)
TWO_MINUTES = timedelta(minutes=2)


@pytest.mark.parametrize("end", [DUE, DUE + timedelta(hours=12)], ids=["deadline", "end of a late tier"])
@pytest.mark.parametrize(
    ("later", "said"),
    [
        (-MILLISECOND, False),
        (timedelta(0), True),
        (MILLISECOND, True),
        (TWO_MINUTES - MILLISECOND, True),
        (TWO_MINUTES, False),
        (TWO_MINUTES + MILLISECOND, False),
    ],
)
def test_for_two_minutes_after_a_deadline_the_board_says_that_answers_may_be_on_their_way(
    monkeypatch: pytest.MonkeyPatch, end: datetime, later: timedelta, said: bool
) -> None:
    monkeypatch.setattr(clock, "now", lambda: end + later)
    for language, words in ON_THEIR_WAY.items():
        assert (words in text(visit("board", lang=language))) is said


@pytest.mark.parametrize("moment", ["2022-05-11T00:01", "2022-05-04T00:01", "2022-05-10T12:00"])
def test_the_board_of_another_moment_waits_for_no_answers(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: DUE + timedelta(minutes=1))
    assert ON_THEIR_WAY["ko"] not in text(visit("board", as_of=moment))
    assert ON_THEIR_WAY["ko"] in text(visit("board"))


def test_without_a_form_no_answers_are_on_their_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: DUE + timedelta(minutes=1))
    address = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(address, create=True).replace(group())
    monkeypatch.setenv(studies.VARIABLE, address)
    assert ON_THEIR_WAY["ko"] not in text(visit("board"))
