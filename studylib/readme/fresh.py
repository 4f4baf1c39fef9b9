"""Write a new table into a README that has none."""

import html

from studylib.readme.form import END, START, ReadmeError
from studylib.readme.season_links import SeasonLinks, list_judged_members
from studylib.readme.written_links import escape_markdown, find_line_end, write_link
from studylib.text.language import Language
from studylib.text.message import sentence


def write_fresh_table(text: str, region: tuple[int, int] | None, season: SeasonLinks, is_html: bool) -> str:
    """Put a new table between the markers, or, without ``region``, between new markers at the end.

    Raise a ReadmeError if there is something else between the markers.
    """
    ending = find_line_end(text)
    table = _write_table(season, is_html).replace("\n", ending)
    if region is None:
        parts = (text, _space_before(text, ending), START, ending * 2, table, ending * 2, END, ending)
        return "".join(parts)
    start, end = region
    if text[start:end].strip():
        raise ReadmeError(
            sentence(
                "The text between {start} and {end} is no table of submissions. Delete it.",
                start=START,
                end=END,
            )
        )
    return "".join((text[:start], ending * 2, table, ending * 2, text[end:]))


def _space_before(text: str, ending: str) -> str:
    """Return the line ends that part the text from what follows by a blank line."""
    if not text or text.endswith(ending * 2):
        return ""
    return ending if text.endswith(("\n", "\r")) else ending * 2


def _write_table(season: SeasonLinks, is_html: bool) -> str:
    language = Language(season.study.language)
    head = [language.say("Week"), language.say("Submissions"), language.say("Team blog")]
    weeks = sorted({week.number for week in season.study.weeks} | {week for _, week in season.links})
    rows = [_write_row(season, week, is_html) for week in weeks]
    if is_html:
        lines = [_write_html_row("th", head), *(_write_html_row("td", row) for row in rows)]
        return "\n".join(["<table>", *lines, "</table>"])
    return "\n".join(f"|{'|'.join(row)}|" for row in [head, [":---:", "---", ":---:"], *rows])


def _write_row(season: SeasonLinks, week: int, is_html: bool) -> list[str]:
    """Write the week, its links and its writer. Judged members without a link get an empty one."""
    judged = {member.name for member in list_judged_members(season.study, week)}
    links = [
        write_link(member.name, link, is_html)
        for member in season.study.members
        for link in season.links.get((member.name, week), ("",) if member.name in judged else ())
    ]
    writer = season.writers.get(week, "")
    return [
        Language(season.study.language).week(week),
        (" " if is_html else " &nbsp; ").join(links),
        html.escape(writer) if is_html else escape_markdown(writer),
    ]


def _write_html_row(tag: str, cells: list[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"
