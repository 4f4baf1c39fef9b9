"""Groups of several studies, and visits to them."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from studylib.workbook.cells import Cell, Tab, Workbook

ROOT = Path(__file__).parents[2]
AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "study"
client_secret = "not-a-real-secret"
server_metadata_url = "http://localhost:9400/.well-known/openid-configuration"
"""


def group(name: str, member: str, address: str, *settings: tuple[str, Cell]) -> Workbook:
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", name), ("starts_on", date(2022, 4, 27)), *settings)),
            Tab("members", (("name", "email", "role"), (member, address, "leader"))),
            Tab("weeks", (("week",), (1,), (2,))),
            Tab("answers", (("Timestamp", "name", "week", "link"),)),
        )
    )


def visit(page: str = "board", user: str | None = None, **query: str) -> str:
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60)
    app.query_params.update(query)
    app.user = (
        {"is_logged_in": True, "email": user, "email_verified": True} if user else {"is_logged_in": False}
    )
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return "".join(each.proto.body for each in app.get("html")) + "".join(each.label for each in app.button)
