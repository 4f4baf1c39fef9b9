"""Values that no page offered: a browser may send anything."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from studylib.workbook.cells import Workbook
from tests.pages.desks import desk, fill, said, start_at, type_into
from tests.pages.drawn import Open, store, strips
from tests.pages.forging import send
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")

FORGED = ["=1+1", "999주차", "주" * 17_000, "", "None"]
LINK = "https://hana.example/4"


def open_form(visit: Open, on: Workbook | None = None) -> AppTest:
    app = visit("hand_in", on or group())
    app.selectbox(key="hand_in_member").set_value("하나").run()
    app.text_area(key="hand_in_link").set_value(LINK).run()
    return app


def find_hand_in(app: AppTest) -> Button:
    return next(each for each in app.button if not each.key and not each.disabled)


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("field", ["hand_in_week", "hand_in_member"])
def test_no_forged_week_or_member_is_handed_in(visit: Open, field: str, forged: str) -> None:
    app = open_form(visit)
    before = store().version()
    send(app, find_hand_in(app), field, string_value=forged)
    assert store().version() == before
    assert "목록에 없습니다" in strips(app)[-1]
    assert len(strips(app)[-1]) < 500


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("hand_in_link", "\n".join(f"https://n.example/{at}" for at in range(45_000)), "줄여 주세요"),
        ("hand_in_note", "x" * 1_000_000, "줄여 주세요"),
        ("hand_in_link", "\n".join(f"https://n.example/{at}" for at in range(51)), "50"),
        ("hand_in_note", "x" * 32_768, "줄여 주세요"),
    ],
    ids=["45,000 links", "a note of 1 MB", "51 links", "a note one too long"],
)
def test_a_hand_in_that_is_too_large_is_refused_with_one_sentence(
    visit: Open, field: str, value: str, why: str
) -> None:
    app = open_form(visit)
    before = store().version()
    send(app, find_hand_in(app), field, string_value=value)
    assert store().version() == before
    assert why in strips(app)[-1]
    assert len(strips(app)[-1]) < 500


def test_a_hand_in_at_the_limits_is_taken(visit: Open) -> None:
    app = open_form(visit)
    links = "\n".join(f"https://n.example/{at}" for at in range(50))
    app.text_area(key="hand_in_link").set_value(links)
    before = store().version()
    send(app, find_hand_in(app), "hand_in_note", string_value="x" * 32_767)
    assert store().version() != before


# ---- the desk ----

FIELDS = {
    "excuse_save": ("excuse_member", "excuse_week"),
    "extend_save": ("extend_week", "extend_hour"),
    "swap_save": ("swap_week", "swap_writer"),
    "pay_save": ("pay_member", "pay_month"),
    "rename_save": ("rename_member",),
    "post_save": ("post_week",),
}


@pytest.mark.parametrize("forged", FORGED[:3])
@pytest.mark.parametrize(("button", "field"), [(key, each) for key in FIELDS for each in FIELDS[key]])
def test_no_forged_choice_is_saved_at_the_desk(visit: Open, button: str, field: str, forged: str) -> None:
    app = desk(visit)
    if button != "post_save":
        fill(app, button)
    if button == "pay_save":
        app.number_input(key="pay_amount").set_value(3000).run()
    before = store().version()
    send(app, app.button(key=button), field, string_value=forged)
    assert store().version() == before
    assert "목록에 없습니다" in said(app)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pay_amount", {"double_value": 1e300}),
        ("pay_amount", {"double_value": -5.0}),
        ("pay_on", {"string_array_value": {"data": []}}),
        ("pay_on", {"string_array_value": {"data": ["=1+1"]}}),
        ("pay_on", {"string_array_value": {"data": ["9999/12/31"]}}),
        ("pay_note", {"string_value": "x" * 1_000_000}),
        ("pay_way", {"string_array_value": {"data": []}}),
    ],
)
def test_no_forged_amount_day_way_or_note_is_paid(visit: Open, field: str, value: dict[str, Any]) -> None:
    app = fill(desk(visit), "pay_save")
    before = store().version()
    send(app, app.button(key="pay_save"), field, **value)
    assert store().version() == before
    assert said(app)


TABLES: list[dict[str, Any]] = [
    {"edited_rows": {"0": {"amount": "9" * 1_000_000}}},
    {"edited_rows": {"99": {"amount": "1"}}},
    {"edited_rows": {"-1": {"amount": "1"}}},
    {"edited_rows": {"0": {"ghost": "1"}}},
    {"edited_rows": {"0": {"amount": ["1", "2"]}}},
    {"edited_rows": {"0": {"row": "7"}}},
    {"edited_rows": {"0": None}},
    {"edited_rows": {"0": {"amount": "\ud800"}}},
    {"edited_rows": {"0": {"amount": float("nan")}}},
    {"added_rows": [{"status": "\udfff"}]},
    {"added_rows": [{"status": "late"}] * 20_000},
    {"added_rows": [{f"{at}": "x" for at in range(1000)}]},
    {"added_rows": {"a": "b"}},
    {"deleted_rows": [0] * 100_000},
    {"deleted_rows": [5_000]},
    {"deleted_rows": ["0"]},
]


def save_forged(app: AppTest, name: str, typed: dict[str, Any], forged: dict[str, Any]) -> AppTest:
    """Type into a table, then send something else together with the click that saves it."""
    start_at(type_into(app, name, **typed), name, 1, **typed)
    (found,) = [each for each in app.dataframe if each.key == f"desk_{name}_1"]
    app.button(key=f"{name}_save").click()
    states = app._tree.get_widget_states()
    states.widgets.add(id=found.proto.id, string_value=json.dumps(forged))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


@pytest.mark.parametrize("delta", TABLES, ids=lambda delta: json.dumps(delta)[:50])
def test_no_forged_cell_or_row_of_a_table_is_saved(visit: Open, delta: dict[str, Any]) -> None:
    app = desk(visit)
    before = store().version()
    save_forged(app, "tiers", {"edited_rows": {"0": {"amount": "1000"}}}, delta)
    assert store().version() == before
    assert said(app)
    assert "desk_tiers_2" in [each.key for each in app.dataframe], "the table begins anew"
    assert not app.run().exception


def test_a_forged_choice_of_a_tables_column_is_not_saved(visit: Open) -> None:
    app = desk(visit)
    before = store().version()
    typed = {"edited_rows": {"0": {"writer": "하나"}}}
    save_forged(app, "weeks", typed, {"edited_rows": {"0": {"writer": "=1+1"}}})
    assert store().version() == before
    assert "목록에 없습니다" in said(app)


def test_a_table_cannot_be_filled_before_it_is_drawn(visit: Open) -> None:
    ids = [{each.proto.id for each in desk(visit).dataframe} for _ in range(2)]
    assert not ids[0] & ids[1]
