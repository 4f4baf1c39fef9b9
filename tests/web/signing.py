"""Visitors with and without a sign-in, and the pages that they enter."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import Role
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web import sign_outs
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.config.groups import AUTH
from tests.pages.drawn import NOW, ROOT, Open, text

MEMBERS: tuple[tuple[Cell, ...], ...] = (
    ("이하나", "hana@example.com", "leader", None),
    ("김두리", "duri@example.com", None, None),
    ("박세찬", "sechan@example.com", "leader", date(2022, 5, 4)),
)
AUDIENCES: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "members": (),
    "public": (("access", "public"),),
    "public money": (("access", "public"), ("public_money", "yes")),
    "short names": (("access", "public"), ("public_money", "yes"), ("short_names", "yes")),
}


def signed_in(
    address: str, *, verified: object = True, age: timedelta = timedelta(hours=1)
) -> dict[str, Any]:
    at = int((NOW - age).timestamp())
    claims = {"iss": "https://op.example", "sub": address, "iat": at, "nonce": f"{address}{at}"}
    return {"is_logged_in": True, "email": address, "email_verified": verified} | claims


USERS: dict[Role | str, dict[str, Any]] = {
    Role.ANONYMOUS: {"is_logged_in": False},
    Role.STRANGER: signed_in("else@example.com"),
    Role.UNVERIFIED: signed_in("hana@example.com", verified=False),
    Role.EXPIRED: signed_in("hana@example.com", age=timedelta(days=30)),
    Role.MEMBER: signed_in("DURI@example.com"),
    Role.LEADER: signed_in("hana@example.com", verified="true"),
    "left leader": signed_in("sechan@example.com"),
}
OUTSIDE = (Role.ANONYMOUS, Role.STRANGER, Role.UNVERIFIED, Role.EXPIRED)
REFUSALS: dict[Role | str, dict[str, str]] = {
    Role.ANONYMOUS: {"ko": "멤버만 볼 수 있습니다.", "en": "This is for the members of the group."},
    Role.STRANGER: {
        "ko": "이 모임의 멤버 목록에 없습니다.",
        "en": "not among the members of this group",
    },
    Role.UNVERIFIED: {"ko": "본인 것인지 인증되지 않았습니다.", "en": "does not say that the address"},
    Role.EXPIRED: {"ko": "로그인한 지 오래되었습니다.", "en": "You signed in a long time ago."},
    Role.MEMBER: {"ko": "스터디장만 볼 수 있는 페이지입니다.", "en": "for the leader of the group alone"},
}
REFUSALS["left leader"] = REFUSALS[Role.MEMBER]


def group(*settings: tuple[Cell, ...], members: tuple[tuple[Cell, ...], ...] = MEMBERS) -> Workbook:
    return Workbook(
        (
            Tab(
                "settings",
                (("key", "value"), ("name", "밤샘 스터디"), ("starts_on", date(2022, 4, 20)), *settings),
            ),
            Tab("members", (("name", "email", "role", "left_on"), *members)),
            Tab(
                "weeks", (("week", "title", "writer"), (1, "주제 1", "김두리"), (2, "주제 2"), (3, "주제 3"))
            ),
            Tab("excuses", (("week", "member", "reason"), (1, "김두리", "입원하였음"))),
            Tab(
                "answers",
                (
                    ("Timestamp", "name", "week", "link", "note"),
                    (datetime(2022, 4, 26, 21), "이하나", 1, "https://hana.example/1", "속마음"),
                    (datetime(2022, 5, 11, 0, 10), "이하나", 3, "https://hana.example/2", "속마음"),
                ),
            ),
        )
    )


def as_user(app: AppTest, user: Role | str) -> AppTest:
    app.user = dict(USERS[user])
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def assert_signed_in_anew(enter: "Enter", user: Role | str) -> None:
    """Check that another sign-in of the same person opens the board."""
    USERS["anew"] = USERS[user] | {"nonce": "another"}
    try:
        assert REFUSALS[Role.ANONYMOUS]["ko"] not in text(enter("board", "anew"))
    finally:
        del USERS["anew"]


@pytest.fixture(autouse=True)
def secrets(outset: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A secrets file with a sign-in. No sign-in has ended yet."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    sign_outs._ENDED.clear()
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text(AUTH)
    return file


Enter = Callable[..., AppTest]


@pytest.fixture
def enter(visit: Open, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """``enter("fines", Standing.MEMBER, "public", lang="en")`` runs a page for such a visitor."""

    def enter(name: str, user: Role | str, audience: str = "members", **query: str) -> AppTest:
        address = f"sqlite:///{Path.cwd() / 'studyboard.db'}"
        open_store(address, create=True).replace(group(*AUDIENCES[audience]))
        monkeypatch.setenv(studies.VARIABLE, address)
        app = AppTest.from_file(str(ROOT / f"pages/{name}.py"), default_timeout=60)
        app.query_params.update(query)
        return as_user(app, user)

    return enter
