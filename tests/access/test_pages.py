"""Each page, each visitor, each audience: who may open what, decided without drawing anything."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from studylib.access.origin import Origin, Visitor
from studylib.access.rights import SIGN_IN_LASTS, Need, Rights, Role, explain_refusal, judge_rights
from studylib.season.kinds import Audience
from studylib.season.study import Member, Study
from studylib.workbook import reader, sample
from tests.web.pages import list_pages, read_further_needs, read_need

NOW = datetime(2022, 5, 11, tzinfo=UTC)
HOSTED = Origin(sign_in=True, local=False)

NEEDS = {
    "board": Need.BOARD,
    "hand_in": Need.BOARD,
    "fines": Need.MONEY,
    "settlement": Need.MONEY,
    "check_in": Need.INSIDE,
    "curriculum": Need.BOARD,
    "questions": Need.BOARD,
    "season": Need.BOARD,
    "certificate": Need.BOARD,
    "member": Need.MONEY,
    "checks": Need.INSIDE,
    "desk": Need.LEAD,
    "setup": Need.LEAD,
}
"""What each page demands at its door. A change here opens or closes a page."""
FURTHER = {"hand_in": [Need.INSIDE], "questions": [Need.INSIDE]}
"""What a page demands besides: to hand in without a form, to see questions read with the group's token."""

BOARD = {"board", "hand_in", "curriculum", "questions", "season", "certificate"}
MONEY = BOARD | {"fines", "settlement", "member"}
INSIDE = MONEY | {"checks", "check_in"}
EVERY = INSIDE | {"desk", "setup"}
AUDIENCES: dict[str, tuple[Audience, bool, set[str]]] = {
    "members": (Audience.MEMBERS, False, set()),
    "members, money open": (Audience.MEMBERS, True, set()),
    "public": (Audience.PUBLIC, False, BOARD),
    "public, money open": (Audience.PUBLIC, True, MONEY),
}
"""The settings of each audience, and the pages that visitors of a hosted server may open who are not members."""

LEADER = Visitor(signed_in=True, address="hana@example.com", verified=True, since=NOW - timedelta(hours=1))
VISITORS: dict[Role, Visitor] = {
    Role.LEADER: LEADER,
    Role.MEMBER: replace(LEADER, address="duri@example.com"),
    Role.STRANGER: replace(LEADER, address="else@example.com"),
    Role.UNVERIFIED: replace(LEADER, verified=False),
    Role.EXPIRED: replace(LEADER, since=NOW - SIGN_IN_LASTS),
    Role.ANONYMOUS: Visitor(),
}
MEMBERS = (Member("이하나", "hana@example.com", leader=True), Member("김두리", "duri@example.com"))


@pytest.fixture(scope="module")
def group() -> Study:
    study, _ = reader.read(sample.make_sample(NOW))
    return replace(study, sample=False, members=MEMBERS)


def list_open_pages(rights: Rights) -> set[str]:
    return {name for name in NEEDS if explain_refusal(rights, read_need(name)) is None}


def test_each_page_demands_what_the_table_says() -> None:
    assert {name: read_need(name) for name in list_pages()} == NEEDS
    assert {name: needs for name in list_pages() if (needs := read_further_needs(name))} == FURTHER


@pytest.mark.parametrize("short_names", [False, True])
@pytest.mark.parametrize(("audience", "role"), list(product(AUDIENCES, VISITORS)))
def test_each_visitor_may_open_the_pages_of_their_role_and_no_other(
    group: Study, audience: str, role: Role, short_names: bool
) -> None:
    setting, public_money, outside = AUDIENCES[audience]
    study = replace(group, audience=setting, public_money=public_money, short_names=short_names)
    rights = judge_rights(study, VISITORS[role], HOSTED, NOW)
    assert rights.standing is role
    assert list_open_pages(rights) == {Role.LEADER: EVERY, Role.MEMBER: INSIDE}.get(role, outside)
    assert rights.whole_names is (role in (Role.LEADER, Role.MEMBER) or not short_names)


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=map(str, VISITORS))
@pytest.mark.parametrize("audience", AUDIENCES)
def test_without_a_sign_in_the_servers_own_machine_opens_all_and_others_open_the_board(
    group: Study, audience: str, visitor: Visitor
) -> None:
    setting, public_money, outside = AUDIENCES[audience]
    study = replace(group, audience=setting, public_money=public_money)
    here = judge_rights(study, visitor, Origin(sign_in=False, local=True), NOW)
    elsewhere = judge_rights(study, visitor, Origin(sign_in=False, local=False), NOW)
    assert list_open_pages(here) == EVERY
    assert list_open_pages(elsewhere) == outside | BOARD
