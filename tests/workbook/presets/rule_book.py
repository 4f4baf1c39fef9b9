"""The rule book's presets in Markdown. ``python -m tests.workbook.presets.rule_book`` writes them into docs/."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from studylib.workbook.layouts import SETTINGS, Layout
from studylib.workbook.presets.preset import TABS, Preset, list_presets
from studylib.workbook.template import choose_word

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {"en": DOCS / "rules.md", "ko": DOCS / "rules.ko.md"}
_PART = re.compile(r"(?<=<!-- presets -->\n).*(?=<!-- end of presets -->)", re.DOTALL)


def write_page(text: str, language: str) -> str:
    """Put the presets into a page, between its two marks."""
    return _PART.sub(lambda _: "\n".join(_list_lines(language)), text)


def _list_lines(language: str) -> Iterator[str]:
    for number, preset in enumerate(list_presets(language), 1):
        yield f"\n### {number}. {preset.lines[language]}\n"
        for layout, rows in _list_tabs(preset, language):
            yield from _list_table(layout, rows, language)
    yield ""


def _list_tabs(preset: Preset, language: str) -> Iterator[tuple[Layout, Sequence[Mapping[str, str | int]]]]:
    for layout in (SETTINGS, *TABS):
        rows = preset.list_settings(language) if layout is SETTINGS else preset.list_rows(layout)
        if rows:
            yield layout, rows


def _list_table(layout: Layout, rows: Sequence[Mapping[str, str | int]], language: str) -> Iterator[str]:
    columns = [column for column in layout.columns if any(column in row for row in rows) or column == "hours"]
    yield f"`{choose_word(layout.titles, language)}`\n"
    yield f"| {' | '.join(choose_word(layout.columns[column], language) for column in columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(str(row.get(column, '')) for column in columns)} |"
    yield ""


if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(write_page(page.read_text(encoding="utf-8"), language), encoding="utf-8")
