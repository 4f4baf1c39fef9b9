"""The server: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from studylib.web import error_page, feed, manifest, reminders, widgets
from studylib.web.gate import Gate
from studylib.web.head import PageHead
from studylib.web.headers import HeadersMiddleware
from studylib.web.packed_files import PackedFiles
from studylib.web.parts import Parts
from studylib.web.symbols import Symbols
from studylib.web.websocket import WebsocketFilter

widgets.refuse_unfit()
app = st.App(
    "studylib/web/frame.py",
    routes=[*feed.ROUTES, *manifest.list_routes()],
    middleware=[
        Middleware(each)
        for each in (HeadersMiddleware, Gate, WebsocketFilter, Symbols, Parts, PackedFiles, PageHead)
    ],
    lifespan=reminders.keep_reminding,
    on_script_error=error_page.show_error,
)
