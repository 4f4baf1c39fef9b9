"""Draw who wrote which posts of the team blog."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.season.rota import Turn
from studylib.season.study import Week
from studylib.web import anchors, links, markup, team_blog
from studylib.web.visit import Visit


def draw_posts(visit: Visit, turns: Sequence[Turn]) -> Markup:
    """Build the posts by their writers, who has most first. Empty without any turn or post so far."""
    say = visit.language.say
    begun = [turn for turn in turns if turn.has_opened(visit.now)]
    by_writer: dict[str, list[Turn]] = {}
    for turn in begun:
        by_writer.setdefault(turn.writer, []).append(turn)
    ranked = sorted(by_writer.items(), key=lambda each: -count_posts(each[1]))
    rows = [
        (writer, str(count_posts(own)), markup.join_lines(_draw_turn(visit, turn) for turn in own))
        for writer, own in ranked
    ]
    if others := _list_unsigned(visit, turns):
        posts = markup.join_lines(_draw_unsigned(visit, week) for week in others)
        rows.append((say("No name"), str(len(others)), posts))
    if not rows:
        return markup.NO_MARKUP
    head = [say("Member"), say("Posts"), say("Weeks")]
    table = markup.draw_table(say("Posts by writer"), head, rows, texts=True)
    return markup.draw_element(
        "section", markup.draw_heading(say("Who wrote which posts")), table, kind="posts"
    )


def count_posts(turns: Sequence[Turn]) -> int:
    """Count the turns with a post."""
    return sum(bool(turn.post) for turn in turns)


def _draw_turn(visit: Visit, turn: Turn) -> Markup:
    swap = turn.instead_of and visit.language.say("(for {other})", other=turn.instead_of)
    name = links.name_week(visit, turn.week.number)
    return markup.join_parts([name, swap, team_blog.draw_post(visit.language, turn, visit.now)])


def _list_unsigned(visit: Visit, turns: Sequence[Turn]) -> list[Week]:
    """List the weeks with a post and without a writer."""
    signed = {turn.week.number for turn in turns}
    return [week for week in visit.study.weeks if week.topic.post and week.number not in signed]


def _draw_unsigned(visit: Visit, week: Week) -> Markup:
    return markup.join_parts([links.name_week(visit, week.number), anchors.draw_links(week.topic.post)])
