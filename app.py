"""The server: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from studylib.web import error_page, feed
from studylib.web.headers import Headers
from studylib.web.websocket import Wire

app = st.App(
    "studylib/web/frame.py",
    routes=feed.ROUTES,
    middleware=[Middleware(Headers), Middleware(Wire)],
    on_script_error=error_page.told,
)
