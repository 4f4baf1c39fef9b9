"""The server: `streamlit run app.py`."""

import streamlit as st

from studylib import feed, headers, mishap

app = st.App(
    "studylib/frame.py",
    routes=feed.ROUTES,
    middleware=headers.MIDDLEWARE,
    on_script_error=mishap.told,
)
