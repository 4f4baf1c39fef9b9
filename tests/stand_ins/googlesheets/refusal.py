"""Google's refusals. Their bodies are word for word, as recorded or reported. README.md names the sources."""

from dataclasses import dataclass
from http import HTTPStatus

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
SIGN_IN = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


@dataclass
class RefusalError(Exception):
    """An answer other than 200, raised at the place of the decision."""

    code: int
    body: object
    """The JSON to send. A ``str`` is sent as HTML."""


class ChangeRefusedError(Exception):
    """Why a change in a batch cannot be made, in Google's words."""


def refusal(code: int, message: str, *details: object, status: str = "") -> RefusalError:
    error = {"code": code, "message": message, "status": status or STATUSES[code]}
    return RefusalError(code, {"error": {**error, "details": list(details)} if details else error})


def lacks(what: str) -> RefusalError:
    """Answer a kind of request that the stand-in does not know. Google itself may well know it."""
    return refusal(501, f"This stand-in for Google lacks {what}.")


def bad_request(message: str) -> RefusalError:
    return refusal(400, message)


def bad_field(field: str, description: str, message: str = "") -> RefusalError:
    """A request of another form than Google expects. ``field`` is the place in it, or empty."""
    violation = {"field": field, "description": description} if field else {"description": description}
    return refusal(
        400,
        message or description,
        {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]},
    )


def info(reason: str, domain: str = "googleapis.com", **metadata: str) -> dict[str, object]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": domain,
        "metadata": {"service": "sheets.googleapis.com", **metadata},
    }


def no_token() -> RefusalError:
    return refusal(
        401,
        f"Request is missing required authentication credential. {SIGN_IN}",
        info("CREDENTIALS_MISSING"),
    )


def bad_token() -> RefusalError:
    return refusal(
        401, f"Request had invalid authentication credentials. {SIGN_IN}", info("ACCESS_TOKEN_INVALID")
    )


def narrow_scope() -> RefusalError:
    return refusal(
        403,
        "Request had insufficient authentication scopes.",
        info("ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    )


def not_shared() -> RefusalError:
    return refusal(403, "The caller does not have permission")


def not_found() -> RefusalError:
    return refusal(404, "Requested entity was not found.")


def office_file() -> RefusalError:
    """The file in Drive is an .xlsx that was never saved as Google Sheets."""
    return refusal(400, "This operation is not supported for this document", status="FAILED_PRECONDITION")


def over_quota(word: str = "Read") -> RefusalError:
    """``word``: ``Read`` or ``Write``."""
    return refusal(
        429,
        f"Quota exceeded for quota metric '{word} requests' and limit '{word} requests per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.",
        info(
            "RATE_LIMIT_EXCEEDED",
            consumer="projects/000000000000",
            quota_limit=f"{word}RequestsPerMinutePerUser",
            quota_metric=f"sheets.googleapis.com/{word.lower()}_requests",
        ),
    )


def internal_error() -> RefusalError:
    return refusal(500, "Internal error encountered.")


def unavailable() -> RefusalError:
    return refusal(503, "The service is currently unavailable.")


def bad_gateway() -> RefusalError:
    """What Google's front end sends by itself: HTML."""
    title = "Error 502 (Server Error)!!1"
    return RefusalError(
        502, f"<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>{title}</title>\n"
    )


def sign_in_page() -> RefusalError:
    """The page that a proxy or a wrong address leads to, with the status of success."""
    title = "Sign in - Google Accounts"
    return RefusalError(
        HTTPStatus.OK, f"<!doctype html><html><head><title>{title}</title></head><body>Sign in</body></html>"
    )


def invalid_grant(description: str) -> RefusalError:
    """How the token endpoint refuses: another form than that of the Sheets API."""
    return RefusalError(400, {"error": "invalid_grant", "error_description": description})
