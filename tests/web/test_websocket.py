"""What goes over the wire to each visitor, byte by byte, and what a hostile one may send."""

import asyncio
import io
import re
import time
import urllib.request
import zipfile
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.web.websocket import HEARD, WebsocketFilter
from studylib.workbook.cells import Tab, Workbook
from tests.servers import hosted
from tests.servers.websocket import ROOT, Run, Session, serving, spelled
from tests.web.pages import PAGES

T = TypeVar("T")
DAY = 86_400
WEEKS_OLD = int(time.time()) - 32 * DAY
ANONYMOUS = "멤버만 볼 수 있습니다."
STRANGER = "이 모임의 멤버 목록에 없습니다."
UNVERIFIED = "본인 것인지 인증되지 않았습니다."
EXPIRED = "로그인한 지 오래되었습니다."
AUDIENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "members": (),
    "short names": (("공개", "전체"), ("이름 가리기", "예")),
}


def awaited(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    # In a thread of its own: Playwright, once started for the tests in browser/, keeps a loop running in this one.
    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


@dataclass(frozen=True)
class Host:
    """A server that others can reach, as far as it knows, for a group of that audience."""

    url: str
    workbook: str
    folder: Path

    @property
    def log(self) -> str:
        return "".join(each.read_text(errors="replace") for each in self.folder.glob("*.log"))

    def session(self, user: str | None = None, xsrf: str = hosted.XSRF) -> Session:
        """A tab of the visitor with that cookie."""
        return Session(self.url, hosted.headers(self.url, user), xsrf)

    def cookie(self, address: str, **options: Any) -> str:
        return hosted.cookie(self.url, address, **options)

    def visit(self, user: str | None = None, page: str = "", query: str = "") -> Run:
        async def run() -> Run:
            async with self.session(user) as session:
                return await session.run(page, query)

        return awaited(run)


def host(folder: Path, *settings: tuple[str, str]) -> Iterator[Host]:
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, create=True).replace(hosted.workbook(clock.now(), *settings))
    # Cookies are compared with the origin of the request, not with the redirect_uri, so that any will do here.
    home = hosted.home(folder / "home", "http://127.0.0.1:1")
    with serving(ROOT / "app.py", folder, {"HOME": str(home), studies.VARIABLE: workbook}) as url:
        yield Host(url, workbook, folder)


@pytest.fixture(scope="module", params=AUDIENCES)
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(audience: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    yield from host(tmp_path_factory.mktemp("hosted"), *AUDIENCES[audience])


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    yield from host(tmp_path_factory.mktemp("closed"))


def said(run: Run) -> str:
    assert not run.exceptions
    return "".join(run.texts)


# ---- everything that is sent ----


USERS: dict[str, Callable[[Host], str | None]] = {
    "anonymous": lambda _: None,
    "stranger": lambda host: host.cookie(hosted.STRANGER),
    "unverified": lambda host: host.cookie(hosted.LEADER, email_verified=False),
    "expired": lambda host: host.cookie(hosted.LEADER, iat=int(time.time()) - 30 * DAY),
    "member": lambda host: host.cookie(hosted.MEMBER),
    "leader": lambda host: host.cookie(hosted.LEADER),
}


def fetched(url: str, headers: Mapping[str, str] | None = None) -> bytes:
    """The answer of an address, whatever its status. A zip archive is unpacked."""
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=dict(headers or {})), timeout=30
        ) as answer:
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    return body


def full_visit(server: Host, user: str | None) -> bytes:
    """All bytes that come of a visit of every page in both languages: the messages and the files they point at."""

    async def run() -> bytes:
        raw = b""
        async with server.session(user) as session:
            for page in PAGES:
                for language in ("ko", "en"):
                    drawn = await session.run(page, f"lang={language}")
                    assert not drawn.exceptions
                    sent = b"\n".join(drawn.raw)
                    # While the page is there, so are its files.
                    for path in sorted(set(re.findall(rb"/media/[\w.-]+", sent))):
                        sent += await asyncio.to_thread(fetched, server.url + path.decode())
                    for file in drawn.downloads:
                        sent += await asyncio.to_thread(fetched, server.url + await session.ask_for(file))
                    raw += sent
        return raw

    return awaited(run)


@pytest.fixture(scope="module")
def visit_fully(server: Host) -> Callable[[str], bytes]:
    """``visit_fully(role)`` gives what came of that one's full visit, which is made once."""
    return cache(lambda role: full_visit(server, USERS[role](server)))


