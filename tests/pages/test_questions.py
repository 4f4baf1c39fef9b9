"""The page of the questions, alone as AppTest runs it, with the stand-in in GitHub's place."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.config import studies
from studylib.questions import access
from studylib.questions.github import MOST_TITLE
from studylib.source import reader
from studylib.stores.opening import open_store
from studylib.text.bounds import cut_text
from studylib.text.invisible import drop_turns
from studylib.web import asking
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.drawn import LANGUAGES, MARKDOWN, OURS, PAGES, Markup, bodies, facts, kinds, strips, text
from tests.pages.workbooks import HOSTILE, LONG, SEOUL, group
from tests.stand_ins import github
from tests.stand_ins.github import GitHub

pytestmark = pytest.mark.usefixtures("configured")

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
"""Half an hour after week 3 of ``group`` was due; week 4 is due on 5/18."""
HERE = ("repository", "https://github.com/g/S")

Visit = Callable[..., AppTest]


def season(*settings: tuple[Cell, ...]) -> Workbook:
    return group(settings=(("name", "밤샘 스터디"), ("starts_on", date(2022, 4, 6)), *settings))


def keep(workbook: Workbook) -> None:
    open_store(studies.resolve_address(None), create=True).replace(workbook)


@pytest.fixture(autouse=True)
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[GitHub]:
    """GitHub, which is read without a token, and ``group`` with its repository there; nothing kept from before."""
    st.cache_resource.clear()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(studies.VARIABLE, f"sqlite:///{tmp_path / 'season.db'}")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for name in (access.TOKEN, access.SERVER):
        monkeypatch.delenv(name, raising=False)
    keep(season(HERE))
    with GitHub() as hub:
        monkeypatch.setenv(access.API, hub.url)
        yield hub
    for thread in threading.enumerate():
        if thread.name == "studyboard-read":
            thread.join()


def visit(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGES / "questions.py"), default_timeout=60)
    app.query_params.update(query)
    return app.run()


def shown(app: AppTest) -> list[str]:
    """Each question of the list, as it is read."""
    (listing,) = [body for body in bodies(app) if 'class="lines"' in body]
    return [each.split("</li>")[0] for each in listing.split("<li>")[1:]]


def read(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


SAID = {
    "ko": [
        "나중 4주차 · 6일 23시간 뒤 닫힘 #4 · dora · 5/11 (수) 00:10:00 · 아직 답변 없음",
        "남김 3주차 · 닫지 않음(keep) #3 · 삭제된 계정 · 5/10 (화) 12:00:00 · 아직 답변 없음",
        "먼저 3주차 · 마감 지남 #1 · 하나 · 5/10 (화) 09:00:00 · 답변 2개",
    ],
    "en": [
        "나중 Week 4 · closes in 6 days 23 hr #4 · dora · Wed 5/11 00:10:00 · No answer yet",
        "남김 Week 3 · stays open (keep) #3 · a deleted account · Tue 5/10 12:00:00 · No answer yet",
        "먼저 Week 3 · past its deadline #1 · 하나 · Tue 5/10 09:00:00 · Answers: 2",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_shown_newest_first_with_their_weeks(hub: GitHub, language: str) -> None:
    members = Tab("members", (("name", "github"), ("하나", "https://github.com/HANA/")))
    tabs = season(HERE).tabs
    keep(Workbook(tuple(members if tab.title == "members" else tab for tab in tabs)))
    hub.ask("먼저", NOW.replace(day=10, hour=9, minute=0), answers=("a", "b"))
    hub.ask("코드", NOW, pull_request=True)
    hub.ask("남김", NOW.replace(day=10, hour=12, minute=0), labels=("KEEP",), asker=None)
    hub.ask("나중", NOW.replace(minute=10), asker="dora")
    app = visit(lang=language)
    assert [read(each) for each in shown(app)] == SAID[language]
    links = Markup(app).links
    assert "https://github.com/g/S/issues/new" in links
    assert "https://github.com/g/S/issues/4" in links
    assert strips(app) == []


def test_the_questions_of_the_next_deadline_come_first_with_what_waits_for_an_answer(hub: GitHub) -> None:
    hub.ask("남김", NOW.replace(minute=20), labels=("keep",), answers=("a",))
    hub.ask("이번 주", NOW.replace(minute=10))
    hub.ask("지난 주", NOW - timedelta(days=3))
    app = visit(lang="en")
    assert [read(each).split(" Week")[0] for each in shown(app)] == ["이번 주", "남김", "지난 주"]
    listed = text(app)
    assert listed.index("Questions until Tue 5/17 23:59:59") < listed.index("이번 주")
    assert listed.index("Other open questions") < listed.index("남김")
    assert facts(app) == {
        "Open questions": ("3", "until the next deadline: 1"),
        "Without an answer": ("2", "the longest for 3 days"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_questions_are_asked_for_only_if_somebody_opens_them(
    hub: GitHub, after: Callable[[float], None], language: str
) -> None:
    hub.ask("열림", NOW)
    hub.ask("닫힘", NOW - timedelta(days=2), answers=("a",))
    hub.issues[1]["state"] = "closed"
    app = visit(lang=language)
    assert "닫힘 " not in text(app)
    assert len(hub.log) == 1
    app.session_state["questions_closed"] = True
    app.run()
    (closed,) = [read(each) for each in bodies(app) if ">닫힘<" in each]
    assert closed.startswith({"ko": "닫힘 #2 · hana · 5/9 (월)", "en": "닫힘 #2 · hana · Mon 5/9"}[language])
    assert len(hub.log) == 2
    hub.fault = lambda method, path: github.BAD_GATEWAY
    after(asking.CLOSED_SECONDS)
    app.run()
    assert any(">닫힘<" in each for each in bodies(app)), "through an outage, too"


@pytest.mark.parametrize("at", [-1, 0, 1])
def test_a_question_passes_into_the_next_week_at_the_due_moment(hub: GitHub, at: int) -> None:
    due_at = datetime(2022, 5, 11, tzinfo=SEOUL)
    hub.ask("?", due_at + timedelta(seconds=at))
    assert f"{3 if at < 0 else 4}주차" in read(shown(visit())[0])


def test_after_the_last_week_no_deadline_is_left(hub: GitHub, after: Callable[[float], None]) -> None:
    after(timedelta(days=30).total_seconds())
    hub.ask("?", clock.now() - timedelta(hours=1))
    assert "남은 마감 없음" in read(shown(visit())[0])


@pytest.mark.parametrize("title", [*HOSTILE, LONG, "  ", "\x1b[2J\u202e거꾸로"])
def test_titles_and_names_from_github_are_shown_letter_by_letter(hub: GitHub, title: str) -> None:
    hub.ask(title, NOW, asker=title.strip() or "x")
    hub.issues[0]["html_url"] = "javascript:alert(1)"
    app = visit()
    assert drop_turns(cut_text(title, MOST_TITLE)).strip() in text(
        app
    )  # what turns a text would turn its neighbours
    assert set(Markup(app).tags) <= OURS
    assert [each for each in Markup(app).attributes if each.startswith("on")] == []
    assert [
        each for each in Markup(app).links if not each.startswith(("https://github.com/g/S/", "?lang="))
    ] == []
    assert kinds(app) & MARKDOWN == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_questions_there_is_a_line_and_a_link_to_ask(language: str) -> None:
    app = visit(lang=language)
    assert {"ko": "열려 있는 질문이 없습니다.", "en": "No question is open."}[language] in text(app)
    assert {"ko": "본문에 해 본 것", "en": "what you have tried"}[language] in text(app), "and how"
    assert "https://github.com/g/S/issues/new" in Markup(app).links


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_repository_one_line_says_how_to_set_it(hub: GitHub, language: str) -> None:
    keep(season())
    app = visit(lang=language)
    line = {
        "ko": "아직 질문을 올릴 저장소가 없습니다. 설정 탭",
        "en": "This study has no repository to ask in yet.",
    }
    assert line[language] in text(app)
    keep(season(("repository", "https://example.com/x")))
    assert {"ko": "GitHub 저장소 주소가 아닙니다", "en": "is no repository on GitHub"}[language] in text(
        visit(lang=language)
    )
    assert hub.log == []


def test_a_bound_is_named(hub: GitHub) -> None:
    for minute in range(401):
        hub.ask("?", NOW - timedelta(minutes=minute))
    assert "가장 오래된 것은 빠졌습니다" in text(visit())


def test_as_of_a_moment_there_is_what_had_been_asked_by_then(hub: GitHub) -> None:
    hub.ask("먼저", NOW - timedelta(days=2))
    hub.ask("나중", NOW - timedelta(days=1))
    app = visit(as_of="2022-05-09T12:00")
    (only,) = shown(app)
    assert "먼저 3주차 · 1일 12시간 뒤 닫힘" in read(only)
    assert "오늘도 열려 있는 것만 보입니다" in text(app)


# ---- how often it asks ----


@pytest.mark.parametrize(("token", "kept"), [(None, 300), ("good", 60)])
@pytest.mark.parametrize("more", [-0.001, 0, 0.001])
def test_the_list_is_shared_and_kept_longer_without_a_token(
    hub: GitHub,
    monkeypatch: pytest.MonkeyPatch,
    after: Callable[[float], None],
    token: str | None,
    kept: int,
    more: float,
) -> None:
    if token:
        monkeypatch.setenv(access.TOKEN, token)
    hub.ask("먼저", NOW)
    visit()
    visit()
    assert len(hub.log) == 1
    hub.ask("나중", NOW)
    after(kept + more)
    assert len(shown(visit())) == (1 if more < 0 else 2)
    assert len(hub.log) == (1 if more < 0 else 2)


def test_many_visitors_at_once_ask_github_once(hub: GitHub) -> None:
    threads = [threading.Thread(target=visit) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(hub.log) == 1


def test_another_repository_has_another_list(hub: GitHub) -> None:
    hub.ask("?", NOW)
    visit()
    keep(season(("repository", "https://github.com/g/other")))
    assert "이런 공개 저장소가 없습니다: g/other" in text(visit())


# ---- what goes wrong ----

FAULTS = {
    "502": (github.BAD_GATEWAY, "장애가 있습니다(502)", "a fault of its own (502)"),
    "403": (
        github.rate_limited(NOW + timedelta(minutes=40)),
        "01:10:00까지 GitHub에 더 요청할 수 없습니다",
        "no more requests without a token from this network until 01:10:00",
    ),
    "404": (github.refusal(404, "Not Found"), "공개 저장소가 없습니다", "no public repository g/S"),
    "410": (github.refusal(410, "Gone"), "Issues 기능이 꺼져 있습니다", "Issues are off"),
    "login": (github.LOGIN, "GitHub가 보낸 것이 아닙니다", "it is not from GitHub"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS)
def test_an_outage_shows_the_last_good_list_with_its_age_and_the_reason_until_it_is_over(
    hub: GitHub, after: Callable[[float], None], fault: str, language: str
) -> None:
    answer, korean, english = FAULTS[fault]
    hub.ask("먼저", NOW)
    visit()
    hub.fault = lambda method, path: answer
    after(310)
    app = visit(lang=language)
    (strip,) = strips(app)
    age = {"ko": "00:30:00의 목록(5분 10초 전)", "en": "the list of Wed 5/11 00:30:00, 5 min 10 sec old"}
    assert age[language] in strip
    assert {"ko": korean, "en": english}[language] in strip
    assert "먼저" in read(shown(app)[0])
    asked = len(hub.log)
    visit()
    assert len(hub.log) == asked, "not at once again"
    hub.fault = lambda method, path: None
    after(asking.ASK_AGAIN_AFTER_FAILURE)
    visit()
    github.until(lambda: strips(visit(lang=language)) == [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS)
def test_an_outage_from_the_start_is_reported_and_the_link_to_ask_stays(
    hub: GitHub, fault: str, language: str
) -> None:
    answer, korean, english = FAULTS[fault]
    hub.fault = lambda method, path: answer
    app = visit(lang=language)
    (strip,) = strips(app)
    assert {"ko": korean, "en": english}[language] in strip
    assert "https://github.com/g/S/issues/new" in Markup(app).links
    visit()
    assert len(hub.log) == 1


def test_the_last_list_is_shown_without_a_long_wait_if_github_hangs(
    hub: GitHub, after: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.05)
    hub.ask("먼저", NOW)
    visit()
    hub.hang = True
    after(300)
    assert "먼저" in read(shown(visit())[0])


def test_the_page_says_that_it_tries_again_if_github_hangs_from_the_start(
    hub: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE_WITH_GITHUB", 0.05)
    hub.hang = True
    assert "GitHub가 아직 응답하지 않았습니다" in strips(visit())[0]


def test_a_token_that_is_put_in_is_used_at_once(hub: GitHub, tmp_path: Path) -> None:
    hub.private = True
    hub.ask("먼저", NOW)
    assert "공개 저장소가 없습니다" in strips(visit())[0]
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(f'[github]\ntoken = "good"\napi = "{hub.url}"\n')
    assert "먼저" in read(shown(visit())[0])


def test_a_token_is_on_no_page(hub: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(access.TOKEN, "wrong-token")
    app = visit()
    assert "토큰을 받아 주지 않습니다" in strips(app)[0]
    assert "wrong-token" not in "".join(bodies(app))
