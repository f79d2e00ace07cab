"""Durations of voluntary work: read as people write them, kept in whole minutes."""

import re

MINUTES_PER_HOUR = 60
MOST_PER_LINE = 24  # hours: a line is about one day

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hH]|heures?|hours?)\s*(\d{1,2})?\s*(?:min|m)?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|minutes?|m)")
_DECIMAL = re.compile(r"(\d{1,2})(?:[.,](\d{1,4}))?")


def whole_minutes(hours: float) -> int:
    """How many minutes these hours are, to the nearest one.

    :param hours: hours, as a decimal number
    """
    return round(hours * MINUTES_PER_HOUR)


def rounded(hours: float) -> float:
    """The same duration in whole minutes, in hours: 0.33 is 20 minutes, 0.3333…

    :param hours: hours, as a decimal number
    """
    return whole_minutes(hours) / MINUTES_PER_HOUR


def is_possible(hours: float) -> bool:
    """Whether one line may say so: at least a minute, a day at the most."""
    minutes = whole_minutes(hours)
    return 0 < minutes <= MOST_PER_LINE * MINUTES_PER_HOUR


def read(text: str) -> float | None:
    """Hours from what somebody typed: ``1.5``, ``1,5``, ``1:30``, ``1h30``, ``90 min``.

    :param text: what was typed; spaces around it do not matter
    :return: hours in whole minutes, or None when it is no duration
    """
    text = text.strip().lower()
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[2] or 0)
        if minutes >= MINUTES_PER_HOUR:
            return None
        return (int(clock[1]) * MINUTES_PER_HOUR + minutes) / MINUTES_PER_HOUR
    if alone := _MINUTES.fullmatch(text):
        return int(alone[1]) / MINUTES_PER_HOUR
    if decimal := _DECIMAL.fullmatch(text):
        return rounded(float(f"{decimal[1]}.{decimal[2] or 0}"))
    return None


def said(hours: float) -> str:
    """A duration as anybody reads it: ``1 h 30``, ``2 h``, ``20 min``.

    :param hours: hours, as a decimal number
    """
    whole, minutes = divmod(whole_minutes(hours), MINUTES_PER_HOUR)
    if not whole and minutes:
        return f"{minutes} min"
    return f"{whole} h {minutes:02d}" if minutes else f"{whole} h"
