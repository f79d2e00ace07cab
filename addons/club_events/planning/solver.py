"""A day for each meeting: the most constrained first, then better as long as it helps.

Not the best plan that there is, but one found in a fraction of a second and the same
each time; what it could not avoid is named (``findings.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .costs import (
    AIM,
    CONFLICT,
    IMPOSSIBLE,
    OUTSIDE,
    SAME_DAY,
    SPACING,
    DayCosts,
    clash,
)
from .days import windows
from .findings import conflicts, no_days
from .people import shared
from .problem import NO_DAY, Conflict, Cycle, Meeting, Plan, Problem

PASSES = 12


@dataclass
class Piece:
    """A meeting while its day is being looked for (days are positions in the year)."""

    cycle: int
    number: int
    days: int
    first: int
    last: int
    aim: int
    optional: bool = False
    fixed: bool = False
    at: int | None = None


def plan(problem: Problem) -> Plan:
    """Give each meeting that has no day yet one.

    :return: fixed and new meetings in order of cycle and number, what could not be
        avoided, and which optional meetings are left out
    """
    search = _Search(problem)
    search.place([each for each in search.pieces if not each.optional])
    search.improve()
    search.place([each for each in search.pieces if each.optional])
    search.improve()
    search.drop_badly_placed()
    meetings = search.meetings()
    found = (*no_days(problem), *search.without_day(), *conflicts(problem, meetings))
    return Plan(meetings, found, search.dropped())


class _Search:
    """The pieces, the costs of their days, and which day has which pieces."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cycles = problem.cycles
        costs = DayCosts(problem.year, problem.busy)
        self.starts = [self._from_earliest(costs.starts(each)) for each in self.cycles]
        self.clashes = [
            [clash(shared(one.people, other.people)[0]) for other in self.cycles]
            for one in self.cycles
        ]
        self.length = len(costs.days)
        self.on: list[list[Piece]] = [[] for _day in range(self.length)]
        self.at: dict[tuple[int, int], Piece] = {}
        self.pieces: list[Piece] = []
        self._cut()
        self.choices = {id(each): self._choices(each) for each in self.pieces}

    def _from_earliest(self, starts: list[int]) -> list[int]:
        """The costs of beginning on each day, none of them before the earliest."""
        if self.problem.earliest is None:
            return starts
        over = (self.problem.earliest - self.problem.year.first).days
        return [IMPOSSIBLE if at < over else cost for at, cost in enumerate(starts)]

    def _cut(self) -> None:
        fixed = {(each.cycle, each.number): each for each in self.problem.fixed}
        many = len(self.cycles)
        for index, cycle in enumerate(self.cycles):
            # Cycles of one rhythm aim at different days, not all at the middle.
            phase = 0.25 + 0.5 * (index + 0.5) / many
            for number, (first, last, aim) in enumerate(
                windows(self.problem.year, cycle, phase), start=1
            ):
                if (cycle.key, number) in self.problem.left_out:
                    continue
                held = fixed.pop((cycle.key, number), None)
                piece = Piece(
                    index,
                    number,
                    held.days if held else cycle.days,
                    first,
                    last,
                    aim,
                    optional=not held and _is_optional(cycle, number),
                )
                self._take(piece, held.day if held else None)
        keys = {cycle.key: index for index, cycle in enumerate(self.cycles)}
        for (key, number), held in sorted(fixed.items()):
            if key in keys:
                at = (held.day - self.problem.year.first).days
                self._take(Piece(keys[key], number, held.days, at, at, at), held.day)

    def _take(self, piece: Piece, day: date | None) -> None:
        if day is None:
            self.pieces.append(piece)
            return
        piece.fixed = True
        self._put(piece, (day - self.problem.year.first).days)

    def _choices(self, piece: Piece) -> list[tuple[int, int]]:
        """Days around its part of the year, each with its cost for this piece."""
        starts = self.starts[piece.cycle]
        half = max((piece.last - piece.first + 1) // 2, 1)
        near = range(
            max(piece.first - half, 0), min(piece.last + half + 1, self.length)
        )
        if self.cycles[piece.cycle].monthly:
            near = range(piece.first, piece.last + 1)
        found = []
        for at in near:
            if starts[at] < IMPOSSIBLE:
                away = AIM * (at - piece.aim) ** 2 // half**2
                outside = 0 if piece.first <= at <= piece.last else OUTSIDE
                found.append((at, starts[at] + away + outside))
        return found

    def _put(self, piece: Piece, at: int) -> None:
        piece.at = at
        self.at[piece.cycle, piece.number] = piece
        for day in range(max(at, 0), min(at + piece.days, self.length)):
            self.on[day].append(piece)

    def _lift(self, piece: Piece) -> None:
        if piece.at is None:
            return
        for day in range(piece.at, piece.at + piece.days):
            self.on[day].remove(piece)
        del self.at[piece.cycle, piece.number]
        piece.at = None

    def _others(self, piece: Piece, at: int) -> int:
        """Cost of the other meetings, with this one on this day."""
        cost = 0
        clashes = self.clashes[piece.cycle]
        for day in range(at, at + piece.days):
            for other in self.on[day]:
                if other is not piece:
                    cost += clashes[other.cycle] + SAME_DAY
        return cost + self._spacing(piece, at)

    def _spacing(self, piece: Piece, at: int) -> int:
        """Cost of being too near to, or too far from, the ones before and after."""
        cost = 0
        for step in (-1, 1):
            other = self.at.get((piece.cycle, piece.number + step))
            if other and other.at is not None:
                wanted = max((other.aim - piece.aim) * step, 1)
                gap = (other.at - at) * step
                cost += SPACING * (gap - wanted) ** 2 // wanted**2
        return cost

    def _best(self, piece: Piece) -> tuple[int, int]:
        """The cheapest (cost, day) for a piece that has none now."""
        best = (IMPOSSIBLE, -1)
        for at, own in self.choices[id(piece)]:
            if own < best[0]:
                best = min(best, (own + self._others(piece, at), at))
        return best

    def cost(self, piece: Piece) -> int:
        """What this piece costs where it is."""
        if piece.at is None:
            return IMPOSSIBLE
        own = dict(self.choices[id(piece)])[piece.at]
        return own + self._others(piece, piece.at)

    def place(self, pieces: list[Piece]) -> None:
        """Give each of these its cheapest day, who has the fewest good ones first."""
        for piece in sorted(pieces, key=self._freedom):
            _cost, at = self._best(piece)
            if at >= 0:
                self._put(piece, at)

    def _freedom(self, piece: Piece) -> tuple[int, int, int, int]:
        good = sum(cost < CONFLICT for _at, cost in self.choices[id(piece)])
        known = -sum(1 for each in self.clashes[piece.cycle] if each)
        return good, known, piece.cycle, piece.number

    def improve(self) -> None:
        """Move pieces, alone or with one that is in the way, as long as it helps."""
        for _pass in range(PASSES):
            placed = [each for each in self.pieces if each.at is not None]
            better = [self._move(piece) for piece in placed]
            if not any(better) and not any(
                self._make_room(piece)
                for piece in placed
                if self.cost(piece) >= CONFLICT
            ):
                return

    def _move(self, piece: Piece) -> bool:
        before, at = self.cost(piece), piece.at
        self._lift(piece)
        cost, best = self._best(piece)
        better = cost < before
        self._put(piece, best if better or at is None else at)
        return better

    def _make_room(self, piece: Piece) -> bool:
        """Take the day of a piece that clashes there, when that one has another."""
        for at, own in self.choices[id(piece)]:
            if own >= CONFLICT:
                continue
            others = [
                each
                for each in self.on[at]
                if each is not piece and self.clashes[piece.cycle][each.cycle]
            ]
            alone = len(others) == 1 and not others[0].fixed
            if alone and self._swap(piece, at, own, others[0]):
                return True
        return False

    def _swap(self, piece: Piece, at: int, own: int, other: Piece) -> bool:
        was, other_was = piece.at, other.at
        if was is None or other_was is None:
            return False
        after = self.cost(other)
        self._lift(other)
        before = self.cost(piece) + after
        self._lift(piece)
        cost = own + self._others(piece, at)
        self._put(piece, at)
        moved, best = self._best(other)
        if best >= 0 and cost + moved < before:
            self._put(other, best)
            return True
        self._lift(piece)
        self._put(piece, was)
        self._put(other, other_was)
        return False

    def drop_badly_placed(self) -> None:
        """Leave out optional meetings that would make a conflict."""
        for piece in reversed(self.pieces):
            if piece.optional and self.cost(piece) >= CONFLICT:
                self._lift(piece)

    def meetings(self) -> tuple[Meeting, ...]:
        """All that have a day, in order of cycle and number."""
        first = self.problem.year.first
        return tuple(
            Meeting(
                self.cycles[index].key,
                number,
                first + timedelta(days=piece.at or 0),
                piece.days,
                piece.fixed,
            )
            for (index, number), piece in sorted(self.at.items())
        )

    def without_day(self) -> tuple[Conflict, ...]:
        """Meetings that had to get a day and did not."""
        return tuple(
            Conflict(NO_DAY, self.cycles[each.cycle].key, each.number)
            for each in self.pieces
            if each.at is None and not each.optional
        )

    def dropped(self) -> tuple[tuple[int, int], ...]:
        """Optional meetings that have none."""
        return tuple(
            (self.cycles[each.cycle].key, each.number)
            for each in self.pieces
            if each.optional and each.at is None
        )


def _is_optional(cycle: Cycle, number: int) -> bool:
    """The last ones of the year, or of each month."""
    rank = (number - 1) % cycle.count if cycle.monthly else number - 1
    return rank >= cycle.count - cycle.optional
