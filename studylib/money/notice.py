"""The notice: a period's settlement as plain text for the group chat. One fact a line, short lines."""

from collections.abc import Iterator, Mapping, Sequence

from studylib.money.settlement import Settlement
from studylib.money.transfers import NOTHING, Transfer, list_carried, list_transfers
from studylib.season import words
from studylib.season.kinds import SEASON
from studylib.text.chat import defuse
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence


def write_notice(
    name: str, settlement: Settlement, language: Language, paid: Mapping[str, int] = NOTHING
) -> str:
    """Write the notice, without a final line end. ``name`` is the study's. An empty one is left out.

    ``paid`` is paid in less paid out for the month, by member. The notice asks only for the rest. The notice of a
    provisional month says so and asks for no transfers.
    """
    parts = [
        _write_head(name, settlement, language),
        _write_pot(settlement, language),
        _write_fines(settlement, language),
        _write_deposits(settlement, language),
        _write_shares(settlement, language),
        _write_transfers(settlement, paid, language) if settlement.final else (),
        _write_small(settlement, paid, language) if settlement.final else (),
        _write_carried(settlement, language),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _write_head(name: str, settlement: Settlement, language: Language) -> Iterator[str]:
    title = language.say("Settlement of {month}", month=language.month(settlement.month))
    yield f"[{defuse(name)}] {title}" if name else title
    if not settlement.final:
        yield language.say("Provisional: the figures may still change.")


def _write_pot(settlement: Settlement, language: Language) -> Iterator[str]:
    yield language.say("Pot {amount}", amount=language.won(settlement.pot))
    if settlement.carried_in:
        yield language.say(
            "Fines {fines} + carried in {carried}",
            fines=language.won(settlement.fines),
            carried=language.won(settlement.carried_in),
        )


def _write_fines(settlement: Settlement, language: Language) -> Iterator[str]:
    """List the fines in the order of the participants, and mark the last place."""
    if settlement.fines:
        yield language.say("Fines")
    for each in settlement.participants:
        if each.fine:
            line = f"{defuse(each.member)} {language.won(each.fine)}"
            yield language.say("{line} (last place)", line=line) if each.last_place else line


def _write_deposits(settlement: Settlement, language: Language) -> Iterator[str]:
    """List what comes out of the deposits, and what is left of each."""
    if settlement.from_deposits:
        yield language.say("Out of the deposits")
    for each in settlement.participants:
        if each.from_deposit and each.balance is not None:
            yield language.say(
                "{member} {amount} ({balance} left)",
                member=defuse(each.member),
                amount=language.won(each.from_deposit),
                balance=language.won(each.balance),
            )


def _write_shares(settlement: Settlement, language: Language) -> Iterator[str]:
    if settlement.share:
        shares = language.say("Shares")
        yield f"{shares} ({words.name_pot(language, settlement.use)})" if settlement.use else shares
    for each in settlement.participants:
        if each.share:
            yield f"{defuse(each.member)} {language.won(each.share)}"


def _write_transfers(settlement: Settlement, paid: Mapping[str, int], language: Language) -> Iterator[str]:
    transfers = list_transfers(settlement, paid)
    yield language.say(choose_heading(settlement, transfers))
    yield from (_write_transfer(each, language) for each in transfers)
    if settlement.account and any(each.receiver is None for each in transfers):
        yield language.say("Account of the kitty: {account}", account=defuse(settlement.account))


def _write_transfer(transfer: Transfer, language: Language) -> str:
    kitty = language.say("the kitty")
    names = (transfer.giver, transfer.receiver)
    giver, receiver = (kitty if member is None else defuse(member) for member in names)
    return f"{giver} → {receiver} {language.won(transfer.amount)}"


def _write_small(settlement: Settlement, paid: Mapping[str, int], language: Language) -> Iterator[str]:
    """List the transfers that are too small to make now."""
    small = list_carried(settlement, paid)
    if small:
        yield language.say("Too small to send, so it waits for the next settlement")
    yield from (_write_transfer(each, language) for each in small)


def choose_heading(settlement: Settlement, transfers: Sequence[Transfer]) -> Sentence:
    """Choose the words above the transfers that are left. Members are asked only if one of them still owes."""
    if any(each.giver for each in transfers):
        return sentence("Please send")
    if transfers:
        return sentence("The kitty still pays out")
    if list_transfers(settlement):
        return sentence("All is settled. Nothing is left to send.")
    return sentence("There is nothing to send.")


def _write_carried(settlement: Settlement, language: Language) -> Iterator[str]:
    if settlement.carried_out and settlement.month == SEASON:
        yield language.say("Left in the kitty {amount}", amount=language.won(settlement.carried_out))
    elif settlement.carried_out:
        yield language.say(
            "Carried into the next month {amount}", amount=language.won(settlement.carried_out)
        )
