"""Draw the product's pictures from ``studylib/web/icons/icon.svg`` and the palette: python -m tests.draw_pictures

The letters are those of the machine's Korean font.
"""

from playwright.sync_api import Page, sync_playwright

from studylib.figures.palette import GLYPHS, LIGHT
from studylib.season.kinds import Status
from studylib.web.pictures import CARD, FOLDER
from tests.install import chromium

ROUND = 'rx="112"'
SQUARE = 'rx="0"'
WHOLE, SAFE = '<g id="cells">', '<g transform="translate(51.2 51.2) scale(.8)">'
ICONS = {
    "icon-192.png": (192, ROUND, WHOLE),
    "icon-512.png": (512, ROUND, WHOLE),
    "icon-touch.png": (180, SQUARE, WHOLE),  # a phone cuts its corners itself
    "icon-maskable.png": (
        512,
        SQUARE,
        SAFE,
    ),  # a circle of 80 % stays: https://web.dev/articles/maskable-icon
}
LINES = {
    "ko": ("이번 주 마감과 제출 현황을", "한눈에 보는 스터디 보드"),
    "en": ("What is due this week,", "and who has handed in"),
}
BOARD = (
    (Status.ON_TIME, Status.ON_TIME, Status.ON_TIME, Status.ON_TIME, Status.OPEN),
    (Status.ON_TIME, Status.LATE, Status.ON_TIME, Status.ON_TIME, Status.ON_TIME),
    (Status.ON_TIME, Status.ON_TIME, Status.EXCUSED, Status.ON_TIME, Status.OPEN),
    (Status.LATE, Status.ON_TIME, Status.ON_TIME, Status.ABSENT, Status.OPEN),
    (Status.ON_TIME, Status.ON_TIME, Status.ON_TIME, Status.ON_TIME, Status.ON_TIME),
)
"""Five invented members by five weeks. The last week is open."""

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { font-family: Pretendard, 'Noto Sans KR', NanumSquare, NanumGothic, sans-serif; background: transparent }
.card { width: 1200px; height: 630px; background: #f3f5f8; display: flex; align-items: center; gap: 56px;
  padding: 0 84px }
.words { flex: 1; color: #0d151f; word-break: keep-all }
.name { display: flex; align-items: center; gap: 22px; font-size: 58px; font-weight: 800; letter-spacing: -1px }
.name svg { width: 92px; height: 92px }
.lines { margin-top: 40px; font-size: 40px; line-height: 1.45; color: #33475b; font-weight: 700 }
.board { display: grid; grid-template-columns: repeat(5, 72px); gap: 10px; padding: 28px; background: #fff;
  border-radius: 28px; border: 1px solid #dfe4ea }
.board span { height: 72px; border-radius: 14px; display: grid; place-items: center; font-size: 30px }
"""


def draw_card(page: Page, icon: str, code: str) -> None:
    cells = "".join(
        f'<span style="background: {ground}; color: {glyph}">{GLYPHS[status]}</span>'
        for row in BOARD
        for status in row
        for ground, glyph in (LIGHT.cells[status],)
    )
    lines = "<br>".join(LINES[code])
    page.set_viewport_size({"width": CARD[0], "height": CARD[1]})
    page.set_content(
        f'<style>{STYLE}</style><div class="card" lang="{code}"><div class="words"><div class="name">{icon}Studyboard'
        f'</div><p class="lines">{lines}</p></div><div class="board">{cells}</div></div>'
    )
    page.screenshot(path=FOLDER / f"card-{code}.png")


def draw_icon(page: Page, icon: str, name: str) -> None:
    size, corner, cells = ICONS[name]
    drawn = icon.replace(ROUND, corner).replace(WHOLE, cells).replace("<svg ", f'<svg width="{size}" ', 1)
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawn}")
    page.screenshot(path=FOLDER / name, omit_background=True)


def main() -> None:
    icon = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=["--no-sandbox"])
        page = browser.new_page()
        for name in ICONS:
            draw_icon(page, icon, name)
        for code in LINES:
            draw_card(page, icon, code)
        browser.close()


if __name__ == "__main__":
    main()
