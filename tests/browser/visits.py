"""Sizes of windows, and what every page has to be: as wide as its window, and clear to screen readers."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 900}
HAND: ViewportSize = {"width": 390, "height": 844}
SCROLLS_SIDEWAYS = """
() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .some((each) => each.scrollWidth > each.clientWidth)
"""


def expect_no_sideways_scrolling(page: Page) -> None:
    """Once the charts have taken the window's width."""
    page.wait_for_function(f"() => !({SCROLLS_SIDEWAYS})()", timeout=5_000)


STREAMLITS_OWN: dict[str, tuple[str, ...]] = {}
"""Violations that no setting and no style of ours removes: rule to the selectors it is reported at. There is none."""


def violations(page: Page) -> list[str]:
    """The serious and critical ones that are ours: the rule and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} at {node['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
        if not set(node["target"]) <= set(STREAMLITS_OWN.get(each["id"], ()))
    ]
