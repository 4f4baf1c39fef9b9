"""Who may begin a season: on this machine anybody, elsewhere the leader."""

import pytest

from studylib.access.rights import Role
from studylib.workbook.cells import Tab, Workbook
from tests.pages.desks import press
from tests.pages.drawn import store, text
from tests.web.signing import OUTSIDE, REFUSALS, Enter, enter, secrets

__all__ = ["enter", "secrets"]

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("user", [*OUTSIDE, Role.MEMBER, "left leader"])
def test_whoever_does_not_lead_sees_one_sentence_and_no_form(enter: Enter, user: Role | str) -> None:
    app = enter("setup", user, "public")
    assert REFUSALS[user]["ko"] in text(app)
    assert not app.text_input
    assert not app.radio


def test_a_leader_plans_the_next_season(enter: Enter) -> None:
    app = enter("setup", Role.LEADER)
    assert "이하나" in str(app.text_area(key="setup_members").value)


def test_a_leader_who_has_lost_the_lead_begins_nothing(enter: Enter) -> None:
    app = enter("setup", Role.LEADER)
    press(app, "setup_start")
    tabs = store().fetch().tabs
    header, _, *others = next(tab.rows for tab in tabs if tab.title == "members")
    members = Tab("members", (header, ("이하나", "hana@example.com"), *others))
    store().replace(Workbook(tuple(members if tab.title == "members" else tab for tab in tabs)))
    before = store().fetch()
    press(app, "setup_sure")
    assert store().fetch() == before


def test_nobody_begins_in_the_sample_of_a_server_with_a_sign_in(enter: Enter) -> None:
    app = enter("board", Role.STRANGER, "public")
    assert "setup?" not in "".join(each.proto.body for each in app.get("html"))
