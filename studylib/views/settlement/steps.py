"""Draw how far a settlement is, as steps in their order."""

from collections.abc import Iterator

from markupsafe import Markup

from studylib.money.progress import NextStep, SettlementProgress
from studylib.money.settlement import Settlement
from studylib.web import markup
from studylib.web.visit import Visit

ORDER = (NextStep.FINAL, NextStep.SEND, NextStep.RECEIVE, NextStep.CLOSE)


def draw_steps(visit: Visit, month: Settlement, progress: SettlementProgress) -> Markup:
    """Build the steps. The next one is marked, also for screen readers."""
    items = []
    for step, label, is_done in list_steps(visit, month, progress):
        is_next = step is progress.step or (step, progress.step) == (NextStep.RECEIVE, NextStep.PAY_OUT)
        told = {"aria_current": "step"} if is_next else {}
        kind = "done" if is_done else "next" if is_next else ""
        sign = markup.draw_span("✓" if is_done else "", kind="sign")
        items.append(markup.draw_element("li", sign, markup.draw_span(label), kind=kind, **told))
    label = visit.language.say("Steps of the settlement")
    return markup.draw_element("ol", *items, kind="steps", aria_label=label)


def list_steps(
    visit: Visit, month: Settlement, progress: SettlementProgress
) -> Iterator[tuple[NextStep, str, bool]]:
    """List the steps with their labels, and whether each is done."""
    say, at = visit.language.say, progress.step
    received = say("Paid")
    if month.final and progress.payers:
        received = say("Paid {paid}/{payers}", paid=progress.paid, payers=progress.payers)
    yield NextStep.FINAL, say("Final"), month.final
    yield NextStep.SEND, say("Sent"), month.final and at is not NextStep.SEND
    yield NextStep.RECEIVE, received, at in (NextStep.CLOSE, NextStep.DONE)
    yield NextStep.CLOSE, say("Done"), month.closed
