"""The values of widgets as a browser sends them. A value that a widget cannot have is not heard.

Any visitor can send a list for a choice, or JSON that nests without end. Streamlit (1.67) raises an error for it. It
logs the traceback, and that tab draws nothing more. So each value is tried before Streamlit takes it.
"""

from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata, is_element_id, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized, SessionState, Value, WStates

from studylib.logs import LOG

_take_states = SessionState.set_widgets_from_proto
_read_state = WStates.__getitem__

SENT_AS = {"double_value": "int_value"}
"""The other kind in which a browser sends a kind: fields of whole numbers, which Streamlit registers as fractions."""


def refuse_unfit() -> None:
    """Refuse such values in all sessions of this process from now on."""
    SessionState.set_widgets_from_proto = _take_fit_states  # type: ignore[method-assign]
    WStates.__getitem__ = _read_fit_state  # type: ignore[method-assign]


def _take_fit_states(self: SessionState, widget_states: WidgetStates) -> None:
    """Take the values of a message. Take none of them if one does not fit, so that no button does anything."""
    known = self._new_widget_state.widget_metadata
    if all(is_fit(known.get(each.id), each) for each in widget_states.widgets):
        _take_states(self, widget_states)
    else:
        LOG.warning("Left unheard: a visitor’s value that a field cannot have.")


def _read_fit_state(self: WStates, id: str) -> Any:
    """Read a value. One that came before its widget was drawn, and does not fit, becomes the widget's own."""
    state = self.states.get(id)
    if isinstance(state, Serialized):
        widget = self.widget_metadata.get(id)
        if widget and not is_fit(widget, state.value):
            self.states[id] = Value(widget.deserializer(None))
    return _read_state(self, id)


def is_fit(widget: WidgetMetadata[Any] | None, sent: WidgetState) -> bool:
    """Tell whether a widget can have that value. Each can have none. ``None``: it is not drawn yet."""
    if widget is None:
        return is_element_id(sent.id)
    kind = sent.WhichOneof("value")
    if kind and widget.value_type and kind not in (widget.value_type, SENT_AS.get(widget.value_type)):
        return False
    try:
        widget.deserializer(unpack_widget_state_value(sent))
    except Exception:  # each kind of widget raises its own
        return False
    return True
