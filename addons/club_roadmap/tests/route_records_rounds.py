"""Votes that the table of routes names: Anna and Bea stand on their rolls."""

from datetime import timedelta

from odoo import fields
from odoo.addons.club_portal.tests.route_case import record, serial


def _round(case, count=3):
    """An open vote of persons on new requests."""
    case.type_person.vote_count = 1
    now = fields.Datetime.now()
    requests = case.env["club.request"].create(
        [
            {
                "name": f"Request {next(serial)}",
                "company_id": case.company.id,
                "wish": "More",
                "motivation": "Less work",
                "state": "sponsored",
            }
            for _number in range(count)
        ]
    )
    voted_on = case.env["club.round"].create(
        {
            "name": f"Round {next(serial)}",
            "company_id": case.company.id,
            "roll_kind": "person",
            "accepts_small_classes": True,
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=20),
            "line_ids": [(0, 0, {"request_id": request.id}) for request in requests],
        }
    )
    voted_on.action_open()
    return voted_on


@record("vote")
def _open(case):
    return _round(case)


@record("anna_line")
def _anna_line(case):
    """Anna's line on the roll of the vote just made."""
    roll = case.made["vote"].roll_ids
    return roll.filtered(lambda line: line.membership_id == case.anna)


@record("request_code")
def _request_code(case):
    return case.made["vote"].line_ids[0].code


@record("other_code")
def _other_code(case):
    return case.made["vote"].line_ids[1].code


@record("third_code")
def _third_code(case):
    return case.made["vote"].line_ids[2].code


@record("vote_list")
def _published(case):
    """A published vote, with too few ballots to show them one by one."""
    voted_on = _round(case)
    line = voted_on.roll_ids.filtered(lambda line: line.membership_id == case.anna)
    voted_on.box_id._cast(line, case.anna.partner_id, {})
    voted_on.box_id._stop()
    case.env.cr.postcommit.clear()
    voted_on.box_id._seal()
    voted_on.box_id._count()
    voted_on.action_publish()
    return voted_on


@record("draft_vote")
def _draft(case):
    voted_on = _round(case)
    voted_on.box_id._cancel("Wrong")
    return voted_on


@record("pb")
def _pb(case):
    return "pb"


@record("csv")
def _csv(case):
    return "csv"


@record("xlsx")
def _xlsx(case):
    return "xlsx"
