"""Faults of Google, what pages say of them, and what they never show."""

from datetime import datetime

from tests.pages.drawn import ADDRESS
from tests.stand_ins.googlesheets.server import Google

FAULTS = {
    "429": ("1분 동안 요청을 더 받지 않습니다", "accepts no more requests for a minute"),
    "500": ("장애가 있습니다(500)", "a fault of its own (500)"),
    "502": ("장애가 있습니다(502)", "a fault of its own (502)"),
    "503": ("장애가 있습니다(503)", "a fault of its own (503)"),
    "hang": ("제때 응답하지 않았습니다", "did not answer in time"),
    "reset": ("연결할 수 없습니다", "cannot be reached"),
    "cut": ("응답이 온전하지 않거나", "The answer is incomplete"),
    "login": ("Google이 보낸 것이 아닙니다", "it is not from Google"),
    "401": ("키를 받아 주지 않습니다", "does not accept the key"),
    "403": ("공유", "not shared with Studyboard"),
    "404": ("이 주소에는 Google 시트가 없습니다", "no Google Sheet at this address"),
    "xlsx": ("Google 드라이브에 있는 Excel 파일", "an Excel file in Google Drive"),
}
"""What goes wrong, and what is said of it in Korean and in English."""


def key(google_: Google) -> dict[str, str]:
    """The key of the service account as Google gives it: for Google's own address."""
    return google_.key() | {"token_uri": "https://oauth2.googleapis.com/token"}


def assert_discreet(google_: Google, *said: str, but: str = "") -> None:
    """Check that there is no key, token, or address of a person or the sheet, ``but`` this one address."""
    whole = "\n".join(said).replace(but, "") if but else "\n".join(said)
    assert google_.spreadsheet.id not in whole
    assert not ADDRESS.search(whole)
    assert not [token for token in google_.account._tokens if token in whole]
    assert not [line for line in google_.key()["private_key"].splitlines() if line in whole]
    assert "Traceback" not in whole


NEW = (datetime(2022, 5, 11, 11), "세찬", 3, "https://sechan.example/3")
"""An answer, late, that was not in the sheet yet when it was read first."""
