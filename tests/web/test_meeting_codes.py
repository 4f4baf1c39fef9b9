"""The codes of this server's meetings."""

from pathlib import Path

import pytest

from studylib.access import codes
from studylib.season.check_in import list_meetings
from studylib.web import meeting_codes
from studylib.web.visit import Visit
from tests.config.groups import AUTH
from tests.pages.task_books import MEETING, task_group
from tests.web.visits import make_visit

TWO = (MEETING, ("발표", "출석", "수 00:40", None, None, None))


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A secrets file with a sign-in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text(AUTH)
    return file


def visit() -> Visit:
    return make_visit(task_group(TWO))


def test_a_code_is_for_its_own_meeting_alone() -> None:
    here = visit()
    meetings = tuple(each for each in list_meetings(here.study) if each.week == 4)
    secrets = [meeting_codes.find_secret(here, each) or "" for each in meetings]
    for secret, meeting in zip(secrets, meetings, strict=True):
        code = codes.write_code(secret, here.present)
        assert meeting_codes.find_matching(here, meetings, code) == meeting
        others = tuple(each for each in list_meetings(here.study) if each != meeting)
        assert meeting_codes.find_matching(here, others, code) is None
    assert meeting_codes.find_matching(here, meetings, "") is None


@pytest.mark.parametrize("lacking", ["cookie_secret", None])
def test_without_a_sign_in_there_is_no_code(secrets: Path, lacking: str | None) -> None:
    kept = [line for line in AUTH.splitlines() if lacking and not line.startswith(lacking)]
    secrets.write_text("\n".join(kept))
    here = visit()
    meeting = list_meetings(here.study)[0]
    assert meeting_codes.find_secret(here, meeting) is None
    assert meeting_codes.find_matching(here, (meeting,), "000000") is None


def test_the_link_leads_to_the_page_of_this_server() -> None:
    assert meeting_codes.write_code_link(visit(), "123456") == "http://localhost:8501/check_in?code=123456"


def test_without_its_address_there_is_no_link(secrets: Path) -> None:
    secrets.write_text(AUTH.replace("/oauth2callback", "/elsewhere"))
    assert meeting_codes.write_code_link(visit(), "123456") is None
