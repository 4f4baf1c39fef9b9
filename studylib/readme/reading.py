"""Read what a README's tables of submissions say of the season.

Weeks are read as rows, however the table is turned. Each column holds links or marks, names the turns, or is ignored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studylib.readme.choices import ASK, Choices
from studylib.readme.entries import Entry, read_entries
from studylib.readme.entry import LineProblem
from studylib.readme.excuses import ListedExcuse, gather_excuses
from studylib.readme.finding import find_listings, gather_starters, make_roster
from studylib.readme.grid import Page
from studylib.readme.listing import Listing
from studylib.readme.names import find_leaving, find_member
from studylib.readme.parts import join_parts
from studylib.readme.turns import ListedTurn, read_turns
from studylib.season.problems import Problem
from studylib.season.study import Member
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.members import Roster, explain_unknown

__all__ = ["Contents", "ListedExcuse", "ListedTurn", "read_page"]


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of all tables of submissions in a file. ``members`` are in their order, ``weeks`` rising.

    ``notices`` say how Studyboard read what could be meant otherwise, by line.
    """

    listings: tuple[Listing, ...]
    members: tuple[str, ...]
    weeks: tuple[int, ...]
    entries: tuple[Entry, ...]
    turns: tuple[ListedTurn, ...]
    excuses: tuple[ListedExcuse, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def handed_in(self) -> tuple[Entry, ...]:
        """The entries of members who handed something in."""
        return tuple(entry for entry in self.entries if entry.handed_in)


def read_page(
    page: Page, people: Roster | None, file: str, choices: Choices = ASK
) -> tuple[Contents | None, list[Problem]]:
    """Read all tables of submissions in the file as one. Return ``None`` if there is none.

    ``people`` are the members that names may mean. ``None`` means a group without a roster: then the tables name the
    members. Problems have the name ``file`` as their tab and its lines, from 1, as their rows.
    """
    people = people or make_roster(choices)
    listings = find_listings(page, people, choices)
    if not listings:
        return None, []
    raw, said = _read_listings(listings, people)
    roster = people or _gather_roster(listings, raw)
    owners = dict(_list_strange_owners(listings, roster))
    known, strangers = _match_entries([entry for entry in raw if entry.member not in owners], roster)
    turns, turned = _read_all_turns(listings, roster, named=people is not None)
    joined, parted = join_parts(known)
    members = _order_members(listings, joined, turns, roster)
    said += [*owners.values(), *strangers, *parted, *turned, *_list_gaps(listings)]
    said += [why for listing in listings for why in _list_leaving(listing, roster)]
    said += _suggest_legend(said)
    contents = Contents(
        listings=listings,
        members=members,
        weeks=_gather_weeks(listings),
        entries=joined,
        turns=turns,
        excuses=gather_excuses(listings, joined, _list_names(people) if people else members),
        notices=tuple(_sort_problems([each for each in said if each.notice], file)),
    )
    return contents, _sort_problems([each for each in said if not each.notice], file)


def _read_listings(
    listings: Sequence[Listing], people: Roster | None
) -> tuple[list[Entry], list[LineProblem]]:
    """Read the entries of all listings. Without a roster, names in lists are those that begin their items."""
    starters = gather_starters(listings)
    known = [starters if people is None and each.grid.form == "list" else people for each in listings]
    read = [read_entries(listing, names) for listing, names in zip(listings, known, strict=True)]
    return [each for entries, _ in read for each in entries], [each for _, said in read for each in said]


def _read_all_turns(
    listings: Sequence[Listing], people: Roster, *, named: bool
) -> tuple[tuple[ListedTurn, ...], list[LineProblem]]:
    turns = [turn for listing in listings for turn in read_turns(listing, people, named=named)]
    listed = tuple(turn for turn in turns if isinstance(turn, ListedTurn))
    return listed, [turn for turn in turns if isinstance(turn, LineProblem)]


def _list_names(people: Roster) -> tuple[str, ...]:
    return tuple(member.name for member in people.by_name.values())


# ---- members ----


def _gather_roster(listings: Sequence[Listing], entries: Sequence[Entry]) -> Roster:
    """Gather the members that the tables name, each as first written."""
    written = [owner for listing in listings for owner in listing.owners]
    names: dict[str, str] = {}
    for name in (*written, *(entry.member for entry in entries)):
        names.setdefault(values.fold(name), name)
    return Roster([Member(name) for name in names.values() if name])


def _match_entries(
    entries: Sequence[Entry], people: Roster
) -> tuple[tuple[Entry, ...], tuple[LineProblem, ...]]:
    """Give each entry its member's own name. Entries of strangers become problems."""
    matches = [(entry, find_member(entry.member, people)) for entry in entries]
    return (
        tuple(replace(entry, member=member.name) for entry, member in matches if member),
        tuple(
            LineProblem(entry.cell.line, explain_unknown(entry.member))
            for entry, member in matches
            if not member
        ),
    )


def _list_strange_owners(listings: Sequence[Listing], people: Roster) -> Iterator[tuple[str, LineProblem]]:
    """List the columns whose member nobody knows, once each, even if they are empty."""
    for listing in listings:
        for at, owner in enumerate(listing.owners):
            if owner and listing.head and not find_member(owner, people):
                line = listing.rows[listing.head - 1][at].line
                yield owner, LineProblem(line, explain_unknown(owner))


def _order_members(
    listings: Sequence[Listing], entries: Sequence[Entry], turns: Sequence[ListedTurn], people: Roster
) -> tuple[str, ...]:
    """List the members as the headers order them, then as the entries and the turns do."""
    owners = (find_member(owner, people) for listing in listings for owner in listing.owners if owner)
    headed = (owner.name for owner in owners if owner)
    entered = (entry.member for entry in entries)
    return tuple(dict.fromkeys([*headed, *entered, *(turn.member for turn in turns)]))


def _list_leaving(listing: Listing, people: Roster) -> Iterator[LineProblem]:
    """List the headers that say that a member has left. The workbook does not know the day."""
    for row in listing.rows[: listing.head]:
        for cell, owner in zip(row, listing.owners, strict=True):
            note = find_leaving(cell.text) if owner else None
            member = find_member(owner, people) if owner else None
            if note and member and member.left_on is None:
                why = sentence(
                    "{member} stands as “{note}”. If they left, write the day into left_on of the members tab.",
                    member=member.name,
                    note=note,
                )
                yield LineProblem(cell.line, why, notice=True)


# ---- weeks ----


def _gather_weeks(listings: Sequence[Listing]) -> tuple[int, ...]:
    return tuple(sorted({week for listing in listings for week in listing.weeks if week}))


def _list_gaps(listings: Sequence[Listing]) -> Iterator[LineProblem]:
    """Tell which numbers of weeks no table has."""
    weeks = _gather_weeks(listings)
    for before, after in pairwise((0, *weeks)):
        if after > before + 1:
            why = sentence(
                "No week lies between {before} and {after} in the tables. Nobody is judged for what is missing.",
                before=before,
                after=after,
            )
            yield LineProblem(listings[0].grid.lines[0], why, notice=True)


# ---- what is said ----


def _suggest_legend(said: Sequence[LineProblem]) -> Iterator[LineProblem]:
    """Suggest to explain the unknown marks in the file, once for all."""
    marks = list(dict.fromkeys(problem.mark for problem in said if problem.mark))
    if marks:
        why = sentence(
            "A line in the file may say what its marks mean: “범례: {mark} 완료”. Here it would be of {marks}.",
            mark=marks[0],
            marks=" ".join(marks),
        )
        yield LineProblem(min(problem.line for problem in said if problem.mark), why, notice=True)


def _sort_problems(problems: Sequence[LineProblem], file: str) -> list[Problem]:
    """Sort by line, then by text, without repeats."""
    unique = {(problem.line, str(problem.why)): problem for problem in problems}
    return [Problem(file, unique[key].line, None, unique[key].why) for key in sorted(unique)]
