"""Draw each fine with its reason, grouped by week or by member."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.season import fines, reasons
from studylib.season.closings import Unplaced
from studylib.season.kinds import Status
from studylib.text.direction import join_texts
from studylib.text.language import NO_FIGURE
from studylib.text.message import sentence
from studylib.views.fines import choice
from studylib.web import anchors, banners, links, markup
from studylib.web.address import write_query
from studylib.web.visit import Visit

MOST_SHOWN = 200
"""About so many fines are on the page at first, in whole groups. A button shows as many more."""
MOST_OPEN = 20
"""A week of more fines is folded at first, too."""
MOST_LINES = 10_000
"""Up to so many fines are on the page, and up to so many in its file."""


class FineGroup(NamedTuple):
    """The fines of one week, in roster order, or those of one member, the newest first."""

    title: str
    lines: pd.DataFrame
    record: str = ""
    """The member whose record the group leads to."""

    @property
    def total(self) -> int:
        """The won of the group."""
        return int(self.lines["fine"].sum())


# ---- the list ----


def list_lines(visit: Visit, fined: pd.DataFrame, unplaced: Sequence[Unplaced]) -> pd.DataFrame:
    """List the fines, rising in time: ``month``, ``week``, ``task``, ``member``, ``tier`` in words, and won.

    ``place`` is that in ``fined``. Those without a row of the board have the week 0 and their place in ``unplaced``.
    """
    kinds = {
        kind: fines.name_judgement(visit.study, visit.language, Status(kind[0]), kind[1])
        for kind in set(zip(fined["status"], fined["tier"], strict=True))
    }
    listed = pd.DataFrame(
        {
            "month": fined["month"].astype("str"),
            "week": fined["week"].astype("int64"),
            "task": fined["task"].astype("str").fillna(""),
            "member": fined["member"].astype("str"),
            "tier": [kinds[kind] for kind in zip(fined["status"], fined["tier"], strict=True)],
            "fine": fined["fine"],
            "place": range(len(fined)),
        }
    )
    gone = [
        (each.month, 0, NO_FIGURE, each.member, NO_FIGURE, each.fine, place)
        for place, each in enumerate(unplaced)
    ]
    both = [listed, pd.DataFrame(gone, columns=listed.columns)]
    return pd.concat([each for each in both if len(each)]).sort_values(
        "month", kind="stable", ignore_index=True
    )


def choose_newest(visit: Visit, fined: pd.DataFrame) -> pd.DataFrame:
    """Choose the last ``MOST_LINES`` of the fines, which rise in time. Say how many there are."""
    if len(fined) <= MOST_LINES:
        return fined
    why = sentence(
        "The list has the newest {most} of {count} fines. The command fines prints all.",
        most=MOST_LINES,
        count=len(fined),
    )
    banners.draw_strip(visit, why, quiet=True)
    return fined.tail(MOST_LINES).reset_index(drop=True)


def group_lines(visit: Visit, lines: pd.DataFrame, order: str) -> list[FineGroup]:
    """Group the lines: by week, the newest first, or by member, the highest total first."""
    newest = lines.iloc[::-1]
    if order == choice.MEMBER:
        groups = [
            FineGroup(str(name), each, str(name)) for name, each in newest.groupby("member", sort=False)
        ]
        return sorted(groups, key=lambda group: (-group.total, group.title))
    months = newest["month"].where(newest["week"] == 0, "")
    return [
        FineGroup(
            name_week(visit, int(each["week"].iloc[0]), str(each["month"].iloc[0])),
            each.sort_values("place"),
        )
        for _, each in newest.groupby([newest["week"], months], sort=False)
    ]


def name_week(visit: Visit, week: int, month: str) -> str:
    """Name the week of a group. Closed fines without one have their month."""
    if week:
        return links.name_week(visit, week)
    return join_texts([visit.language.period(month), visit.language.say("without a week")])


# ---- the drawing ----


def draw_chosen(visit: Visit, chosen: pd.DataFrame) -> None:
    """Draw how many fines a choice leaves, and their total."""
    count = visit.language.say("Fines: {count}", count=visit.language.number(len(chosen)))
    total = visit.language.say("Total {amount}", amount=visit.language.won(int(chosen["fine"].sum())))
    st.html(markup.draw_block(markup.draw_paragraph(markup.join_parts([count, total]), kind="lead")))


def draw_lines(
    visit: Visit, groups: Sequence[FineGroup], fined: pd.DataFrame, unplaced: Sequence[Unplaced]
) -> None:
    """Draw the groups, the newest week open. A button shows more of very many."""
    if not groups:
        banners.draw_strip(visit, sentence("No fine matches. Choose less."), quiet=True)
        return
    shown = count_shown(groups, MOST_SHOWN + visit.fields.get("fines_more", 0))
    drawn = Markup("").join(
        draw_group(
            visit,
            group,
            fined,
            unplaced,
            is_open=not place and not group.record and len(group.lines) <= MOST_OPEN,
        )
        for place, group in enumerate(groups[:shown])
    )
    st.html(markup.draw_block(drawn, kind="folds"))
    if left := sum(len(each.lines) for each in groups[shown:]):
        more = visit.language.say("Show more ({count} left)", count=visit.language.number(left))
        st.button(more, key=visit.fields.key("fines_show_more"), on_click=show_more, args=(visit,))


def count_shown(groups: Sequence[FineGroup], most: int) -> int:
    """Count the first groups that have at least ``most`` lines together, or all."""
    lines = 0
    for place, group in enumerate(groups, 1):
        lines += len(group.lines)
        if lines >= most:
            return place
    return len(groups)


def show_more(visit: Visit) -> None:
    visit.fields["fines_more"] = visit.fields.get("fines_more", 0) + MOST_SHOWN


def draw_group(
    visit: Visit, group: FineGroup, fined: pd.DataFrame, unplaced: Sequence[Unplaced], *, is_open: bool
) -> Markup:
    """Build a group: its name, how many fines it has and their total, then each fine."""
    language = visit.language
    head = markup.draw_element(
        "span",
        markup.draw_strong(group.title),
        markup.draw_span(language.say("Fines: {count}", count=len(group.lines)), kind="aside"),
        draw_amount(visit, group.total),
        kind="sums",
    )
    record = links.link_member(visit, group.record, language.say("Open the record")) if group.record else ""
    lines = markup.draw_list(
        draw_line(visit, line, is_week=not group.record)
        for line in explain_lines(visit, group.lines, fined, unplaced)
    )
    return markup.draw_fold(head, lines, markup.draw_paragraph(record) if record else "", is_open=is_open)


class FineLine(NamedTuple):
    """One fine in words. A closed one without a row of the board has no week and no status."""

    member: str
    week: int
    status: Status | None
    tier: str
    fine: int
    reason: str


def explain_lines(
    visit: Visit, lines: pd.DataFrame, fined: pd.DataFrame, unplaced: Sequence[Unplaced]
) -> Iterator[FineLine]:
    """Explain each fine, in the order of the lines."""
    placed = fined.iloc[lines.loc[lines["week"] > 0, "place"]]
    explained = iter(
        zip(placed["status"], reasons.explain_fines(visit.study, placed, visit.language), strict=True)
    )
    columns = (lines[name] for name in ("member", "week", "tier", "fine", "place"))
    for member, week, tier, fine, place in zip(*columns, strict=True):
        status, reason = (
            next(explained) if week else (None, fines.explain_unplaced(unplaced[place], visit.language))
        )
        yield FineLine(member, week, status and Status(status), tier, fine, reason)


def draw_line(visit: Visit, line: FineLine, *, is_week: bool) -> Markup:
    """Build one fine. Its name leads to the record, its week to the cell of the board."""
    badge = markup.draw_status_badge(line.status, line.tier) if line.status else ""
    who = links.link_member(visit, line.member) if is_week else link_cell(visit, line)
    name = markup.draw_span(markup.draw_strong(who), " ", badge)
    row = markup.draw_element("div", name, draw_amount(visit, line.fine), kind="sums")
    return row + markup.draw_paragraph(draw_reason(visit, line, is_week=is_week), kind="aside")


def draw_reason(visit: Visit, line: FineLine, *, is_week: bool) -> str | Markup:
    """Build the reason. The week at its beginning leads to the cell, or stands above already."""
    week, dot, rest = line.reason.partition(" · ")
    if not line.week or week != visit.language.week(line.week):
        return line.reason
    return markup.join_parts([link_cell(visit, line), rest]) if is_week and dot else rest


def link_cell(visit: Visit, line: FineLine) -> str | Markup:
    """Link to the cell of the board that the fine is of, by the name of its week."""
    if not line.week:
        return NO_FIGURE
    query = write_query(member=line.member, week=str(line.week))
    return anchors.draw_page_link(f"./?{query}", visit.language.week(line.week))


def draw_amount(visit: Visit, won: int) -> Markup:
    """Build an amount at the right edge."""
    return markup.draw_span(visit.language.won(won), kind="amount")
