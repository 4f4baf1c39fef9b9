"""The writer and the post of a turn, as markup."""

from datetime import datetime

from markupsafe import Markup, escape

from studylib.season.rota import Turn, assign_turns
from studylib.source.season import Season, keep_with_season
from studylib.text.language import Language
from studylib.web.anchors import draw_links


@keep_with_season
def keep_turns(season: Season) -> tuple[Turn, ...]:
    """Assign the turns of a season once for all its visitors."""
    return assign_turns(season.study)


def name_writer(language: Language, turn: Turn) -> str:
    """Name the writer of the team blog. After a swap, name also the member whose turn it was."""
    if not turn.swap:
        return turn.writer
    if turn.instead_of is None:
        return language.say("{name} (swap)", name=turn.writer)
    return language.say("{name} (for {other})", name=turn.writer, other=turn.instead_of)


def draw_post(language: Language, turn: Turn, now: datetime) -> Markup:
    """Build the links to a turn's post. A missing post is said so once the week has begun."""
    if turn.post:
        return draw_links(turn.post)
    return escape(language.say("No post yet") if turn.has_opened(now) else "")
