"""Draw the field of the settlement."""

from functools import partial

from studylib.season import words
from studylib.season.kinds import Period, Pot
from studylib.views.setup.faults import draw_faults
from studylib.views.setup.form import AS_RULES, FilledForm
from studylib.web.visit import Visit


def draw_settlement(visit: Visit, filled: FilledForm) -> None:
    """Draw how often fines are settled, and who shares them."""
    say = visit.language.say
    choices = [AS_RULES, *(f"{period} {pot}" for period in Period for pot in Pot)]
    visit.fields.choose(
        "setup_settle",
        say("Settlement"),
        choices,
        format_func=partial(name_settlement, visit, is_next=filled.plan.carried is not None),
        persist_state="session",
    )
    draw_faults(visit, filled, "settle", "pot")


def name_settlement(visit: Visit, choice: str, *, is_next: bool) -> str:
    """Name a choice of the settlement: its period and the use of the pot."""
    say = visit.language.say
    if choice == AS_RULES:
        return say("As before") if is_next else say("As usual for these rules")
    period, _, pot = choice.partition(" ")
    name = words.name_pot(visit.language, Pot(pot))
    if period == Period.SEASON:
        return say("Once at the end of the season: {pot}", pot=name)
    return say("Each month: {pot}", pot=name)
