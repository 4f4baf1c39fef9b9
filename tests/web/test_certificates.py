"""Certificates: to whom a link opens which one, and what it tells."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import Role
from studylib.config import studies
from studylib.config.studies import UnlistedError
from studylib.stores.opening import open_store
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.web.readers import read_study
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.config.groups import AUTH
from tests.config.groups import visit as visit_study
from tests.pages.conftest import outset
from tests.pages.drawn import PAGES, Markup, text
from tests.web.signing import AUDIENCES, MEMBERS, REFUSALS, as_user, secrets

pytestmark = pytest.mark.usefixtures("configured")
__all__ = ["outset", "secrets"]  # the fixtures of every page

HANA, DURI = "이하나", "김두리"
NOT_VALID = "유효한 완주증이 아닙니다."
COMPLETED = "이 스터디를 완주하였습니다."
Show = Callable[..., AppTest]
Rows = tuple[tuple[Cell, ...], ...]


def group(
    *settings: tuple[Cell, ...],
    starts_on: date = date(2022, 4, 20),
    members: Rows = MEMBERS,
    weeks: int = 2,
    name: str = HANA,
    done: tuple[int, ...] = (1, 2),
) -> Workbook:
    """A season that is over at ``NOW``: two weeks, which 이하나 and nobody else has done."""
    answers = (
        (datetime(2022, 4, 12, 21) + week * timedelta(days=7), name, week, f"https://hana.example/{week}")
        for week in done
    )
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", "밤샘 스터디"), ("starts_on", starts_on), *settings)),
            Tab("members", (("name", "email", "role", "left_on"), *members)),
            Tab("weeks", (("week", "title"), *((each, f"주제 {each}") for each in range(1, weeks + 1)))),
            Tab("answers", (("Timestamp", "name", "week", "link"), *answers)),
        )
    )


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """``show(Role.MEMBER, group(), name="이하나")`` opens a certificate as such a visitor."""

    def show(user: Role, cells: Workbook, page: str = "certificate", /, **query: str) -> AppTest:
        address = f"sqlite:///{tmp_path / 'studyboard.db'}"
        open_store(address, create=True).replace(cells)
        monkeypatch.setenv(studies.VARIABLE, address)
        app = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
        app.query_params.update(query)
        return as_user(app, user)

    return show


def read_link(app: AppTest) -> dict[str, str]:
    """Read the parameters of the link that the certificate's buttons copy."""
    (address,) = set(
        re.findall(r'data-text="(http[^"]*)"', "".join(each.proto.body for each in app.get("html")))
    )
    parts = urlsplit(unescape(address))
    assert (parts.netloc, parts.path) == ("localhost:8501", "/certificate")
    return dict(parse_qsl(parts.query))


@pytest.fixture
def proven(show: Show) -> dict[str, str]:
    """The parameters of the link to the certificate of 이하나."""
    return read_link(show(Role.LEADER, group(), name=HANA))


# ---- who gets a link with a code ----


def test_the_leader_and_the_member_get_a_link_for_everybody_and_others_one_for_the_group(show: Show) -> None:
    both = group(members=(*MEMBERS, ("나 셋", "three@example.com", None, None)))
    assert "proof" in read_link(show(Role.LEADER, both, name=HANA))
    app = show(Role.MEMBER, both, name=HANA)
    assert COMPLETED in text(app)
    assert read_link(app) == {"name": HANA}
    assert "이 링크는 모임 안에서만 열립니다." in text(app)
    own = group(name=DURI)
    assert "proof" in read_link(show(Role.MEMBER, own, name=DURI))


def test_the_code_is_the_same_each_time(show: Show, proven: dict[str, str]) -> None:
    assert read_link(show(Role.LEADER, group(("language", "en")), name=HANA)) == proven


# ---- what a code opens ----


@pytest.mark.parametrize("user", [Role.ANONYMOUS, Role.STRANGER, Role.EXPIRED])
def test_an_outsider_with_the_link_sees_that_certificate_and_nothing_else(
    show: Show, proven: dict[str, str], user: Role
) -> None:
    app = show(user, group(), **proven)
    told = text(app)
    for shown in (HANA, "밤샘 스터디", "2주 중 2주", "100% (2/2)", COMPLETED):
        assert shown in told
    for hidden in (DURI, "박세찬", "원", "hana.example", "주제 1", "@"):
        assert hidden not in told
    assert read_link(app) == proven
    assert not any("season" in link for link in Markup(app).links)
    for page in ("season", "board"):
        assert REFUSALS[user]["ko"] in text(show(user, group(), page, **proven))


def test_an_outsider_reads_it_in_the_language_of_the_study(show: Show, proven: dict[str, str]) -> None:
    assert "Certificate of completion" in text(show(Role.ANONYMOUS, group(("language", "en")), **proven))


@pytest.mark.parametrize("audience", ["public", "short names"])
def test_a_public_board_shows_certificates_as_it_shows_names(
    show: Show, proven: dict[str, str], audience: str
) -> None:
    cells = group(*AUDIENCES[audience])
    seen = HANA if audience == "public" else "이○나"
    assert COMPLETED in text(show(Role.ANONYMOUS, cells, name=seen))
    if audience == "short names":
        hidden = text(show(Role.ANONYMOUS, cells, name=HANA))
        assert NOT_VALID in hidden
        assert HANA not in hidden
    assert HANA in text(show(Role.ANONYMOUS, cells, **proven))


# ---- what a code does not open ----


