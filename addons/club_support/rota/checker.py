"""Check a stored plan again, from its record alone.

This checker shares no line with what makes or values plans: a mistake there cannot
hide itself here. It answers with codes; whoever shows them finds the words.

A finding's code is one of:

- ``malformed``: the data is no record that this checker reads;
- ``unknown_region``, ``unknown_slot``, ``unknown_volunteer``, ``same_volunteer``: a
  position points nowhere, or two volunteers have one key; nothing else is then checked;
- ``same_duty``, ``unavailable``, ``out_of_reach``, ``forbidden``, ``forced_missing``,
  ``crowded`` (more than wanted in a region and slot), ``two_at_once``, ``rest``,
  ``overload``: a hard rule is broken;
- ``load``, ``share``, ``value``: a stated number is not the one found;
- ``bound`` (a bound above the value it bounds), ``proof`` (said to be proven, and the
  bound is not the value).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .checker_facts import Finding, read_facts, unknown_positions
from .checker_rules import broken_rules
from .checker_shares import wrong_shares
from .checker_values import wrong_values

__all__ = ["Finding", "check"]


def check(record: Mapping[str, Any]) -> list[Finding]:
    """Return all that is wrong in this record; nothing when it holds."""
    try:
        facts = read_facts(record)
    except (AttributeError, KeyError, TypeError, ValueError):
        return [Finding("malformed")]
    lost = unknown_positions(facts)
    if lost:
        return lost
    return [*broken_rules(facts), *wrong_shares(facts), *wrong_values(facts)]
