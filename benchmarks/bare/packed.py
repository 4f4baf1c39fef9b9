"""Draw the empty page too, with Streamlit's code packed as the board has it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from studylib.web.packed_files import PackedFiles

app = st.App(str(Path(__file__).parent / "empty.py"), middleware=[Middleware(PackedFiles)])
