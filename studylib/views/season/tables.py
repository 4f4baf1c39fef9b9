"""Draw the rates on time: by member and by week."""

from collections.abc import Mapping

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.completion import Completion
from studylib.season.recap import MemberRecap, Recap
from studylib.text.language import NO_FIGURE
from studylib.views.season.bars import count_rate, draw_columns, draw_rate
from studylib.web import links, markup
from studylib.web.visit import Visit

MOST_LABELS = 16
"""How many weeks are named under a drawing. Of more weeks only some are."""

MOST_ROWS = 50
"""How many members are not folded."""


def draw_rates(visit: Visit, recap: Recap) -> Markup:
    """Build the rates of the members beside those of the weeks."""
    by_member, by_week = draw_members(visit, recap), draw_weeks(visit, recap)
    return markup.draw_element("div", by_member, by_week, kind="pair")


def draw_members(visit: Visit, recap: Recap) -> Markup:
    """Build a row for each member, the best rate first."""
    say = visit.language.say
    done = {each.member: each for each in recap.completions}
    head = [say("Member"), say("On time"), say("Count"), say("Streak"), say("Longest")]
    head += [say("Weeks done")] if done else []
    rows = [_list_cells(visit, each, done) for each in recap.members]
    label, rest = say("On time by member"), rows[MOST_ROWS:]
    fold = say("{count} more", count=len(rest))
    aside = say("Only what is due counts. Excused weeks and those before joining do not.")
    return markup.draw_element(
        "section",
        markup.draw_heading(say("By member")),
        markup.draw_table(label, head, rows[:MOST_ROWS]),
        markup.draw_fold(fold, markup.draw_table(label, head, rest)) if rest else "",
        markup.draw_paragraph(aside, kind="aside"),
    )


def _list_cells(visit: Visit, each: MemberRecap, done: Mapping[str, Completion]) -> list[object]:
    cells: list[object] = [
        links.link_member(visit, each.member),
        draw_rate(each.rate),
        count_rate(each.rate),
        str(each.streak.present),
        str(each.streak.longest),
    ]
    if done:
        cells.append(f"{done[each.member].done}/{done[each.member].asked}")
    return cells


def draw_weeks(visit: Visit, recap: Recap) -> Markup:
    """Build a row for each week that is due, with its fines if the visitor may know them."""
    language, say = visit.language, visit.language.say
    money = visit.rights.may(Need.MONEY)
    head = [say("Week"), say("On time"), say("Count"), *([say("Fines")] if money else [])]
    rows = (
        [
            language.week(each.week),
            draw_rate(each.rate),
            count_rate(each.rate),
            *([language.won(each.fine) if each.fine else NO_FIGURE] if money else []),
        ]
        for each in recap.weeks
    )
    return markup.draw_element(
        "section",
        markup.draw_heading(say("By week")),
        markup.draw_table(say("On time by week"), head, rows),
        draw_fines(visit, recap) if money else "",
    )


def draw_fines(visit: Visit, recap: Recap) -> Markup:
    """Build the fines over time as columns, or a sentence if there are none."""
    say = visit.language.say
    heading = markup.draw_heading(say("Fines over time"))
    if not any(each.fine for each in recap.weeks):
        return heading + markup.draw_paragraph(say("There are no fines yet."), kind="aside")
    every = -(-len(recap.weeks) // MOST_LABELS)
    columns = [
        (str(each.week) if place % every == 0 else "", each.fine) for place, each in enumerate(recap.weeks)
    ]
    most = visit.language.won(max(each.fine for each in recap.weeks))
    return markup.draw_element(
        "div",
        heading,
        markup.draw_paragraph(say("At most {amount} in a week", amount=most), kind="aside"),
        draw_columns(say("Fines by week. The table above has the figures."), columns),
        kind="over-time",
    )
