"""The page that adds a study, and what strangers and members see of a study that somebody added."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.calendar import subscription
from studylib.config.studies import StudyConfig, UnlistedError
from studylib.source import catalogue, pace
from studylib.source.reader import Reading
from studylib.stores.opening import open_store
from studylib.web import addition, feed, listing, readers, sign_outs
from studylib.web.page_titles import NAME
from studylib.web.preview import PreviewRequest, find_preview
from studylib.web.tries import MOST_TRIES
from tests.config.conftest import NOW, secrets
from tests.config.groups import visit
from tests.config.robots import Community, communing, group
from tests.pages.drawn import LANGUAGES, PAGES, elements, text
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet
from tests.web.asgi import ask

__all__ = ["secrets"]

pytestmark = pytest.mark.usefixtures("configured")

HANA, DURI, ELSE = "hana@example.com", "duri@example.com", "else@example.com"


@pytest.fixture
def community(secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Community]:
    monkeypatch.setattr(listing, "_learn_behind", lambda readers: None)
    with communing(secrets, f"sqlite:///{tmp_path}/registry.db", monkeypatch) as community:
        yield community


@pytest.fixture
def sheet(community: Community) -> Spreadsheet:
    return community.share("밤샘", HANA, ("두리", DURI, None, None), access="public")


def open_page(user: str | None, name: str = "add_study", **query: str) -> AppTest:
    app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    app.query_params.update(query)
    claims: dict[str, Any] = {"is_logged_in": False}
    if user:
        claims = {"is_logged_in": True, "email": user, "email_verified": True, "iat": NOW.timestamp()}
    app.user = claims
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def paste(app: AppTest, address: str) -> str:
    app.text_input[0].set_value(address)
    app.button[0].click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return text(app)


# ---- the page ----


def test_the_first_thing_the_page_does_is_to_enter_by_its_door(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = ast.parse((PAGES / "add_study.py").read_text(encoding="utf-8"))
    assigned = [each for each in tree.body if isinstance(each, ast.Assign)]
    assert ast.unparse(assigned[0]) == "newcomer = addition.enter()"
    calls = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert min(calls) == assigned[0].lineno
    monkeypatch.setattr(addition, "enter", st.stop)
    assert list(elements(open_page(HANA).main)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leader_sees_the_account_pastes_the_address_and_gets_the_board(
    community: Community, sheet: Spreadsheet, language: str
) -> None:
    app = open_page(HANA, lang=language)
    assert app.code[0].value == community.google.key()["client_email"]
    assert "h***@example.com" in text(app)
    assert HANA not in text(app)
    said = paste(app, f"{sheet.url}?gid=0#gid=0")
    assert {"ko": "목록에 추가했습니다", "en": "on the list now"}[language] in said
    link = app.code[1].value
    id = link.partition("?study=")[2]
    assert link == f"http://localhost:8501/?study={id}"
    assert "밤샘" in visit(user=HANA, study=id)
    assert {"ko": "이미 목록에", "en": "list already"}[language] in paste(app, sheet.url)
    assert app.code[1].value == link


@pytest.mark.parametrize("user", [DURI, ELSE])
def test_who_does_not_lead_the_group_hears_what_to_check_and_nothing_of_the_sheet(
    community: Community, sheet: Spreadsheet, user: str
) -> None:
    said = paste(open_page(user, lang="en"), sheet.url)
    assert f"has your address {user[0]}***@example.com with the role leader" in said
    assert user not in said
    assert "밤샘" not in said
    assert "already" not in said


def test_nobody_gets_past_the_door_without_a_sign_in_a_robot_or_a_key(community: Community) -> None:
    assert "Sign in to add" in text(app := open_page(None, lang="en"))
    assert not app.text_input
    whole = community.secrets.read_text()
    community.secrets.write_text(whole.replace("private_key = ", "private = "))
    assert "private_key" not in (said := text(open_page(HANA, lang="en")))
    assert "log" in said
    assert "whoever runs this server" in said
    community.secrets.write_text(whole.partition("[robot]")[0])
    assert "takes no further studies" in text(open_page(HANA, lang="en"))


def test_nobody_learns_where_the_registry_is_while_it_is_away(
    community: Community, sheet: Spreadsheet, tmp_path: Path
) -> None:
    app = open_page(HANA, lang="en")
    (tmp_path / "registry.db").rename(tmp_path / "away.db")
    (tmp_path / "registry.db").mkdir()
    catalogue._open_catalogue.cache_clear()
    for said in (paste(app, sheet.url), visit(user=HANA, study="", lang="en")):
        assert "has the reason" in said
        assert "registry.db" not in said


def test_the_studies_of_the_secrets_file_go_on_while_the_registry_is_away(
    community: Community, tmp_path: Path
) -> None:
    open_store(f"sqlite:///{tmp_path}/night.db", create=True).replace(
        group("밤샘", ("하나", HANA, None, None))
    )
    with community.secrets.open("a") as file:
        file.write(f'[[studies]]\nid = "night"\nworkbook = "sqlite:///{tmp_path}/night.db"\n')
    (tmp_path / "registry.db").mkdir()
    assert "하나" in visit(user=HANA, study="night", lang="en")
    seen = visit(user=HANA, study="", lang="en")
    assert "밤샘" in seen
    assert "has the reason" in seen, "the others are missing"
    assert "밤샘" not in visit(user=ELSE, study="", lang="en")


def test_tries_are_counted_before_anything_is_read_by_person_and_for_all(
    community: Community, sheet: Spreadsheet
) -> None:
    app = open_page(ELSE, lang="en")
    for _ in range(MOST_TRIES):
        assert "has your address" in paste(app, sheet.url)
    asked = community.google.mark()
    assert "too many tries" in paste(app, sheet.url)
    assert "not the address" in paste(app, "https://evil.example/spreadsheets/d/stand-in-2")
    assert community.google.count(since=asked) == 0
    others = [open_page(f"m{number}@example.com", lang="en") for number in range(6)]
    said = [paste(other, sheet.url) for other in others]
    assert ["too many tries" in each for each in said] == [False] * 5 + [True]


def test_the_list_leads_to_the_page_only_if_people_can_add_studies(community: Community) -> None:
    assert "add_study" in visit(user=HANA, study="", lang="en")
    whole = community.secrets.read_text()
    community.secrets.write_text(
        whole.partition("[robot]")[0] + '[[studies]]\nid = "a"\nworkbook = "sqlite:///a.db"\n'
        '[[studies]]\nid = "b"\nworkbook = "sqlite:///b.db"\n'
    )
    assert "add_study" not in visit(user=HANA, lang="en")


# ---- who sees a study that somebody added ----


def test_only_members_find_it_in_the_list_even_if_its_board_is_public(
    community: Community, sheet: Spreadsheet
) -> None:
    id = community.add(sheet)
    assert "밤샘" not in visit(user=HANA, study=""), "nobody has read it yet"
    assert "밤샘" in visit(user=ELSE, study=id), "its settings say public"
    for user, seen in ((HANA, True), (DURI, True), (ELSE, False), (None, False)):
        assert ("밤샘" in visit(user=user, study="")) is seen


def test_a_closed_one_looks_as_one_that_does_not_exist(community: Community) -> None:
    id = community.add(community.share("밤샘", HANA))
    for user in (ELSE, None):
        answers = {visit(user=user, study=each, lang="en").replace(each, "") for each in (id, "abcdefghjk")}
        assert len(answers) == 1
        assert "밤샘" not in answers.pop()


def test_a_sheet_that_is_shared_no_longer_is_told_to_its_members_alone_and_leaves_every_list(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = community.add(sheet)
    assert "밤샘" in visit(user=HANA, study=id)
    unknown = visit(user=ELSE, study="abcdefghjk", lang="en").replace("abcdefghjk", "")
    sheet.shared = None
    later = NOW + timedelta(seconds=listing.SHOWN_SECONDS)
    monkeypatch.setattr(clock, "now", lambda: later)
    for user in (HANA, DURI):
        assert "no longer shared with Studyboard" in (seen := visit(user=user, study=id, lang="en"))
        assert "밤샘" not in seen
        assert "밤샘" not in visit(user=user, study="")
    assert visit(user=ELSE, study=id, lang="en").replace(id, "") == unknown
    sheet.shared = "viewer"
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(minutes=1))
    assert "밤샘" in visit(user=HANA, study=id)
    st.cache_resource.clear()
    sheet.shared = None
    for user in (HANA, ELSE):
        assert visit(user=user, study=id, lang="en").replace(id, "") == unknown, (
            "nobody is known to be a member"
        )


def test_a_member_of_a_sheet_that_is_shared_no_longer_gets_a_page_even_without_a_key(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = community.add(sheet)
    visit(user=HANA, study=id)
    sheet.shared = None
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=2))
    assert "no longer shared" in visit(user=HANA, study=id, lang="en")
    community.secrets.write_text(community.secrets.read_text().partition("[service_account]")[0])
    assert "밤샘" not in visit(user=HANA, study=id, lang="en")


def read(listing: StudyConfig) -> Reading:
    return readers.read_study(listing, readers.find_reader(listing))


def test_the_calendar_ends_with_the_sharing(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = StudyConfig(community.add(sheet), sheet.url, registered=True)
    assert read(chosen).season.study.name == "밤샘"
    sheet.shared = None
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=2))
    with pytest.raises(readers.WithdrawnError):
        read(chosen)
    st.cache_resource.clear()
    with pytest.raises(UnlistedError):
        read(chosen)


def test_the_head_of_a_page_tells_nothing_of_a_sheet_that_is_shared_no_longer(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, outside = community.add(sheet), {"Host": "study.example", "X-Forwarded-For": "203.0.113.9"}
    reads, looks = (PreviewRequest("", {"study": id}, outside, "203.0.113.9", each) for each in (True, False))
    assert [find_preview(each).name for each in (looks, reads, looks)] == [NAME, "밤샘", "밤샘"]
    sheet.shared = None
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=2))
    assert [find_preview(each).name for each in (reads, looks)] == [NAME, NAME]


def test_a_sheet_that_is_shared_no_longer_stays_closed_while_google_fails(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = StudyConfig(community.add(sheet), sheet.url, registered=True)
    read(chosen)
    sheet.shared = None
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=2))
    with pytest.raises(readers.WithdrawnError):
        read(chosen)
    sheet.shared = "viewer"
    community.google.fault("503", times=20)
    for minutes in (4, 6):
        monkeypatch.setattr(clock, "now", lambda at=NOW + timedelta(minutes=minutes): at)
        with pytest.raises(readers.WithdrawnError):
            read(chosen)
    community.google.fix()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=8))
    assert read(chosen).season.study.name == "밤샘"


def test_strangers_make_us_read_a_closed_sheet_for_its_calendar_once_an_hour(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, app = community.add(community.share("밤샘", HANA)), Starlette(routes=feed.ROUTES)
    asked = []
    for seconds in (0, 300, 3599, 3600):
        monkeypatch.setattr(clock, "now", lambda at=NOW + timedelta(seconds=seconds): at)
        since = community.google.mark()
        answer = ask(app, subscription.PATH, query=f"study={id}&token=x", X_Forwarded_For="203.0.113.9")
        assert (answer.status, "밤샘" in answer.text) == (404, False)
        asked.append(community.google.count(since=since) > 0)
    assert asked == [True, False, False, True]


# ---- while many wait ----


def test_a_page_says_how_old_its_copy_is_while_its_study_waits_for_its_turn(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = community.add(sheet)
    assert "This copy is from" not in visit(user=HANA, study=id, lang="en")
    shared = pace.find_pace()
    assert shared
    monkeypatch.setattr("studylib.source.reader.PATIENCE", 0.05)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    with monkeypatch.context() as blocking:
        blocking.setattr(shared._turns, "grant", lambda now: None)
        assert "from Wed 5/11 00:30:00, 5 min ago" in visit(user=HANA, study=id, lang="en")
    with shared._changed:
        shared._changed.notify_all()
    monkeypatch.setattr("studylib.source.reader.PATIENCE", 30.0)
    assert "This copy is from" not in visit(user=HANA, study=id, lang="en")


def test_the_background_reads_a_sheet_for_the_list_once_a_day_and_only_while_nobody_waits(
    community: Community, sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAUSE_SECONDS", 0.0)
    reader = readers.open_reader(catalogue.choose_study(community.add(sheet)).workbook)
    assert reader.pace
    idle = iter([False, False, True])
    monkeypatch.setattr(reader.pace, "is_idle", lambda: next(idle))
    sheet.shared = None
    assert listing._is_due(reader)
    listing._LEARNING.acquire()
    listing._learn([reader])
    assert next(idle, None) is None
    for age, is_due in ((0, False), (timedelta(days=1).total_seconds() - 1, False), (86_400, True)):
        monkeypatch.setattr(clock, "now", lambda at=NOW + timedelta(seconds=age): at)
        assert listing._is_due(reader) is is_due


def test_the_registry_keeps_which_sign_ins_have_ended(community: Community) -> None:
    claims = ("https://op.example", "hana", "1", "nonce")
    sign_outs.end_sign_in(claims)
    sign_outs._ENDED.clear()
    assert sign_outs.has_ended(claims)
    assert not sign_outs.has_ended((*claims, "other"))
    assert community.google.count() == 0


# ---- the way out ----


def test_the_leader_takes_it_off_the_list_on_the_desk_after_one_question(
    community: Community, sheet: Spreadsheet
) -> None:
    id = community.add(sheet)
    app = open_page(HANA, "desk", study=id, lang="en")
    button = next(each for each in app.button if each.label == "Take it off the list")
    button.click().run()
    assert "Tick the box first" in text(app)
    next(each for each in app.checkbox if "take it off" in each.label).check()
    button = next(each for each in app.button if each.label == "Take it off the list")
    button.click().run()
    assert not app.exception
    assert "밤샘" not in text(app)
    assert "밤샘" not in visit(user=HANA, study=id)
    assert re.search("밤샘", str(sheet.tab("settings").rows))
