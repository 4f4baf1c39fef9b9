"""Draw the checks: problems, and the rules as they were read."""

from markupsafe import Markup

from studylib.season import words
from studylib.text.masking import mask_addresses
from studylib.web import markup
from studylib.web.visit import Visit

MOST_CARDS = 200  # Problems that are shown one by one; more in a table that scrolls


def draw_cards(visit: Visit) -> Markup:
    """Each problem: where it is, and what to do."""
    language = visit.language
    lines = []
    for problem in visit.season.problems:
        row = language.say("row {row}", row=problem.row) if problem.row else None
        place = mask_addresses(" · ".join(filter(None, [problem.tab, row, problem.column])))
        lines.append(Markup("<li><b>{}</b><p>{}</p></li>").format(place, language.say(problem.message)))
    return Markup('<div class="sb"><ul class="lines">{}</ul></div>').format(Markup("").join(lines))


def list_source(visit: Visit) -> list[tuple[str, object]]:
    """Where the data comes from and how old it is."""
    language, study = visit.language, visit.study
    read_at = visit.reading.read_at.astimezone(study.timezone)
    age = (visit.now - read_at).total_seconds()
    moment = language.moment(read_at)
    if age >= 60:
        moment = language.say("{moment}, {span} ago", moment=moment, span=language.span(age, most=2))
    writable = (
        language.say("members can hand in on the page") if visit.store.writable else language.say("read only")
    )
    return [
        (language.say("Workbook"), mask_addresses(visit.store.name)),
        (language.say("Access"), writable),
        (language.say("Read"), moment),
        (language.say("Answers that count"), language.number(len(study.submissions))),
    ]


def list_rules(visit: Visit) -> list[tuple[str, object]]:
    """The rules in force."""
    language, study = visit.language, visit.study
    tiers = Markup("<br>").join(words.explain_tier(language, tier) for tier in study.tiers)
    breaks = Markup("<br>").join(
        " · ".join(
            filter(
                None,
                [
                    f"{language.full_day(each.starts_on)} – {language.full_day(each.ends_on)}",
                    each.member,
                    each.reason,
                ],
            )
        )
        for each in study.breaks
    )
    return [
        (language.say("Time zone"), study.timezone.key),
        (
            language.say("Start"),
            language.full_day(study.starts_on) if study.starts_on else language.say("missing"),
        ),
        (
            language.say("Weeks and members"),
            language.say(
                "{weeks} weeks, {members} members", weeks=len(study.weeks), members=len(study.members)
            ),
        ),
        (language.say("Fines"), tiers),
        (language.say("Breaks"), breaks or language.say("None")),
        (language.say("Use of the pot"), words.name_pot(language, study.pot)),
    ]


def draw_rows(title: str, rows: list[tuple[str, object]]) -> Markup:
    """A heading and its lines."""
    return Markup('<div class="sb card"><h2>{}</h2>{}</div>').format(title, markup.draw_terms(rows))
