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


def _sit(case, commission, membership, partner=None, role="member"):
    """Somebody's seat there, as it was taken in its time."""
    return case.env["club.commission.member"].create(
        {
            "commission_id": commission.id,
            "partner_id": (partner or membership.partner_id).id,
            "membership_id": membership.id,
            "state": "active",
            "role": role,
            "date_from": "2024-02-01",
        }
    )


def _former_people(case, commission):
    """Seats that were kept when the right to them ended: by the calendar, nothing
    closes them before the night."""
    former = case.visitors["former"].partner_id
    _sit(case, commission, case.gone, role="vice_chair")
    _sit(case, commission, case.acme, former, role="vice_chair")


def _somebody(case):
    """A member with a current membership, whoever it is."""
    membership = case._member(f"Somebody {next(serial)}", case.brittany)
    return case._active(membership)


@record("open_commission")
def _open(case):
    return _commission(case)


@record("fee_commission")
def _with_fee(case):
    return _commission(case, fee=50)


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
    """Where Anna has a seat, and Kim, and the former ones."""
    commission = _commission(case)
    for membership in (case.anna, case.kim):
        _sit(case, commission, membership)
    _former_people(case, commission)
    return commission


@record("led_commission")
def _led(case):
    """Where Anna is in the chair, and the former ones stood in for her."""
    commission = _commission(case, join_policy="approval")
    _sit(case, commission, case.anna, role="chair")
    _former_people(case, commission)
    case.led = commission
    return commission


@record("lapsed_commission")
def _lapsed(case):
    """Where the lapsed member was in the chair."""
    commission = _commission(case, join_policy="approval")
    _sit(case, commission, case.gone, role="chair")
    return commission


def _request(case, commission=None):
    """A new request, to the commission that Anna leads."""
    membership = _somebody(case)
    return (commission or case.led)._join(membership.partner_id, membership)


@record("lapsed_request")
def _lapsed_request(case):
    return _request(case, case.made["lapsed_commission"])


@record("request_to_accept")
def _request_to_accept(case):
    return _request(case)


@record("led_member")
def _led_member(case):
    member = _request(case)
    member._approve()
    return member


@record("led_invitation")
def _led_invitation(case):
    """Somebody invited to the commission that Anna leads."""
    membership = _somebody(case)
    return case.led._invite(membership.partner_id, membership)


@record("strange_request")
def _strange_request(case):
    """A request to another commission."""
    return _request(case, _commission(case, join_policy="approval"))


@record("invited_number")
def _invited_number(case):
    return _somebody(case).number


@record("page_number")
def _page_number(case):
    return 2
