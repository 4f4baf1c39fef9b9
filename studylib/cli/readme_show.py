"""What ``readme import`` says: what it understood, what it would write, what it wrote."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from studylib.cli import terminal
from studylib.readme.plan import ImportPlan
from studylib.readme.reading import Contents
from studylib.readme.times import LinkTimes
from studylib.season.problems import Problem
from studylib.text.direction import join_texts
from studylib.text.message import Plain, sentence
from studylib.workbook.members import Roster

_MOST_NAMES = 6
"""How many names a sentence lists."""


def show_contents(contents: Contents, link_times: LinkTimes, problems: Sequence[Problem], file: Path) -> None:
    """Print what was understood, and on stderr what was not."""
    for notice in link_times.notices:
        terminal.complain(notice)
    for each in contents.listings:
        first, last = each.grid.lines
        terminal.tell(
            sentence(
                "Table of submissions in {file}, lines {first} to {last}.",
                file=file.name,
                first=first,
                last=last,
            )
        )
    linked = sum(bool(entry.address) for entry in contents.entries)
    terminal.tell(
        sentence(
            "Understood: {weeks} weeks, {members} members, {links} links, {marks} marks, {turns} turns.",
            weeks=len(contents.weeks),
            members=len(contents.members),
            links=linked,
            marks=len(contents.handed_in) - linked,
            turns=len(contents.turns),
        )
    )
    for problem in (*contents.notices, *problems):
        _show_problem(problem)


def _show_problem(problem: Problem) -> None:
    why = Plain(terminal.own_language().say(problem.message))
    terminal.complain(sentence("Line {line}: {why}", line=problem.row, why=why))


def tell_strangers(contents: Contents | None, people: Roster, file: Path) -> None:
    """Say that the table is there and names others than the members. End the command with 1 if it is so."""
    if contents is None or not contents.members:
        return
    terminal.complain(
        sentence(
            "The table in {file}, line {line}, names {names}, and the members are {members}. Make a new workbook"
            " of it with --to FILE.xlsx, or write its names into the members tab.",
            file=file.name,
            line=contents.listings[0].grid.lines[0],
            names=_join_names(contents.members),
            members=_join_names([member.name for member in people.by_name.values()]),
        )
    )
    raise typer.Exit(1)


def end_without_table(problems: Sequence[Problem], contents: Contents | None, file: Path) -> NoReturn:
    """Say why nothing can be read, and end the command with 1. ``contents``: ``None`` if there is no table."""
    if contents is None or not problems:
        terminal.complain(
            sentence(
                "There is no table of submissions in {file}. It has a column of weeks (1주차, Week 1) "
                "and links or marks of the members.",
                file=str(file),
            )
        )
    for problem in problems:
        _show_problem(problem)
    raise typer.Exit(1)


def _join_names(names: Sequence[str]) -> str:
    """Join names, with the first few of many."""
    shown = join_texts(names[:_MOST_NAMES], ", ")
    return f"{shown}, …" if len(names) > _MOST_NAMES else shown


def show_plan(plan: ImportPlan) -> None:
    """Print what an import would write."""
    if not plan.rows:
        say_nothing_new()
    for new in plan.rows:
        terminal.tell(
            sentence("{rows} rows would be written to the tab {tab}.", rows=len(new.rows), tab=new.title)
        )
    ask_for_swaps(plan)


def say_nothing_new() -> None:
    terminal.tell(sentence("All of it is there already. Nothing was written."))


def ask_for_swaps(plan: ImportPlan) -> None:
    for week, writer in plan.swaps.items():
        terminal.tell(
            sentence(
                "Week {week}: write {member} into the column of writers of the weeks tab.",
                week=week,
                member=writer,
            )
        )


def say_written(rows: int, title: str) -> None:
    terminal.tell(sentence("{rows} rows written to the tab {tab}.", rows=rows, tab=title))
