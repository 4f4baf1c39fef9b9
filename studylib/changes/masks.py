"""Masked cells: what the desk shows of an address, and the address behind the mask."""

import re

from studylib.text import masking
from studylib.text.errors import ChangeError
from studylib.text.masking import MASKED, WHOLE, mask_addresses
from studylib.text.message import sentence
from studylib.workbook import layouts, values
from studylib.workbook.cells import Cell


def mask_cell(column: str, cell: Cell) -> str:
    """The cell as the desk shows it: addresses masked, and all of a cell where one is expected."""
    written = values.show_text(cell)
    return masking.mask_address(written) if column == "email" and written else mask_addresses(written)


def unmask(column: str, new: Cell, old: Cell) -> Cell:
    """What was typed over the old cell, with the address in the place of each mask that the desk showed of it.

    Raises a ChangeError where a mask is not one of the old cell's own, for then nobody knows whose address it is. A
    member is chosen by the name that is shown, even if that is a masked address.
    """
    typed = values.show_text(new)
    if typed in (values.show_text(old), mask_cell(column, old)):
        return old
    if "***" not in typed or column in ("member", "writer"):
        return new
    known: dict[str, set[str]] = {}
    for found in WHOLE.finditer(values.show_text(old)):
        known.setdefault(mask_addresses(found[0]), set()).add(found[0])

    def unmasked(mask: re.Match[str]) -> str:
        [address] = known[mask[0]]
        return address

    try:
        whole = MASKED.sub(unmasked, typed)
    except (KeyError, ValueError):
        whole = typed
    if whole == typed and (column == "email" or MASKED.search(typed)):
        why = sentence(
            "“{cell}” is a masked address. Write the whole address, or leave the cell as it was.", cell=typed
        )
        raise ChangeError(why)
    return whole


_OF_ADDRESSES = {name for layout in (layouts.MEMBERS, layouts.ANSWERS) for name in layout.columns["email"]}


def mask_under(header: str | None, cell: Cell) -> str:
    return mask_cell("email" if values.fold(header) in _OF_ADDRESSES else "", cell)
