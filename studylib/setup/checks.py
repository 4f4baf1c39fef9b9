"""Check a plan: its fields one by one, then the workbook that it makes."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from studylib.season.kinds import HIGHEST_WEEK, Period
from studylib.season.problems import Problem
from studylib.setup.book import make_workbook
from studylib.setup.plan import Carried, Plan, PlanFault
from studylib.text.language import Language
from studylib.text.message import Plain, Sentence, sentence
from studylib.workbook import dues, keys, layouts, moments, reader, rule_settings, sizes, template, values
from studylib.workbook.formulas import is_failed
from studylib.workbook.presets.preset import list_presets

LATEST_DUE = timedelta(hours=48)
"""A due time lies at most so long after the first moment of its day."""

USUAL_CYCLE = 7

OF_SETTINGS = frozenset({"name", "starts_on", "cycle", "due", "settle", "pot", "language", "timezone"})
"""Fields of a plan that are settings, too."""


def check_plan(plan: Plan) -> tuple[PlanFault, ...]:
    """Check a whole plan: its limits, its days, and that its workbook reads without a problem."""
    return check_fields(plan) or check_book(plan)


def check_fields(plan: Plan) -> tuple[PlanFault, ...]:
    """Check each field by itself and with those that bound it."""
    checks: dict[str, Callable[[], Sentence | None]] = {
        "name": lambda: _explain_name(plan.name),
        "starts_on": lambda: _explain_days(plan),
        "weeks": lambda: _explain_weeks(plan),
        "cycle": lambda: _explain_cell(plan.cycle, rule_settings.parse_cycle),
        "due": lambda: _explain_cell(plan.due or None, dues.parse_due),
        "members": lambda: _explain_members(plan),
        "preset": lambda: _explain_preset(plan),
        "curriculum": lambda: _explain_curriculum(plan),
        "language": lambda: _explain_language(plan.language),
        "timezone": lambda: _explain_cell(plan.timezone or "-", values.parse_zone),
    }
    found = ((field, explain()) for field, explain in checks.items())
    return tuple(PlanFault(field, why) for field, why in found if why)


def _explain_cell(cell: str | int | None, parse: Callable[[str | int], object]) -> Sentence | None:
    """Explain why a setting cannot be read. ``None``: it can, or is not given."""
    try:
        if cell is not None:
            parse(cell)
    except values.CellError as unreadable:
        return unreadable.why
    return None


def _explain_name(name: str) -> Sentence | None:
    if values.is_blank(name):
        return sentence("The study has no name. Write one, such as MLOps 1기.")
    if len(name) > sizes.LONGEST_NAME:
        return sizes.explain_name(name)
    if is_failed(name):
        return values.explain_failed(name)
    if values.show_masked(name) != name:
        return sentence("A name cannot hold an e-mail address or invisible characters. Write another.")
    return None


def _explain_days(plan: Plan) -> Sentence | None:
    """Explain that the season leaves the years that a workbook can hold."""
    try:
        span = timedelta(days=max(plan.weeks, 1) * _find_cycle(plan)) + LATEST_DUE
        if plan.starts_on >= moments.FIRST_DAY and plan.starts_on + span < moments.END_DAY:
            return None
    except OverflowError:
        pass
    return sentence(
        "A season from {day} with {weeks} weeks is not within 2000 to 2099. Choose another day or fewer weeks.",
        day=plan.starts_on.isoformat(),
        weeks=plan.weeks,
    )


def _find_cycle(plan: Plan) -> int:
    """Find the days of a cycle: the plan's, else the preset's, else a week's."""
    given = [each.settings.get("cycle") for each in list_presets("ko") if each.id == plan.preset]
    chosen = [each for each in (plan.cycle, *given) if isinstance(each, int) and each > 0]
    return next(iter(chosen), USUAL_CYCLE)


def _explain_weeks(plan: Plan) -> Sentence | None:
    if not 1 <= plan.weeks <= HIGHEST_WEEK:
        return sentence(
            "{weeks} weeks is outside 1 to {most}. Write how many weeks the season has.",
            weeks=plan.weeks,
            most=HIGHEST_WEEK,
        )
    return None


