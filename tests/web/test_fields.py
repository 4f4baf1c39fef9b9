"""The fields of the pages: what they offer, and what they refuse."""

import ast
from datetime import date, time
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from studylib.web import fields

ROOT = Path(__file__).parents[2]
WIDGETS = {
    "chat_input",
    "checkbox",
    "color_picker",
    "date_input",
    "datetime_input",
    "feedback",
    "file_uploader",
    "multiselect",
    "number_input",
    "pills",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
    "slider",
    "text_area",
    "text_input",
    "time_input",
    "toggle",
}
"""What takes a value from a browser. The desk's tables, the tabs and the buttons have checks of their own."""


@pytest.mark.parametrize("file", sorted([*ROOT.glob("pages/*.py"), *ROOT.glob("studylib/**/*.py")]), ids=str)
def test_every_field_is_drawn_by_this_module_alone(file: Path) -> None:
    if file == Path(fields.__file__):
        return
    calls = (node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
    assert not [each.attr for each in calls if isinstance(each, ast.Attribute) and each.attr in WIDGETS]


@pytest.mark.parametrize("value", [1, 3, None])
def test_an_offered_choice_is_taken(value: object) -> None:
    fields._check_choice(value, [1, 2, 3])


@pytest.mark.parametrize("value", [0, 4, True, 1.0, "1", "=1+1", "999주차", "x" * 17_000, [1], b"1"])
def test_a_choice_that_was_not_offered_is_refused(value: object) -> None:
    with pytest.raises(fields.ForgedError):
        fields._check_choice(value, [1, 2, 3])


def test_nothing_chosen_is_refused_where_something_is_needed() -> None:
    with pytest.raises(fields.ForgedError):
        fields._check_choice(None, ["in", "out"], needed=True)


@pytest.mark.parametrize(("length", "taken"), [(99, True), (100, True), (101, False), (1_000_000, False)])
def test_a_text_is_taken_up_to_its_length(length: int, taken: bool) -> None:
    if taken:
        fields._check_text("x" * length, 100)
    else:
        with pytest.raises(fields.ForgedError, match=f"has {length} characters"):
            fields._check_text("x" * length, 100)


@pytest.mark.parametrize(
    ("value", "taken"),
    [(None, True), ("", True), ("x" * 100, True), ("x" * 101, False), (["x"], False), (1, False)],
)
def test_a_text_beside_a_list_is_taken_up_to_its_length_and_none_is_none(value: object, taken: bool) -> None:
    if taken:
        fields._check_written(value, 100)
    else:
        with pytest.raises(fields.ForgedError):
            fields._check_written(value, 100)


def draw_cards() -> None:
    import streamlit as st

    from studylib.web.fields import Fields, ForgedError

    here = Fields(None)
    here.choose_card("card", "Card", ["a", "b"], ["first", "second"])
    here.choose_or_type("due", "Due", ["22:00"], most=5)
    try:
        st.text(f"{here['card']} {here['due']}")
    except ForgedError:
        st.text("forged")


def test_a_card_is_chosen_and_a_choice_may_be_typed() -> None:
    app = AppTest.from_function(draw_cards).run()
    assert app.text[0].value == "a 22:00"
    app.radio[0].set_value("b").run()
    assert app.text[0].value == "b 22:00"


@pytest.mark.parametrize("value", [-1, 11, float("nan"), float("inf"), "5", [5]])
def test_a_number_outside_its_bounds_is_refused(value: object) -> None:
    with pytest.raises(fields.ForgedError):
        fields._check_number(value, 0, 10)


@pytest.mark.parametrize("value", [0, 5, 10, None])
def test_a_number_within_its_bounds_is_taken(value: object) -> None:
    fields._check_number(value, 0, 10)


def test_a_missing_day_or_time_is_refused() -> None:
    fields._check_kind(date(2022, 5, 11), date)
    fields._check_kind(time(12), time)
    for value, kind in ((None, date), ((), date), (None, time)):
        with pytest.raises(fields.ForgedError):
            fields._check_kind(value, kind)


def draw_two_studies() -> None:
    import streamlit as st

    from studylib.web.fields import Fields

    here = Fields(st.query_params["study"])
    here.type_text("note", "Note")
    here["count"] = here.get("count", 0) + 1
    st.text(f"{sorted(here)} {len(here)} {here['count']}")


def test_what_is_typed_for_one_study_is_not_in_the_fields_of_another() -> None:
    app = AppTest.from_function(draw_two_studies)
    app.query_params["study"] = "a"
    app.run().text_input[0].set_value("for a").run()
    app.query_params["study"] = "b"
    assert app.run().text_input[0].value == ""
    assert app.text[0].value == "['count', 'note'] 2 1"


def test_the_only_study_of_a_deployment_has_plain_keys() -> None:
    assert fields.Fields(None).key("note") == "note"
    assert fields.Fields("a").key("note") == "a.note"


def test_a_field_that_a_message_left_out_counts_as_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "session_state", {})
    kept = fields.Fields(None)
    kept._offer("note", lambda value: fields._check_text(value, 10))
    kept._offer("week", lambda value: fields._check_choice(value, [1, 2]))
    assert kept["week"] is None
    with pytest.raises(fields.ForgedError, match="is empty"):
        kept["note"]
    with pytest.raises(KeyError):
        kept["ghost"]
