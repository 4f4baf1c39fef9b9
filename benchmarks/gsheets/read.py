"""Read tabs of a Google Sheet with st-gsheets-connection, in the environment of requirements.txt beside it.

    python read.py API TITLE...

The working directory has the secrets, ``[connections.gsheets]``. Requests to Google go to API instead.
On each input line ``read``, it reads all tabs and prints the seconds that this took.
On each line ``columns``, it prints the columns of the last read as JSON, by tab.
"""

import json
import sys
import time

import streamlit as st
from pandas import DataFrame
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from streamlit_gsheets import GSheetsConnection

GOOGLE = "https://sheets.googleapis.com/"


class RedirectingAdapter(HTTPAdapter):
    """Adapter that sends requests for Google to another server."""

    def __init__(self, api: str) -> None:
        super().__init__()
        self._api = api

    def send(self, request: PreparedRequest, *arguments: object, **options: object) -> Response:
        request.url = f"{self._api}/{(request.url or '').removeprefix(GOOGLE)}"
        return super().send(request, *arguments, **options)


def main(api: str, *titles: str) -> None:
    connection = st.connection("gsheets", type=GSheetsConnection)
    connection.client._client.session.mount(GOOGLE, RedirectingAdapter(api))
    frames: dict[str, DataFrame] = {}
    for line in sys.stdin:
        if line.strip() == "read":
            start = time.perf_counter()
            frames = {title: connection.read(worksheet=title, ttl=0) for title in titles}
            print(time.perf_counter() - start, flush=True)
        else:
            print(json.dumps({title: list_columns(frame) for title, frame in frames.items()}), flush=True)


def list_columns(frame: DataFrame) -> dict[str, list[str]]:
    return {name: [str(cell) for cell in frame[name]] for name in frame.columns}


if __name__ == "__main__":
    main(*sys.argv[1:])
