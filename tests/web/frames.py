"""The frame, run as a page."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "studylib/web/frame.py"


def frame(**query: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.query_params.update(query)
    return app.run()


def text(app: AppTest) -> str:
    assert not app.exception, [each.stack_trace for each in app.exception]
    return "".join(each.proto.body for each in app.get("html"))
