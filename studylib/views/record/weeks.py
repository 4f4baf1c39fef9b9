"""Draw the member's weeks one by one, and the answers that were voided."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from studylib.season.kinds import Status
from studylib.season.study import VoidedAnswer
from studylib.season.weeks import find_present_week
from studylib.views.judged import draw_judged, draw_judgement, draw_task
from studylib.views.record.parts import draw_part
from studylib.web import anchors, derived, links, markup
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit


def list_judged(visit: Visit, member: str) -> list[tuple[JudgedCell, ...]]:
    """List the member's rows of the board by week, weeks rising."""
    weeks = (derived.find_cells(visit, member, week.number) for week in visit.study.weeks)
    return [cells for cells in weeks if cells]


def draw_judgements(visit: Visit, weeks: Sequence[Sequence[JudgedCell]]) -> Markup:
    """Build each week, newest first, with its judgement, its links and its fine.

    Weeks that are far ahead are left out. Weeks of tasks are folded, but for the present one.
    """
    near = list(leave_out_far(visit, weeks))[::-1]
    title = visit.language.say("Week by week")
    if not visit.study.tasks:
        return draw_part(title, markup.draw_list(draw_week(visit, cells) for cells in near))
    folds = (fold_week(visit, cells) for cells in near)
    return draw_part(title, markup.draw_element("div", *folds, kind="folds apart"))


def leave_out_far(visit: Visit, weeks: Sequence[Sequence[JudgedCell]]) -> Iterator[Sequence[JudgedCell]]:
    """List the weeks up to the one after the present one, and later ones with a hand-in."""
    present = find_present_week(visit.study.weeks, visit.now)
    numbers = [week.number for week in visit.study.weeks]
    near = set(numbers[: numbers.index(present.number) + 2]) if present else set()
    for cells in weeks:
        if cells[0].week in near or any(cell.status is not Status.UPCOMING for cell in cells):
            yield cells


def draw_week(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    week = markup.draw_strong(links.name_week(visit, cells[0].week))
    return draw_judged(visit, cells[0], week)


def fold_week(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    """Fold a week's tasks below its name, how they were judged, and what they cost."""
    present = find_present_week(visit.study.weeks, visit.now)
    head = markup.draw_element(
        "span",
        markup.draw_strong(links.name_week(visit, cells[0].week)),
        markup.draw_span(markup.join_parts(sum_up_week(visit, cells), " "), kind="amount"),
        kind="sums",
    )
    tasks = markup.draw_list((draw_task(visit, cell) for cell in cells), kind="tasks")
    is_present = present is not None and present.number == cells[0].week
    return markup.draw_fold(head, tasks, is_open=is_present)


def sum_up_week(visit: Visit, cells: Sequence[JudgedCell]) -> Iterator[Markup]:
    """List each judgement once, then the sum of the fines. On time is told only of a whole week."""
    if all(cell.status is cells[0].status for cell in cells):
        kept = list(cells)
    else:
        kept = [cell for cell in cells if cell.status is not Status.ON_TIME]
    yield from dict.fromkeys(draw_judgement(visit, cell) for cell in kept)
    if fine := sum(cell.fine for cell in cells):
        yield markup.draw_strong(visit.language.won(fine))


def list_voided(visit: Visit, member: str) -> list[VoidedAnswer]:
    """List the member's voided answers that had come by the moment shown, each once."""
    return [
        each
        for each in dict.fromkeys(visit.study.voided)
        if each.member == member and (each.submitted_at is None or each.submitted_at <= visit.now)
    ]


def draw_voided(visit: Visit, voided: Sequence[VoidedAnswer]) -> Markup:
    """Build the answers that the leader has voided, struck through, each with the reason."""
    say = visit.language.say
    items = (draw_voided_answer(visit, each) for each in voided)
    return draw_part(say("Void submissions"), markup.draw_list(items))


def draw_voided_answer(visit: Visit, voided: VoidedAnswer) -> Markup:
    language, at = visit.language, voided.submitted_at
    week = language.week(voided.week) if voided.week is not None else None
    moment = language.moment(at.astimezone(visit.study.timezone)) if at else None
    head = markup.draw_span(markup.join_parts([week, moment]), kind="void")
    why = language.say("Void: {reason}", reason=voided.reason) if voided.reason else language.say("Void")
    links_ = markup.draw_span(anchors.draw_links(voided.link.splitlines()), kind="void")
    return markup.draw_row(head) + markup.draw_paragraph(why, kind="aside") + links_
