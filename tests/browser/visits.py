"""Sizes of windows, themes, and what every page has to be: as wide as its window, and clear to screen readers."""

from collections.abc import Collection

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import wait_until_drawn

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


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. All others find in one theme what they find in the other."""
AXE = Axe().axe_script
RUN = "(options) => axe.run(document, options).then(({ violations }) => violations)"


def violations(page: Page, rules: Collection[str] = ()) -> list[str]:
    """The serious and critical ones that are ours: the rule and where. ``rules`` looks for those alone."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], **({"runOnly": [*rules]} if rules else {})}
    found = page.evaluate(RUN, options)
    return [
        f"{each['id']} at {node['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
        if not set(node["target"]) <= set(STREAMLITS_OWN.get(each["id"], ()))
    ]


COLOUR = """() => {
    const page = document.querySelector('[data-testid="stApp"]');
    return [getComputedStyle(page).backgroundColor, getComputedStyle(page).getPropertyValue("--sb-link")];
}"""
"""What Streamlit chooses, and what the server chooses."""
SETTLED = """async () => {
    const look = () => [...document.querySelectorAll("body *")].map((each) => {
        const { color, backgroundColor, fill } = getComputedStyle(each);
        return [color, backgroundColor, fill];
    }).join();
    let before;
    do {
        before = look();
        await new Promise((done) => setTimeout(done, 50));
    } while (look() !== before);
}"""
"""Waits until no colour changes any more: charts are drawn again after all else."""


def switch_theme(page: Page) -> None:
    """Let the visitor's system ask for the other theme, and the page run again, as the server knows of it only then."""
    before = page.evaluate(COLOUR)
    is_dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if is_dark else "dark")
    page.wait_for_function(f"([ground]) => ({COLOUR})()[0] !== ground", arg=before)
    page.locator("body").press("r")  # Streamlit's key for it
    page.wait_for_function(f"([, link]) => ({COLOUR})()[1] !== link", arg=before)
    wait_until_drawn(page)
    page.evaluate(SETTLED)


def expect_no_violations(page: Page, rules: Collection[str] = ()) -> None:
    found = violations(page, rules)
    assert not found, found


def expect_nothing_serious(page: Page) -> None:
    """At a desk and on a phone, in the theme that the page has and in the other, which it keeps."""
    page.set_viewport_size(DESK)
    expect_no_sideways_scrolling(page)
    expect_no_violations(page)
    page.set_viewport_size(HAND)
    expect(page.locator(".masthead")).to_have_css("height", "48px")
    expect_no_sideways_scrolling(page)
    expect_no_violations(page)
    switch_theme(page)
    expect_no_violations(page, COLOURS)
    page.set_viewport_size(DESK)
    expect_no_sideways_scrolling(page)
    expect_no_violations(page, COLOURS)
