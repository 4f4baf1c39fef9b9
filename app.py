"""The server: `streamlit run app.py`."""

import streamlit as st

app = st.App("studylib/frame.py")
