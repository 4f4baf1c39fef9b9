"""Draw the forms of the team blog: a swapped turn, and the post of a week."""

from studylib.changes import actions
from studylib.season import rota
from studylib.season.study import Week
from studylib.views.desk.outcome import draw_aside, draw_button, draw_form_heading, save_at
from studylib.views.desk.widgets import choose_present_week
from studylib.web import team_blog
from studylib.web.visit import Visit

BY_QUEUE = ""
"""The choice of a writer that leaves the turn to the queue."""


# ---- swap a turn ----


def draw_swap_form(visit: Visit) -> None:
    say, study = visit.language.say, visit.study
    draw_form_heading(say("Swap a turn"), say("Another member writes the team blog that week."))
    week = choose_present_week(visit, "swap_week")
    writer = visit.fields.choose(
        "swap_writer",
        say("Writer"),
        [*rota.list_able(study, week.number), BY_QUEUE],
        index=None,
        format_func=lambda name: name or say("By the queue again"),
        placeholder=say("Choose a writer"),
    )
    draw_aside(describe_turn(visit, week))
    draw_button(visit, say("Swap"), "swap_save", save_swap, ready=writer is not None)


def describe_turn(visit: Visit, week: Week) -> str:
    """Say whose turn the week is at present."""
    turn = next((turn for turn in rota.assign_turns(visit.study) if turn.week == week), None)
    if turn is None:
        return visit.language.say("No member has this turn now.")
    writer = team_blog.name_writer(visit.language, turn)
    return visit.language.say("Now it is the turn of {member}.", member=writer)


def save_swap(visit: Visit) -> None:
    base, fields = visit.season.cells, visit.fields
    week, chosen = fields["swap_week"], fields["swap_writer"]
    if chosen is None:
        return
    writer = chosen or None
    if save_at(visit, "swap", lambda now: actions.swap_turn(base, now.cells, now.study, week, writer)):
        fields["swap_writer"] = None


# ---- record a post ----


def draw_post_form(visit: Visit) -> None:
    say = visit.language.say
    draw_form_heading(say("Record a post"), say("The post of the team blog about that week."))
    week = choose_present_week(visit, "post_week")
    if visit.fields.get("post_for") != week.number:
        visit.fields["post_for"] = week.number
        visit.fields["post_links"] = "\n".join(week.topic.post)
    visit.fields.type_lines(
        "post_links",
        say("Link"),
        placeholder="https://",
        height=68,
        help=say("Write several links one a line. Leave it empty if there is no post yet."),
    )
    draw_button(visit, say("Record"), "post_save", save_post)


def save_post(visit: Visit) -> None:
    base = visit.season.cells
    week, lines = visit.fields["post_week"], visit.fields["post_links"]
    if save_at(visit, "post", lambda now: actions.record_post(base, now.cells, now.study, week, lines)):
        visit.fields.pop("post_for")  # so that the form starts from what was saved
