"""Say what became of the links of an answer to a task that takes several."""

from studylib.season.fates import Fate, judge_links
from studylib.season.receipt import Receipt
from studylib.season.tasks import Duty
from studylib.web.visit import Visit
from studylib.workbook.answers import Answer


def list_lines(visit: Visit, answer: Answer, receipt: Receipt, duty: Duty) -> list[str]:
    """Say how many links count so far, and how many of the answer do not."""
    say, links = visit.language.say, answer.link.splitlines()
    fates = judge_links(
        visit.study, receipt, answer.member, answer.week, answer.task, answer.submitted_at, links
    )
    if not fates:
        return [say("The board shows it as soon as the sheet returns it, in a minute or so.")]
    lines = [say("{counted}/{count} so far", counted=receipt.counted, count=receipt.count)]
    if repeated := fates.count(Fate.REPEATED):
        lines.append(say("Handed in before, so their first time counts: {count}", count=repeated))
    if beyond := fates.count(Fate.BEYOND_DAY):
        lines.append(
            say(
                "Not counted, as only {most} new ones a day are: {count}",
                most=duty.task.per_day,
                count=beyond,
            )
        )
    if beyond := fates.count(Fate.BEYOND_COUNT):
        lines.append(
            say(
                "Not counted, as all {most} were in before: {count}",
                most=receipt.count,
                count=beyond,
            )
        )
    return lines
