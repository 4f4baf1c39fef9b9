"""Run gspread's own tests against the stand-in for Google.

    python -m tests.stand_ins.run_gspread_suite FOLDER

FOLDER is ``tests`` of gspread's repository, at the tag of the installed version. The package index has no tests of it.
Prints what passed, what failed, and what does not apply and why. Ends with 1 if a test failed, or if a call that
Studyboard makes is in no test that passed. Their cassettes, the recorded answers, play no part.
"""

import itertools
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType, SimpleNamespace
from typing import Any

import gspread.http_client
import pytest
import requests
from requests.adapters import HTTPAdapter

from studylib.workbook.cells import Workbook
from tests.stand_ins.googlesheets import Google, Request
from tests.stand_ins.googlesheets.methods import find

SHEETS = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com/drive/"
FILES = DRIVE + "v3/files"
SILENT = "asks for nothing"
NO_DRIVE = "The stand-in is none for Drive."
OURS = (
    ("GET", ""),
    ("POST", ":batchUpdate"),
    ("GET", "/values:batchGet"),
    ("POST", "/values:batchUpdate"),
    ("GET", "/values/*"),
    ("POST", "/values/*:append"),
)
"""The methods that Studyboard asks for."""


class Sheets(HTTPAdapter):
    """Send what is meant for Google to the stand-in. Of Drive it makes and deletes a spreadsheet, and no more."""

    def __init__(self, google: Google) -> None:
        super().__init__()
        self.google = google
        self.lacking: list[str] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        assert request.url is not None
        if request.url.startswith(SHEETS):
            request.url = self.google.url + request.url.removeprefix(SHEETS)
            response = super().send(request, *args, **options)
            if response.status_code == HTTPStatus.NOT_IMPLEMENTED:
                self.lacking.append(response.json()["error"]["message"])
            return response
        return self._drive(request, request.url)

    def _drive(self, request: requests.PreparedRequest, url: str) -> requests.Response:
        path = url.removeprefix(FILES).partition("?")[0]
        if request.method == "POST" and not path:
            title = json.loads(str(request.body, "utf-8") if isinstance(request.body, bytes) else "{}").get(
                "name", ""
            )
            book = self.google.add(Workbook(()), locale="en_US", title=title)
            return _answer(request, HTTPStatus.OK, f'{{"id": "{book.id}"}}')
        if request.method == "DELETE" and path.strip("/") in self.google.spreadsheets:
            del self.google.spreadsheets[path.strip("/")]
            return _answer(request, HTTPStatus.NO_CONTENT, "")
        self.lacking.append(NO_DRIVE)
        return _answer(request, HTTPStatus.NOT_IMPLEMENTED, '{"error": {"code": 501, "message": "Drive"}}')


def _answer(request: requests.PreparedRequest, status: int, body: str) -> requests.Response:
    response = requests.Response()
    response.request, response.status_code = request, status
    response._content = body.encode()
    return response


