"""The head of each page: on a real server for scrapers, and every kind of request."""

import gzip
import html
import re
import urllib.request
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
import streamlit as st
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.types import Receive, Scope, Send

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web import head, style
from studylib.web.head import PageHead
from studylib.web.packed_files import FOLDER
from studylib.web.page_titles import TITLES
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.config.groups import AUTH
from tests.servers.websocket import ROOT, serving
from tests.web.app_agents import CHROME, KAKAOTALK_SCRAP
from tests.web.asgi import ask

HOSTILE = '"><script>alert(1)</script>&\u202e\u2028' + "나" * 2_000
PUBLIC: tuple[str, Cell] = ("access", "public")
MEMBERS = ("가람", "나래")


def group(name: str, *settings: tuple[str, Cell]) -> Workbook:
    """A season that begins today, so that its first week is open."""
    today = clock.now().date()
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", name), ("starts_on", today), *settings)),
            Tab("members", (("name", "email"), *((each, f"{each}@example.com") for each in MEMBERS))),
            Tab("weeks", (("week", "title"), (1, "비밀 주제"), (2, "다음"))),
            Tab("answers", (("Timestamp", "name", "week", "link"),)),
        )
    )


STUDIES = {
    "night": group("밤샘 스터디", PUBLIC),
    "dawn": group("Dawn Study", PUBLIC, ("language", "en"), ("public_money", "yes")),
    "closed": group("닫힌 스터디"),
    "hostile": group(HOSTILE, PUBLIC),
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of several studies, with a sign-in."""
    folder = tmp_path_factory.mktemp("head")
    listed = AUTH
    for id, cells in STUDIES.items():
        workbook = f"sqlite:///{folder / id}.db"
        open_store(workbook, create=True).replace(cells)
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{workbook}"\n'
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit/secrets.toml").write_text(listed)
    with serving(ROOT / "app.py", folder, {studies.VARIABLE: "", "HOME": str(folder)}) as url:
        yield url


def get(address: str, agent: str = KAKAOTALK_SCRAP, **headers: str) -> str:
    request = urllib.request.Request(address, headers={"User-Agent": agent, **headers})
    with urllib.request.urlopen(request, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def read_head(page: str) -> Mapping[str, str]:
    """Each element of a head by its name, as a scraper reads them."""
    found = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    found["title"] = re.findall(r"<title>([^<]*)</title>", page)[0]
    found["lang"] = re.findall(r'<html lang="(\w+)">', page)[0]
    return {name: html.unescape(text) for name, text in found.items()}


@pytest.mark.parametrize("page", TITLES)
def test_a_scraper_reads_the_study_in_the_head_of_each_page(url: str, page: str) -> None:
    got = read_head(get(f"{url}/{page}?study=night"))
    assert got["title"].endswith(" · 밤샘 스터디")
    assert got["og:title"] == (got["title"] if page else "밤샘 스터디 · 1주차")
    assert re.fullmatch(r"(1주차 · )?마감 .* 23:59:59 · 0/2명 제출", got["og:description"])
    assert got["description"] == got["og:description"]
    assert (got["lang"], got["og:locale"]) == ("ko", "ko_KR")
    assert got["og:url"] == f"{url}/{page}?study=night"
    assert urllib.request.urlopen(got["og:image"], timeout=60).headers["content-type"] == "image/png"


def test_each_study_of_a_deployment_has_a_head_of_its_own(url: str) -> None:
    dawn = read_head(get(f"{url}/?study=dawn"))
    assert (dawn["og:title"], dawn["lang"], dawn["og:locale"]) == ("Dawn Study · Week 1", "en", "en_US")
    assert read_head(get(f"{url}/?study=dawn&lang=ko"))["og:title"] == "Dawn Study · 1주차"


def test_any_other_address_has_the_head_of_the_board_that_it_opens(url: str) -> None:
    board = get(f"{url}/?study=night")
    assert get(f"{url}/no/such/page?study=night") == get(f"{url}/index.html?study=night") == board


def test_a_closed_study_tells_nothing_and_looks_like_an_unknown_one(url: str) -> None:
    for page in ("", "fines", "desk"):
        closed, unknown = (get(f"{url}/{page}?study={id}") for id in ("closed", "nosuch"))
        assert closed.replace("study=closed", "study=nosuch") == unknown
        assert "닫힌" not in closed
        assert "제출 현황을" in read_head(closed)["og:description"]


def test_no_page_names_a_member_or_a_topic(url: str) -> None:
    for page in TITLES:
        told = get(f"{url}/{page}?study=dawn")
        assert [each for each in (*MEMBERS, "example.com", "비밀", "원", "₩") if each in told] == []


def test_a_hostile_name_is_a_name(url: str) -> None:
    page = get(f"{url}/?study=hostile&lang=%22%3E%3Cscript%3E")
    assert "<script>alert" not in page
    assert read_head(page)["og:title"].startswith('"><script>alert(1)</script>& 나나')
    assert len(read_head(page)["title"]) < 100


@pytest.mark.parametrize(
    "query", ["study=%22%3E%3Cscript%3E1", "as_of=%22%3E%3Cscript%3E1", "name=<script>1"]
)
def test_a_hostile_address_is_escaped(url: str, query: str) -> None:
    assert "<script>1" not in get(f"{url}/?{query.replace('<', '%3C').replace('>', '%3E')}")


def test_the_code_of_a_meeting_is_in_no_head(url: str) -> None:
    assert "123456" not in get(f"{url}/check_in?study=night&code=123456")


def test_a_browser_gets_the_same_page_packed(url: str) -> None:
    get(f"{url}/?study=night")
    request = urllib.request.Request(
        f"{url}/?study=night", headers={"Accept-Encoding": "gzip", "User-Agent": CHROME}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        packed = answer.read()
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
        assert int(answer.headers["content-length"]) == len(packed)
    assert gzip.decompress(packed).decode() == get(f"{url}/?study=night")


def test_the_manifest_of_a_page_is_where_its_head_says(url: str) -> None:
    link = re.findall(r'<link rel="manifest" href="\./([^"]+)">', get(f"{url}/fines?study=night"))
    assert '"밤샘 스터디"' in get(f"{url}/{html.unescape(link[0])}")
    assert "닫힌" not in get(f"{url}/app.webmanifest?study=closed")


# ---- any request ----


SHELL = Path(find_spec("streamlit").origin or "").parent / "static/index.html"  # type: ignore[union-attr]


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve Streamlit's page as Streamlit does. Other paths give other answers."""
    answers = {
        "/gone": PlainTextResponse("<title>gone</title>", 404),
        "/text": PlainTextResponse("<title>Streamlit</title>"),
        "/other": HTMLResponse("<html><title>another page</title>"),
    }
    await answers.get(scope["path"], FileResponse(SHELL))(scope, receive, send)


@pytest.mark.parametrize(
    "asked",
    [{"If_None_Match": "*"}, {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, {"Range": "bytes=0-10"}],
)
@pytest.mark.usefixtures("sample_workbook")
def test_the_whole_page_is_answered_whatever_part_is_asked_for(asked: dict[str, str]) -> None:
    got = ask(PageHead(streamlit), Host="localhost", **asked)
    assert (got.status, got.headers["content-length"]) == (200, str(len(got.body)))
    assert "<title>현황 · " in got.text
    assert got.headers.keys() & {"etag", "last-modified", "accept-ranges"} == set()


@pytest.mark.usefixtures("sample_workbook")
def test_the_head_alone_has_the_length_of_the_page() -> None:
    whole, alone = (ask(PageHead(streamlit), method=method, Host="localhost") for method in ("GET", "HEAD"))
    assert alone.body == b""
    assert alone.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("path", ["/gone", "/text", "/other"])
@pytest.mark.usefixtures("sample_workbook")
def test_what_is_not_streamlits_page_stays_as_it_is(path: str) -> None:
    plain, through = ask(streamlit, path), ask(PageHead(streamlit), path)
    assert (through.status, through.body) == (plain.status, plain.body)
    assert ask(PageHead(streamlit), path, "HEAD").body == b""


@pytest.mark.parametrize(
    "path", ["/static/js/index.js", "/favicon.png", "/_stcore/health", "/media/x", "/app.webmanifest"]
)
def test_files_pass_untouched(path: str) -> None:
    assert not head.is_page(path)
    asked = {"Range": "bytes=0-3", "Accept_Encoding": "gzip"}
    assert ask(PageHead(streamlit), path, **asked).body == SHELL.read_bytes()[:4]


@pytest.mark.usefixtures("sample_workbook")
def test_pages_may_lie_below_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.baseUrlPath": "board"}
    monkeypatch.setattr(st, "get_option", options.get)
    got = read_head(
        ask(PageHead(streamlit), "/board/fines", Host="localhost", X_Forwarded_Proto="https").text
    )
    assert got["og:url"] == "https://localhost/board/fines"
    assert got["og:image"] == "https://localhost/board/pictures/card-ko.png"
    assert got["title"].startswith("벌금 · ")
    assert not head.is_page("/board/static/js/index.js")


def test_streamlits_own_page_has_the_shape_that_we_know() -> None:
    written = ask(PageHead(streamlit)).text
    assert written.count("<title>") == written.count('rel="shortcut icon"') == written.count(" lang=") == 1
    assert "Streamlit</title>" not in written
    assert "theme-color" in written


def test_the_rules_of_all_pages_begin_the_body_so_that_no_run_sends_them() -> None:
    page = (FOLDER / "index.html").read_bytes()
    parts = head._split(page)
    assert parts
    before, rules, _ = parts[2].decode().partition(style.read_rules())
    assert rules
    assert before.rstrip().endswith("<style>")
    assert before.count("<body>") == 1
    assert len(style.write_style("light")) < 3000
