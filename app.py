"""The server: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from studylib.wire import Wire

app = st.App("studylib/frame.py", middleware=[Middleware(Wire)])
