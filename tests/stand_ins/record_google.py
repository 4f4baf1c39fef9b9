"""Record how Google answers the requests that rest on the stand-in alone.

    python -m tests.stand_ins.record_google https://docs.google.com/spreadsheets/d/… [FOLDER]

The key is found as the program finds it, and its account has to be an editor of the sheet. The script adds a tab
and a piece of metadata, works there alone, and deletes both. What it records holds no token, address, id or title.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gspread
import requests

from studylib.stores.google import key, session
from tests.stand_ins.googlesheets.exchanges import COLUMNS, EXCHANGES, ROWS, SCRATCH, TITLE, Exchange

FOLDER = Path(__file__).parent / "google_answers"
API = "https://sheets.googleapis.com/v4/spreadsheets/"
MOST_TEXT = 300
"""Characters that are kept of an answer that is no JSON."""


def main(arguments: Sequence[str]) -> None:
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    record(arguments[0], Path(arguments[1]) if len(arguments) == 2 else FOLDER)


def record(address: str, folder: Path) -> None:
    """Send all requests to the sheet at that address, and write one file for each answer."""
    signed = session.open_session(key.find_key(), session.READ_AND_WRITE)
    book = gspread.Client(auth=None, session=signed).open_by_url(address)  # type: ignore[arg-type]
    tab = book.add_worksheet(TITLE, rows=ROWS, cols=COLUMNS)
    try:
        answers = {each.name: _send(signed, book.id, tab.id, each) for each in EXCHANGES}
    finally:
        book.del_worksheet(tab)
    folder.mkdir(parents=True, exist_ok=True)
    answers["about"] = {"locale": book.locale, "timeZone": book.timezone, "gspread": gspread.__version__}
    for name, answer in answers.items():
        text = json.dumps(_redact(answer, book.title), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(_redact_text(text, book.id, tab.id) + "\n", encoding="utf-8")


def _send(signed: requests.Session, book: str, tab: int, exchange: Exchange) -> Any:
    body = json.loads(json.dumps(exchange.body).replace(f'"{SCRATCH}"', str(tab)))
    response = signed.request(
        exchange.verb,
        f"{API}{book}{exchange.path}",
        params=exchange.query,
        json=body,
        timeout=session.TIMEOUT,
    )
    try:
        answer = {"body": response.json()}
    except ValueError:
        answer = {"text": response.text[:MOST_TEXT]}
    asked = {"method": exchange.verb, "path": exchange.path, "query": exchange.query, "body": exchange.body}
    return {"request": asked, "response": {"status": response.status_code, **answer}}


def _redact(answer: Any, title: str) -> Any:
    """Replace the title of the spreadsheet."""
    if isinstance(answer, list):
        return [_redact(each, title) for each in answer]
    if not isinstance(answer, dict):
        return answer
    return {
        name: "TITLE" if (name, part) == ("title", title) else _redact(part, title)
        for name, part in answer.items()
    }


def _redact_text(text: str, book: str, tab: int) -> str:
    """Replace the id of the spreadsheet, the number of the tab, addresses of mail, and numbers of projects."""
    text = re.sub(rf'"sheetId": {tab}\b', f'"sheetId": "{SCRATCH}"', text.replace(book, "SPREADSHEET"))
    text = re.sub(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "ADDRESS", text)
    return re.sub(r"(project_number:|projects/)\d+", r"\g<1>0", text)


if __name__ == "__main__":
    main(sys.argv[1:])
