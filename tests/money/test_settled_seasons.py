"""Settled weeks stay settled: random seasons that change, close and reopen in any order, beside a slow reference."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from studylib.season.study import Break, Excuse, Member, Tier
from tests.money import reference, worlds
from tests.money.reference import Book
from tests.money.worlds import Figures, World
from tests.season.reference import SEOUL, Answer, Season, edges, midnight

NAMES = ("가람", "나래", "다온", "라온", "마루", "보라")
ONE_SECOND = timedelta(seconds=1)

SEASONS = st.builds(
    lambda starts_on, members, weeks, zone: Season(
        starts_on=starts_on,
        zone=zone,
        week_count=weeks,
        members=tuple(map(Member, NAMES[:members])),
    ),
    st.dates(date(2022, 4, 1), date(2022, 4, 30)),
    st.integers(2, 6),
    st.integers(3, 10),
    st.sampled_from([SEOUL, ZoneInfo("America/New_York")]),
)
TIERS = st.builds(
    lambda hours, late, absent: (Tier("late", hours, late), Tier("absent", None, absent)),
    st.sampled_from([0.25, 12.0, 48.0, 400.0]),
    st.integers(0, 5_000),
    st.sampled_from([0, 1, 4_000, 12_000]),
)
USES = st.sampled_from(["equal_except_last", "equal", "faultless", "keep"])
NUDGES = st.sampled_from([timedelta(), ONE_SECOND, -ONE_SECOND, timedelta(hours=22)])
PLACES = st.integers(0, 59)
"""A place in a list that is shorter, taken round."""


class SettledWeeks(RuleBasedStateMachine):
    """All that may happen to a season, in any order."""

    world: World
    book: Book
    figures: Figures

    @initialize(season=SEASONS, use=USES, tiers=TIERS, days=st.integers(35, 80), closings=st.integers(0, 2))
    def begin(self, season: Season, use: str, tiers: tuple[Tier, ...], days: int, closings: int) -> None:
        """Begin in the midst of a season, mostly with closed months. Most borders are crossed there."""
        now = midnight(season.starts_on + timedelta(days), season.zone).astimezone(season.zone)
        self.world = worlds.begin(replace(season, tiers=tiers), now, use)
        self.look()
        for month in [each.month for each in self.figures.months][:closings]:
            self.close(month)

    def look(self) -> None:
        self.book, self.figures = self.world.book, worlds.look(self.world)

    def change(self, season: Season, at_desk: bool) -> None:
        """Give the season other facts. A refusal changes nothing, and comes only for a week over a closed border."""
        if not is_readable(season):
            return
        before = self.world
        if not at_desk:
            self.world = worlds.change_in_sheet(before, season)
            return self.look()
        moved = reference.moved_weeks(replace(before, season=season).book)
        changed = worlds.change_at_desk(before, season)
        if changed is None:
            assert moved, "only a week that moves over the border of a closed month is refused"
            return None
        assert moved <= reference.moved_weeks(self.book), "no such week is let through"
        self.world = changed
        return self.look()

    # ---- what members do ----

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.world = replace(self.world, now=self.world.now + timedelta(days))
        self.look()

    @rule(member=PLACES, week=PLACES, late=st.sampled_from([-1, 0, 5, 13, 100]))
    def hand_in(self, member: int, week: int, late: int) -> None:
        season = self.world.season
        number = 1 + week % season.week_count
        at = min(edges(season, number)[1] + timedelta(hours=late), self.world.now)
        name = season.members[member % len(season.members)].name
        answer = Answer(name, number, at.astimezone(season.zone), "https://n.kr/")
        if answer not in season.answers:
            self.change(replace(season, answers=(*season.answers, answer)), at_desk=False)

    # ---- what the leader does ----

    @rule(place=PLACES)
    def close_any(self, place: int) -> None:
        months = [each.month for each in self.figures.months]
        if months:
            self.close(months[place % len(months)])

    @precondition(lambda self: any(not each.closed for each in self.figures.months))
    @rule()
    def close_next(self) -> None:
        self.close(next(each.month for each in self.figures.months if not each.closed))

    def close(self, month: str) -> None:
        before = self.world
        self.world, expected = worlds.close_month(before, month)
        assert (self.world is not before) == (expected is not None)
        self.look()

    @precondition(lambda self: self.world.closed)
    @rule()
    def undo_closing(self) -> None:
        self.world = worlds.undo_closing(self.world)
        self.look()

    @precondition(lambda self: self.world.closed)
    @rule(place=PLACES, at_desk=st.booleans())
    def reopen_any(self, place: int, at_desk: bool) -> None:
        month = self.world.closed[place % len(self.world.closed)].month
        reopen = worlds.reopen_at_desk if at_desk else worlds.reopen_in_sheet
        self.world = reopen(self.world, month)
        self.look()

    @rule(week=PLACES, days=st.integers(1, 40), nudge=NUDGES, at_desk=st.booleans())
    def extend(self, week: int, days: int, nudge: timedelta, at_desk: bool) -> None:
        season = self.world.season
        number = 1 + week % season.week_count
        opens_at = edges(season, number)[0]
        due_at = (opens_at + timedelta(days) + nudge).astimezone(season.zone)
        self.change(replace(season, extensions={**season.extensions, number: due_at}), at_desk)

    @rule(week=PLACES, at_desk=st.booleans())
    def take_extension_back(self, week: int, at_desk: bool) -> None:
        season = self.world.season
        number = 1 + week % season.week_count
        kept = {each: due for each, due in season.extensions.items() if each != number}
        self.change(replace(season, extensions=kept), at_desk)

    @rule(days=st.integers(-14, 14), at_desk=st.booleans())
    def move_start(self, days: int, at_desk: bool) -> None:
        season = self.world.season
        self.change(replace(season, starts_on=season.starts_on + timedelta(days)), at_desk)

    @rule(day=st.integers(-3, 60), length=st.sampled_from([0, 6, 20]), member=PLACES, at_desk=st.booleans())
    def add_break(self, day: int, length: int, member: int, at_desk: bool) -> None:
        season = self.world.season
        names = [None, *(each.name for each in season.members)]
        first = season.starts_on + timedelta(day)
        added = Break(first, first + timedelta(length), member=names[member % len(names)])
        if added not in season.breaks:
            self.change(replace(season, breaks=(*season.breaks, added)), at_desk)

    @precondition(lambda self: self.world.season.breaks)
    @rule(at_desk=st.booleans())
    def take_break_away(self, at_desk: bool) -> None:
        season = self.world.season
        self.change(replace(season, breaks=season.breaks[1:]), at_desk)

    @rule(tiers=TIERS, at_desk=st.booleans())
    def change_tiers(self, tiers: tuple[Tier, ...], at_desk: bool) -> None:
        self.change(replace(self.world.season, tiers=tiers), at_desk)

    @rule(member=PLACES, week=PLACES, at_desk=st.booleans())
    def toggle_excuse(self, member: int, week: int, at_desk: bool) -> None:
        season = self.world.season
        name = season.members[member % len(season.members)].name
        excuse = Excuse(1 + week % season.week_count, name)
        kept = tuple(each for each in season.excuses if each != excuse)
        self.change(replace(season, excuses=kept if excuse in season.excuses else (*kept, excuse)), at_desk)

    @rule(
        member=PLACES,
        joined=st.none() | st.integers(-1, 40),
        left=st.none() | st.integers(0, 60),
        at_desk=st.booleans(),
    )
    def come_or_leave(self, member: int, joined: int | None, left: int | None, at_desk: bool) -> None:
        season = self.world.season
        place = member % len(season.members)

        def day(days: int | None) -> date | None:
            return None if days is None else season.starts_on + timedelta(days)

        changed = replace(season.members[place], joined_on=day(joined), left_on=day(left))
        members = (*season.members[:place], changed, *season.members[place + 1 :])
        self.change(replace(season, members=members), at_desk)

    # ---- what holds after each step ----

    @invariant()
    def judge_what_the_reference_judges(self) -> None:
        assert list(self.figures.rows) == self.book.rows
        assert list(self.figures.months) == self.book.chain

    @invariant()
    def charge_each_fine_once(self) -> None:
        """The months sum to the board, with the closed fines that have no row any more."""
        gone = reference.fines_without_row(self.book)
        charged = sum(sum(each.fines.values()) for each in self.figures.months)
        assert charged == sum(row.fine for row in self.figures.rows) + sum(won for *_, won in gone)
        drifting = {each.month for each in self.figures.months if each.drifts}
        assert {month for month, *_ in gone} <= drifting, "a closed fine without a row is named"

    @invariant()
    def count_each_week_in_one_month(self) -> None:
        months = Counter(week for week, _ in {(row.week, row.month) for row in self.figures.rows})
        assert set(months.values()) <= {1}
        chain = [each.month for each in self.figures.months]
        assert len(set(chain)) == len(chain)
        assert {row.month for row in self.figures.rows if row.fine} <= set(chain), "no fine lies nowhere"

    @invariant()
    def list_the_fines_that_were_closed(self) -> None:
        for month in self.figures.months:
            for member, fine in month.fines.items():
                assert self.figures.lines.get((month.month, member), 0) == fine

    @invariant()
    def deal_out_the_pot(self) -> None:
        for month in self.figures.months:
            pot = month.carried_in + sum(month.fines.values())
            assert sum(month.shares.values()) + month.carried_out == pot

    @invariant()
    def name_each_week_that_moved(self) -> None:
        """A week that is due in another month than it counts in is a problem, and nothing else is."""
        moved = reference.moved_weeks(self.book)
        assert bool(moved) == any(not each.is_notice for each in self.figures.problems)


def is_readable(season: Season) -> bool:
    """Whether weeks are due after they open and members leave after they join. Other tests are about the rest."""
    weeks = (edges(season, number) for number in range(1, season.week_count + 1))
    stays = ((each.joined_on or date.min, each.left_on or date.max) for each in season.members)
    return all(opens_at < due_at for opens_at, due_at, _ in weeks) and all(on < out for on, out in stays)


def test_each_fine_is_charged_once_whatever_changes_closes_and_reopens_in_any_order() -> None:
    examples = settings().max_examples // 2
    run_state_machine_as_test(SettledWeeks, settings=settings(max_examples=examples, stateful_step_count=16))
