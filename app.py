"""The server: `streamlit run app.py`."""

import streamlit as st

from studylib import feed

app = st.App("studylib/frame.py", routes=feed.ROUTES)
