"""The notice: a period's settlement as plain text for the group chat. One fact a line, as few lines as will do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from studylib.money.settlement import Participant, Settlement
from studylib.money.transfers import NOTHING, Transfer, list_small, list_transfers
from studylib.season import words
from studylib.season.kinds import SEASON
from studylib.text.chat import defuse
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence

NO_REASONS: Mapping[str, Sequence[str]] = MappingProxyType({})
"""The reasons of a notice that gives none."""
MOST_LINES = 10
"""Lines of one part, without the transfers, that stay lines of their own."""


def write_notice(
    name: str,
    settlement: Settlement,
    language: Language,
    paid: Mapping[str, int] = NOTHING,
    *,
    reasons: Mapping[str, Sequence[str]] = NO_REASONS,
    address: str | None = None,
) -> str:
    """Write the notice, without a final line end. ``name`` is the study's. An empty one is left out.

    ``paid`` is paid in less paid out for the month, by member. The notice asks only for the rest. The notice of a
    provisional month says so and asks for no transfers. ``reasons`` of fines are by member. ``address`` is the board's.
    """
    parts = [
        _write_head(name, settlement, language),
        _write_pot(settlement, language),
        _write_fines(settlement, language, reasons),
        _write_deposits(settlement, language),
        _write_transfers(settlement, paid, language) if settlement.final else (),
        _write_small(settlement, paid, language) if settlement.final else (),
        _write_carried(settlement, language),
        [address] if address else (),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _write_head(name: str, settlement: Settlement, language: Language) -> Iterator[str]:
    title = language.say("Settlement of {month}", month=language.month(settlement.month))
    yield f"[{defuse(name)}] {title}" if name else title
    if not settlement.final:
        yield language.say("Provisional: the figures may still change.")


def _write_pot(settlement: Settlement, language: Language) -> Iterator[str]:
    """Write the pot and the shares. Shares of several sizes take a line each."""
    pot = language.say("Pot {amount}", amount=language.won(settlement.pot))
    carried = language.say("{amount} carried in", amount=language.won(settlement.carried_in))
    yield f"{pot} ({carried})" if settlement.carried_in else pot
    receivers = sorted((each for each in settlement.participants if each.share), key=lambda each: -each.share)
    if not receivers:
        return
    use = f" ({words.name_pot(language, settlement.use)})" if settlement.use else ""
    groups = [(share, list(alike)) for share, alike in groupby(receivers, lambda each: each.share)]
    if len(groups) == 1:
        amount = language.won(settlement.share)
        yield language.say("Share {amount} × {count}", amount=amount, count=len(receivers)) + use
        return
    yield language.say("Shares") + use
    yield from _gather([_price_members(language, alike, share) for share, alike in groups])


def _write_transfers(settlement: Settlement, paid: Mapping[str, int], language: Language) -> Iterator[str]:
    """List who sends what to whom. Equal amounts into the kitty, or out of it, share a line."""
    transfers = list_transfers(settlement, paid)
    yield language.say(choose_heading(settlement, transfers))
    yield from _group_transfers(transfers, language)
    if settlement.account and any(each.receiver is None for each in transfers):
        yield language.say("Account of the kitty: {account}", account=defuse(settlement.account))


def _write_small(settlement: Settlement, paid: Mapping[str, int], language: Language) -> Iterator[str]:
    """List the transfers that are too small to make now."""
    if small := list_small(settlement, paid):
        yield language.say("Too small to send, so it waits for the next settlement")
        yield from _group_transfers(small, language)


def _group_transfers(transfers: Sequence[Transfer], language: Language) -> Iterator[str]:
    for (*_, amount), alike in groupby(transfers, _find_kind):
        group = list(alike)
        givers, receivers = (
            _name_all(language, dict.fromkeys(sides))
            for sides in ([each.giver for each in group], [each.receiver for each in group])
        )
        yield f"{givers} → {receivers} {_price(language, amount, len(group))}"


def _find_kind(transfer: Transfer) -> tuple[str | None, str | None, int]:
    """Find what transfers on one line have in common. Those between two members have a line of their own."""
    if transfer.giver is None or transfer.receiver is None:
        return ("" if transfer.giver else None), ("" if transfer.receiver else None), transfer.amount
    return transfer.giver, transfer.receiver, transfer.amount


def choose_heading(settlement: Settlement, transfers: Sequence[Transfer]) -> Sentence:
    """Choose the words above the transfers that are left. Members are asked only if one of them still owes."""
    if any(each.giver for each in transfers):
        return sentence("Please send")
    if transfers:
        return sentence("The kitty still pays out")
    if list_transfers(settlement):
        return sentence("All is settled. Nothing is left to send.")
    return sentence("There is nothing to send.")


def _write_fines(
    settlement: Settlement, language: Language, reasons: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """List the fines, the highest first. With ``reasons`` each member has lines of their own."""
    fined = sorted((each for each in settlement.participants if each.fine), key=lambda each: -each.fine)
    if fined:
        yield language.say("Fines")
    lines = []
    for fine, alike in groupby(fined, lambda each: each.fine):
        group = list(alike)
        for members in [[each] for each in group] if reasons else [group]:
            line = _price_members(language, members, fine)
            is_last = all(each.last_place for each in members)
            lines.append(language.say("{line} (last place)", line=line) if is_last else line)
            lines += (f"· {reason}" for each in members for reason in reasons.get(each.member, ()))
    yield from lines if reasons else _gather(lines)


def _write_deposits(settlement: Settlement, language: Language) -> Iterator[str]:
    """List what comes out of the deposits, and what is left of each."""
    if settlement.from_deposits:
        yield language.say("Out of the deposits")
    yield from _gather(
        [
            language.say(
                "{member} {amount} ({balance} left)",
                member=defuse(each.member),
                amount=language.won(each.from_deposit),
                balance=language.won(each.balance),
            )
            for each in settlement.participants
            if each.from_deposit and each.balance is not None
        ]
    )


def _write_carried(settlement: Settlement, language: Language) -> Iterator[str]:
    if settlement.carried_out and settlement.month == SEASON:
        yield language.say("Left in the kitty {amount}", amount=language.won(settlement.carried_out))
    elif settlement.carried_out:
        yield language.say(
            "Carried into the next month {amount}", amount=language.won(settlement.carried_out)
        )


# ---- pieces of a line ----


def _gather(lines: Sequence[str]) -> Sequence[str]:
    """Put more than ``MOST_LINES`` on one line, which a chat wraps."""
    return lines if len(lines) <= MOST_LINES else [" · ".join(lines)]


def _price_members(language: Language, members: Sequence[Participant], amount: int) -> str:
    """Write members before what each of them has: ``가람 3,000원``, ``가람, 나래 3,000원씩``."""
    names = _name_all(language, [each.member for each in members])
    return f"{names} {_price(language, amount, len(members))}"


def _name_all(language: Language, members: Iterable[str | None]) -> str:
    """Write names on one line. ``None`` is the kitty."""
    return language.names([language.say("the kitty") if each is None else defuse(each) for each in members])


def _price(language: Language, amount: int, count: int) -> str:
    """Write an amount of won, and that each of several has it."""
    won = language.won(amount)
    return language.say("{amount} each", amount=won) if count > 1 else won
