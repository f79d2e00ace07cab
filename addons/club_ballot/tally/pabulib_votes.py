"""Reading the VOTES section of a Pabulib file."""

from collections.abc import Mapping
from fractions import Fraction

from .ballots import ONE, Ballot, Ranking
from .errors import PabulibError
from .pabulib import APPROVAL, ORDINAL, amount

LIMITS = ("min_length", "max_length", "max_points", "max_sum_points")


class VoteReader:
    def __init__(
        self, vote_type: str, known: set[str], limits: Mapping[str, Fraction | None]
    ) -> None:
        self.vote_type = vote_type
        self.known = known
        self.limits = limits
        self.voters: dict[str, int] = {}

    def vote(self, line: int, row: dict[str, str]) -> Ballot | Ranking:
        """Read one line of VOTES."""
        voter = row["voter_id"]
        if voter in self.voters:
            first = self.voters[voter]
            raise PabulibError(line, "same_voter", voter=voter, first=first)
        self.voters[voter] = line
        named = _listed(row["vote"])
        for key in named:
            if key not in self.known:
                raise PabulibError(line, "unknown_option", option=key)
        if len(set(named)) < len(named):
            raise PabulibError(line, "twice")
        weight = number(line, "weight", row["weight"]) if row.get("weight") else ONE
        if not weight:
            raise PabulibError(line, "number", field="weight", value=row["weight"])
        self._check(line, "max_length", len(named))
        least = self.limits["min_length"]
        if named and least is not None and len(named) < least:
            raise PabulibError(line, "min_length", found=len(named), limit=least)
        if self.vote_type == ORDINAL:
            return Ranking(tuple(named), weight)
        points = self._points(line, row, named)
        return Ballot(dict(zip(named, points, strict=True)), weight)

    def _points(self, line: int, row: dict[str, str], named: list[str]) -> list[int]:
        if self.vote_type in APPROVAL:
            if self.vote_type == "choose-1" and len(named) > 1:
                raise PabulibError(line, "max_length", found=len(named), limit=1)
            return [1] * len(named)
        if "points" not in row:
            raise PabulibError(line, "no_points")
        listed = _listed(row["points"])
        if len(listed) != len(named):
            raise PabulibError(line, "points", options=len(named), points=len(listed))
        if not all(each.removeprefix("-").isdecimal() for each in listed):
            raise PabulibError(line, "number", field="points", value=row["points"])
        points = [int(each) for each in listed]
        self._check(line, "max_points", max(points, default=0))
        self._check(line, "max_sum_points", sum(points))
        return points

    def _check(self, line: int, key: str, found: int) -> None:
        limit = self.limits[key]
        if limit is not None and found > limit:
            raise PabulibError(line, key, found=found, limit=limit)


def number(line: int, field: str, text: str) -> Fraction:
    """Read a number, or name the line."""
    try:
        return amount(text)
    except ValueError:
        raise PabulibError(line, "number", field=field, value=text) from None


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",")] if text else []
