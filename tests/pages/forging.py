"""Send to a page what its fields never offered."""

from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button


def send(app: AppTest, button: Button, key: str, **value: Any) -> AppTest:
    """Send a click together with another value of a field, as a forged message does."""
    button.click()
    states = app._tree.get_widget_states()
    kept = [each for each in states.widgets if not each.id.endswith(f"-{key}")]
    (found,) = [each for each in states.widgets if each.id.endswith(f"-{key}")]
    app._run(WidgetStates(widgets=[*kept, WidgetState(id=found.id, **value)]))
    assert not app.exception, [each.stack_trace or each.message for each in app.exception]
    return app
