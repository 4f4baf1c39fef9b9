"""The web app manifest: how a study looks on a phone's home screen."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from studylib.config.studies import ID
from studylib.text.bounds import cut_text
from studylib.web import pictures
from studylib.web.own_address import find_base
from studylib.web.preview_request import find_for, read_query

FILE = "app.webmanifest"
SHORT = 12
"""Characters of the name under an icon: https://developer.chrome.com/docs/extensions/reference/manifest/name."""


def draw_manifest_link(query: Mapping[str, str]) -> Markup:
    """Build the link to the manifest of the study that a page shows."""
    return Markup('<link rel="manifest" href="./{}{}">').format(FILE, _keep_study(query))


async def serve_manifest(request: Request) -> Response:
    """Serve the manifest. A closed study has that of an unknown one: its address and the product's name."""
    preview = await find_for(request, "")
    written = {
        "name": preview.name,
        "short_name": cut_text(preview.name, SHORT),
        "description": preview.description,
        "lang": preview.code,
        "start_url": f"./{_keep_study(read_query(request))}",
        "scope": "./",
        # With an address bar: a sign-in leads to the provider and back.
        "display": "minimal-ui",
        "background_color": pictures.find_ground("light"),
        "theme_color": pictures.find_ground("light"),
        "icons": _list_icons(),
    }
    return JSONResponse(written, media_type="application/manifest+json")


def _keep_study(query: Mapping[str, str]) -> str:
    study = query.get("study", "")
    return f"?{urlencode({'study': study})}" if ID.fullmatch(study) else ""


def _list_icons() -> Sequence[Mapping[str, str]]:
    files = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"))
    return [
        {
            "src": f"./{pictures.PLACE}/{name}",
            "sizes": sizes,
            "type": pictures.FILES[name],
            "purpose": purpose,
        }
        for name, sizes, purpose in (*files, ("icon-maskable.png", "512x512", "maskable"))
    ]


def list_routes() -> Sequence[Route]:
    """List the routes of the manifest and the pictures, below the base of the pages."""
    return (
        Route(f"{find_base()}/{FILE}", serve_manifest, methods=["GET"]),
        Route(f"{find_base()}/{pictures.PLACE}/{{name}}", pictures.serve_picture, methods=["GET"]),
    )
