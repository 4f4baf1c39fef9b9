"""The list of studies, and who of the visitors sees which."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.config.conftest import NOW, secrets, two
from tests.config.groups import group, visit
from tests.servers.websocket import Session, serving, spelled

PAGES = ("", "hand_in", "fines", "settlement", "curriculum", "questions", "member", "checks", "desk", "setup")
__all__ = ["secrets", "two"]

pytestmark = pytest.mark.usefixtures("configured")
ROOT = Path(__file__).parents[2]
EMPTY, BOOK = Workbook(()), group("밤샘 스터디", "하나", "hana@example.com")


def test_a_member_finds_the_own_study_and_the_public_ones_in_the_list_and_no_other(two: Path) -> None:
    seen = visit(user="hana@example.com")
    assert "밤샘 스터디" in seen
    assert "새벽 스터디" in seen
    seen = visit(user="duri@example.com")
    assert "새벽 스터디" in seen
    assert "밤샘" not in seen
    assert "night" not in seen


def test_a_visitor_without_a_sign_in_finds_the_public_studies_and_the_sign_in(two: Path) -> None:
    seen = visit(lang="en")
    assert "새벽 스터디" in seen
    assert "밤샘" not in seen
    assert "Sign in" in seen


def test_a_study_that_cannot_be_read_leaves_the_others_in_the_list(two: Path, tmp_path: Path) -> None:
    (tmp_path / "night.db").unlink()
    assert "새벽 스터디" in visit(user="hana@example.com")


def test_a_page_of_one_study_leads_to_the_list_of_them(two: Path) -> None:
    seen = visit(user="hana@example.com", study="night", lang="en")
    assert '<a href="./?lang=en" target="_self">Other studies</a>' in seen
    assert "Other studies" not in visit(user="hana@example.com", lang="en")


@pytest.mark.parametrize("study", ["night", "dawn"])
def test_no_message_to_a_member_of_one_study_names_the_other(two: Path, tmp_path: Path, study: str) -> None:
    """At the websocket, all pages: the visitors of the public study, and strangers at the door of the closed one."""
    told = {studies.VARIABLE: "", "HOME": str(tmp_path)}

    async def run(url: str) -> bytes:
        async with Session(url) as session:
            drawn = [await session.run(page, f"study={study}&lang=ko") for page in PAGES]
            return b"".join(part for each in drawn for part in each.raw)

    with serving(ROOT / "app.py", tmp_path, told) as url, ThreadPoolExecutor() as pool:
        raw = pool.submit(lambda: asyncio.run(run(url))).result()
    others = {"night": ("밤샘", "새벽", "하나", "두리"), "dawn": ("밤샘", "하나")}[study]
    assert [word for word in others if any(each in raw for each in spelled(word))] == []
    assert any(each in raw for each in spelled("새벽 스터디")) is (study == "dawn")


def list_locally(folder: Path, **books: Workbook | None) -> str:
    """List studies in databases on this machine, without a sign-in. ``None``: the sample."""
    lines = ""
    for id, cells in books.items():
        address = f"sqlite:///{folder / id}.db"
        open_store(address, first=lambda: sample.make_sample(NOW), create=True)
        if cells is not None:
            open_store(address).replace(cells)
        lines += f'[[studies]]\nid = "{id}"\nworkbook = "{address}"\n'
    (folder / ".streamlit/secrets.toml").write_text(lines)
    return visit()


@pytest.mark.parametrize(("books", "linked"), [({"a": BOOK, "b": None}, "b"), ({"a": EMPTY, "b": BOOK}, "a")])
def test_the_list_leads_to_the_first_study_that_is_yet_to_begin(
    two: Path, tmp_path: Path, books: dict[str, Workbook | None], linked: str
) -> None:
    assert f'<a class="action" href="setup?study={linked}"' in list_locally(tmp_path, **books)


def test_the_list_leads_to_no_beginning_if_each_study_has_begun(two: Path, tmp_path: Path) -> None:
    assert "setup?" not in list_locally(tmp_path, a=BOOK, b=BOOK)


def test_who_is_not_on_this_machine_is_led_to_no_beginning(two: Path, tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'night.db'}").replace(EMPTY)
    for user in (None, "hana@example.com"):
        assert "setup?" not in visit(user=user)
