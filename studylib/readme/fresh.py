"""Write a new table into a README that has none."""

import html

from studylib.readme.form import (
    END,
    START,
    ReadmeError,
    SeasonLinks,
    escape_markdown,
    judged_members,
    line_end,
    write_link,
)
from studylib.text.language import Language
from studylib.text.message import sentence

# ---- a new table ----


def fresh_table(text: str, region: tuple[int, int] | None, said: SeasonLinks, is_html: bool) -> str:
    ending = line_end(text)
    table = _table(said, is_html).replace("\n", ending)
    if region:
        between = text[region[0] : region[1]]
        if between.strip():
            raise ReadmeError(
                sentence(
                    "What stands between {start} and {end} is no table of submissions. Empty it.",
                    start=START,
                    end=END,
                )
            )
        return text[: region[0]] + ending + ending + table + ending + ending + text[region[1] :]
    before = (
        "" if not text or text.endswith(ending * 2) else ending if text.endswith(("\n", "\r")) else ending * 2
    )
    return f"{text}{before}{START}{ending}{ending}{table}{ending}{ending}{END}{ending}"


def _table(said: SeasonLinks, is_html: bool) -> str:
    language = Language(said.study.language)
    head = [language.say("Week"), language.say("Submissions"), language.say("Team blog")]
    rows = []
    numbers = sorted({week.number for week in said.study.weeks} | {week for _, week in said.links})
    for week in numbers:
        there = {member.name for member in judged_members(said.study, week)}
        links = [
            write_link(member.name, link, is_html)
            for member in said.study.members
            for link in said.links.get((member.name, week), ("",) if member.name in there else ())
        ]
        writer = said.writers.get(week, "")
        shown = html.escape(writer) if is_html else escape_markdown(writer)
        rows.append([language.week(week), (" " if is_html else " &nbsp; ").join(links), shown])
    if is_html:
        lines = [f"<tr>{''.join(f'<th>{each}</th>' for each in head)}</tr>"]
        lines += [f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows]
        return "\n".join(["<table>", *lines, "</table>"])
    return "\n".join(f"|{'|'.join(row)}|" for row in [head, [":---:", "---", ":---:"], *rows])
