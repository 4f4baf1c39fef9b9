"""Draw the member's weeks one by one, and the answers that were voided."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from studylib.season.kinds import Status
from studylib.season.study import VoidedAnswer
from studylib.season.weeks import find_present_week
from studylib.views.judged import draw_judged, draw_task
from studylib.views.record.parts import draw_part
from studylib.web import anchors, derived, links, markup
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit


def list_judged(visit: Visit, member: str) -> list[tuple[JudgedCell, ...]]:
    """List the member's rows of the board by week, weeks rising."""
    weeks = (derived.find_cells(visit, member, week.number) for week in visit.study.weeks)
    return [cells for cells in weeks if cells]


def draw_judgements(visit: Visit, weeks: Sequence[Sequence[JudgedCell]]) -> Markup:
    """Build each week with its judgement, its links and its fine. Weeks that are far ahead are left out."""
    draw = draw_week_of_tasks if visit.study.tasks else draw_week
    items = (draw(visit, cells) for cells in leave_out_far(visit, weeks))
    return draw_part(visit.language.say("Week by week"), markup.draw_list(items))


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


def draw_week_of_tasks(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    fine = sum(cell.fine for cell in cells)
    week = markup.draw_strong(links.name_week(visit, cells[0].week))
    total = markup.draw_strong(visit.language.won(fine)) if fine and len(cells) > 1 else ""
    return markup.draw_row(week, total) + markup.draw_list(
        (draw_task(visit, cell) for cell in cells), kind="tasks"
    )


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
