"""The server: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from studylib import feed, mishap
from studylib.headers import Headers
from studylib.wire import Wire

app = st.App(
    "studylib/frame.py",
    routes=feed.ROUTES,
    middleware=[Middleware(Headers), Middleware(Wire)],
    on_script_error=mishap.told,
)
