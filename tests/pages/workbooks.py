"""Workbooks that the tests of pages draw."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studylib.workbook.cells import Cell, Tab, Workbook

SEOUL = ZoneInfo("Asia/Seoul")


HOSTILE = (
    "<b>x</b>",
    "**굵게**",
    "[a](javascript:alert(1))",
    ":red[x]",
    "<img src=x onerror=alert(1)>",
    "</p></div><script>alert(1)</script>",
    "%{x} {member} $a$ &lt;i&gt;",
)
"""Names that some renderer would read as more than a name."""


LONG = "가" * 10_000


FIVE_WEEKS: tuple[tuple[Cell, ...], ...] = tuple((number, f"주제 {number}") for number in range(1, 6))


def group(
    *,
    settings: Iterable[tuple[Cell, ...]] = (("name", "밤샘 스터디"), ("starts_on", date(2022, 4, 6))),
    members: Iterable[tuple[Cell, ...]] = (
        ("하나", "hana@school.kr"),
        ("두리", "duri@school.kr"),
        ("세찬", None, date(2022, 5, 4)),
    ),
    weeks: Iterable[tuple[Cell, ...]] = FIVE_WEEKS,
    answers: Iterable[tuple[Cell, ...]] = (
        (datetime(2022, 4, 12, 21), "하나", 1, "https://hana.example/1"),
        (datetime(2022, 5, 4, 1, 7, 50), "두리", 2, "https://duri.example/2"),
        (datetime(2022, 5, 10, 23, 57, 13), "하나", 3, "https://hana.example/3"),
        (datetime(2022, 5, 11, 0, 10), "하나", 3, "https://hana.example/3?v=2"),
    ),
    more: Iterable[Tab] = (),
) -> Workbook:
    """Make a season of three members and five weeks.

    The weeks are due on 4/13, 5/4, 5/11, 5/18 and 5/25. Two weeks in April are off. In May 두리 is away in week 4.
    """
    return Workbook(
        (
            Tab("settings", (("key", "value"), *settings)),
            Tab("members", (("name", "email", "joined_on", "left_on"), *members)),
            Tab("weeks", (("week", "title", "lecture", "reading", "writer", "due_at"), *weeks)),
            Tab(
                "breaks",
                (
                    ("starts_on", "ends_on", "reason", "member"),
                    (date(2022, 4, 13), date(2022, 4, 26), "중간고사"),
                    (date(2022, 5, 12), date(2022, 5, 13), "가족 여행", "두리"),
                ),
            ),
            *more,
            Tab("Form Responses 1", (("Timestamp", "Name", "Week", "Link", "Note"), *answers)),
        )
    )


BAD_SETTINGS = Tab(
    "settings",
    (
        ("key", "value"),
        ("name", "<script>alert(1)</script> [s](javascript:alert(1))"),
        ("starts_on", date(2022, 4, 6)),
        ("starts_on", date(1900, 1, 1)),
        ("language", "Klingon"),
        ("pot", "<i>pot</i>"),
        ("form_url", "javascript:alert(1)"),
        ("curriculum_url", "data:text/html,<script>alert(1)</script>"),
        ("timezone", "Asia/Seoul"),
    ),
)
BAD_MEMBERS = Tab(
    "members",
    (
        ("name", "email", "turn", "joined_on", "left_on"),
        *((name, f"m{at}@school.kr", at) for at, name in enumerate(HOSTILE)),
        (HOSTILE[0], "twin@school.kr"),
        (LONG, None, float("nan")),
        ("떠난 이", None, None, date(2022, 5, 1), date(2022, 4, 1)),
        ("합계", None, "x"),
    ),
)
BAD_WEEKS = Tab(
    "weeks",
    (
        ("week", "title", "lecture", "reading", "writer", "post", "due_at"),
        (1, "<h1>title</h1>", "javascript:alert(1)", "<a href='x'>plain</a>", HOSTILE[1]),
        (2, LONG, "https://ok.example/\njavascript:alert(1)", "data:text/html,x", "nobody"),
        (2, "twice"),
        (
            3,
            ":red[x]",
            f"https://long.example/{'a' * 10_000}",
            LONG,
            HOSTILE[2],
            None,
            "yesterday",
        ),
        (4, "early", None, None, None, None, datetime(2022, 4, 1)),
        (-1, "negative"),
    ),
)
BAD_BREAKS = Tab(
    "breaks",
    (
        ("starts_on", "ends_on", "reason", "member"),
        (date(2022, 4, 26), date(2022, 4, 13), "ends before it starts"),
        (date(2022, 4, 13), date(2022, 4, 14), HOSTILE[5]),
        (date(2022, 4, 28), date(2022, 4, 28), HOSTILE[4], HOSTILE[3]),
        (0, "soon", "unreadable"),
    ),
)
BAD_TIERS = Tab(
    "tiers",
    (
        ("status", "hours", "amount"),
        ("<u>late</u>", 12, 3000),
        ("second", 24, -1),
        ("third", "NaN", 10),
        ("absent", None, "4,000원"),
    ),
)
BAD_EXCUSES = Tab("excuses", (("week", "member", "reason"), (9, "nobody", "x"), (1, HOSTILE[1], HOSTILE[4])))
BAD_PAYMENTS = Tab(
    "payments",
    (("paid_on", "month", "member", "amount"), (float("nan"), "May", HOSTILE[0], float("inf"))),
)
BAD_ANSWERS = Tab(
    "Form Responses 1",
    (
        ("Timestamp", "Email Address", "Name", "Week", "Link", "Note"),
        (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[1], 2, "https://ok.example/a b", ""),
        (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[0], 2, "https://ok.example/?q=<b>"),
        (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[1], 2, "https://ok.example/1", HOSTILE[5]),
        (datetime(2022, 5, 4, 1), "m2@school.kr", None, "2주차", "https://ok.example/&lt;/'2'"),
        (datetime(2022, 5, 2), "stranger@else.kr", HOSTILE[3], 2, "https://ok.example/3"),
        (datetime(2022, 5, 2), None, HOSTILE[4], 2, "javascript:alert(1)"),
        (datetime(2022, 5, 2), None, HOSTILE[4], 2, "data:text/html,<script>alert(1)</script>"),
        (datetime(2022, 5, 2), None, HOSTILE[4], 2, f"https://ok.example/{LONG}", LONG),
        (date(1900, 1, 1), None, HOSTILE[4], 2, "https://ok.example/5"),
        (float("nan"), None, HOSTILE[4], 2, "https://ok.example/6"),
        (44_000, None, "아무개", "three", LONG),
        (None, None, LONG, 3, "https://ok.example/7"),
        (True, "", "", "", ""),
    ),
)
UNKNOWN_ANSWERS = Tab(
    "Form Responses 2",
    (
        ("Timestamp", "Email Address", "Week", "Link"),
        (datetime(2022, 5, 2), "unknown@else.kr", 2, "https://ok.example/8"),
    ),
)
ANSWERS_WITHOUT_COLUMNS = Tab(
    "설문지 응답 시트2", (("타임스탬프", "메모"), (datetime(2022, 5, 2), "no columns"))
)


def full_of_problems() -> Workbook:
    """Make a season with every problem in it, and with names that some renderer would read as markup."""
    return Workbook(
        (
            BAD_SETTINGS,
            BAD_MEMBERS,
            BAD_WEEKS,
            BAD_BREAKS,
            BAD_TIERS,
            BAD_EXCUSES,
            BAD_PAYMENTS,
            BAD_ANSWERS,
            UNKNOWN_ANSWERS,
            ANSWERS_WITHOUT_COLUMNS,
        )
    )


FORM = "https://docs.google.com/forms/d/e/abc/viewform"


def settlements(*rows: tuple[Cell, ...]) -> Tab:
    return Tab("정산", (("월", "이름", "벌금", "분배", "이월", "정산일시"), *rows))


def payments(*rows: tuple[Cell, ...]) -> Tab:
    return Tab("납부", (("납부일", "월", "이름", "금액", "메모"), *rows))


CLOSED = settlements(
    ("2022-04", "하나", 1_000, 2_999, 1, datetime(2022, 5, 2, 21)), ("2022-04", "두리", 2_000, 0, 1)
)
"""April, closed with less than its answers would give now."""
