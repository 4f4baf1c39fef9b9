"""What a shared link shows of a study, and to whom."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from studylib import clock
from studylib.config import studies
from studylib.source import catalogue
from studylib.source.reader import Reading
from studylib.stores.opening import open_store
from studylib.web import preview
from studylib.web.preview import (
    LONGEST_LINE,
    LONGEST_NAME,
    Preview,
    PreviewRequest,
    clean,
    find_preview,
    write_neutral,
)
from studylib.web.readers import find_reader
from studylib.workbook.cells import Cell
from tests.config.groups import AUTH, group

Show = Callable[..., Preview]
PUBLIC = ("access", "public")
MEMBER, ADDRESS = "이은빈", "eunbin@example.com"
OUTSIDE = {"Host": "study.example", "X-Forwarded-For": "203.0.113.9"}


@pytest.fixture
def deploy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``deploy(night=("밤샘", PUBLIC), …)`` sets up studies with a sign-in, each with its settings."""

    moment = datetime(2022, 5, 10, 12, tzinfo=ZoneInfo("Asia/Seoul"))
    monkeypatch.setattr(clock, "now", lambda: moment)

    def deploy(sign_in: str = AUTH, **named: tuple[str, *tuple[tuple[str, Cell], ...]]) -> None:
        st.cache_resource.clear()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        monkeypatch.delenv(studies.VARIABLE, raising=False)
        listed = sign_in
        for id, (name, *settings) in named.items():
            workbook = f"sqlite:///{tmp_path / id}.db"
            open_store(workbook, create=True).replace(group(name, MEMBER, ADDRESS, *settings))
            listed += f'[[studies]]\nid = "{id}"\nworkbook = "{workbook}"\n'
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit/secrets.toml").write_text(listed)

    return deploy


def show(study: str = "", page: str = "", *, reads: bool = True, **query: str) -> Preview:
    asked = {name: text for name, text in ({"study": study} | query).items() if text}
    return find_preview(PreviewRequest(page, asked, OUTSIDE, "203.0.113.9", reads))


def test_a_public_study_shows_its_week_its_deadline_and_how_many_have_handed_in(deploy: Show) -> None:
    deploy(night=("밤샘 스터디", PUBLIC), dawn=("Dawn", PUBLIC, ("language", "en")))
    assert show("night") == Preview(
        "ko",
        "밤샘 스터디",
        "현황 · 밤샘 스터디",
        "밤샘 스터디 · 2주차",
        "마감 5/10 (화) 23:59:59 · 0/1명 제출",
    )
    fines = show("dawn", "fines")
    assert (fines.title, fines.heading) == ("Fines · Dawn", "Fines · Dawn")
    assert fines.description == "Week 2 · Due Tue 5/10 23:59:59 · 0 of 1 have handed in"
    assert show("dawn", lang="ko").title == "현황 · Dawn"


def test_a_closed_study_shows_what_an_unknown_one_shows(deploy: Show) -> None:
    deploy(night=("밤샘 스터디",), dawn=("새벽", PUBLIC), dusk=("Dusk", ("language", "en")))
    for page in ("", "fines", "desk"):
        neutral = write_neutral(page, None)
        assert [show(each, page) for each in ("night", "dusk", "nothing", "", "x" * 100)] == [neutral] * 5
        assert show("night", page, lang="en") == write_neutral(page, "en")


def test_a_server_without_a_sign_in_shows_what_its_board_shows(deploy: Show) -> None:
    deploy(sign_in="", night=("밤샘 스터디",), dawn=("새벽",))
    assert show("night").name == "밤샘 스터디"


def test_no_member_and_no_amount_is_told(deploy: Show) -> None:
    deploy(night=("밤샘 스터디", PUBLIC, ("public_money", "yes")))
    for page in ("", "fines", "settlement", "member"):
        told = repr(show("night", page))
        assert MEMBER not in told
        assert ADDRESS not in told
        assert "원" not in told


def test_the_address_of_a_person_is_masked(deploy: Show) -> None:
    deploy(night=("eunbin@example.com의 스터디", PUBLIC))
    assert show("night").name == "e***@example.com의 스터디"