@pytest.mark.parametrize("role", USERS)
def test_no_message_to_anybody_holds_an_address_or_a_secret(
    visit_fully: Callable[[str], bytes], audience: str, role: str
) -> None:
    raw = visit_fully(role)
    assert len(raw) > 10_000
    outside = role not in ("member", "leader")
    # The desk shows the leader the members' addresses as far as their host: g***@school.example.
    assert any(spelling in raw for spelling in spelled("school.example")) is (role == "leader")
    for secret in (*hosted.ADDRESSES.values(), hosted.STRANGER, *hosted.CANARIES):
        # The group is told where to subscribe to the calendar, its token with it: that is what a token is for.
        told = secret == "canary-calendar-token" and not outside
        assert any(spelling in raw for spelling in spelled(secret)) is told, secret
    names = [name for name in hosted.ADDRESSES if any(each in raw for each in spelled(name))]
    assert names == ([] if outside else list(hosted.ADDRESSES))
    assert any(each in raw for each in spelled("가○")) is (outside and audience == "short names")
    won = [each for word in ("000원", " 0원", "₩", ",000 won") for each in spelled(word) if each in raw]
    assert bool(won) is not outside
    links = [
        each for word in ("garam.notion", "예비군", "가족 여행") for each in spelled(word) if each in raw
    ]
    assert bool(links) is not outside
    assert any(each in raw for each in spelled("예시 스터디")) is (not outside or audience != "members")


def test_the_scan_sees_what_files_hold(closed: Host) -> None:
    raw = full_visit(closed, closed.cookie(hosted.LEADER))
    assert b"xl/worksheets" in raw or b"<worksheet" in raw, "the settlement as a spreadsheet"
    assert b"\xef\xbb\xbf" in raw, "the fines as CSV"


def test_the_log_of_all_visits_holds_no_address_and_no_secret(
    server: Host, visit_fully: Callable[[str], bytes]
) -> None:
    for role in USERS:
        visit_fully(role)
    for path in (
        "/auth/login",
        "/auth/login?provider=x",
        "/oauth2callback?state=x&code=y",
        "/oauth2callback?error=x",
    ):
        fetched(server.url + path, hosted.headers(server.url, server.cookie(hosted.MEMBER)))
    for secret in (*hosted.ADDRESSES.values(), hosted.STRANGER, *hosted.CANARIES, *hosted.ADDRESSES):
        assert secret not in server.log


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/health",
        "/_stcore/script-health-check",
        "/_stcore/host-config",
        "/_stcore/agent/openapi.json",
        "/_stcore/allowed-message-origins",
        "/media/",
        "/static/../.streamlit/secrets.toml",
        "/app/static/secrets.toml",
        "/.streamlit/secrets.toml",
        "/component/x",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback?error=%3Cscript%3E&error_description=canary",
    ],
)
def test_streamlits_own_addresses_tell_nothing_of_the_group(closed: Host, path: str) -> None:
    closed.visit(closed.cookie(hosted.LEADER))
    body = fetched(closed.url + path).decode(errors="replace")
    for secret in (
        *hosted.ADDRESSES,
        *hosted.ADDRESSES.values(),
        *hosted.CANARIES,
        "예시 스터디",
        str(closed.folder),
    ):
        assert secret not in body
    assert "<script>&" not in body


# ---- who is believed ----


FORGED: dict[str, Callable[[Host], str]] = {
    "of another secret": lambda host: host.cookie(hosted.LEADER, secret="0123456789abcdef0123456789abcdef"),
    "of an empty secret": lambda host: host.cookie(hosted.LEADER, secret=""),
    "of another server": lambda host: hosted.cookie("https://other.example", hosted.LEADER),
    "of another purpose": lambda host: host.cookie(hosted.LEADER, salt="_streamlit_user_tokens"),
    "signed 32 days ago": lambda host: host.cookie(hosted.LEADER, signed_at=WEEKS_OLD),
    "tampered with": lambda host: tampered(host.cookie(hosted.STRANGER)),
    "cut": lambda host: host.cookie(hosted.LEADER)[:-1],
    "unsigned": lambda host: host.cookie(hosted.LEADER).rsplit(".", 2)[0],
    "not signed in": lambda host: host.cookie(hosted.LEADER, is_logged_in=False),
    "not quite signed in": lambda host: host.cookie(hosted.LEADER, is_logged_in="true"),
}


def tampered(cookie: str) -> str:
    """The same signature under another address."""
    other = hosted.cookie("http://127.0.0.1:1", hosted.LEADER)
    return ".".join([other.rsplit(".", 2)[0], *cookie.rsplit(".", 2)[1:]])


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_cookie_counts_as_none(closed: Host, forged: str) -> None:
    for page in ("", "desk"):
        text = said(closed.visit(FORGED[forged](closed), page))
        assert ANONYMOUS in text
        assert not any(name in text for name in hosted.ADDRESSES)


