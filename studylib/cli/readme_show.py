"""What ``readme import`` says: what it understood, what it would write, what it wrote."""

from collections.abc import Sequence
from pathlib import Path

from studylib.cli import terminal
from studylib.readme.plan import ImportPlan
from studylib.readme.reading import Contents
from studylib.readme.times import LinkTimes
from studylib.season.study import Problem
from studylib.text.message import Plain, sentence


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
    for problem in problems:
        why = Plain(terminal.own_language().say(problem.message))
        terminal.complain(sentence("Line {line}: {why}", line=problem.row, why=why))


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
