"""Draw the head of the questions: where to ask, and until when."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.questions import access, questions
from studylib.questions.access import Repository
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.web import anchors, asking, markup
from studylib.web.address import write_query
from studylib.web.visit import Visit


def find_repository(visit: Visit) -> Repository | Sentence:
    """Find the study's repository, or say why it has none."""
    try:
        place = access.find_repository(visit.study)
    except StudyboardError as error:
        return error.why
    return place or sentence(
        "This study has no repository to ask in yet. Add a row to the settings tab: repository, "
        "https://github.com/owner/name."
    )


def is_private(visit: Visit, place: Repository | Sentence) -> bool:
    """Tell whether the group's token may read questions that are not public."""
    return isinstance(place, Repository) and asking.asks_with_token(visit, place)


def draw_head(visit: Visit, button: Markup, lead: str) -> Markup:
    """Build the title with the button beside it and the lead below it."""
    title = markup.draw_heading(visit.language.say("Questions"), level=1)
    return markup.draw_block(
        markup.draw_row(title, markup.draw_span(button)), markup.draw_paragraph(lead, kind="lead")
    )


def draw_button(visit: Visit, place: Repository | Sentence) -> Markup:
    """Build the link to a new question, as a button. Without a repository the leader gets one to the settings."""
    if not isinstance(place, Repository):
        return draw_settings_button(visit) if visit.rights.may(Need.LEAD) else markup.NO_MARKUP
    return anchors.draw_link(place.asking, visit.language.say("Ask a question"), kind="action")


def draw_settings_button(visit: Visit) -> Markup:
    """Build the link to the settings at the desk, as a button. Empty if the desk writes nothing."""
    if not visit.store.writable:
        return markup.NO_MARKUP
    say = visit.language.say
    return anchors.draw_page_link(
        f"desk?{write_query(desk=say('Settings'))}", say("Open the settings"), kind="action"
    )


def describe_repository(visit: Visit, place: Repository | Sentence) -> str:
    """Say which repository is read and when questions close, or why there is no repository."""
    if not isinstance(place, Repository):
        return visit.language.say(place)
    return visit.language.say(
        "The open issues of {repository}. They close at the next deadline. "
        "With the label {label} they stay open.",
        repository=str(place),
        label=questions.KEEP,
    )


def draw_steps(visit: Visit) -> Markup:
    """Build how to ask, for a page that shows no question yet."""
    say = visit.language.say
    steps = [
        say("Press “Ask a question”. GitHub asks you to sign in."),
        say("Put the question into the title, and what you have tried into the text."),
        say("Answers come as comments. The question is here until the next deadline."),
    ]
    return markup.draw_block(
        markup.draw_heading(say("No question is open.")),
        markup.draw_numbered(steps),
        kind="card",
    )
