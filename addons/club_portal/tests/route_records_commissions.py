"""Commissions that the table of routes names: Anna chairs one, may join another."""

from .route_case import record, serial


def _commission(case, **vals):
    return case.env["club.commission"].create(
        {
            "name": f"Commission {next(serial)}",
            "company_id": case.company.id,
            "state": "open",
            **vals,
        }
    )


def _somebody(case):
    """A member with a current membership, whoever it is."""
    membership = case._member(f"Somebody {next(serial)}", case.brittany)
    return case._active(membership)


@record("open_commission")
def _open(case):
    return _commission(case)


@record("draft_commission")
def _draft(case):
    return _commission(case, state="draft")


@record("invited_commission")
def _invited(case):
    commission = _commission(case, join_policy="invitation")
    commission._invite(case.anna.partner_id, case.anna)
    return commission


@record("joined_commission")
def _joined(case):
    commission = _commission(case)
    commission._join(case.anna.partner_id, case.anna)
    return commission


@record("led_commission")
def _led(case):
    commission = _commission(case, join_policy="approval")
    case.env["club.commission.member"].create(
        {
            "commission_id": commission.id,
            "partner_id": case.anna.partner_id.id,
            "membership_id": case.anna.id,
        }
    )._seat()
    commission._live_row(case.anna.partner_id)._set_role("chair")
    case.led = commission
    return commission


def _request(case):
    """The id of a new request to the commission that Anna leads."""
    membership = _somebody(case)
    return case.led._join(membership.partner_id, membership)


@record("request_to_accept")
def _request_to_accept(case):
    return _request(case)


@record("request_to_refuse")
def _request_to_refuse(case):
    return _request(case)


@record("led_member")
def _led_member(case):
    member = _request(case)
    member._approve()
    return member


@record("invited_number")
def _invited_number(case):
    return _somebody(case).number


@record("page_number")
def _page_number(case):
    return 2