def _explain_members(plan: Plan) -> Sentence | None:
    if not plan.members:
        return sentence("There are no members. Write one name a line.")
    if len(plan.members) > sizes.MOST_MEMBERS:
        return sizes.explain_members(len(plan.members))
    if not any(each.leader for each in plan.members):
        return sentence("Nobody leads the study. Write leader after a name.")
    return None


def _explain_preset(plan: Plan) -> Sentence | None:
    ids = [each.id for each in list_presets("ko")]
    if plan.preset is None or plan.preset in ids:
        return None
    return sentence(
        "There are no rules “{preset}”. Choose one of {ids}.", preset=plan.preset, ids=Plain(", ".join(ids))
    )


def _explain_curriculum(plan: Plan) -> Sentence | None:
    if len(plan.curriculum) <= plan.weeks:
        return None
    return sentence(
        "The curriculum has {lines} lines, and the season only {weeks} weeks. Make it {lines} weeks, or shorten the "
        "curriculum.",
        lines=len(plan.curriculum),
        weeks=plan.weeks,
    )


def _explain_language(language: str) -> Sentence | None:
    if language in template.LANGUAGES:
        return None
    return sentence("“{cell}” is no language of a workbook. Choose ko or en.", cell=language)


def check_book(plan: Plan) -> tuple[PlanFault, ...]:
    """Check that the workbook of a plan without other faults reads without a problem."""
    _, problems = reader.read(make_workbook(plan, identity="-"))
    return tuple(_make_fault(plan, each) for each in problems if not each.is_notice)


def _make_fault(plan: Plan, problem: Problem) -> PlanFault:
    """Make a fault of a problem. A row of carried rules is named, because nobody sees it in the form."""
    field = _find_field(problem)
    if plan.carried is None or field not in ("preset", "carried") or problem.row is None:
        return PlanFault(field, problem.message)
    why = sentence("Tab {tab}, row {row}: {why}", tab=problem.tab, row=problem.row, why=problem.message)
    return PlanFault(field, why)


def _find_field(problem: Problem) -> str:
    """Find the field of the plan that a problem of its workbook comes from."""
    tab = values.fold(problem.tab)
    if tab in layouts.SETTINGS.titles:
        key = keys.find_key(problem.subject)
        return key if key in OF_SETTINGS else "preset"
    if tab in layouts.MEMBERS.titles:
        return "members"
    if tab in layouts.WEEKS.titles:
        return "weeks" if values.fold(problem.column) in layouts.WEEKS.columns["week"] else "curriculum"
    return "carried" if tab in (*layouts.PAYMENTS.titles, *layouts.SETTLEMENTS.titles) else "preset"


def list_notices(plan: Plan, today: date) -> Iterator[PlanFault]:
    """List what is probably not meant: weeks without a topic or over on the day. Tell of money that is carried."""
    lacking = plan.weeks - len(plan.curriculum)
    if plan.curriculum and lacking > 0:
        why = sentence("Weeks without a topic yet: {count}. You can add them later.", count=lacking)
        yield PlanFault("curriculum", why, is_notice=True)
    over = min(plan.weeks, (today - plan.starts_on).days // _find_cycle(plan))
    if over > 0:
        why = sentence(
            "Weeks that are over already: {count}. Who handed in nothing is absent in them.", count=over
        )
        yield PlanFault("starts_on", why, is_notice=True)
    if plan.carried:
        yield from _list_money(plan, plan.carried)


def _list_money(plan: Plan, given: Carried) -> Iterator[PlanFault]:
    """Tell which deposits of nobody stay behind, and if the rest of the pot does."""
    won, names = Language(plan.language).won, {each.name for each in plan.members}
    for lost in (each for each in given.deposits if each.member not in names):
        why = sentence(
            "{member} is not among the members, so the deposit of {amount} is not carried over.",
            member=lost.member,
            amount=won(lost.amount),
        )
        yield PlanFault("members", why, is_notice=True)
    if not given.rest:
        return
    study, _ = reader.read(make_workbook(plan, identity="-"))
    if study.settle is Period.SEASON:
        why = sentence(
            "{amount} is left in the pot. A season that is settled at once cannot take it over, so note it down.",
            amount=won(given.rest),
        )
    else:
        why = sentence("Carried over into the first month: {amount}.", amount=won(given.rest))
    yield PlanFault("settle", why, is_notice=True)
