"""Presets: kinds of rules of study groups, as rows of the workbook."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from studylib.workbook import keys, layouts
from studylib.workbook.layouts import Layout
from studylib.workbook.template import choose_word

FILE = Path(__file__).with_name("presets.toml")

TABS = (layouts.TASKS, layouts.TIERS, layouts.STEPS)
"""The tabs that a preset fills, beside the settings."""

Rows = Sequence[Mapping[str, str | int]]
"""Rows by column."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of rules. ``lines`` say it in one line, by language. Its cells are written in one language.

    ``settings`` are values by key. ``rows`` are by the English title of their tab.
    """

    id: str
    lines: Mapping[str, str]
    settings: Mapping[str, str | int]
    rows: Mapping[str, Rows]

    def list_rows(self, layout: Layout) -> Rows:
        """List the rows of one tab."""
        return self.rows.get(layout.titles[0], ())

    def list_settings(self, language: str) -> Rows:
        """List the rows of the settings, with the keys in a language."""
        return [
            {"key": choose_word(keys.KEYS[key], language), "value": value}
            for key, value in self.settings.items()
        ]


@cache
def list_presets(language: str) -> tuple[Preset, ...]:
    """List the presets with their cells in a language, ``ko`` or ``en``."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = {} if language == "ko" else data["words"]
    return tuple(_make_preset(each, words) for each in data["presets"])


def _make_preset(data: Mapping[str, Any], words: Mapping[str, str]) -> Preset:
    def translate(row: Mapping[str, str | int]) -> Mapping[str, str | int]:
        return {column: words.get(str(cell), cell) for column, cell in row.items()}

    return Preset(
        id=data["id"],
        lines={language: data[language] for language in ("ko", "en")},
        settings=translate(data.get("settings", {})),
        rows={
            layout.titles[0]: [translate(row) for row in data.get(layout.titles[0], ())] for layout in TABS
        },
    )
