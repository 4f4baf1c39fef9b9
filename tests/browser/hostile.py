"""Hostile texts in every place of a workbook."""

from datetime import date, datetime

from playwright.sync_api import Page, expect

from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.sizes import LONGEST_NAME

TAG = "<img src=x onerror=alert(1)>"
BOLD = "**굵게**"
LONG = "가" * LONGEST_NAME
LINK = "https://x.example/" + "l" * 10_000
WIDE = "w" * 300


def hostile() -> Workbook:
    """Markup, Markdown and texts without a space, wherever a workbook may have a text."""
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", f"<b>{WIDE}"), ("starts_on", date(2022, 4, 6)))),
            Tab("members", (("name", "turn"), (TAG, 1), (BOLD, 2), (LONG, 3))),
            Tab(
                "weeks",
                (
                    ("week", "title", "lecture", "lab", "reading", "writer", "post"),
                    (1, f"<script>alert(2)</script>{WIDE}", LINK, WIDE, TAG, LONG, LINK),
                    (2, f"# {BOLD}", "[x](javascript:alert(3))", f"`{WIDE}`", None, TAG, None),
                    *((number, TAG) for number in range(3, 13)),
                ),
            ),
            Tab(
                "breaks",
                (("starts_on", "ends_on", "reason"), (date(2022, 5, 4), date(2022, 5, 10), f"<i>{WIDE}")),
            ),
            Tab("tiers", (("status", "hours", "amount"), (f"<u>{WIDE}", 12, 3000), ("absent", None, 4000))),
            Tab("excuses", (("week", "member", "reason"), (1, LONG, f"<s>{WIDE}"))),
            Tab(
                "Form Responses 1",
                (
                    ("Timestamp", "Name", "Week", "Link", "Note"),
                    (datetime(2022, 4, 12, 10), TAG, 1, LINK, WIDE),
                    (datetime(2022, 4, 13, 3), BOLD, 1, f"https://x.example/{TAG}\n{LINK}", TAG),
                    (
                        datetime(2022, 4, 13, 4),
                        BOLD,
                        1,
                        f"https://{'h' * 200}.example/'onclick=alert(4)//",
                        "",
                    ),
                    (datetime(2022, 4, 13, 5), f"{TAG}{WIDE}", 1, LINK, ""),
                    (datetime(2022, 4, 13, 6), LONG, 1, f"javascript:alert(5)//{WIDE}", ""),
                ),
            ),
        )
    )


# What the cells would make, were any of them taken for markup.
MADE = 'img[src="x"], .stApp :is(i, u, s), .sb script, [onerror], [onclick], a[href^="javascript"]'
"""What the cells would make, were any of them taken for markup."""


def expect_letters_alone(page: Page) -> None:
    expect(page.locator(MADE)).to_have_count(0)
    expect(page.locator(":is(b, strong, em, code, h1, h2)").get_by_text("굵게", exact=True)).to_have_count(0)
