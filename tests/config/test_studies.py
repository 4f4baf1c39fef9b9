"""Several studies in one deployment: the list in the secrets file, and who of the visitors sees which."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.config import studies
from studylib.config.studies import DEFAULT, UnlistedError, resolve_address
from studylib.stores.opening import open_store
from studylib.text.errors import ConfigError
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.servers.websocket import Session, serving, spelled

PAGES = ("", "hand_in", "fines", "settlement", "curriculum", "questions", "member", "checks", "desk")


pytestmark = pytest.mark.usefixtures("configured")


ROOT = Path(__file__).parents[2]


NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "study"
client_secret = "not-a-real-secret"
server_metadata_url = "http://localhost:9400/.well-known/openid-configuration"
"""


def group(name: str, member: str, address: str, *settings: tuple[str, Cell]) -> Workbook:
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", name), ("starts_on", date(2022, 4, 27)), *settings)),
            Tab("members", (("name", "email", "role"), (member, address, "leader"))),
            Tab("weeks", (("week",), (1,), (2,))),
            Tab("answers", (("Timestamp", "name", "week", "link"),)),
        )
    )


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty secrets file, and nothing else that names a workbook."""
    st.cache_resource.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text("")
    return file


@pytest.fixture
def two(secrets: Path, tmp_path: Path) -> Path:
    """Two studies, one of them public."""
    groups = {
        "night": group("밤샘 스터디", "하나", "hana@example.com"),
        "dawn": group("새벽 스터디", "두리", "duri@example.com", ("access", "public")),
    }
    listed = ""
    for id, cells in groups.items():
        address = f"sqlite:///{tmp_path / id}.db"
        open_store(address, create=True).replace(cells)
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{address}"\n'
    secrets.write_text(AUTH + listed)
    return secrets


def visit(page: str = "board", user: str | None = None, **query: str) -> str:
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60)
    app.query_params.update(query)
    app.user = (
        {"is_logged_in": True, "email": user, "email_verified": True} if user else {"is_logged_in": False}
    )
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return "".join(each.proto.body for each in app.get("html")) + "".join(each.label for each in app.button)


def test_a_deployment_of_one_study_lists_none(secrets: Path) -> None:
    assert studies.list_studies() == ()
    assert studies.choose_study(None).workbook == studies.DEFAULT
    secrets.write_text('workbook = "sqlite:///data/own.db"')
    assert studies.choose_study(None).workbook == "sqlite:///data/own.db"


def test_a_named_address_comes_before_the_list(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert studies.choose_study(None, "sqlite:///other.db").workbook == "sqlite:///other.db"
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///named.db")
    assert studies.choose_study("night").workbook == "sqlite:///named.db"


def test_of_several_studies_one_has_to_be_chosen_by_its_id(two: Path) -> None:
    assert studies.choose_study("dawn").workbook.endswith("dawn.db")
    for id in (None, "noon", "Dawn"):
        with pytest.raises(UnlistedError):
            studies.choose_study(id)


def test_the_only_study_of_a_list_need_not_be_chosen(secrets: Path) -> None:
    secrets.write_text('[[studies]]\nid = "night"\nworkbook = "sqlite:///night.db"')
    assert studies.choose_study(None).id == "night"
    with pytest.raises(UnlistedError):
        studies.choose_study("dawn")


def test_a_study_has_the_secrets_below_it_and_none_of_the_others(secrets: Path) -> None:
    secrets.write_text(
        '[reminders]\naddresses = ["json://all"]\n'
        '[[studies]]\nid = "night"\nworkbook = "a.xlsx"\n[studies.reminders]\naddresses = ["json://night"]\n'
        '[[studies]]\nid = "dawn"\nworkbook = "b.xlsx"\ncalendar = "no table"\n'
    )
    night, dawn = studies.list_studies()
    assert night.table("reminders") == {"addresses": ["json://night"]}
    assert dawn.table("reminders") == {}
    assert "json" not in repr(night)
    with pytest.raises(ConfigError, match=r"“calendar” of the study dawn .* is not a table"):
        dawn.table("calendar")
    secrets.write_text('[reminders]\naddresses = ["json://all"]\n')
    assert studies.choose_study(None).table("reminders") == {"addresses": ["json://all"]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('studies = "night"', "“studies” in .* is not a list"),
        ('[[studies]]\nworkbook = "a.xlsx"', "Study 1 in .*: It needs an id"),
        ('[[studies]]\nid = "Night 1"\nworkbook = "a.xlsx"', "Study 1 in .*: It needs an id"),
        ('[[studies]]\nid = "-night"\nworkbook = "a.xlsx"', "It needs an id"),
        ('[[studies]]\nid = "night"', "Study 1 in .*: It needs a workbook"),
        (
            '[[studies]]\nid = "a"\nworkbook = "a.xlsx"\n[[studies]]\nid = "a"\nworkbook = "b.xlsx"',
            "Study 2 in .*: Another study has the id a",
        ),
    ],
)
def test_a_list_that_cannot_be_read_says_which_entry_and_how_to_mend_it(
    secrets: Path, written: str, said: str
) -> None:
    secrets.write_text(written)
    with pytest.raises(ConfigError, match=said):
        studies.list_studies()
    assert "secrets.toml" in visit()


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


def test_a_study_that_cannot_be_read_does_not_reveal_its_address_to_a_visitor(
    two: Path, tmp_path: Path
) -> None:
    (tmp_path / "night.db").unlink()
    seen = visit(user="hana@example.com", study="night", lang="en")
    assert "The board cannot be read at the moment" in seen
    assert str(tmp_path) not in seen


@pytest.mark.parametrize(
    "page", ["board", "hand_in", "fines", "settlement", "curriculum", "member", "checks", "desk"]
)
def test_the_leader_of_one_study_is_a_stranger_in_the_other(two: Path, page: str) -> None:
    seen = visit(page, user="duri@example.com", study="night", lang="en")
    assert "not among the members of this group" in seen
    assert "밤샘" not in seen
    assert "하나" not in seen


def test_the_links_between_the_pages_keep_the_study(two: Path) -> None:
    assert "study=night" in visit("fines", user="hana@example.com", study="night")


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


def put_secrets(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def test_without_any_word_the_workbook_is_the_sample_database(nowhere: Path) -> None:
    assert resolve_address(None) == DEFAULT == "sqlite:///data/studyboard.db"


def test_the_address_given_goes_before_the_environment_and_that_before_the_secrets(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_secrets(nowhere, 'workbook = "secret.xlsx"\n')
    assert resolve_address(None) == "secret.xlsx"
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "environment.xlsx")
    assert resolve_address(None) == "environment.xlsx"
    assert resolve_address("given.xlsx") == "given.xlsx"


def test_an_empty_address_counts_as_none(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "")
    assert resolve_address("") == DEFAULT


def test_secrets_that_name_no_workbook_leave_the_default(nowhere: Path) -> None:
    put_secrets(nowhere, '[auth]\ncookie_secret = "x"\n')
    assert resolve_address(None) == DEFAULT


@pytest.mark.parametrize("text", ["workbook = ", "workbook = 3", 'workbook = "a"\nworkbook = "b"'])
def test_broken_secrets_are_reported_with_their_file(nowhere: Path, text: str) -> None:
    put_secrets(nowhere, text)
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_secrets_that_are_no_text_are_reported_with_their_file(nowhere: Path) -> None:
    put_secrets(nowhere, "")
    (nowhere / ".streamlit" / "secrets.toml").write_bytes(b"workbook = '\xff\xfe'")
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_broken_secrets_do_not_matter_if_the_workbook_is_named(nowhere: Path) -> None:
    put_secrets(nowhere, "workbook = ")
    assert resolve_address("given.xlsx") == "given.xlsx"