def test_the_cookies_of_these_tests_count_if_nothing_is_wrong_with_them(closed: Host) -> None:
    assert "<h1>관리</h1>" in said(closed.visit(closed.cookie(hosted.LEADER), "desk"))
    assert "이번 달 벌금" in said(closed.visit(closed.cookie(hosted.MEMBER)))
    assert "스터디장만 볼 수 있는 페이지입니다." in said(closed.visit(closed.cookie(hosted.MEMBER), "desk"))
    assert STRANGER in said(closed.visit(closed.cookie(hosted.STRANGER)))
    assert UNVERIFIED in said(closed.visit(closed.cookie(hosted.LEADER, email_verified=False)))
    assert EXPIRED in said(closed.visit(closed.cookie(hosted.LEADER, iat=int(time.time()) - 30 * DAY)))


@pytest.mark.parametrize("xsrf", ["", "2|01020304|00000000000000000000000000000002|1700000000", "x"])
def test_a_cookie_sent_at_the_wish_of_another_site_counts_as_none(closed: Host, xsrf: str) -> None:
    async def run() -> Run:
        async with closed.session(closed.cookie(hosted.LEADER), xsrf) as session:
            return await session.run("desk")

    assert ANONYMOUS in said(awaited(run))


# ---- what a hostile visitor may send ----


def of(kind: str, **fields: object) -> BackMsg:
    message = BackMsg()
    if fields:
        for name, value in fields.items():
            setattr(getattr(message, kind), name, value)
    else:
        setattr(message, kind, True)
    return message


def forwarded(run: Run) -> list[ForwardMsg]:
    return [ForwardMsg.FromString(each) for each in run.raw]


def page_hashes(run: Run) -> dict[str, str]:
    (navigation,) = [each.navigation for each in forwarded(run) if each.WhichOneof("type") == "navigation"][
        :1
    ]
    return {each.url_pathname: each.page_script_hash for each in navigation.app_pages}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_asked_for_by_its_hash_or_under_another_name_meets_the_guard(
    closed: Host, page: str
) -> None:
    async def run() -> list[Run]:
        async with closed.session(closed.cookie(hosted.STRANGER)) as session:
            hashes = page_hashes(await session.run())
            by_hash, both = BackMsg(), BackMsg()
            by_hash.rerun_script.page_script_hash = hashes[page]
            both.rerun_script.page_script_hash = hashes[page]
            both.rerun_script.is_auto_rerun = True
            query = "page=desk&lang=ko&name=가람&month=2022-04&study=x&embed=true&as_of=2022-05-11T00:30"
            return [
                await session.run("", query, by_hash),
                await session.run("curriculum", query, both),
                await session.run(f"../../pages/{page or 'board'}.py", query),
                await session.run(page, query),
            ]

    for each in awaited(run):
        assert STRANGER in said(each)
        assert set(each.elements) <= {"html", "button"}
        assert not any(name in "".join(each.texts) for name in hosted.ADDRESSES)


def widgets(run: Run) -> dict[str, str]:
    """The ids of the buttons, by their labels."""
    found = {}
    for message in forwarded(run):
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "button":
                found[element.button.label] = element.button.id
    return found


@pytest.mark.parametrize("address", [None, hosted.STRANGER, hosted.MEMBER])
@pytest.mark.parametrize("page", ["", "desk"])
def test_a_click_at_the_desk_changes_nothing_if_the_visitor_does_not_lead(
    closed: Host, address: str | None, page: str
) -> None:
    store = open_store(closed.workbook)
    before = store.version()
    buttons = widgets(closed.visit(closed.cookie(hosted.LEADER), "desk"))
    assert {"면제하기", "교대하기"} <= set(buttons)

    async def run() -> list[Run]:
        async with closed.session(closed.cookie(address) if address else None) as session:
            first = await session.run(page)
            hashes = page_hashes(first)
            runs = []
            for id in buttons.values():
                asked = BackMsg()
                asked.rerun_script.page_script_hash = hashes["desk"]
                asked.rerun_script.widget_states.widgets.add(id=id, trigger_value=True)
                runs.append(await session.run("desk", "", asked))
            return runs

    for each in awaited(run):
        assert "<h1>관리</h1>" not in said(each)
    assert store.version() == before


