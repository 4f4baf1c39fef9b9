"""Draw the forms that free a member from a week: an excuse, and a pass."""

from studylib.changes import actions
from studylib.changes.passes import ask_pass, count_left
from studylib.season.records import Pass
from studylib.season.study import Excuse
from studylib.views.desk.outcome import draw_aside, draw_button, draw_form_heading, save_at
from studylib.views.desk.widgets import choose_member, choose_task, choose_week, read_task
from studylib.web import look
from studylib.web.visit import Visit

# ---- excuse a member ----


def draw_excuse_form(visit: Visit) -> None:
    say = visit.language.say
    draw_form_heading(say("Excuse a member"), say("No fine for that week, however late."))
    member = choose_member(visit, "excuse_member")
    week = choose_week(visit, "excuse_week")
    choose_task(visit, "excuse_task", week)
    visit.fields.type_text("excuse_reason", say("Reason (optional)"))
    draw_button(visit, say("Excuse"), "excuse_save", save_excuse, ready=bool(member and week))


def save_excuse(visit: Visit) -> None:
    fields = visit.fields
    if not (fields["excuse_member"] and fields["excuse_week"]):
        return
    excuse = Excuse(
        fields["excuse_week"],
        fields["excuse_member"],
        fields["excuse_reason"].strip(),
        read_task(visit, "excuse_task"),
    )
    if save_at(visit, "excuse", lambda season: actions.excuse_member(season.cells, season.study, excuse)):
        fields["excuse_member"], fields["excuse_reason"] = None, ""


# ---- use a pass ----


def draw_pass_form(visit: Visit) -> None:
    """Draw the form that asks for a pass for a member. It says how many are left."""
    say = visit.language.say
    draw_form_heading(say("Use a pass"), say("In the name of a member who asks you for it now."))
    member = choose_member(visit, "pass_member")
    week = choose_week(visit, "pass_week")
    task = choose_task(visit, "pass_task", week)
    if member and week:
        left = count_left(visit.study, member, week.number, task, visit.present)
        draw_aside(
            say("{member} has {left} of {most} passes left.", member=member, left=left.left, most=left.most)
        )
    visit.fields.type_text("pass_reason", say("Reason (optional)"))
    draw_button(visit, say("Use a pass"), "pass_save", save_pass, ready=bool(member and week))


def save_pass(visit: Visit) -> None:
    """Save the pass, asked for now. Then its member is unchosen, so that a second click saves nothing."""
    fields = visit.fields
    if not (fields["pass_member"] and fields["pass_week"]):
        return
    wanted = Pass(
        look.visit_now(visit).present,
        fields["pass_week"],
        fields["pass_member"],
        read_task(visit, "pass_task"),
        fields["pass_reason"].strip(),
    )
    if save_at(visit, "pass", lambda season: ask_pass(season.cells, season.study, wanted)):
        fields["pass_member"], fields["pass_reason"] = None, ""
