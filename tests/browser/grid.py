"""The grid of the board as people see and touch it: by member and week."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

DRAWN_WITHIN = 30_000
"""Milliseconds. The first visit of a server imports pandas."""


class Grid:
    """The grid on a page that has been drawn, or is about to be."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def find(self, member: str, week: int) -> Locator:
        """The cell, by the address it leads to."""
        return self.page.locator(f'.board a[href$="{urlencode({"member": member, "week": week})}"]')

    def expect(self, member: str, week: int, sign: str) -> None:
        """Waits until the cell shows that sign."""
        expect(self.find(member, week)).to_have_text(sign, timeout=DRAWN_WITHIN)

    def click(self, member: str, week: int) -> None:
        self.find(member, week).click()

    def tap(self, member: str, week: int) -> None:
        self.find(member, week).tap()

    def hover(self, member: str, week: int) -> Locator:
        """Moves the pointer onto the cell, from elsewhere. Returns what is told of it."""
        self.page.mouse.move(0, 0)
        self.find(member, week).hover()
        return self.page.locator(".board-told")