def change(given: dict[str, str], **changes: str) -> dict[str, str]:
    return {key: value for key, value in (given | changes).items() if value}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": DURI},
        {"name": "없는 이"},
        {"name": ""},
        {"name": "가" * 5_000},
        {"proof": "a" * 24},
        {"proof": "a" * 5_000},
        {"proof": "가"},
    ],
)
def test_a_changed_link_opens_nothing_and_says_so_kindly(
    show: Show, proven: dict[str, str], changes: dict[str, str]
) -> None:
    app = show(Role.ANONYMOUS, group(), **change(proven, **changes))
    told = text(app)
    assert NOT_VALID in told
    assert told.index("완주증") < told.index(NOT_VALID) < told.index(REFUSALS[Role.ANONYMOUS]["ko"])
    assert Markup(app).tags.count("h1") == 1
    assert REFUSALS[Role.ANONYMOUS]["ko"] in told
    for hidden in ("밤샘", COMPLETED, "2주 중"):
        assert hidden not in told


@pytest.mark.parametrize(
    ("error", "shown"),
    [(UnlistedError(), False), (WorkbookError(sentence("Google is away.")), True)],
)
def test_a_study_that_is_withdrawn_shows_none_but_one_that_cannot_be_read_for_now_does(
    show: Show, proven: dict[str, str], monkeypatch: pytest.MonkeyPatch, error: Exception, shown: bool
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr("studylib.web.certificates.readers.read_study", fail)
    monkeypatch.setattr("studylib.web.look.read_study", read_study)
    assert (COMPLETED in text(show(Role.ANONYMOUS, group(), **proven))) is shown


def test_without_a_code_the_page_is_as_closed_as_the_board(show: Show) -> None:
    told = text(show(Role.ANONYMOUS, group(), name=HANA))
    assert REFUSALS[Role.ANONYMOUS]["ko"] in told
    assert NOT_VALID not in told


RENAMED: Rows = (("이한나", *MEMBERS[0][1:]), *MEMBERS[1:])


@pytest.mark.parametrize(
    "now",
    [
        group(starts_on=date(2022, 4, 13), done=(1, 2)),
        group(("id", "s-other")),
        group(members=RENAMED, name="이한나"),
        group(members=MEMBERS[1:]),
        group(done=(1,)),
        group(weeks=3, done=(1, 2)),
    ],
    ids=["the next season", "another season", "renamed", "gone", "voided", "goes on"],
)
def test_a_link_ends_with_the_season_the_name_and_the_figures_that_it_was_made_for(
    show: Show, proven: dict[str, str], now: Workbook
) -> None:
    told = text(show(Role.ANONYMOUS, now, **proven))
    assert NOT_VALID in told
    assert COMPLETED not in told
    assert DURI not in told


def test_an_erased_member_has_no_certificate(show: Show) -> None:
    name = "탈퇴한 멤버 1"
    cells = group(members=((name, None, None, None), *MEMBERS), name=name)
    assert NOT_VALID in text(show(Role.LEADER, cells, name=name))
    season = show(Role.LEADER, cells, "season")
    assert "완주 0명" in text(season)
    assert not [link for link in Markup(season).links if link.startswith("certificate")]


@pytest.mark.parametrize(
    ("name", "weeks", "why"),
    [
        (DURI, 2, "김두리 님은 2주 중 0주를 마쳤습니다. 시즌 끝까지 함께하고 주차의 80% 이상을 마치면"),
        ("없는 이", 2, NOT_VALID),
        (HANA, 3, "완주증은 시즌이 끝나는 5/11 (수) 12:00:00에 나옵니다."),
    ],
)
def test_the_group_learns_why_there_is_none(show: Show, name: str, weeks: int, why: str) -> None:
    app = show(Role.LEADER, group(weeks=weeks), name=name)
    assert why in text(app)
    assert COMPLETED not in text(app)
    assert any(link.startswith("season") for link in Markup(app).links)


def test_the_page_shows_ones_own_without_a_name(show: Show) -> None:
    assert HANA in text(show(Role.LEADER, group()))


def test_a_look_back_shows_the_certificate_of_the_present(show: Show) -> None:
    assert COMPLETED in text(show(Role.LEADER, group(), name=HANA, as_of="2022-04-21T12:00"))


# ---- servers ----


def test_without_a_sign_in_the_link_has_no_code_and_the_page_says_how_far_it_reaches(
    show: Show, secrets: Path
) -> None:
    secrets.unlink()
    told = show(Role.ANONYMOUS, group(), name=HANA)
    assert "이 컴퓨터에서만 열립니다." in text(told)
    assert "proof" not in str(told.get("html"))


def test_a_link_of_one_study_opens_no_other_and_no_one_learns_which_there_are(
    secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proven: dict[str, str]
) -> None:
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    entries = [f'[[studies]]\nid = "{each}"\nworkbook = "sqlite:///{tmp_path}/{each}.db"\n' for each in "ab"]
    secrets.write_text("".join(entries) + AUTH)
    for each in "ab":
        open_store(f"sqlite:///{tmp_path}/{each}.db", create=True).replace(group())
    of_a = visit_study("certificate", "hana@example.com", study="a", name=HANA)
    (proof,) = set(re.findall(r"proof=(\w+)", of_a))
    assert proof != proven["proof"]
    assert COMPLETED in visit_study("certificate", study="a", name=HANA, proof=proof)
    closed = visit_study("certificate", study="b", name=HANA, proof=proof)
    assert COMPLETED not in closed
    assert NOT_VALID in closed
    assert closed == visit_study("certificate", study="zz", name=HANA, proof=proof).replace("=zz", "=b")
