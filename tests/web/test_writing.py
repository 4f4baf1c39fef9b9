"""Every write, tried by each kind of visitor: the right to it is asked for again at the click."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import Role
from studylib.changes.answers import RowPlace
from studylib.web import look as looks
from studylib.web import writing
from studylib.web.visit import Visit
from studylib.workbook.cells import Tab, Workbook
from tests.pages.conftest import outset, visit
from tests.pages.desks import fill
from tests.pages.drawn import store, text
from tests.web.signing import MEMBERS, OUTSIDE, REFUSALS, USERS, Enter, as_user, enter, secrets

__all__ = ["enter", "outset", "secrets", "visit"]  # the fixtures of every page

pytestmark = pytest.mark.usefixtures("configured")


def rows(title: str) -> int:
    return sum(len(tab.rows) for tab in store().fetch().tabs if tab.title == title)


@pytest.fixture
def demoted() -> Callable[[], None]:
    """Takes the role from the leader and the member from the roster, as another leader might at any moment."""

    def demoted() -> None:
        cells = store().fetch()
        members = tuple((each[0], each[1], None, each[3]) for each in MEMBERS if each[0] != "김두리")
        header = ("name", "email", "role", "left_on")
        new = Tab("members", (header, *members))
        store().replace(Workbook(tuple(new if tab.title == "members" else tab for tab in cells.tabs)))

    return demoted


@pytest.fixture
def demoted_meanwhile(demoted: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, each click looks at the season just before ``demoted`` changes it."""

    def demoted_meanwhile() -> None:
        look = looks.look

        def outdated() -> Visit:
            visit = look()
            demoted()
            return visit

        monkeypatch.setattr(writing, "look", outdated)

    return demoted_meanwhile


WRITES = ("excuse_save", "extend_save", "swap_save", "pay_save", "close_save", "rename_save")


@pytest.mark.parametrize("user", [each for each in USERS if each is not Role.LEADER], ids=str)
@pytest.mark.parametrize("key", WRITES)
def test_a_click_at_the_desk_writes_nothing_if_the_visitor_does_not_lead_at_that_moment(
    enter: Enter, key: str, user: Role | str
) -> None:
    app = fill(enter("desk", Role.LEADER), key)
    before = store().version()
    app.button(key=key).click()
    as_user(app, user)
    assert store().version() == before
    assert REFUSALS[user]["ko"] in text(app)


@pytest.mark.parametrize("key", ["excuse_save", "pay_save", "close_save"])
def test_a_click_on_the_desk_writes_nothing_once_the_role_was_taken(
    enter: Enter, demoted: Callable[[], None], key: str
) -> None:
    app = fill(enter("desk", Role.LEADER), key)
    if key == "pay_save":
        app.number_input(key="pay_amount").set_value(3000)
    app.button(key=key).click()
    demoted()
    before = store().version()
    assert REFUSALS[Role.MEMBER]["ko"] in text(app.run())
    assert store().version() == before


def test_an_undo_is_refused_once_the_role_was_taken(enter: Enter, demoted: Callable[[], None]) -> None:
    app = fill(enter("desk", Role.LEADER), "excuse_save")
    app.button(key="excuse_save").click().run()
    assert rows("excuses") == 3
    app.button(key="undo_1").click()
    demoted()
    assert REFUSALS[Role.MEMBER]["ko"] in text(app.run())
    assert rows("excuses") == 3


def test_the_role_is_looked_up_in_the_very_cells_that_are_written_to(
    enter: Enter, demoted_meanwhile: Callable[[], None]
) -> None:
    """A copy of the workbook may be a minute old, and older while it is out of reach."""
    app = fill(enter("desk", Role.LEADER), "excuse_save")
    demoted_meanwhile()
    app.button(key="excuse_save").click().run()
    assert rows("excuses") == 2


