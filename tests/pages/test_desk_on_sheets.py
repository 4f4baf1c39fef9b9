"""The leader's desk on a Google Sheet that is written, and on one that is only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes.answers import RowPlace
from studylib.changes.history import read_history
from studylib.source import reader
from studylib.stores.google import key, session
from tests.pages.desks import choose, desk, fill, press, save
from tests.pages.drawn import Open, bodies, store, text
from tests.pages.workbooks import HOSTILE, group
from tests.stand_ins.googlesheets.server import Google

pytestmark = pytest.mark.usefixtures("configured")

FORM = "Form Responses 1"


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with Google(open=True, quota=None) as google:
        yield google


@pytest.fixture(params=[True, False], ids=["written", "read"])
def written(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def google(server: Google, written: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Google:
    """A group's sheet, with passes."""
    (tmp_path / ".streamlit").mkdir()
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.write_text(f"[sheet]\nwrite = {str(written).lower()}\n")
    secrets.chmod(0o600)
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    server.spreadsheet.fill(group())
    return server


def show(app: AppTest) -> str:
    return "".join(bodies(app))


def link_to(google: Google, title: str, cell: str) -> str:
    number = google.spreadsheet.tab(title).id
    address = f"https://docs.google.com/spreadsheets/d/{google.spreadsheet.id}/edit"
    return f"{address}#gid={number}&amp;range={cell}"


def test_a_sheet_without_a_form_says_who_makes_one(visit: Open, google: Google, written: bool) -> None:
    said = text(visit("hand_in", google.address, lang="en"))
    assert ("The leader makes a form" in said) is not written


def test_each_weekly_act_is_written_or_gives_the_cells_with_a_link_to_each(
    visit: Open, google: Google, written: bool
) -> None:
    app = desk(visit, google.address, lang="en")
    press(fill(app, "extend_save"), "extend_save")
    assert ("Saved" in text(app)) is written
    assert (link_to(google, "weeks", "F6") in show(app)) is not written
    press(fill(app, "excuse_save"), "excuse_save")
    assert ("There is no such tab yet: 면제" in text(app)) is not written
    assert [each.number for each in read_history(store().fetch())] == ([2, 1] if written else [])
    if written:
        press(app, "undo_2")
        assert [each.undoes for each in read_history(store().fetch())] == [2, None, None]


def test_cells_that_were_typed_leave_the_list_and_the_rest_stays(
    visit: Open, google: Google, written: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "AT_ONCE", 0.0)
    app = desk(visit, google.address, lang="en")
    app = save(app, "members", edited_rows={"0": {"github": "hana", "left_on": "2022-06-01"}})
    if written:
        assert google.spreadsheet.tab("members").rows[1][3:] == [44_713, "hana"]
        return
    assert link_to(google, "members", "D2") in show(app)
    google.spreadsheet.tab("members").edit("D2", "2022-06-01")
    google.spreadsheet.tab("members").edit("E1", "github")
    press(app, "read_again")
    assert link_to(google, "members", "E2") in show(app)
    assert link_to(google, "members", "D2") not in show(app)
    google.spreadsheet.tab("members").edit("E2", "hana")
    press(app, "read_again")
    assert "The workbook has all of these cells now." in text(app)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_shown_as_text_in_the_list(
    visit: Open, google: Google, written: bool, name: str
) -> None:
    if written:
        return
    app = desk(visit, google.address, lang="en")
    app.text_input(key="excuse_reason").set_value(name)
    press(fill(app, "excuse_save"), "excuse_save")
    assert name in text(app)
    assert "<script>" not in show(app)
    assert "onerror=" not in show(app).replace("onerror=alert(1)&gt;", "")


def test_what_is_in_the_forms_tab_is_changed_there_first(visit: Open, google: Google, written: bool) -> None:
    app = desk(visit, google.address, lang="en")
    app.selectbox(key="rename_member").set_value("두리").run()
    app.text_input(key="rename_to").set_value("두리안").run()
    if written:
        press(app, "rename_save")
        assert "First change these cells in the sheet" in text(app)
    assert link_to(google, FORM, "B3") in show(app)
    assert (link_to(google, "members", "A3") in show(app)) is not written
    if written:
        google.spreadsheet.tab(FORM).edit("B3", "두리안")
        press(app, "rename_save")
        assert google.spreadsheet.tab("members").rows[2][0] == "두리안"


def test_an_answer_is_voided_beside_the_forms_columns(visit: Open, google: Google, written: bool) -> None:
    app = desk(visit, google.address, lang="en")
    choose(app, "answers_chosen", RowPlace(FORM, 3))
    app.text_input(key="answers_reason").set_value("다른 주").run()
    if written:
        press(app, "answers_void")
        assert google.spreadsheet.tab(FORM).rows[0][-1] == "무효"
        assert google.spreadsheet.tab(FORM).rows[2][-1] == "다른 주"
    else:
        assert link_to(google, FORM, "F3") in show(app)
