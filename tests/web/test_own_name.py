"""Whose visit it is: the sign-in, the address, this browser."""

from dataclasses import replace

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from studylib.web import own_name
from studylib.web.own_name import COOKIE, mark_name
from tests.pages.drawn import PAGES
from tests.web.visits import make_visit

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")


@pytest.fixture
def jar(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that the browser sends."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))
    return cookies


def open_page(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGES / "hand_in.py"), default_timeout=60)
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def sender(app: AppTest) -> object:
    return app.selectbox(key="hand_in_member").value


def written(app: AppTest) -> str:
    """The cookie that the page's script will write."""
    told = "".join(each.proto.body for each in app.get("html"))
    return str(told.partition('data-cookie="')[2].partition('"')[0])


def choose(app: AppTest, name: str) -> AppTest:
    app.selectbox(key="hand_in_member").set_value(name).run()
    return app


def test_a_browser_is_asked_once_and_then_known(jar: dict[str, str]) -> None:
    app = open_page()
    assert sender(app) is None
    assert written(app) == ""
    cookie = written(choose(app, "다온"))
    name, _, rest = cookie.partition("=")
    jar[name] = rest.partition(";")[0]
    assert sender(open_page()) == "다온"
    assert "다온" not in cookie
    assert rest.partition("; ")[2] == "Max-Age=15552000; Path=/; SameSite=Lax"


def test_handing_in_for_another_changes_nothing_once_the_visitor_is_known(jar: dict[str, str]) -> None:
    jar[COOKIE] = mark_name(None, "다온")
    assert written(choose(open_page(), "나래")) == ""


def test_the_name_in_the_address_wins_for_the_visit(jar: dict[str, str]) -> None:
    jar[COOKIE] = mark_name(None, "다온")
    app = open_page(name="나래")
    assert sender(app) == "나래"
    del app.query_params["name"]
    assert sender(app.run()) == "나래", "it is the same visit"
    assert sender(open_page()) == "다온"
    assert written(app) == ""


@pytest.mark.parametrize("name", ["누구", "", "x" * 10_000, "<b>다온</b>"])
def test_a_name_in_the_address_that_the_study_lacks_is_nobodys(jar: dict[str, str], name: str) -> None:
    jar[COOKIE] = mark_name(None, "다온")
    assert sender(open_page(name=name)) is None


def test_who_is_somebody_else_is_forgotten_and_may_choose_again(jar: dict[str, str]) -> None:
    jar[COOKIE] = mark_name(None, "다온")
    app = open_page(name="나래")
    app.button(key="own_name_forget").click().run()
    assert sender(app) is None
    assert written(app) == f"{COOKIE}=; Max-Age=0; Path=/; SameSite=Lax"
    assert "name" not in app.query_params
    assert mark_name(None, "라온") in written(choose(app, "라온"))


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "다온",
        "x" * 100_000,
        mark_name(None, "누구"),
        mark_name("night", "다온"),
        mark_name(None, "다온")[:-1],
        f"{mark_name(None, '다온')}0",
    ],
)
def test_any_other_mark_is_nobodys(jar: dict[str, str], mark: str) -> None:
    jar[COOKIE] = mark
    assert sender(open_page()) is None


def test_each_study_has_its_own_cookie_and_marks() -> None:
    names = {own_name.name_cookie(study) for study in (None, "night", "dawn")}
    marks = {mark_name(study, name) for study in (None, "night", "dawn") for name in ("다온", "나래")}
    assert (len(names), len(marks)) == (3, 6)


def test_a_name_typed_on_another_system_has_the_same_mark() -> None:
    assert mark_name(None, "\u1103\u1161\u110b\u1169\u11ab") == mark_name(None, "다온")


def test_a_sign_in_decides_and_leaves_nothing_to_say() -> None:
    visit = make_visit()
    signed_in = replace(visit, rights=replace(visit.rights, member="두리"))
    assert own_name.find_own_name(signed_in) == "두리"
    assert not own_name.may_choose(signed_in)


def test_who_sees_short_names_alone_is_not_asked() -> None:
    visit = make_visit()
    outside = replace(visit, rights=replace(visit.rights, whole_names=False))
    assert own_name.find_own_name(outside) is None
    assert not own_name.may_choose(outside)