def test_a_visitor_who_does_not_wait_gets_what_is_in_memory(deploy: Show) -> None:
    deploy(night=("밤샘 스터디", PUBLIC))
    assert show("night", reads=False) == write_neutral("", None)
    read = show("night")
    assert show("night", reads=False) == read
    assert show("night", reads=False) is show("night", reads=False), "it is kept with the season"


def test_a_study_that_was_closed_since_its_last_read_is_no_longer_told_to_anybody(
    deploy: Show, tmp_path: Path
) -> None:
    deploy(night=("밤샘 스터디", PUBLIC))
    assert show("night").name == "밤샘 스터디"
    open_store(f"sqlite:///{tmp_path}/night.db").replace(group("밤샘 스터디", MEMBER, ADDRESS))
    assert show("night", reads=False) == write_neutral("", None)


@pytest.mark.parametrize(("age", "is_told"), [(3599, True), (3600, False), (3601, False), (-1, False)])
def test_an_old_copy_of_a_sheet_tells_nothing_to_who_does_not_wait(
    deploy: Show, monkeypatch: pytest.MonkeyPatch, age: int, is_told: bool
) -> None:
    deploy(night=("밤샘 스터디", PUBLIC))
    show("night")
    last = find_reader(catalogue.choose_study("night")).find_last()
    assert last
    old = replace(last, read_at=clock.now() - timedelta(seconds=age))
    monkeypatch.setattr(
        preview,
        "find_reader",
        lambda _: SimpleNamespace(store=SimpleNamespace(remote=True), find_last=lambda: old),
    )
    assert (show("night", reads=False).name == "밤샘 스터디") is is_told


@pytest.mark.parametrize(("age", "reads"), [(3599, 0), (3600, 1), (3601, 1)])
def test_a_scraper_makes_us_read_a_closed_sheet_of_several_once_an_hour(
    deploy: Show, monkeypatch: pytest.MonkeyPatch, age: int, reads: int
) -> None:
    deploy(night=("밤샘 스터디",), dawn=("새벽", PUBLIC))
    for study in ("night", "dawn"):
        show(study)
    read: list[str] = []

    def find(listing: studies.StudyConfig) -> SimpleNamespace:
        last = find_reader(listing).find_last()
        assert last
        old = replace(last, read_at=clock.now() - timedelta(seconds=age))

        def read_again() -> Reading:
            read.append(listing.workbook)
            return old

        return SimpleNamespace(store=SimpleNamespace(remote=True), find_last=lambda: old, read=read_again)

    monkeypatch.setattr(preview, "find_reader", find)
    assert show("night") == write_neutral("", None)
    assert len(read) == reads
    show("dawn")
    assert len(read) == reads + 1, "an open one is as fresh as its pages"


def test_a_link_to_another_moment_tells_no_week(deploy: Show) -> None:
    deploy(night=("밤샘 스터디", PUBLIC))
    looked_back = show("night", as_of="2022-05-01T00:00")
    assert looked_back.heading == "현황 · 밤샘 스터디"
    assert looked_back.description == write_neutral("", None).description


def test_a_workbook_that_cannot_be_read_is_told_to_nobody(deploy: Show, tmp_path: Path) -> None:
    deploy(night=("밤샘 스터디", PUBLIC))
    (tmp_path / "night.db").write_bytes(b"no database")
    assert show("night") == write_neutral("", None)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("\u202eevil\u2069\u200b", "evil"),
        ("a\x00b\n<c>\u2028d", "a b <c> d"),
        ("👩\u200d💻 study", "👩\u200d💻 study"),
        ("\ud800x", "x"),
        (None, ""),
    ],
)
def test_a_name_stands_on_one_line_without_what_nobody_sees(name: str | None, seen: str) -> None:
    assert clean(name, LONGEST_NAME) == seen


@pytest.mark.parametrize("length", [LONGEST_NAME - 1, LONGEST_NAME, LONGEST_NAME + 1, 2_000_000])
def test_a_long_name_is_cut(length: int) -> None:
    assert len(clean("가" * length, LONGEST_NAME)) == min(length, LONGEST_NAME)
    assert len(clean("\u200b" * length, LONGEST_LINE)) == 0


def test_the_language_asked_for_is_one_of_ours() -> None:
    asked = PreviewRequest("", {"lang": "en"}, {}, None)
    query: Mapping[str, str] = {"lang": "xx"}
    assert (asked.code, replace(asked, query=query).code) == ("en", None)
