"""Draw the head of the season page: its days, and its main figures."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.recap import Recap
from studylib.text.direction import join_texts
from studylib.text.language import NO_FIGURE
from studylib.views.season.bars import count_rate, draw_print
from studylib.web import derived, markup
from studylib.web.visit import Visit

MOST_NAMES = 3
"""How many of the members who tie are named."""


def draw_season_title(visit: Visit, recap: Recap) -> Markup:
    """Build the head of the page, with the button that prints it."""
    say, study = visit.language.say, visit.study
    heading = markup.draw_heading(say("Season"), level=1)
    first, last = study.weeks[0].days[0], study.weeks[-1].days[1]
    dates = say("{opens} to {due}", opens=visit.language.full_day(first), due=visit.language.full_day(last))
    past = say(
        "{count} of {all} weeks due",
        count=len(recap.weeks),
        all=sum(bool(week.duties) for week in study.weeks),
    )
    return markup.draw_block(
        markup.draw_row(heading, draw_print(visit.language) if recap.weeks else ""),
        markup.draw_paragraph(join_texts([dates, past]), kind="lead"),
    )


def draw_figures(visit: Visit, recap: Recap) -> Markup:
    """Build the main figures of the season so far."""
    say = visit.language.say
    whole = recap.whole
    on_time = NO_FIGURE if whole.percent is None else f"{whole.percent}%"
    figures = [
        (say("On time"), on_time, count_rate(whole) if whole.counted else ""),
        *list_edges(visit, recap),
    ]
    if longest := recap.longest:
        run = say("{count} in a row", count=longest[0].longest)
        figures.append((say("Longest streak"), run, name_ties(visit, [each.member for each in longest])))
    if visit.rights.may(Need.MONEY):
        figures.append((say("Fines"), visit.language.won(sum_fines(visit, recap)), ""))
    return markup.draw_facts(figures)


def list_edges(visit: Visit, recap: Recap) -> list[tuple[str, str, str]]:
    """List the best and the worst week. Without a difference there is neither."""
    say, rates = visit.language.say, {each.week: each.rate for each in recap.weeks}
    edges = ((say("Best week"), recap.best), (say("Worst week"), recap.worst))
    return [(label, name_weeks(visit, tied), f"{rates[tied[0]].percent}%") for label, tied in edges if tied]


def name_weeks(visit: Visit, tied: Sequence[int]) -> str:
    """Name the first two of the weeks that tie, and how many more there are."""
    language = visit.language
    named = language.names([language.week(each) for each in tied[:2]])
    rest = len(tied) - 2
    return language.say("{weeks} and {count} more weeks", weeks=named, count=rest) if rest > 0 else named


def name_ties(visit: Visit, names: Sequence[str]) -> str:
    """Name the first few of the members who tie, and how many more there are."""
    named = visit.language.names(names[:MOST_NAMES])
    rest = len(names) - MOST_NAMES
    return visit.language.say("{names} and {count} more", names=named, count=rest) if rest > 0 else named


def sum_fines(visit: Visit, recap: Recap) -> int:
    """Sum the fines in won, with closed ones that no row of the board has."""
    return sum(each.fine for each in recap.weeks) + sum(each.fine for each in derived.list_unplaced(visit))
