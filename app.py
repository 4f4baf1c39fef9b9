"""The server: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from studylib import feed
from studylib.wire import Wire

app = st.App("studylib/frame.py", routes=feed.ROUTES, middleware=[Middleware(Wire)])
