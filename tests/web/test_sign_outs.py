"""An ended sign-in stays ended: on every replica, and after a restart."""

from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st

from studylib import clock
from studylib.access.rights import Role
from studylib.config import studies
from studylib.source.slow_failure import TRY_AGAIN_AFTER
from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.web import sign_outs
from tests.config.groups import AUTH, group
from tests.pages.conftest import outset, visit
from tests.pages.drawn import text
from tests.web.signing import REFUSALS, USERS, Enter, assert_signed_in_anew, enter, secrets, signed_in

pytestmark = pytest.mark.usefixtures("configured")
__all__ = ["enter", "outset", "secrets", "visit"]
CLAIMS = ("https://op.example", "hana", "1", "nonce")


def restart() -> None:
    """Forget what a process knows, as another replica or a new start does."""
    sign_outs._ENDED.clear()
    st.cache_resource.clear()


@pytest.mark.parametrize("user", [Role.STRANGER, Role.MEMBER, Role.LEADER])
def test_a_cookie_that_was_signed_out_is_refused_by_another_replica(enter: Enter, user: Role) -> None:
    app = enter("board", user)
    key = next(str(each.key) for each in app.button if str(each.key).startswith("sign_out_"))
    restart()
    app.button(key=key).click().run()
    restart()
    assert REFUSALS[Role.ANONYMOUS]["ko"] in text(enter("board", user))
    assert_signed_in_anew(enter, user)


def test_a_sign_out_changes_no_version_of_the_workbook(enter: Enter) -> None:
    app = enter("board", Role.MEMBER)
    store = open_store(studies.resolve_address(None))
    before = store.version()
    app.button(key="sign_out_tertiary").click().run()
    assert store.version() == before


def test_nothing_in_the_database_tells_who_signed_out(enter: Enter, tmp_path: Path) -> None:
    app = enter("board", Role.MEMBER)
    before = b"".join(each.read_bytes() for each in tmp_path.glob("*.db*")).lower()
    app.button(key="sign_out_tertiary").click().run()
    after = b"".join(each.read_bytes() for each in tmp_path.glob("*.db*")).lower()
    assert b"ended_sign_in" in after
    assert after.count(b"duri@example.com") == before.count(b"duri@example.com")


def test_only_so_many_ended_sign_ins_are_remembered_here(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_outs, "MOST_SIGN_OUTS", 2)
    for at in range(4):
        USERS["each"] = signed_in("hana@example.com") | {"nonce": str(at)}
        enter("board", "each").button(key="sign_out_tertiary").click().run()
    del USERS["each"]
    assert len(sign_outs._ENDED) == 2


def test_a_sign_out_holds_here_while_the_database_does_not_answer(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("board", Role.MEMBER)

    def fail(*_: object) -> bool:
        raise WorkbookError(sentence("It is down."))

    keeper = type(open_store(studies.resolve_address(None)))
    monkeypatch.setattr(keeper, "end_sign_in", fail)
    monkeypatch.setattr(keeper, "has_ended", fail)
    sign_outs.end_sign_in(CLAIMS)
    assert sign_outs.has_ended(CLAIMS)
    assert not sign_outs.has_ended((*CLAIMS[:3], "another"))


def list_two_studies(secrets: Path, folder: Path) -> None:
    """List the studies night and dawn, each with a database of its own, and start anew."""
    listed = ""
    for id in ("night", "dawn"):
        address = f"sqlite:///{folder / id}.db"
        open_store(address, create=True).replace(group("밤샘", "하나", "hana@example.com"))
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{address}"\n'
    secrets.write_text(AUTH + listed)
    restart()


def test_of_several_studies_each_database_knows_a_sign_out(secrets: Path, tmp_path: Path) -> None:
    list_two_studies(secrets, tmp_path)
    sign_outs.end_sign_in(CLAIMS)
    (tmp_path / "night.db").unlink()
    restart()
    assert sign_outs.has_ended(CLAIMS)


def test_one_visitor_in_a_while_waits_for_a_silent_database_if_another_one_knows(
    secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments, asked = [clock.now()], []
    list_two_studies(secrets, tmp_path)
    answer = Database.has_ended

    def wait(keeper: Database, mark: str) -> bool:
        if not keeper.name.endswith("night.db"):
            return answer(keeper, mark)
        asked.append(keeper)
        moments.append(moments[-1] + timedelta(seconds=5))
        raise WorkbookError(sentence("It is down."))

    monkeypatch.setattr(Database, "has_ended", wait)
    monkeypatch.setattr(clock, "now", lambda: moments[-1])
    for seconds, times in ((0, 1), (1, 1), (TRY_AGAIN_AFTER - 2, 1), (1, 2)):
        moments.append(moments[-1] + timedelta(seconds=seconds))
        assert not sign_outs.has_ended(CLAIMS)
        assert len(asked) == times
