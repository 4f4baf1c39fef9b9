"""The server: `streamlit run app.py`."""

import streamlit as st

from studylib import headers, mishap

app = st.App("studylib/frame.py", middleware=headers.MIDDLEWARE, on_script_error=mishap.told)
