"""Every page and every write, tried by each kind of visitor, as AppTest runs them: the server has a sign-in."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitAuthError
from streamlit.testing.v1 import AppTest

from studylib import clock
from studylib.access import origin
from studylib.access.rights import Role
from studylib.config import studies
from studylib.source import reader
from studylib.text.message import sentence
from studylib.web import sign_in
from tests.config.groups import AUTH
from tests.pages.conftest import outset, visit
from tests.pages.drawn import NOW, bodies, elements, kinds, text
from tests.web.pages import list_pages
from tests.web.signing import (
    AUDIENCES,
    OUTSIDE,
    REFUSALS,
    USERS,
    Enter,
    as_user,
    assert_signed_in_anew,
    enter,
    secrets,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("configured")
__all__ = ["enter", "outset", "secrets", "visit"]  # the fixtures of every page
NAMES = ("이하나", "김두리", "박세찬")
SHORT = ("이○나", "김○리", "박○찬")


def everything(app: AppTest) -> str:
    """All that a page sends, as text: markup, figures, tables, labels and options."""
    drawn = [str(each.proto) for each in elements(app.main)]
    tables = [each.value.to_csv() for each in app.dataframe]
    return "".join([*bodies(app), *drawn, *tables]).encode().decode("unicode_escape", "replace") + "".join(
        [*bodies(app), *tables, *(str(each.options) for each in app.selectbox)]
    )


def buttons(app: AppTest) -> list[str]:
    return [str(each.key) for each in app.button if str(each.key).startswith("sign_")]


INSIDE = (Role.MEMBER, Role.LEADER, "left leader")
Case = tuple[str, Role | str, str, str]
"""A page, a visitor, an audience, a language. tests/access/test_pages.py judges all of their combinations."""
OPEN: list[Case] = [
    # To members of the group, whatever the audience is.
    ("board", Role.MEMBER, "members", "ko"),
    ("hand_in", Role.MEMBER, "members", "en"),
    ("fines", Role.MEMBER, "members", "en"),
    ("settlement", "left leader", "members", "ko"),
    ("curriculum", "left leader", "public", "en"),
    ("questions", Role.MEMBER, "public", "ko"),
    ("member", Role.LEADER, "public money", "en"),
    ("checks", Role.MEMBER, "short names", "ko"),
    ("season", Role.MEMBER, "members", "ko"),
    ("certificate", Role.MEMBER, "members", "en"),
    ("desk", Role.LEADER, "members", "en"),
    ("setup", Role.LEADER, "members", "ko"),
    # To everybody else, as far as the audience goes.
    ("board", Role.ANONYMOUS, "public", "ko"),
    ("curriculum", Role.STRANGER, "public", "en"),
    ("questions", Role.UNVERIFIED, "public", "ko"),
    ("fines", Role.EXPIRED, "public money", "en"),
    ("settlement", Role.ANONYMOUS, "public money", "ko"),
    ("member", Role.STRANGER, "public money", "en"),
    ("board", Role.EXPIRED, "short names", "en"),
    ("curriculum", Role.ANONYMOUS, "short names", "ko"),
    ("questions", Role.STRANGER, "short names", "en"),
    ("fines", Role.UNVERIFIED, "short names", "ko"),
    ("settlement", Role.EXPIRED, "short names", "en"),
    ("member", Role.ANONYMOUS, "short names", "ko"),
    ("season", Role.STRANGER, "short names", "en"),
    ("season", Role.ANONYMOUS, "public", "ko"),
]
CLOSED: list[Case] = [
    # To everybody else, if the board is for members.
    ("board", Role.ANONYMOUS, "members", "ko"),
    ("hand_in", Role.STRANGER, "members", "en"),
    ("fines", Role.UNVERIFIED, "members", "ko"),
    ("settlement", Role.EXPIRED, "members", "en"),
    ("curriculum", Role.ANONYMOUS, "members", "en"),
    ("questions", Role.STRANGER, "members", "ko"),
    ("member", Role.UNVERIFIED, "members", "en"),
    ("checks", Role.EXPIRED, "members", "ko"),
    ("desk", Role.ANONYMOUS, "members", "ko"),
    ("season", Role.ANONYMOUS, "members", "ko"),
    ("certificate", Role.STRANGER, "members", "en"),
    # To everybody else, beyond what the audience opens.
    ("fines", Role.ANONYMOUS, "public", "en"),
    ("settlement", Role.STRANGER, "public", "ko"),
    ("member", Role.EXPIRED, "public", "en"),
    ("hand_in", Role.UNVERIFIED, "public money", "ko"),
    ("checks", Role.ANONYMOUS, "public money", "en"),
    ("desk", Role.STRANGER, "public money", "ko"),
    ("setup", Role.ANONYMOUS, "public", "en"),
    ("setup", Role.UNVERIFIED, "members", "en"),
    ("hand_in", Role.EXPIRED, "short names", "en"),
    ("checks", Role.UNVERIFIED, "short names", "ko"),
    # To members who do not lead.
    ("desk", Role.MEMBER, "members", "ko"),
    ("desk", Role.MEMBER, "short names", "en"),
    ("desk", "left leader", "public money", "ko"),
    ("desk", "left leader", "members", "en"),
    ("setup", Role.MEMBER, "public", "ko"),
]


def test_the_tables_have_each_page_visitor_audience_and_language() -> None:
    for cases in (OPEN, CLOSED):
        pages, visitors, audiences, languages = map(set, zip(*cases, strict=True))
        assert pages == set(list_pages()) - {"check_in"}  # it is there only if the season has meetings
        assert visitors == set(USERS) - ({Role.LEADER} if cases is CLOSED else set())
        assert audiences == set(AUDIENCES)
        assert languages == {"ko", "en"}
    assert {(user, language) for _, user, _, language in CLOSED} == set(product(REFUSALS, ("ko", "en")))


def find_sign_button(user: Role | str, place: str) -> str:
    return f"sign_{'in_None' if user in (Role.ANONYMOUS, Role.EXPIRED) else 'out'}_{place}"


def assert_discreet(drawn: str, user: Role | str, audience: str) -> None:
    """Check that a page tells a visitor from outside nothing that this audience may not know."""
    if user not in OUTSIDE:
        return
    secrets = ["@example.com", "속마음", "입원하였음"]
    if audience == "short names":
        secrets += [*NAMES, "https://hana.example"]
    if audience == "public":
        secrets += ["000원", "₩"]
    assert [secret for secret in secrets if secret in drawn] == []


@pytest.mark.parametrize(("name", "user", "audience", "language"), OPEN)
def test_a_page_is_drawn_for_a_visitor_to_whom_it_is_open(
    enter: Enter, name: str, user: Role | str, audience: str, language: str
) -> None:
    app = enter(name, user, audience, lang=language)
    drawn = everything(app)
    assert REFUSALS[Role.MEMBER][language] not in text(app)
    assert "밤샘 스터디" in drawn or name != "board"
    assert buttons(app) == [find_sign_button(user, "tertiary")]
    assert_discreet(drawn, user, audience)


@pytest.mark.parametrize(("name", "user", "audience", "language"), CLOSED)
def test_a_page_gives_the_reason_alone_to_a_visitor_to_whom_it_is_closed(
    enter: Enter, name: str, user: Role | str, audience: str, language: str
) -> None:
    app = enter(name, user, audience, lang=language)
    drawn = everything(app)
    sees_board = user in INSIDE or audience != "members"
    assert REFUSALS[user][language] in text(app)
    assert kinds(app) == {"html", "button"}
    assert [each.key for each in app.button] == [
        find_sign_button(user, "primary" if user in OUTSIDE else "tertiary")
    ]
    assert ({"ko": "데이터를 읽었습니다", "en": "Workbook read"}[language] in text(app)) is sees_board
    secrets = [*NAMES, *SHORT, "example", "속마음", "주제", "원<", *([] if sees_board else ["밤샘 스터디"])]
    assert [secret for secret in secrets if secret in drawn] == []
    assert_discreet(drawn, user, audience)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_members_see_the_words_that_are_kept_from_outsiders(enter: Enter, language: str) -> None:
    drawn = everything(enter("board", Role.MEMBER, lang=language))
    drawn += everything(enter("fines", Role.MEMBER, lang=language))
    drawn += everything(enter("curriculum", Role.MEMBER, lang=language))
    for told in (*NAMES[:2], "주제", "https://hana.example", {"ko": "000원", "en": "000"}[language]):
        assert told in drawn


def test_short_names_are_drawn_for_those_outside(enter: Enter) -> None:
    drawn = everything(enter("board", Role.ANONYMOUS, "short names"))
    assert "이○나" in drawn
    assert "김○리" in drawn


# ---- a workbook that is out of reach ----


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader.Reader.read
    why = sentence("Only {name} knows why.", name="server-address-7")
    monkeypatch.setattr(reader.Reader, "read", lambda self, **how: replace(read(self, **how), failure=why))


def test_only_the_group_sees_why_the_board_is_an_old_copy(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch)
    assert "server-address-7" in text(enter("board", Role.MEMBER, "public"))
    outside = text(enter("board", Role.ANONYMOUS, "public"))
    assert "server-address-7" not in outside
    assert "지금은 현황을 읽을 수 없습니다." in outside
    refused = text(enter("board", Role.STRANGER))
    assert "server-address-7" not in refused
    assert "지금은" not in refused


@pytest.mark.parametrize("auth", [AUTH, ""])
def test_only_this_machine_sees_the_address_of_a_missing_workbook(
    enter: Enter, secrets: Path, monkeypatch: pytest.MonkeyPatch, auth: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = enter("board", Role.ANONYMOUS)
    monkeypatch.setenv(studies.VARIABLE, "missing-7.xlsx")
    secrets.write_text(auth)
    here = text(app.run())
    assert ("missing-7" in here) is (not auth)
    config.set_option("server.address", "0.0.0.0")
    try:
        assert "missing-7" not in text(app.run())
    finally:
        config.set_option("server.address", "localhost")
    assert "missing-7.xlsx" in caplog.text


# ---- signing in and out ----


def test_a_sign_in_that_is_not_set_up_whole_says_so_and_the_log_says_why(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def login(_: object) -> None:
        raise StreamlitAuthError("no client_id")

    monkeypatch.setattr(st, "login", login)
    app = enter("board", Role.ANONYMOUS)
    app.button(key="sign_in_None_primary").click().run()
    assert "지금은 로그인할 수 없습니다." in text(app)
    assert "The sign-in is not set up: no client_id" in caplog.text
    assert "지금은 로그인할 수 없습니다" not in text(app.run())


@pytest.mark.parametrize("user", [Role.ANONYMOUS, Role.EXPIRED])
def test_the_button_to_sign_in_leads_to_the_provider(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, user: Role
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(st, "login", asked.append)
    app = enter("board", user)
    app.button(key="sign_in_None_primary").click().run()
    assert asked == [None]


def test_each_of_several_providers_has_its_button(
    enter: Enter, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets.write_text(
        '[auth]\nredirect_uri = "http://localhost:8501/oauth2callback"\ncookie_secret = "0123456789abcdef"\n'
        '[auth.google]\nclient_id = "a"\n[auth.keycloak]\nclient_id = "b"\n'
    )
    asked: list[object] = []
    monkeypatch.setattr(st, "login", asked.append)
    app = enter("board", Role.ANONYMOUS, lang="en")
    assert [each.label for each in app.button] == ["Sign in with Google", "Sign in with Keycloak"]
    app.button(key="sign_in_keycloak_primary").click().run()
    assert asked == ["keycloak"]


@pytest.mark.parametrize("user", [Role.STRANGER, Role.UNVERIFIED, Role.MEMBER, Role.LEADER])
def test_a_sign_out_counts_in_the_same_run_and_in_other_tabs_at_their_next_run(
    enter: Enter, user: Role
) -> None:
    other = enter("board", user)
    app = enter("board", user)
    app.button(key=buttons(app)[0]).click().run()
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(app)
    # Streamlit showed the other tab the cookie when it connected, and never again.
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(as_user(other, user))
    # A copy of the cookie brings nobody back. Signing in anew does.
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(enter("board", user))
    assert_signed_in_anew(enter, user)


def test_a_sign_in_that_grows_too_old_ends_while_the_page_is_open(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = enter("fines", Role.LEADER)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert REFUSALS[Role.EXPIRED]["ko"] in text(app.run())


@pytest.mark.parametrize("verified", [None, False, "false", "True", 1, "yes", [True]])
def test_only_a_plain_yes_of_the_provider_vouches_for_an_address(enter: Enter, verified: object) -> None:
    USERS["each"] = signed_in("hana@example.com", verified=verified)
    app = enter("board", "each")
    assert REFUSALS[Role.UNVERIFIED]["ko"] in text(app)
    app.user = {key: value for key, value in USERS.pop("each").items() if key != "email_verified"}
    assert REFUSALS[Role.UNVERIFIED]["ko"] in text(app.run())


@pytest.mark.parametrize("at", ["yesterday", float("nan"), float("inf"), -(10**20), [], True])
def test_a_sign_in_at_no_moment_has_expired(enter: Enter, at: object) -> None:
    USERS["each"] = signed_in("hana@example.com") | {"iat": at}
    assert REFUSALS[Role.EXPIRED]["ko"] in text(enter("board", "each"))
    del USERS["each"]


@pytest.mark.parametrize("claims", [{}, {"email": "hana@example.com", "email_verified": True}])
def test_claims_without_a_sign_in_count_for_nothing(enter: Enter, claims: dict[str, object]) -> None:
    USERS["each"] = claims
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(enter("board", "each"))
    USERS["each"] = signed_in("hana@example.com") | {"is_logged_in": "yes"}
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(enter("board", "each"))
    del USERS["each"]


def test_a_server_with_a_sign_in_does_not_trust_its_own_machine(enter: Enter) -> None:
    assert sign_in.read_origin({}).local
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(enter("desk", Role.ANONYMOUS))


@pytest.mark.parametrize("user", USERS, ids=str)
def test_without_a_sign_in_what_a_cookie_says_counts_for_nothing(
    enter: Enter, secrets: Path, user: Role | str
) -> None:
    secrets.write_text("")
    config.set_option("server.address", "0.0.0.0")
    try:
        for name in ("desk", "fines", "checks", "member", "settlement", "hand_in"):
            app = enter(name, user, lang="en")
            assert "This page is closed, because other machines can reach this server" in text(app)
            assert not buttons(app)
    finally:
        config.set_option("server.address", "localhost")


@pytest.mark.parametrize(
    ("headers", "local"),
    [
        ({}, True),
        ({"Host": "localhost:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Upgrade": "websocket"}, False),
        ({"Host": ""}, False),
        ({"Host": "study.example"}, False),
        ({"Host": "localhost.evil.example"}, False),
        ({"Host": "localhost@evil.example"}, False),
        ({"Host": "[::1"}, False),
        *(({"Host": "localhost", name: "x"}, False) for name in origin.VIA),
    ],
)
def test_the_headers_decide_if_a_request_comes_from_this_machine(
    headers: dict[str, str], local: bool
) -> None:
    assert sign_in.read_origin(headers).local is local


@pytest.mark.parametrize(
    ("address", "local"), [(None, True), ("192.168.0.9", False), ("::ffff:10.0.0.1", False)]
)
def test_a_request_from_another_address_is_not_local_whatever_its_headers(
    address: str | None, local: bool
) -> None:
    assert sign_in.read_origin({"Host": "localhost"}, address).local is local
