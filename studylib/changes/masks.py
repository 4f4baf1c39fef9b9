"""Masked cells: an address as the desk shows it, and the address behind the mask."""

import re

from studylib.text import masking
from studylib.text.errors import ChangeError
from studylib.text.masking import MASKED, list_addresses, mask_addresses
from studylib.text.message import sentence
from studylib.workbook import layouts, values
from studylib.workbook.cells import Cell


def mask_cell(column: str, cell: Cell) -> str:
    """Mask the addresses of a cell for the desk. In a column of addresses, mask any text."""
    written = values.show_text(cell)
    return masking.mask_address(written) if column == "email" and written else mask_addresses(written)


def unmask(column: str, new: Cell, old: Cell) -> Cell:
    """Put the old cell's addresses back in place of their masks in the new text.

    Raises a ChangeError for a mask that is not the old cell's own. It could be any address. A member is chosen by
    the name shown, even if that is a masked address.
    """
    typed = values.show_text(new)
    if typed in (values.show_text(old), mask_cell(column, old)):
        return old
    if "***" not in typed or column in ("member", "writer"):
        return new
    known: dict[str, set[str]] = {}
    for found in list_addresses(values.show_text(old)):
        known.setdefault(mask_addresses(found), set()).add(found)

    def find_address(mask: re.Match[str]) -> str:
        [address] = known[mask[0]]
        return address

    try:
        whole = MASKED.sub(find_address, typed)
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
