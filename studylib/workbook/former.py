"""Former members: those of closed months, and those who were erased."""

import re
from collections.abc import Sequence

from studylib.season.study import ClosedShare, Member
from studylib.text.language import CODES, Language
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.tables import Table

_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)


def name_erased(language: str, number: int) -> str:
    """Name the erased member of that number, from 1, in place of the name."""
    return Language(language).say("Former member {number}", number=number)


def is_erased(name: str) -> bool:
    """Tell whether the name is that of an erased member, in any language."""
    folded = values.fold(name)
    numbers = map(int, _NUMBER.findall(folded[:100]))
    return any(values.fold(name_erased(code, number)) == folded for number in numbers for code in CODES)


def report_lost(table: Table, members: Sequence[Member], closed: Sequence[ClosedShare]) -> None:
    """Report each member of a closed month whom the roster has lost. Without a roster there is no one to miss.

    An erased member needs no row.
    """
    if table.missing:
        return
    known = {values.fold(member.name) for member in members}
    for share in closed:
        folded = values.fold(share.member)
        if folded not in known and not is_erased(share.member):
            known.add(folded)
            table.report_whole(
                sentence(
                    "{member} has a share in the closed month {month}, and no row here. Put the row back, with the day "
                    "of leaving in left_on. After a change of name, write the new name into every tab.",
                    member=share.member,
                    month=share.month,
                )
            )
