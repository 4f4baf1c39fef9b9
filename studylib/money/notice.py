"""The notice: a month's settlement as a text to paste into the group chat. Plain text, one fact a line, short lines."""

from collections.abc import Iterator

from studylib.money.settlement import Settlement
from studylib.money.transfers import list_transfers
from studylib.season import words
from studylib.text.language import Language
from studylib.text.message import quote


def write_notice(name: str, settlement: Settlement, language: Language) -> str:
    """The notice of the study of that name, without a line end at its end; an empty ``name`` is left out.

    Of a provisional month it says so and asks nobody to send anything.
    """
    parts = [
        _head(name, settlement, language),
        _pot(settlement, language),
        _fines(settlement, language),
        _shares(settlement, language),
        _sendings(settlement, language) if settlement.final else (),
        _carried(settlement, language),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _head(name: str, settlement: Settlement, language: Language) -> Iterator[str]:
    title = language.say("Settlement of {month}", month=language.month(settlement.month))
    yield f"[{quote(name)}] {title}" if name else title
    if not settlement.final:
        yield language.say("Provisional: the figures may still change.")


def _pot(settlement: Settlement, language: Language) -> Iterator[str]:
    yield language.say("Pot {amount}", amount=language.won(settlement.pot))
    if settlement.carried_in:
        yield language.say(
            "Fines {fines} + carried in {carried}",
            fines=language.won(settlement.fines),
            carried=language.won(settlement.carried_in),
        )


def _fines(settlement: Settlement, language: Language) -> Iterator[str]:
    """The fines, in the order of the participants; those in last place are marked."""
    if settlement.fines:
        yield language.say("Fines")
    for each in settlement.participants:
        if each.fine:
            line = f"{quote(each.member)} {language.won(each.fine)}"
            yield language.say("{line} (last place)", line=line) if each.last_place else line


def _shares(settlement: Settlement, language: Language) -> Iterator[str]:
    if settlement.share:
        shares = language.say("Shares")
        yield f"{shares} ({words.name_pot(language, settlement.use)})" if settlement.use else shares
    for each in settlement.participants:
        if each.share:
            yield f"{quote(each.member)} {language.won(each.share)}"


def _sendings(settlement: Settlement, language: Language) -> Iterator[str]:
    sent = list_transfers(settlement)
    yield language.say("Please send") if sent else language.say("Nobody has to send anything.")
    kitty = language.say("the kitty")
    for each in sent:
        giver, receiver = (
            kitty if member is None else quote(member) for member in (each.giver, each.receiver)
        )
        yield f"{giver} → {receiver} {language.won(each.amount)}"


def _carried(settlement: Settlement, language: Language) -> Iterator[str]:
    if settlement.carried_out:
        yield language.say(
            "Carried into the next month {amount}", amount=language.won(settlement.carried_out)
        )
