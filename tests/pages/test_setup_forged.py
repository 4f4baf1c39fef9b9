"""What a browser may send to the page that begins a season, though no field of it offers that.

Streamlit itself takes at most 2 MB, and the websocket's filter half of that.
"""

from typing import Any

import pytest

from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.pages.drawn import NOW, Open, bodies, store, strips, text
from tests.pages.forging import send

pytestmark = pytest.mark.usefixtures("configured")

FORGED: list[tuple[str, dict[str, Any]]] = [
    ("setup_name", {"string_value": "x" * 1_900_000}),
    ("setup_name", {"string_value": "<img src=x onerror=alert(1)>" * 10}),
    ("setup_members", {"string_value": "n\n" * 900_000}),
    ("setup_members", {"string_value": "\n".join(f"n{at}" for at in range(5_000))}),
    ("setup_members", {"string_value": "=1+1\n\x00\ud7ff\n" + "̈" * 20_000}),
    ("setup_starts_on", {"string_array_value": {"data": []}}),
    ("setup_starts_on", {"string_array_value": {"data": ["9999/12/31"]}}),
    ("setup_weeks", {"double_value": 1e300}),
    ("setup_weeks", {"double_value": -5.0}),
    ("setup_due", {"string_value": "일 " * 200_000}),
    ("setup_due", {"string_value": "(" * 60}),
    ("setup_preset", {"string_value": "=1+1"}),
    ("setup_settle", {"string_value": "season keep; drop"}),
]


@pytest.mark.parametrize(
    ("field", "value"), FORGED, ids=[f"{field} {at}" for at, (field, _) in enumerate(FORGED)]
)
def test_a_value_that_no_field_offers_begins_nothing_and_is_told_in_short_sentences(
    visit: Open, field: str, value: dict[str, Any]
) -> None:
    app = visit("setup", sample.make_sample(NOW))
    app.text_input(key="setup_name").set_value("새벽 스터디")
    app.text_area(key="setup_members").set_value("가람").run()
    before = store().version()
    send(app, app.button(key="setup_start"), field, **value)
    assert store().version() == before
    told = [body for body in bodies(app) if 'class="fault"' in body or "strip" in body]
    assert all(len(each) < 700 for each in told)
    assert "<img" not in text(app)
    assert {"setup_start", "setup_sure"} & {each.key for each in app.button}


def test_a_forged_yes_begins_nothing_while_a_field_is_faulty(visit: Open) -> None:
    app = visit("setup", sample.make_sample(NOW))
    app.text_input(key="setup_name").set_value("새벽 스터디")
    app.text_area(key="setup_members").set_value("가람").run()
    app.button(key="setup_start").click().run()
    before = store().version()
    send(app, app.button(key="setup_sure"), "setup_name", string_value="x" * 101)
    assert store().version() == before
    assert strips(app) or text(app)


def test_a_field_left_out_of_a_message_counts_as_empty(visit: Open) -> None:
    app = visit("setup", Workbook(()))
    app.button(key="setup_start").click()
    states = app._tree.get_widget_states()
    kept = [each for each in states.widgets if each.id.endswith("-setup_start")]
    del states.widgets[:]
    states.widgets.extend(kept)
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    assert store().fetch() == Workbook(())
