"""Values that a browser sends for widgets."""

import json
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState, WStates

from studylib.web.widgets import is_fit, refuse_unfit

CHOICE = "$$ID-1-choice"


def make_widget(read: Any = lambda value: value, kind: Any = "string_value") -> WidgetMetadata[Any]:
    return WidgetMetadata(CHOICE, read, lambda value: value, kind)


def make_state(id: str = CHOICE, **value: Any) -> WidgetState:
    return WidgetState(id=id, **value)


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the sessions of this test alone."""
    monkeypatch.setattr(SessionState, "set_widgets_from_proto", SessionState.set_widgets_from_proto)
    monkeypatch.setattr(WStates, "__getitem__", WStates.__getitem__)
    refuse_unfit()


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({"string_value": "3주차"}, True),
        ({}, True),
        ({"int_value": 3}, False),
        ({"string_array_value": {"data": ["3주차"]}}, False),
        ({"trigger_value": True}, False),
    ],
)
def test_a_value_fits_a_widget_of_its_kind_alone(value: dict[str, Any], fits: bool) -> None:
    assert is_fit(make_widget(), make_state(**value)) is fits


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("double_value", {"int_value": 3}, True),
        ("double_value", {"double_value": 3.0}, True),
        ("double_value", {"string_value": "3"}, False),
        ("int_value", {"double_value": 3.0}, False),
        ("bool_value", {"int_value": 1}, False),
    ],
)
def test_a_field_of_numbers_takes_a_whole_one_as_a_browser_sends_it(
    kind: str, value: dict[str, Any], fits: bool
) -> None:
    """The browser sends whole numbers as ``int_value`` to a field that Streamlit registers as ``double_value``."""
    assert is_fit(make_widget(kind=kind), make_state(**value)) is fits


@pytest.mark.parametrize(
    ("text", "fits"), [("[1]", True), ("[", False), ("[" * 100_000, False), ("9" * 5_000, False)]
)
def test_a_value_that_the_widget_cannot_read_does_not_fit(text: str, fits: bool) -> None:
    assert is_fit(make_widget(json.loads), make_state(string_value=text)) is fits
    assert is_fit(make_widget(kind="json_value"), make_state(json_value=text)) is fits


@pytest.mark.parametrize("id", ["", "offers", "hand_in_for", "$$STREAMLIT_INTERNAL_KEY_x"])
def test_a_widget_that_is_not_drawn_yet_has_an_id_of_streamlits(id: str) -> None:
    assert is_fit(None, make_state(CHOICE, string_value="x"))
    assert not is_fit(None, make_state(id, string_value="x"))


@pytest.mark.usefixtures("guarded")
def test_one_value_that_does_not_fit_takes_the_whole_message_with_it() -> None:
    state = SessionState()
    state._new_widget_state.set_widget_metadata(make_widget())
    other = make_state("$$ID-2-other", string_value="x")
    state.set_widgets_from_proto(WidgetStates(widgets=[other, make_state(int_value=1)]))
    assert list(state._new_widget_state) == []
    state.set_widgets_from_proto(WidgetStates(widgets=[other, make_state(string_value="나래")]))
    assert state._new_widget_state[CHOICE] == "나래"


@pytest.mark.usefixtures("guarded")
def test_a_value_that_came_before_its_widget_becomes_the_widgets_own() -> None:
    state = SessionState()
    state.set_widgets_from_proto(WidgetStates(widgets=[make_state(int_value=1)]))
    state._new_widget_state.set_widget_metadata(make_widget(lambda value: value or "가람"))
    assert state._new_widget_state[CHOICE] == "가람"
    assert state._new_widget_state[CHOICE] == "가람"


@pytest.mark.usefixtures("guarded")
def test_a_widget_that_nobody_knows_has_no_value() -> None:
    with pytest.raises(KeyError):
        WStates()[CHOICE]


def test_a_refusal_is_a_line_of_the_log_without_the_visitors_words(
    guarded: None, caplog: pytest.LogCaptureFixture
) -> None:
    SessionState().set_widgets_from_proto(WidgetStates(widgets=[make_state("canary", string_value="canary")]))
    assert [each.message for each in caplog.records] == [
        "Left unheard: a visitor’s value that a field cannot have."
    ]