@dataclass(eq=False)
class Verdicts:
    """What became of each test, and which requests the passed ones made."""

    sheets: Sheets
    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    inapplicable: dict[str, str] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    _reports: list[pytest.TestReport] = field(default_factory=list)
    _mark: int = 0

    def pytest_runtest_logstart(self) -> None:
        self._reports, self._mark = [], self.sheets.google.mark()
        self.sheets.lacking.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._reports.append(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = _last_line(report.longreprtext)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        requests = self.sheets.google.requests[self._mark :]
        faults = [_last_line(each.longreprtext) for each in self._reports if each.failed]
        if any(each.skipped for each in self._reports):
            self.inapplicable[nodeid] = "skipped by gspread"
        elif not requests and not faults:
            self.inapplicable[nodeid] = SILENT
        elif faults and self.sheets.lacking:
            self.inapplicable[nodeid] = self.sheets.lacking[0]
        elif faults:
            self.failed[nodeid] = faults[0]
        else:
            self.passed.append(nodeid)
            self.asked |= {_name_method(each) for each in requests}


class Cassettes:
    """Stand in for the plugin that would replay recorded answers."""

    @pytest.fixture(scope="session")
    def vcr(self) -> SimpleNamespace:
        return SimpleNamespace(use_cassette=nullcontext)


def _last_line(text: str) -> str:
    marked = [line for line in text.splitlines() if line.startswith("E ")]
    return (marked or text.splitlines() or [""])[0].removeprefix("E").strip()


def _name_method(request: Request) -> tuple[str, str]:
    found = find(request.method, request.path)
    return (found[0].verb, found[0].path) if found else (request.method, request.path)


def run(folder: Path) -> Verdicts:
    """Run the tests in the folder, from a copy. Their package has the name of ours."""
    with Google(open=True, quota=None) as google, TemporaryDirectory() as place:
        copy = shutil.copytree(folder, Path(place) / "gspread_tests")
        sheets = Sheets(google)
        verdicts = Verdicts(sheets)
        with pytest.MonkeyPatch.context() as patch:
            _replace(patch, sheets)
            options = ("-p", "no:cacheprovider", "-p", "no:terminal")
            files = ("-o", "python_files=*_test.py", "-o", "addopts=", "-o", "filterwarnings=")
            pytest.main([str(copy), f"--rootdir={place}", *options, *files], plugins=[verdicts, Cassettes()])
    return verdicts


def _replace(patch: pytest.MonkeyPatch, sheets: Sheets) -> None:
    """Replace the ways to Google, the waiting after an error, and the cassettes."""

    def open_session(auth: object) -> requests.Session:
        session = requests.Session()
        session.mount("https://", sheets)
        return session

    def mark(*args: object, **options: object) -> Callable[[Any], Any]:
        return lambda test: test

    cassettes = ModuleType("vcr")
    patch.setattr(cassettes, "VCR", SimpleNamespace(ensure_suffix=lambda suffix: suffix), raising=False)
    patch.setitem(sys.modules, "vcr", cassettes)
    patch.setattr(pytest.mark, "vcr", mark, raising=False)
    patch.setattr(gspread.http_client, "AuthorizedSession", open_session)
    patch.setattr(gspread.http_client, "BackOffHTTPClient", gspread.http_client.HTTPClient)


def list_lacking(verdicts: Verdicts) -> list[str]:
    """List the methods of Studyboard that no passed test asked for."""
    return [" ".join(each).strip() for each in OURS if each not in verdicts.asked]


def write(verdicts: Verdicts) -> str:
    """Write the verdicts as text: the figures, then each test that failed or does not apply."""
    heads = {
        "passed": len(verdicts.passed),
        "failed": len(verdicts.failed),
        "not applicable": len(verdicts.inapplicable),
    }
    lines = [f"gspread {gspread.__version__}", *(f"{number:4} {head}" for head, number in heads.items())]
    lines += ["", "failed:", *_group(verdicts.failed), "", "not applicable:", *_group(verdicts.inapplicable)]
    lacking = ", ".join(list_lacking(verdicts)) or "none"
    return "\n".join([*lines, "", f"calls of Studyboard in no passed test: {lacking}"])


def _group(reasons: Mapping[str, str]) -> list[str]:
    pairs = sorted((reason, test.rpartition("::")[2]) for test, reason in reasons.items())
    groups = itertools.groupby(pairs, key=lambda pair: pair[0])
    return [
        f"  {len(tests):3} {reason}: {', '.join(tests)}"
        for reason, tests in ((reason, [test for _, test in group]) for reason, group in groups)
    ]


def main(arguments: Sequence[str]) -> None:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.exit(__doc__)
    verdicts = run(Path(arguments[0]).resolve())
    print(write(verdicts))
    sys.exit(bool(verdicts.failed or list_lacking(verdicts)))


if __name__ == "__main__":
    main(sys.argv[1:])