def test_a_fragment_of_another_visitors_page_cannot_be_run(closed: Host) -> None:
    drawn = closed.visit(closed.cookie(hosted.MEMBER))
    fragments = {
        each.delta.fragment_id for each in forwarded(drawn) if each.WhichOneof("type") == "delta"
    } - {""}
    assert fragments

    async def run() -> Run:
        async with closed.session() as session:
            await session.run()
            for id in fragments:
                asked = BackMsg()
                asked.rerun_script.fragment_id = id
                asked.rerun_script.page_name = ""
                await session.send(asked)
            return await session.run("fines")

    run_ = awaited(run)
    assert ANONYMOUS in said(run_)
    assert not any(name.encode() in b"".join(run_.raw) for name in hosted.ADDRESSES)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Host]:
    """A server of the test's own, without any visit so far."""
    yield from host(tmp_path)


def test_an_open_page_closes_by_itself_once_its_visitor_is_no_member_any_more(own: Host) -> None:
    store = open_store(own.workbook)
    without = Workbook(
        tuple(
            Tab(each.title, tuple(row for row in each.rows if hosted.MEMBER not in row))
            for each in store.fetch().tabs
        )
    )

    async def run() -> Run:
        async with own.session(own.cookie(hosted.MEMBER)) as session:
            drawn = await session.run()
            assert "나래" in said(drawn)
            deltas = (each.delta for each in forwarded(drawn) if each.WhichOneof("type") == "delta")
            (fragment,) = {each.fragment_id for each in deltas} - {""}
            await asyncio.to_thread(store.replace, without)
            asked = BackMsg()
            asked.rerun_script.fragment_id = fragment
            asked.rerun_script.is_auto_rerun = True
            return await session.run("", "", asked)

    after = awaited(run)
    assert STRANGER in said(after)
    assert not any(name.encode() in b"".join(after.raw) for name in hosted.ADDRESSES)


def operation(kind: str) -> BackMsg:
    """One of the requests that Streamlit gathers under one kind of message."""
    asked = of("backend_operation_request", request_id="1", session_id="x")
    getattr(asked.backend_operation_request, kind).SetInParent()
    return asked


OPERATIONS = {each.name for each in BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields}
ASKED = {
    "clear_cache": of("clear_cache"),
    "set_run_on_save": of("set_run_on_save"),
    "load_git_info": of("load_git_info"),
    "file_urls_request": of("file_urls_request", request_id="1", session_id="x"),
    "backend_operation_request": of("backend_operation_request", request_id="1"),
    "debug_shutdown_runtime": of("debug_shutdown_runtime"),
    "debug_disconnect_websocket": of("debug_disconnect_websocket"),
    **{kind: operation(kind) for kind in sorted(OPERATIONS - HEARD)},
}


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("address", [None, hosted.LEADER])
def test_what_streamlits_developer_menu_could_ask_for_is_left_unheard(
    closed: Host, kind: str, address: str | None
) -> None:
    async def run() -> Run:
        async with closed.session(closed.cookie(address) if address else None) as session:
            await session.run()
            await session.send(ASKED[kind])
            return await session.run("fines")

    answered = {each.WhichOneof("type") for each in forwarded(awaited(run))}
    assert not answered & {"git_info_changed", "file_urls_response", "backend_operation_response"}
    assert f"Left unheard: a visitor’s {kind}." in closed.log


def test_each_kind_of_message_is_either_heard_or_not() -> None:
    # A kind that is new in Streamlit is left unheard until somebody has looked at what it does.
    assert {each.name for each in BackMsg.DESCRIPTOR.fields} | OPERATIONS == set(ASKED) | HEARD


@pytest.mark.parametrize("data", [of("app_heartbeat").SerializeToString(), b"\xff\xff no message", b""])
def test_the_filter_forwards_what_pages_need_and_what_streamlit_refuses_itself(data: bytes) -> None:
    asked = [of("clear_cache").SerializeToString(), data]
    got: list[object] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        got.append((await receive()).get("bytes"))

    async def receive() -> dict[str, object]:
        return {"type": "websocket.receive", "bytes": asked.pop(0)}

    async def send(message: object) -> None:
        raise AssertionError

    async def served() -> None:
        await WebsocketFilter(app)({"type": "websocket"}, receive, send)

    awaited(served)
    assert got == [data]


# ---- a server that has only just started ----


@pytest.mark.parametrize("page", PAGES)
def test_the_first_visit_of_a_cold_server_meets_the_guard(page: str, own: Host) -> None:
    stranger = own.cookie(hosted.STRANGER)
    assert STRANGER in said(own.visit(stranger, page))
    assert ANONYMOUS in said(own.visit(None, page))
    assert ANONYMOUS in said(own.visit())
    after = own.visit(stranger, page)
    assert STRANGER in said(after)
    assert after.pages == PAGES
    assert after.page == page
    assert set(after.elements) <= {"html", "button"}
