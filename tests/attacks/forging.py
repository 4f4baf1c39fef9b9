"""Forge what a tab sends: the fields of a page as it drew them, filled with anything."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from studylib.stores.opening import open_store
from studylib.workbook import reader
from studylib.workbook.cells import Row, Workbook
from tests.attacks.attacked import Attacked, watch
from tests.servers.websocket import Run, Session

CLICK = {"trigger_value": True}
Sent = Mapping[str, Any]
"""A value of a field, by the name of its kind in Streamlit's message."""


@dataclass(frozen=True)
class Drawn:
    """One field or button of a page."""

    id: str
    kind: str
    key: str
    """Its key, or its label if it has none."""


def list_drawn(run: Run) -> dict[str, Drawn]:
    """List the fields and buttons that a run drew, by their keys."""
    messages = map(ForwardMsg.FromString, run.raw)
    elements = (each.delta.new_element for each in messages if each.delta.HasField("new_element"))
    found = {}
    for element in elements:
        kind = str(element.WhichOneof("type"))
        part = getattr(element, kind)
        if getattr(part, "id", "").startswith("$$ID-"):
            key = part.id.split("-", 2)[2]
            key = getattr(part, "label", key) if key == "None" else key
            found[key] = Drawn(part.id, kind, key)
    return found


def forge(values: Mapping[str, Sent]) -> BackMsg:
    """Forge a message with the values of these fields, by their ids."""
    message = BackMsg()
    for id, value in values.items():
        message.rerun_script.widget_states.widgets.add(id=id, **value)
    return message


async def send(session: Session, page: str, drawn: Mapping[str, Drawn], **values: Sent) -> Run:
    """Send the values of these fields, by their keys, and wait until the page is drawn again."""
    return await session.run(page, asked=forge({drawn[key].id: value for key, value in values.items()}))


@contextmanager
def unharmed(server: Attacked) -> Iterator[Callable[[], list[Row]]]:
    """Show that an attack logs no error, keeps nobody waiting and leaves the study readable.

    Gives what lists the rows that it has written.
    """
    store = open_store(server.workbook)
    before, logged = store.fetch(), len(server.log)
    known = set(list_rows(before))

    def written() -> list[Row]:
        return [row for row in list_rows(store.fetch()) if row not in known]

    with watch(server):
        yield written
    assert "Traceback" not in server.log[logged:], server.log[logged:][-3000:]
    assert reader.read(store.fetch())[1] == reader.read(before)[1]


def list_rows(workbook: Workbook) -> list[Row]:
    return [row for tab in workbook.tabs for row in tab.rows]
