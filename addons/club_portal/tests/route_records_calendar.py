"""Addresses of calendars, for the table of routes: each opens for whoever has it."""

from .route_case import record


def _token(case):
    """The secret of a new address of Anna's calendar."""
    user = case.visitors["owner"]
    space = case.env["club.space"].with_user(user)._open()
    address = case.env["club.calendar.feed"]._make(space)
    return address.rpartition("/")[2].removesuffix(".ics")


@record("calendar_token")
def _calendar(case):
    return _token(case)


@record("wrong_calendar")
def _wrong(case):
    return _token(case) + "x"


@record("stopped_calendar")
def _stopped(case):
    token = _token(case)
    case.env["club.calendar.feed"]._find(token).unlink()
    return token


@record("followed")
def _followed(case):
    """Anna has an address."""
    return _token(case)
