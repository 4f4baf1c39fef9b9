"""The head of every page: what scrapers, home screens and screen readers read before any script runs.

Streamlit serves one HTML page at all addresses. The middleware writes a head of our own into it.
"""

import gzip
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studylib.web import early, fonts, pictures, shell, style
from studylib.web.manifest import draw_manifest_link
from studylib.web.own_address import find_base, find_root, write_address
from studylib.web.page_titles import NAME, TITLES
from studylib.web.preview import Preview
from studylib.web.preview_request import find_for, read_query

ELSEWHERE = ("/_stcore/", "/static/", "/media/", "/component/", "/auth/")
"""What below the base is no page."""
ASKED_IN_PART = {
    b"accept-encoding",
    b"if-match",
    b"if-modified-since",
    b"if-none-match",
    b"if-range",
    b"range",
}
"""Headers of a request that get a part of a page, or a packed one, or none."""
OF_THE_FILE = {b"accept-ranges", b"content-encoding", b"content-length", b"etag", b"last-modified", b"vary"}
"""Headers of an answer that hold for Streamlit's file, not for ours."""

LOCALES = {"ko": "ko_KR", "en": "en_US"}
LINE = Markup("\n    ")


class PageHead:
    """ASGI middleware that writes title, preview and icons of each page into its head."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Only pages are changed."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not is_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                headers, body = await _write_answer(Request(scope), start, b"".join(parts))
                await send({**start, "headers": headers})
                await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

        whole = [each for each in scope["headers"] if each[0] not in ASKED_IN_PART]
        # Without extensions, as one sends only the path of a file.
        await self._app({**scope, "method": "GET", "headers": whole, "extensions": {}}, receive, answer)


def is_page(path: str) -> bool:
    """Tell whether a path may be that of a page. Files have a dot in their last part."""
    below = find_below(path)
    return not below.startswith(ELSEWHERE) and ("." not in below.rpartition("/")[2] or below == "/index.html")


def find_below(path: str) -> str:
    """Find what of a path is below the base of the pages."""
    base = find_base()
    return path.removeprefix(base) if path.startswith(f"{base}/") else path


async def _write_answer(
    request: Request, start: Message, body: bytes
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Write the headers and the body of an answer. What is no HTML page stays as it is."""
    headers = list(start.get("headers", ()))
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    if start["status"] != 200 or not kind.startswith(b"text/html"):
        return headers, body
    body = await _write_page(request, body)
    headers = [each for each in headers if each[0].lower() not in OF_THE_FILE]
    headers.append((b"vary", b"Accept-Encoding"))
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = _pack(body)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    return headers, body


@lru_cache(maxsize=64)
def _pack(page: bytes) -> bytes:
    return gzip.compress(page, 5, mtime=0)


async def _write_page(request: Request, served: bytes) -> bytes:
    """Write our head into Streamlit's page. A page of another shape stays as it is."""
    parts = _split(served)
    if parts is None:
        return served
    page = find_below(request.scope["path"]).strip("/")
    page = page if page in TITLES else ""  # any other address opens the board
    preview = await find_for(request, page)
    root = find_root(request.headers, request.url.scheme) or ""
    head = write_head(preview, root, page, tuple(read_query(request).items()))
    before, between, after = parts
    language = f' lang="{preview.code}"'.encode()
    return b"".join((before, language, between, head.encode("utf-8", "replace"), after))


@lru_cache(maxsize=2)
def _split(page: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Split Streamlit's page into what is before its language, between that and its title, and after.

    The rules of all pages begin its body. So they stand behind Streamlit's own, which go into the head.
    """
    parts = shell.SHAPE.match(page)
    if not parts:
        return None
    before = early.drop_other_font(parts["fonts"])
    rules = f"\n    <style>\n{style.read_rules()}\n</style>\n    {fonts.draw_fonts()}".encode()
    after = early.drop_other_font(parts["rest"]) + rules + parts["body"]
    return parts["html"], parts["begun"] + before, after


@lru_cache(maxsize=256)
def write_head(preview: Preview, root: str, page: str, carried: tuple[tuple[str, str], ...]) -> Markup:
    """Write the elements of a head. ``root``: the address of the server. ``carried``: the parameters of a link."""
    query = dict(carried)
    named = {"description": preview.description, "twitter:card": "summary_large_image"}
    width, height = pictures.CARD
    properties = {
        "og:type": "website",
        "og:site_name": NAME,
        "og:title": preview.heading,
        "og:description": preview.description,
        "og:url": write_address(root, page, query),
        "og:locale": LOCALES[preview.code],
        "og:image": f"{root}/{pictures.PLACE}/card-{preview.code}.png",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": NAME,
    }
    return LINE.join(
        [
            Markup("<title>{}</title>").format(preview.title),
            *_list_metas("name", named),
            *_list_metas("property", properties),
            pictures.draw_icons(),
            pictures.draw_colours(),
            draw_manifest_link(query),
            early.draw_early(),
        ]
    )


def _list_metas(kind: str, texts: Mapping[str, str]) -> list[Markup]:
    return [Markup('<meta {}="{}" content="{}">').format(kind, name, text) for name, text in texts.items()]
