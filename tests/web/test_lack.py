"""Pages of a season that lacks members or weeks, in their frame."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.stores.opening import open_store
from studylib.workbook.cells import Tab, Workbook
from tests.config.conftest import secrets
from tests.config.groups import AUTH, group
from tests.web.frames import FRAME, text

__all__ = ["secrets"]

TITLES = {
    "hand_in": "제출",
    "fines": "벌금",
    "settlement": "정산",
    "curriculum": "커리큘럼",
    "season": "시즌",
    "member": "나의 기록",
}
PEOPLE = (("하나", "hana@example.com", "leader"), ("두리", "duri@example.com", ""))
PLAIN = Tab("members", (("name", "email", "role"), *PEOPLE))


@pytest.fixture
def book(secrets: Path, tmp_path: Path) -> Path:
    """A study with a leader, a member and no weeks, on a server with a sign-in."""
    tabs = (each for each in group("밤샘", "하나", "hana@example.com").tabs if each.title == "settings")
    open_store(f"sqlite:///{tmp_path / 'b.db'}", create=True).replace(Workbook((*tabs, PLAIN)))
    secrets.write_text(f'workbook = "sqlite:///{tmp_path / "b.db"}"\n{AUTH}')
    return secrets


def visit(page: str, user: str) -> str:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.user = {"is_logged_in": True, "email": user, "email_verified": True}
    app.run()
    return text(app.switch_page(f"../../pages/{page}.py").run() if page != "board" else app)


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("page", ["board", *TITLES])
def test_each_page_without_weeks_has_its_own_title_and_tells_each_visitor_the_next_step(
    book: Path, page: str
) -> None:
    title = f"<h1>{TITLES.get(page, '현황')}</h1>"
    led, told = visit(page, "hana@example.com"), visit(page, "duri@example.com")
    assert title in led
    assert title in told
    assert led.count('class="action"') == 1
    assert 'class="action"' not in told
    assert "설정 탭에 시작일을 추가해 주세요." in led
    assert "스터디장 하나 님에게 주차 추가를 요청해 주세요." in told


@pytest.mark.usefixtures("configured")
def test_the_desk_without_weeks_leads_on_too(book: Path) -> None:
    assert 'href="setup?' in visit("desk", "hana@example.com")


@pytest.mark.usefixtures("configured")
def test_a_certificate_of_a_season_without_weeks_is_not_called_forged(book: Path) -> None:
    told = visit("certificate", "duri@example.com")
    assert "<h1>완주증</h1>" in told
    assert "스터디장 하나 님에게" in told
    assert "유효하지 않" not in told
