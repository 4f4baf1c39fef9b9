"""Work at the leader's desk, and read what it draws."""

import json
import re
from datetime import datetime
from typing import Any

from streamlit.testing.v1 import AppTest

from studylib.changes.draft import Draft, make_change
from studylib.season.study import Study
from studylib.source.save import save_change
from studylib.text.message import sentence
from studylib.workbook import reader
from studylib.workbook.cells import Row, Tab, Workbook
from tests.pages.drawn import NOW, Open, store, strips
from tests.pages.workbooks import group

STANDING = (
    "Everything in the workbook could be read.",
    "데이터를 모두 읽었습니다.",
    "Nothing has been changed here yet.",
    "아직 바뀐 것이 없습니다.",
)
"""The lines of tabs with nothing in them."""


def desk(visit: Open, on: Workbook | str | None = None, **query: str) -> AppTest:
    app = visit("desk", group(more=more()) if on is None else on, **query)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def more() -> list[Tab]:
    return [
        Tab(
            "tiers",
            (("status", "hours", "amount", "our note"), ("late", 12, 3000, "!"), ("absent", None, 4000)),
        )
    ]


def study() -> Study:
    return reader.read(store().fetch())[0]


def rows(title: str) -> tuple[Row, ...]:
    return next(tab.rows for tab in store().fetch().tabs if tab.title == title)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def choose(app: AppTest, key: str, value: object) -> AppTest:
    """Choose from a list as a browser does. The page runs, so that buttons can be pressed after it."""
    return app.selectbox(key=key).set_value(value).run()


CHOICES = {
    "excuse_save": {"excuse_member": 0, "excuse_week": -1},
    "extend_save": {"extend_week": -1},
    "swap_save": {"swap_writer": 1},
    "pay_save": {"pay_member": 0, "pay_month": 0},
    "close_save": {"close_month": 0},
    "rename_save": {"rename_member": 0},
}
"""What is to be chosen, by its place in each list, before the button of a form can be pressed."""


def fill(app: AppTest, button: str) -> AppTest:
    """Choose what the form of that button needs."""
    for key, place in CHOICES[button].items():
        app.selectbox(key=key).select_index(place).run()
    assert is_ready(app, button)
    return app


def is_ready(app: AppTest, key: str) -> bool:
    """Whether the button can be pressed."""
    return not app.button(key=key).disabled


def type_into(app: AppTest, name: str, press: str | None = None, **delta: Any) -> AppTest:
    """Type into a table as a browser would, or press a button below it.

    AppTest cannot type there. The browser keeps what is typed and sends it with every run.
    """
    if press:
        app.button(key=press).click()
    (found,) = [each for each in app.dataframe if re.fullmatch(rf"desk_{name}_\d+", each.key or "")]
    states = app._tree.get_widget_states()
    states.widgets.add(id=found.proto.id, string_value=json.dumps(delta))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def save(app: AppTest, name: str, **delta: Any) -> AppTest:
    """Type into a table and save it. A change of rules holds from week 1 on."""
    type_into(app, name, **delta)
    return type_into(start_at(app, name, 1, **delta), name, press=f"{name}_save", **delta)


def start_at(app: AppTest, name: str, week: int, **delta: Any) -> AppTest:
    """Answer from which week on what is typed holds, if the desk asks."""
    if any(each.key == f"{name}_from" for each in app.selectbox):
        app.selectbox(key=f"{name}_from").set_value(week)
        type_into(app, name, **delta)
    return app


def save_as_another_leader(draft: Draft) -> None:
    """Save as another leader at the same desk."""
    what = sentence("Tab {tab} edited", tab="x")
    save_change(store(), lambda now: make_change(now.cells, now.cells, draft, what, "ko"), NOW)


def said(app: AppTest) -> str:
    return "\n".join(line for line in strips(app) if line not in STANDING)


TYPED: dict[str, Any] = {"edited_rows": {"0": {"amount": "1000"}}}


def unread() -> Workbook:
    return group(
        answers=[
            (datetime(2022, 5, 10, 23, 57, 13), "하나", 3, "노션에 올렸어요"),
            (datetime(2022, 5, 10, 21), "두리", 3, "https://duri.example/3"),
        ]
    )
