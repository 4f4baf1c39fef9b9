"""What Google answers in the place of the script. Each page is put together from public reports, named beside it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """An answer without the script: a status, and a page or a place to go to."""

    status: int = 200
    html: str = ""
    location: str | None = None


def _error(text: str) -> str:
    return (
        '<!DOCTYPE html><html><head><title>Error</title></head><body style="margin:20px"><div>'
        '<img alt="Google Apps Script" src="//ssl.gstatic.com/docs/script/images/logo.png"></div>'
        f'<div style="text-align:center;font-family:monospace">{text}</div></body></html>'
    )


PAGES = {
    # levinunnink/html-form-to-google-sheet#22, StorageB/Google-Sheets-Logging#12
    "no_function": Page(html=_error("Script function not found: doPost")),
    "sign_in": Page(
        302,
        location="https://accounts.google.com/ServiceLogin?passive=1209600&continue=https://script.google.com/",
    ),
    "sign_in_page": Page(
        html="<!doctype html><html><head><title>Sign in - Google Accounts</title></head><body>"
        '<script>var errors = ["quota", "too many times", "not found"]</script>'
        '<form action="https://accounts.google.com/v3/signin/identifier"></form></body></html>'
    ),
    # dwyl/learn-to-send-email-via-google-script-html-no-server#163
    "missing": Page(
        404,
        "<!DOCTYPE html><html><head><title>Page Not Found</title></head><body>"
        "<p>Sorry, unable to open the file at this time.</p></body></html>",
    ),
    "forbidden": Page(
        403, "<html><head><title>Access denied</title></head><body>You need access</body></html>"
    ),
    "not_authorized": Page(html=_error("Authorization is required to perform that action.")),
    "quota": Page(html=_error("Service invoked too many times for one day: spreadsheets.")),
    "crowded": Page(
        html=_error("There are too many scripts running simultaneously for this Google user account.")
    ),
    "429": Page(429, "<html><head><title>429. Too Many Requests</title></head><body></body></html>"),
    "too_long": Page(html=_error("Exceeded maximum execution time")),
    "broken": Page(
        html=_error("TypeError: Cannot read properties of undefined (line 12, file &quot;Code&quot;)")
    ),
    "500": Page(500, "<html><title>Google Drive -- Page Not Found</title></html>"),
    "503": Page(503, "<html><title>503</title></html>"),
    "elsewhere": Page(302, location="https://portal.example/login"),
    "http": Page(302, location="http://script.googleusercontent.com/macros/echo?user_content_key=1"),
    "alike": Page(302, location="https://script.googleusercontent.com.evil.example/macros/echo"),
    "nowhere": Page(302),
    "empty": Page(),
    "list": Page(html="[1, 2]"),
    "cut": Page(html='{"spreadsheetId": "1sh'),
    "deep": Page(html="[" * 100_000),
}
