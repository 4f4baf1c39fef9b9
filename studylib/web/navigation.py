"""The pages that a visitor may open, in two parts: the five main ones, and the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streamlit.navigation.page import StreamlitPage

from studylib.access.rights import Need, Rights

NEEDS: Mapping[str, Need] = {
    "check_in": Need.INSIDE,
    "fines": Need.MONEY,
    "settlement": Need.MONEY,
    "member": Need.MONEY,
    "checks": Need.INSIDE,
    "desk": Need.LEAD,
    "setup": Need.LEAD,
}
"""What a page needs, by its address. All others show what the board shows."""
OF_MEMBERS = ("", "hand_in", "member", "settlement", "curriculum")
OF_LEADERS = ("", "hand_in", "member", "settlement", "desk")
"""The pages that a thumb reaches. A leader is a member, too."""


@dataclass(frozen=True)
class Entries:
    """The entries of the navigation. ``rest`` stands behind one more press."""

    main: Sequence[StreamlitPage] = ()
    rest: Sequence[StreamlitPage] = ()


def choose_entries(pages: Sequence[StreamlitPage], rights: Rights) -> Entries:
    """Choose the pages that the visitor may open. Whoever may see nothing gets no entry.

    A page that the visitor lacks makes room for the next one.
    """
    if not rights.may(Need.BOARD):
        return Entries()
    open_to = [
        each
        for each in pages
        if each.visibility == "visible" and rights.may(NEEDS.get(each.url_path, Need.BOARD))
    ]
    wanted = OF_LEADERS if rights.may(Need.LEAD) else OF_MEMBERS
    ranked = sorted(
        open_to, key=lambda each: wanted.index(each.url_path) if each.url_path in wanted else len(wanted)
    )
    main = ranked[: len(wanted)]
    rest = [each for each in open_to if each not in main]
    return Entries(main, rest) if len(rest) > 1 else Entries(ranked)
