"""Requests to the stand-in for Google, as they would go to Google."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets import discovery
from tests.stand_ins.googlesheets.server import Google

ANSWERS = "설문지 응답 시트1"
LAST_MOMENT = datetime(2026, 4, 12, 23, 59, 59, 500_000)

STUDY = Workbook(
    (
        Tab("설정", (("키", "값"), ("시작일", date(2026, 4, 6)), ("예시", True), (), ("몫", 0.5))),
        Tab(
            ANSWERS,
            (("타임스탬프", "이름", "주차"), (LAST_MOMENT, "가람", 1), (datetime(2026, 4, 13), "나래", 2.0)),
        ),
        Tab("O'Hara", ()),
    )
)


class Rewriting(HTTPAdapter):
    """Sends to the stand-in what is meant for Google, and holds each answer against Google's own description."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        verb, path = str(request.method), urlsplit(request.url).path
        request.url = str(request.url).replace("https://sheets.googleapis.com", self._url)
        response = super().send(request, *args, **options)
        if response.ok:
            assert discovery.complaints(verb, str(path), response.json()) == []
        return response


def session_to(google: Google) -> requests.Session:
    session = requests.Session()
    session.mount("https://sheets.googleapis.com/", Rewriting(google.url))
    return session


def ask(
    google: Google, path: str = "", verb: str = "GET", body: Any = None, **query: Any
) -> requests.Response:
    """A request about the first spreadsheet, as it was written. A good answer is held against the description."""
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{google.spreadsheet.id}{path}"
    return session_to(google).request(verb, url, params=query, json=body, timeout=10)


def write(google: Google, place: str, rows: object, **query: str) -> requests.Response:
    query = {"valueInputOption": "RAW", **query}
    return ask(google, f"/values/{place}", "PUT", {"values": rows}, **query)


def change(google: Google, *changes: Mapping[str, object]) -> requests.Response:
    return ask(google, ":batchUpdate", "POST", {"requests": changes})


def message(response: requests.Response) -> str:
    return str(response.json()["error"]["message"])
