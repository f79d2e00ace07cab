"""Dates as people and spreadsheets write them; the day comes before the month."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from .issue import CellError

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2100, 12, 31)
OLDEST_AGE: Final = 110
# Day 0 of serial numbers: Excel for Windows, and for old Macs.
WINDOWS_EPOCH: Final = datetime(1899, 12, 30)

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")


def parse_date(
    value: object, today: date, birth: bool = False, epoch: datetime = WINDOWS_EPOCH
) -> date:
    """Return the date a cell holds.

    Accepted: real dates, a spreadsheet's serial numbers, 2026-12-31, 31/12/2026,
    31-12-26, with or without a time. Two-digit years lie between 1950 and 2049;
    those of a birth within the last 110 years, and are refused where two centuries
    fit.

    :param today: births after it are refused
    :param epoch: day 0 of serial numbers
    :raises CellError: ``date_…``
    """
    found = _parsed(value, today, birth, epoch)
    if not EARLIEST <= found <= LATEST:
        raise CellError("date_out_of_range")
    if birth and found > today:
        raise CellError("date_future")
    return found


def only_day_first(value: object) -> bool:
    """Tell whether a cell can only be read with the day before the month."""
    match = _DAY_FIRST.fullmatch(value) if isinstance(value, str) else None
    return bool(match) and match is not None and int(match[1]) > 12


def _parsed(value: object, today: date, birth: bool, epoch: datetime) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(float(value), epoch)
    text = str(value)
    if match := _DAY_FIRST.fullmatch(text):
        year = _whole_year(match[4], today, birth)
        return _date(year, int(match[3]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[3]), int(match[4]), swap=False)
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), epoch)
    raise CellError("date_unreadable")


def _from_serial(serial: float, epoch: datetime) -> date:
    if not 1 <= serial < 80000:
        raise CellError("date_unreadable")
    return (epoch + timedelta(days=int(serial))).date()


def _date(year: int, month: int, day: int, swap: bool = True) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        code = "date_month_first" if swap and month > 12 >= day else "date_impossible"
        raise CellError(code) from None


def _whole_year(digits: str, today: date, birth: bool) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    if not birth:
        return year + (2000 if year < 50 else 1900)
    centuries = [
        century + year
        for century in (1900, 2000)
        if today.year - OLDEST_AGE <= century + year <= today.year
    ]
    if len(centuries) != 1:
        raise CellError("date_century", years=" / ".join(map(str, centuries)))
    return centuries[0]
