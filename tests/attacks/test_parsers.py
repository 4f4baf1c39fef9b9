"""Every parser of raw text takes linear time, whatever is repeated in the text."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC

import pytest

from studylib.changes.editing import parse_cell
from studylib.changes.masks import mask_under
from studylib.money.what_if import parse_tiers
from studylib.readme import addresses, columns, heads, html, marks, names, parsing, reading, rests, week_texts
from studylib.readme.grid import GridCell, Page, Part
from studylib.readme.inline import join_texts
from studylib.readme.legend import find_legend
from studylib.readme.written_links import escape_address, escape_markdown
from studylib.season.study import Member
from studylib.season.tasks import Task
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.text.particles import choose_particle
from studylib.text.width import measure_text
from studylib.workbook import (
    alike_keys,
    clocks,
    dates,
    dues,
    former,
    headers,
    hyperlinks,
    identity,
    keys,
    layouts,
    limits,
    links,
    members,
    moments,
    naming,
    pasted,
    readings,
    references,
    rule_settings,
    steps,
    task_cells,
    task_columns,
    titles,
    units,
    values,
    voided,
    week_lists,
    week_names,
)
from studylib.workbook.row_json import load_readable_rows
from studylib.workbook.task_names import TaskNames
from tests.growth import LINEAR, find_growth
from tests.readme.forms import read_form

Parse = Callable[[str], object]

CELL = GridCell((), 1, (0, 0))

CELLS: dict[str, Parse] = {
    "show": values.show_masked,
    "fold": values.fold,
    "blank": values.is_blank,
    "whole": values.parse_whole,
    "amount": values.parse_amount,
    "hours": values.parse_hours,
    "week": values.parse_week,
    "zone": values.parse_zone,
    "week name": week_names.parse_number,
    "weeks": week_lists.parse_weeks,
    "fines": week_lists.parse_fines,
    "links": links.parse_links,
    "link": links.parse_link,
    "references": links.parse_references,
    "titled references": references.parse_references,
    "pieces": lambda text: list(pasted.list_pieces(text)),
    "moment": lambda text: moments.parse_moment(text, UTC),
    "due": lambda text: moments.parse_due(text, UTC),
    "day": moments.parse_day,
    "month": moments.parse_month,
    "order": dates.find_order,
    "half of a day": clocks.names_half,
    "limit": limits.parse_limit,
    "due in a cycle": dues.parse_due,
    "unit": units.parse_unit,
    "seeming unit": units.seems_unit,
    "amounts": steps.parse_amounts,
    "count": task_cells.parse_count,
    "doers": lambda text: task_cells.parse_doers(text, members.Roster([Member("가람"), Member("나래")])),
    "task": lambda text: TaskNames([Task("문제 풀이"), Task("모임")]).find(text),
    "task column": task_columns.names_task,
    "account": rule_settings.parse_account,
    "cycle": rule_settings.parse_cycle,
    "address behind": hyperlinks.lacks_address,
    "reference": hyperlinks.split_reference,
    "readings": readings.list_readings,
    "parts": readings.list_parts,
    "politeness": readings.cut_politeness,
    "erased": former.is_erased,
    "identity": identity.parse_identity,
    "name": members.Roster([Member("가람"), Member("나래")]).parse_name,
    "sum": members.is_sum,
    "namings": naming.parse_namings,
    "key": keys.find_key,
    "alike key": alike_keys.find_alike,
    "header": lambda text: [headers.find_columns(layout, (text, text)) for layout in layouts.TITLED],
    "title": lambda text: [titles.judge_title(layout, text) for layout in layouts.TITLED],
    "void": voided.read_reason,
    "row": lambda text: load_readable_rows([text]),
    "masks": mask_addresses,
    "masked cell": lambda text: mask_under("이메일", text),
    "typed": parse_cell,
    "what if": parse_tiers,
    "particle": lambda text: choose_particle(text, "은(는)"),
    "width": measure_text,
    "sentence": lambda text: Language("ko").say(sentence("There is no time zone “{zone}”.", zone=text)),
}

README: dict[str, Parse] = {
    "week": lambda text: week_texts.parse_week(text, digits=True),
    "week of month": week_texts.parse_week_of_month,
    "month": week_texts.parse_month_number,
    "day": week_texts.parse_day,
    "mark": marks.parse_mark,
    "folded mark": marks.fold_mark,
    "folded sign": marks.fold_sign,
    "signs": marks.split_signs,
    "broken": lambda text: list(addresses.find_broken(text, CELL)),
    "cut broken": addresses.cut_broken,
    "relative": addresses.is_relative,
    "resolved": lambda text: addresses.resolve_address(text, "https://github.com/a/b", "docs"),
    "name": names.cut_name,
    "leaving": names.find_leaving,
    "head": heads.read_head,
    "generic": columns.is_generic,
    "person": lambda text: columns.is_name(text, None),
    "rest": rests.is_rest,
    "legend": lambda text: find_legend(Page(text, ())),
    "html": html.read_text,
    "comments": lambda text: list(html.list_comments(text, 0, len(text))),
    "texts": lambda text: join_texts((Part(text),), broken=False),
    "text": escape_markdown,
    "address": escape_address,
}


def read_page(text: str) -> object:
    return reading.read_page(parsing.parse_page(text), None, "README.md")


def read_html_page(text: str) -> object:
    return reading.read_page(parsing.parse_page(text, html=True), None, "index.html")


def read_table(text: str) -> object:
    return read_form(f"|주차|가람|나래|\n|-|-|-|\n|1주차|{text}|[글](https://g.kr)|\n").habits


def read_shared_cell(text: str) -> object:
    return read_form(f"|주차|과제|\n|-|-|\n|1주차|{text} [가람](https://g.kr)|\n").name_separator


def read_html_table(text: str) -> object:
    rows = (
        f"<tr><td>1주차</td><td>{text}</td></tr><tr><td>2주차</td><td><a href='https://g.kr'>글</a></td></tr>"
    )
    return read_form(f"<table><tr><th>주차</th><th>가람</th></tr>{rows}</table>\n").habits


PAGES: dict[str, Parse] = {
    "page": read_page,
    "html page": read_html_page,
    "table": read_table,
    "shared cell": read_shared_cell,
    "html table": read_html_table,
}

UNITS = (
    *"[]()<|\"'`*_~:;,#1a0 =\t\n",
    *("[](", "[a](", "![", "](", "[a] ", "(a) ", "<!--", "<br>", "&nbsp;", "`a", "**a", "- "),
    *('<a href="x">', "<a href='x'>b</a>", "<a href=", "<a ", "<div>", "<td>", "<table>", "</a>"),
    *("\u0301\u0327", "\uff9e\u0301", "a\u0301", "\u200b", "\u200d", "\ufe0f", "\u1100", "\u1161", "\ufdfa"),
    *("주차", "3주차 ", "2022-04-06 ", "4/5 ", "1월 ", "3000원", "가, ", "해주세요", "✅", "✅ ", ":a:"),
    *(
        "https://",
        "https://a.kr/,",
        "www.a.kr ",
        "a@",
        "a@b.",
        "@a",
        "%40",
        "a.",
        "a-",
        "a/",
        "1,",
        "1~2,",
        "12:",
    ),
)

STARTS = ("", "3주차 https://a.kr/", "가람 ([a](")
"""Beginnings that lead a pattern into what is repeated."""

SIZE = 1_000
"""Characters of the shortest text. The longest has four times as many."""


SHARE = 1 if "STUDYBOARD_FUZZ" in os.environ else 3
"""Each parser is timed over one unit in so many, the next parser over the ones after it."""


def list_growing(
    parsers: dict[str, Parse], parser: str, starts: tuple[str, ...], size: int
) -> list[tuple[str, str, float]]:
    """List what makes the time of a parser grow faster than the text: the beginning, the repeated unit, the growth."""
    parse, first = parsers[parser], list(parsers).index(parser) % SHARE

    def work(text: str) -> None:
        with suppress(StudyboardError, ValueError):
            parse(text)

    growing = []
    for start in starts:
        for unit in UNITS[first::SHARE]:
            growth = find_growth(work, lambda length: start + unit * (length // len(unit)) + "!", size)  # noqa: B023
            if growth >= LINEAR:
                growing.append((start, unit, growth))
    return growing


@pytest.mark.parametrize("parser", CELLS)
def test_a_cell_is_parsed_in_linear_time(parser: str) -> None:
    assert list_growing(CELLS, parser, STARTS[:2], SIZE) == []


@pytest.mark.parametrize("parser", README)
def test_a_text_of_a_readme_is_parsed_in_linear_time(parser: str) -> None:
    assert list_growing(README, parser, STARTS, SIZE) == []


@pytest.mark.parametrize("parser", PAGES)
def test_a_readme_is_parsed_in_linear_time(parser: str) -> None:
    assert list_growing(PAGES, parser, STARTS[:1], 500) == []


@pytest.mark.parametrize(
    "zone", ["a/" * 1_000, "Asia/" * 50 + "Seoul", "a" * 10_000, "../" * 100 + "etc/passwd"]
)
def test_an_endless_name_of_a_zone_is_refused_like_any_other(zone: str) -> None:
    with pytest.raises(values.CellError, match="There is no time zone"):
        values.parse_zone(zone)
