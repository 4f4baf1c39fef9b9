"""The frame as a visitor meets it: its navigation, its name, and its pages in it."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from studylib.access.origin import Origin
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web import look
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.task_books import MEETING, TASKS, task_group
from tests.pages.workbooks import group
from tests.web.frames import frame, text

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")
ROOT = Path(__file__).parents[2]
FRAME = ROOT / "studylib/web/frame.py"
URLS = [
    "",
    "hand_in",
    "fines",
    "settlement",
    "curriculum",
    "questions",
    "season",
    "certificate",
    "member",
    "checks",
    "desk",
    "setup",
]
TITLES = {
    "ko": [
        "현황",
        "제출",
        "벌금",
        "정산",
        "커리큘럼",
        "질문",
        "시즌",
        "완주증",
        "나의 기록",
        "점검",
        "관리",
        "스터디 시작하기",
    ],
    "en": [
        "Board",
        "Hand in",
        "Fines",
        "Settlement",
        "Curriculum",
        "Questions",
        "Season",
        "Certificate",
        "My record",
        "Checks",
        "Leader’s desk",
        "Start a study",
    ],
}
LINES = {"ko": "missing.xlsx 파일이 없습니다.", "en": "There is no file missing.xlsx."}
Navigation = list[tuple[list[StreamlitPage], dict[str, object]]]


@pytest.fixture
def navigation(monkeypatch: pytest.MonkeyPatch) -> Navigation:
    """What the frame asks of ``st.navigation``, run by run."""
    asked: Navigation = []
    kept: Callable[..., StreamlitPage] = st.navigation

    def spied(pages: list[StreamlitPage], **options: object) -> StreamlitPage:
        asked.append((pages, options))
        return kept(pages, **options)

    monkeypatch.setattr(st, "navigation", spied)
    return asked


@pytest.mark.parametrize("language", TITLES)
def test_the_frame_has_all_pages_in_the_visitors_language_and_draws_the_navigation_itself(
    navigation: Navigation, language: str
) -> None:
    text(frame(lang=language))
    pages, options = navigation[-1]
    assert [each.title for each in pages] == TITLES[language]
    assert [each.url_path for each in pages] == URLS
    assert options == {"position": "hidden"}


@pytest.mark.parametrize("language", TITLES)
def test_a_visit_without_a_page_opens_the_board(language: str) -> None:
    assert {"ko": "남은 시간", "en": "Time left"}[language] in text(frame(lang=language))


@pytest.mark.parametrize("language", TITLES)
def test_every_page_runs_in_the_frame_in_the_language_that_was_asked_for_once(language: str) -> None:
    app = frame(lang=language)
    for name, title in zip(URLS[1:], TITLES[language][1:], strict=True):
        app.query_params.clear()
        app.switch_page(f"../../pages/{name}.py").run()
        assert f"<h1>{title}</h1>" in text(app)
        assert app.query_params["lang"] == language


def test_the_window_has_the_name_of_the_page_and_the_study(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    set_page_config = st.set_page_config

    def remember(**options: Any) -> None:
        asked.append(options)
        set_page_config(**options)

    monkeypatch.setattr(st, "set_page_config", remember)

    def list_titles(app: AppTest) -> list[object]:
        titles = [each["page_title"] for each in asked]
        text(app)
        asked.clear()
        return titles

    app = frame()
    assert list_titles(app) == ["현황 · 예시 스터디"]
    moved = app.switch_page("../../pages/fines.py").run()
    assert list_titles(moved)[-1] == "벌금 · 예시 스터디"
    assert list_titles(app.run()) == ["벌금 · 예시 스터디"]
    monkeypatch.setenv(studies.VARIABLE, "missing.xlsx")
    assert list_titles(frame()) == ["현황 · Studyboard"]


@pytest.mark.parametrize("language", TITLES)
def test_without_a_workbook_the_page_has_its_navigation_and_one_line(
    navigation: Navigation, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv(studies.VARIABLE, "missing.xlsx")
    assert LINES[language] in text(frame(lang=language))
    pages, _ = navigation[-1]
    assert [each.title for each in pages] == TITLES[language]


def test_a_page_in_the_frame_shows_the_workbook_as_it_is_now() -> None:
    app = frame()
    assert "예시 스터디" in text(app)
    store = open_store(studies.resolve_address(None))
    tabs = store.fetch().tabs
    named = Tab(
        tabs[0].title, tuple(("스터디", "다른 스터디") if row[0] == "스터디" else row for row in tabs[0].rows)
    )
    store.replace(Workbook((named, *tabs[1:])))
    assert "다른 스터디" in text(app.run())


def test_the_frame_works_with_an_empty_workbook() -> None:
    open_store(studies.resolve_address(None)).replace(Workbook(()))
    assert "아직 멤버가 없습니다." in text(frame())


def test_no_pages_lie_beside_the_main_script() -> None:
    # Beside it, a cold server runs a page that is visited straight without the frame.
    launcher = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(launcher) if isinstance(node, ast.Call)]
    scripts = [each.args[0] for each in calls if ast.unparse(each.func) == "st.App"]
    assert [ast.literal_eval(script) for script in scripts] == ["studylib/web/frame.py"]
    assert not (FRAME.parent / "pages").exists()


# ---- the page to check in ----


def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: Workbook) -> None:
    address = f"sqlite:///{tmp_path / 'meetings.db'}"
    open_store(address, create=True).replace(cells)
    monkeypatch.setenv(studies.VARIABLE, address)


@pytest.mark.parametrize(("tasks", "is_there"), [((MEETING,), True), ((TASKS[0],), False)])
def test_the_page_to_check_in_is_there_if_the_season_has_meetings(
    navigation: Navigation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tasks: tuple[tuple[Cell, ...], ...],
    is_there: bool,
) -> None:
    serve(tmp_path, monkeypatch, task_group(tasks))
    text(frame())
    pages, _ = navigation[-1]
    assert ("check_in" in [each.url_path for each in pages]) is is_there
    hidden = {"setup", "questions", "certificate"}
    assert all(each.visibility == "visible" for each in pages if each.url_path not in hidden)


@pytest.mark.parametrize(("query", "seen"), [({"code": "123456"}, ["hidden"]), ({}, [])])
def test_who_is_not_signed_in_yet_finds_the_page_by_its_link_but_no_entry_of_it(
    navigation: Navigation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    query: dict[str, str],
    seen: list[str],
) -> None:
    serve(tmp_path, monkeypatch, task_group([MEETING]))
    monkeypatch.setattr(look, "find_origin", lambda: Origin(sign_in=True, local=False))
    frame(**query)
    assert [each.visibility for each in navigation[-1][0] if each.url_path == "check_in"] == seen


# ---- the page of questions ----


@pytest.mark.parametrize(
    ("settings", "is_open", "seen"),
    [
        ((("repository", "https://github.com/g/S"),), True, "visible"),
        ((("repository", "https://example.com/x"),), True, "visible"),
        ((), True, "hidden"),
        ((("repository", "https://github.com/g/S"),), False, "hidden"),
    ],
)
def test_the_navigation_has_the_questions_if_the_visitor_may_see_a_study_with_a_repository(
    navigation: Navigation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: tuple[tuple[Cell, ...], ...],
    is_open: bool,
    seen: str,
) -> None:
    serve(
        tmp_path, monkeypatch, group(settings=(("name", "밤샘"), ("starts_on", date(2022, 4, 6)), *settings))
    )
    monkeypatch.setattr(look, "find_origin", lambda: Origin(sign_in=not is_open, local=is_open))
    frame()
    assert [each.visibility for each in navigation[-1][0] if each.url_path == "questions"] == [seen]
