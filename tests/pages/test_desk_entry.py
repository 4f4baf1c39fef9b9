"""Who may enter the leader's desk, and which workbooks it edits."""

from pathlib import Path

import pytest
from streamlit import config

from studylib.changes import history
from studylib.stores.database.database import Database
from studylib.stores.xlsx import write
from studylib.web import sign_in
from tests.pages.desks import desk, fill, press, said
from tests.pages.drawn import Open, bodies, kinds, store, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("address", ["0.0.0.0", None, "192.168.0.7"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_desk_is_closed_on_a_server_that_others_can_reach_and_says_why(
    visit: Open, address: str | None, language: str
) -> None:
    config.set_option("server.address", address)
    app = desk(visit, lang=language)
    assert {"ko": "이 페이지는 닫혀 있습니다", "en": "This page is closed"}[language] in text(app)
    assert kinds(app) == {"html"}
    config.set_option("server.address", "localhost")


@pytest.mark.parametrize(
    ("headers", "open_"),
    [
        ({"Host": "localhost:8501"}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "study.example"}, False),
        ({"Host": "localhost.evil.example:8501"}, False),
        ({"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"}, False),
        ({"Host": "localhost:8501", "Forwarded": "for=203.0.113.9"}, False),
    ],
)
def test_a_proxy_that_lets_others_in_closes_the_desk(headers: dict[str, str], open_: bool) -> None:
    assert sign_in.read_origin(headers).local is open_


def test_a_desk_that_was_closed_after_it_was_drawn_writes_nothing(visit: Open) -> None:
    app = fill(desk(visit, lang="en"), "excuse_save")
    before = store().version()
    app.button(key="excuse_save").click()
    config.set_option("server.address", "0.0.0.0")
    app.run()
    config.set_option("server.address", "localhost")
    assert "This page is closed" in text(app)
    assert store().version() == before


@pytest.mark.parametrize("language", ["ko", "en"])
def test_on_a_file_the_desk_says_how_to_import_it(visit: Open, tmp_path: Path, language: str) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = desk(visit, "season.xlsx", lang=language)
    told = {
        "ko": "season.xlsx는 읽기 전용입니다. 쓰려면 데이터베이스로 가져와 주세요.",
        "en": "season.xlsx is read-only. Import it into a database to write to it.",
    }
    assert said(app) == told[language]
    assert kinds(app) == {"html", "selectbox"}
    filters = ["answers_member", "answers_week", "answers_chosen"]
    assert [each.key for each in app.selectbox] == [*filters, "rename_member", "erase_member"]


def test_on_a_google_sheet_the_desk_leads_to_it(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "address", "https://docs.google.com/spreadsheets/d/abc/edit")
    app = desk(visit, lang="en")
    assert (
        "The workbook is a Google Sheet. Changes from here are written to it at once. Open the sheet"
        in text(app)
    )
    assert 'href="https://docs.google.com/spreadsheets/d/abc/edit"' in "".join(bodies(app))
    assert "Saved" in said(press(fill(app, "excuse_save"), "excuse_save"))


def test_the_desk_is_of_the_present_whatever_moment_is_shown(visit: Open) -> None:
    app = desk(visit, as_of="2022-04-07T00:00")
    assert app.selectbox(key="post_week").value == 4
    press(fill(app, "excuse_save"), "excuse_save")
    assert history.read_history(store().fetch())[0].changed_at == "2022-05-11 00:30:00"
