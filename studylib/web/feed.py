"""The calendar as an address to subscribe to: a route beside the pages. The door of starlette.

What it needs of the pages is imported with the first request, so that the server starts as fast as without.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from studylib.calendar import subscription
from studylib.config import studies
from studylib.config.hosts import is_loopback
from studylib.config.studies import UnlistedError
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence

FRESH_SECONDS = 300
"""How long a program may keep a calendar without asking again."""
NO_STORE = {"Cache-Control": "no-store"}


def serve_deadlines(request: Request) -> Response:
    """The calendar of the study of ``?study=`` in its language or that of ``?lang=``; ``?token=`` where one is set up.

    Without it, who sees the board may have the calendar, as far as they may know it. 404 for others; 503 while there is
    no workbook to make it of. It is a plain function, so that Starlette runs it in a thread and the pages go on.
    """
    from studylib.source import reader
    from studylib.web import derived, guard, look

    asked = request.query_params.get("lang")
    code = asked if asked in CODES else None
    knows = False
    try:
        listing = studies.choose_study(request.query_params.get("study"))
        wanted = subscription.find_token(listing)
        knows = subscription.is_token(wanted, request.query_params.get("token"))
        whole = look.find_reader(listing).read().season
        season = whole if knows else look.show_publicly(whole, request.headers, _came_from(request))
    except UnlistedError:
        return _sorry(404, subscription.NOTHING, code)
    except StudyboardError as error:
        why = error.why if knows else guard.choose_reason(error.why)
        return _sorry(503, why, code, {"Retry-After": str(round(reader.TRY_AGAIN_AFTER))})
    if season is None:
        return _sorry(404, subscription.explain_refusal(wanted), code)
    language = Language(code or season.study.language)
    # The stamps differ from one minute to the next, so two answers with one mark say the same and are not the same.
    mark = f'W/"{derived.mark_calendar(season, language.code)}"'
    headers = {
        "ETag": mark,
        "Cache-Control": f"private, max-age={FRESH_SECONDS}",
        "X-Content-Type-Options": "nosniff",
    }
    if _has(request.headers.get("If-None-Match"), mark):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return Response(
        derived.write_calendar(season, language), media_type="text/calendar; charset=utf-8", headers=headers
    )


def _came_from(request: Request) -> str | None:
    """The address that asks; ``None`` where it is this machine's, as Streamlit has it for pages."""
    host = request.client.host if request.client else ""
    return None if is_loopback(host) else host


def _has(known: str | None, mark: str) -> bool:
    """Whether the program that asks already has what the mark stands for."""
    marks = {each.strip().removeprefix("W/") for each in (known or "").split(",")}
    return "*" in marks or mark.removeprefix("W/") in marks


def _sorry(status: int, why: Sentence, code: str | None, headers: dict[str, str] | None = None) -> Response:
    said = Language(code or CODES[0]).say(why)
    return PlainTextResponse(f"{said}\n", status, NO_STORE | (headers or {}))


ROUTES = (Route(subscription.PATH, serve_deadlines, methods=["GET"]),)
"""For ``st.App``. GET brings HEAD with it; any other method is answered 405."""
