"""The stored certificate of a plan: what was asked, what was decided, what was proven.

A record is JSON: whole numbers, texts, lists and objects. The same plan always has the
same record, and the same record always has the same text, so that records compare and
can be checked again years later by ``checker``, which reads nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .levels import Levels, loads_of
from .problem import Duty, Problem
from .wire import (
    duties_from_json,
    duties_to_json,
    problem_from_json,
    problem_to_json,
)

VERSION = 1

# How the shares of the problem came about.
RULE = "rule"
GIVEN = "given"


class RecordError(ValueError):
    """The data is no record, or one of a version that is not read."""


@dataclass(frozen=True)
class Proof:
    """What is known of the best value of a level.

    :ivar bound: no plan that keeps the levels before it has a smaller value; None
        when nothing is known (the level was off, or a fallback made the plan)
    :ivar proven: the plan's value is the bound
    """

    bound: int | None = None
    proven: bool = False


@dataclass(frozen=True)
class Certificate:
    """A plan with all it takes to check it again.

    :ivar levels: values of the plan
    :ivar proofs: by name of level; a level left out has nothing known of it
    :ivar solver: name and version of what made the plan
    :ivar seconds: time it took, kept to the hundredth
    :ivar shares: ``RULE`` when ``shares.fair_shares`` set them, else ``GIVEN``
    """

    problem: Problem
    duties: frozenset[Duty]
    levels: Levels
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    solver: str = ""
    seconds: float = 0.0
    shares: str = GIVEN


def to_record(certificate: Certificate) -> dict[str, Any]:
    """Return the record of this plan, as JSON can hold it."""
    loads = loads_of(certificate.problem, certificate.duties)
    values = certificate.levels._asdict()
    return {
        "version": VERSION,
        "problem": problem_to_json(certificate.problem),
        "shares": certificate.shares,
        "duties": duties_to_json(certificate.duties),
        "loads": list(loads),
        "levels": [
            _write_level(name, value, certificate.proofs.get(name, Proof()))
            for name, value in values.items()
        ],
        "solver": certificate.solver,
        "seconds": round(certificate.seconds, 2),
    }


def from_record(data: Mapping[str, Any]) -> Certificate:
    """Return what this record holds.

    :raises RecordError: when it is of another version or has another shape
    """
    try:
        if data["version"] != VERSION:
            raise RecordError(f"unknown version: {data['version']!r}")
        levels = {level["name"]: level for level in data["levels"]}
        return Certificate(
            problem=problem_from_json(data["problem"]),
            duties=frozenset(duties_from_json(data["duties"])),
            levels=Levels(*(int(levels[name]["value"]) for name in Levels._fields)),
            proofs={
                name: Proof(levels[name]["bound"], bool(levels[name]["proven"]))
                for name in Levels._fields
            },
            solver=str(data["solver"]),
            seconds=float(data["seconds"]),
            shares=str(data["shares"]),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise RecordError(f"not a record: {error!r}") from error


def to_text(record: Mapping[str, Any]) -> str:
    """Return the one text of this record."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _write_level(name: str, value: int, proof: Proof) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "bound": proof.bound,
        "proven": proof.proven,
    }