@pytest.mark.parametrize("user", OUTSIDE)
def test_a_visitor_outside_the_group_at_that_moment_hands_in_nothing(enter: Enter, user: Role) -> None:
    app = enter("hand_in", Role.MEMBER)
    app.text_area(key="hand_in_link").set_value("https://duri.example/2")
    before = store().version()
    app.button[0].click()
    as_user(app, user)
    assert REFUSALS[user]["ko"] in text(app)
    assert store().version() == before


def test_a_member_taken_from_the_roster_hands_in_nothing(enter: Enter, demoted: Callable[[], None]) -> None:
    app = enter("hand_in", Role.MEMBER)
    app.text_area(key="hand_in_link").set_value("https://duri.example/2")
    app.button[0].click()
    demoted()
    assert REFUSALS[Role.STRANGER]["ko"] in text(app.run())
    assert rows("answers") == 3


@pytest.mark.parametrize(("user", "name"), [(Role.MEMBER, "김두리"), (Role.LEADER, "이하나")])
def test_a_member_hands_in_as_themselves(enter: Enter, user: Role, name: str) -> None:
    app = enter("hand_in", user)
    assert app.selectbox(key="hand_in_member").options == [name]
    assert app.selectbox(key="hand_in_member").disabled
    app.text_area(key="hand_in_link").set_value("https://notes.example/2")
    app.button[0].click().run()
    assert f"{name} · " in text(app)
    (last,) = [tab.rows[-1] for tab in store().fetch().tabs if tab.title == "answers"]
    assert name in last
    assert "https://notes.example/2" in last


def test_a_page_drawn_for_one_member_hands_in_for_the_member_at_the_click(enter: Enter) -> None:
    app = enter("hand_in", Role.MEMBER)
    app.text_area(key="hand_in_link").set_value("https://notes.example/2")
    app.button[0].click()
    as_user(app, Role.LEADER)
    (last,) = [tab.rows[-1] for tab in store().fetch().tabs if tab.title == "answers"]
    assert "이하나" in last
    assert "김두리" not in last


@pytest.mark.parametrize("user", [each for each in USERS if each is not Role.LEADER], ids=str)
@pytest.mark.parametrize("action", ["void", "move"])
def test_only_the_leader_voids_and_moves_an_answer(enter: Enter, action: str, user: Role | str) -> None:
    app = enter("desk", Role.LEADER)
    app.selectbox(key="answers_chosen").set_value(RowPlace("answers", 2)).run()
    app.text_input(key="answers_reason").set_value("착오")
    app.selectbox(key="answers_to").set_value(2)
    before = store().version()
    app.button(key=f"answers_{action}").click()
    as_user(app, user)
    assert store().version() == before
    assert REFUSALS[user]["ko"] in text(app)


def handed_in(enter: Enter) -> AppTest:
    app = enter("hand_in", Role.MEMBER)
    app.text_area(key="hand_in_link").set_value("https://duri.example/2")
    app.button[0].click().run()
    assert rows("answers") == 4
    return app


def test_a_member_takes_back_what_they_handed_in(enter: Enter) -> None:
    app = handed_in(enter)
    app.button(key="hand_in_back").click().run()
    assert store().fetch().tabs[-2].rows[-1] == ()


@pytest.mark.parametrize("user", [*OUTSIDE, Role.LEADER, "left leader"], ids=str)
def test_another_visitor_at_that_moment_takes_nothing_back(enter: Enter, user: Role | str) -> None:
    app = handed_in(enter)
    before = store().version()
    app.button(key="hand_in_back").click()
    as_user(app, user)
    assert store().version() == before
    if user not in OUTSIDE:
        assert "제출한 멤버만 취소할 수 있습니다." in text(app)


def test_who_was_taken_from_the_roster_takes_nothing_back(
    enter: Enter, demoted_meanwhile: Callable[[], None]
) -> None:
    app = handed_in(enter)
    demoted_meanwhile()
    app.button(key="hand_in_back").click().run()
    assert rows("answers") == 4
    assert store().fetch().tabs[-1].title == "answers"
