"""The heatmap of the board as people see and touch it: by member and week, in the browser's pixels."""

from playwright.sync_api import Page

# Where a cell lies, and which sign is drawn there. Its place is plotly's own business, so plotly is asked.
CELL = """
([member, week]) => {
    const figure = document.querySelector(".st-key-heatmap .js-plotly-plot");
    const points = figure?._fullData?.at(-1);
    const at = points?.customdata.findIndex((each) => each[0] === member && each[1] === week) ?? -1;
    if (at < 0) return null;
    const { xaxis, yaxis } = figure._fullLayout;
    const box = figure.getBoundingClientRect();
    const x = box.left + xaxis._offset + xaxis.c2p(points.x[at]);
    const y = box.top + yaxis._offset + yaxis.c2p(points.y[at]);
    const sign = [...figure.querySelectorAll(".heatmap-label")].find((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        return left <= x && x <= right && top <= y && y <= bottom;
    });
    return { x, y, sign: sign?.textContent ?? "" };
}
"""

# The same, once it has stayed in its place for some frames: plotly draws first and makes room for the names then.
SETTLED = f"""
async (cell) => {{
    const before = ({CELL})(cell);
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
    const after = ({CELL})(cell);
    return before?.x === after?.x && before?.y === after?.y ? after : null;
}}
"""


class Heatmap:
    """The heatmap on a page that has been drawn, or is about to be."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def expect(self, member: str, week: int, sign: str) -> None:
        """Waits until the cell shows that sign."""
        reads = f"([member, week, sign]) => ({CELL})([member, week])?.sign === sign"
        self.page.wait_for_function(reads, arg=[member, week, sign])

    def place(self, member: str, week: int) -> tuple[float, float]:
        """The middle of the cell, in the window."""
        self.page.locator(".st-key-heatmap .js-plotly-plot").scroll_into_view_if_needed()
        cell = self.page.wait_for_function(SETTLED, arg=[member, week]).json_value()
        return cell["x"], cell["y"]

    def click(self, member: str, week: int, aside: float = 0) -> None:
        """Clicks in the middle of the cell, or ``aside`` pixels right of it."""
        x, y = self.place(member, week)
        self.page.mouse.click(x + aside, y)

    def tap(self, member: str, week: int) -> None:
        self.page.touchscreen.tap(*self.place(member, week))

    def hover(self, member: str, week: int) -> None:
        self.page.mouse.move(*self.place(member, week))
