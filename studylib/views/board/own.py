"""Build the visitor's own state on the board, and the way to hand in. Ask who the visitor is."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import fines
from studylib.season.kinds import Status
from studylib.season.standing import Standing
from studylib.text.direction import join_texts
from studylib.views.own_name import keep_first
from studylib.views.prices import draw_price
from studylib.web import address, anchors, derived, links, markup, own_name
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit

MOST_LATE = 3
"""How many of the visitor's overdue duties are named."""
MOST_PRESENT = 4
"""How many of the visitor's duties of the present week are named."""
WAITING = (Status.OVERDUE, Status.OPEN)
"""The statuses of what can still be handed in without being absent."""
FIELD = "board_member"
CHOICE_WIDTH = 320
"""Pixels of the choice of a name."""
WHO, ASK, ELSE = "who", "ask", "else"
"""The parameter of the page's address about the visitor, and its values: who are you, and somebody else."""


def draw_duties(visit: Visit, now: Standing, name: str) -> Markup:
    """Build the member's duties that are overdue, then those of the present week."""
    cells = list_cells(visit, now, name)
    lines = [draw_duty(visit, each) for each in cells]
    if not any(each.status in WAITING for each in cells):
        lines.append(markup.draw_span(visit.language.say("There is nothing to hand in now."), kind="aside"))
    who = links.link_member(visit, name, visit.language.say("{member} (you)", member=name))
    return markup.draw_paragraph(who, kind="who") + markup.draw_list(lines, kind="own")


def list_cells(visit: Visit, now: Standing, name: str) -> list[JudgedCell]:
    """List the member's overdue cells of other weeks, then those of the present week."""
    weeks = dict.fromkeys(each.week.number for each in now.others if each.late and name in each.missing)
    others = [number for number in weeks if number != now.week.number]
    late = [each for number in others for each in derived.find_cells(visit, name, number)]
    overdue = [each for each in late if each.status is Status.OVERDUE]
    present = derived.find_cells(visit, name, now.week.number)
    return [*overdue[-MOST_LATE:], *present[:MOST_PRESENT]]


def draw_duty(visit: Visit, cell: JudgedCell) -> Markup:
    """Build one duty: its status, and what handing it in costs the member."""
    language = visit.language
    word = fines.name_judgement(visit.study, language, cell.status, cell.tier)
    heading = markup.draw_strong(join_texts([language.week(cell.week), cell.task]))
    duty = next((each for each in visit.study.week_of[cell.week].duties if each.task.name == cell.task), None)
    price = draw_price(visit, duty, cell.member) if duty else ""
    fine = language.say("Fine {amount}", amount=language.won(cell.fine)) if cell.fine else ""
    line = markup.draw_span(price or fine)
    return markup.draw_row(heading, markup.draw_status_badge(cell.status, word)) + line


def hear_wish(visit: Visit) -> bool:
    """Hear if the address asks who the visitor is. Forget the name if it says somebody else."""
    wish = address.read_parameter(WHO)
    if wish == ELSE and own_name.may_choose(visit):
        own_name.forget_own_name(visit)
        address.drop_parameter(WHO)
    return wish == ASK


def draw_way(visit: Visit, now: Standing) -> Markup:
    """Build the button to hand in, and the link that asks who the visitor is, or says that they are somebody else."""
    say, name = visit.language.say, own_name.find_own_name(visit)
    links = []
    if may_hand_in(visit, now):
        kind = "action soft" if is_waiting(visit, now, name) else "action quiet soft"
        address_of = f"hand_in?{address.write_query()}"
        links.append(anchors.draw_page_link(address_of, say("Hand in your notes"), kind=kind))
    if own_name.may_choose(visit):
        label, wish = (say("That is not me"), ELSE) if name else (say("How do I stand?"), ASK)
        links.append(anchors.draw_page_link(f"?{address.write_query(**{WHO: wish})}", label, kind="soft who"))
    return markup.draw_element("div", *links, kind="way") if links else markup.NO_MARKUP


def is_waiting(visit: Visit, now: Standing, name: str | None) -> bool:
    """Tell whether the visitor of that name still has something to hand in, as far as anybody knows."""
    return name is None or any(each.status in WAITING for each in list_cells(visit, now, name))


def may_hand_in(visit: Visit, now: Standing) -> bool:
    """Tell whether there is anything to hand in, and a way for this visitor."""
    is_open = now.until is not None or any(each.late for each in now.others)
    return is_open and (visit.study.form is not None or visit.rights.may(Need.INSIDE))


def draw_choice(visit: Visit) -> None:
    """Draw the question who the visitor is, if nobody knows."""
    if own_name.may_choose(visit) and not own_name.find_own_name(visit):
        visit.fields.choose(
            FIELD,
            visit.language.say("Member"),
            [each.name for each in visit.study.members],
            index=None,
            placeholder=visit.language.say("Choose your name"),
            on_change=keep_choice,
            args=(visit,),
            width=CHOICE_WIDTH,
        )


def keep_choice(visit: Visit) -> None:
    """Keep the chosen name. The address asks no more."""
    keep_first(visit, FIELD)
    address.drop_parameter(WHO)
