"""Teams that the table of routes names: Anna manages them, with colleagues."""

import re

from odoo import fields

from .route_case import record, serial


def _team(case, kind=None):
    """An organisation managed by Anna, with colleagues to take over."""
    return case._team(f"Team {next(serial)}", kind)


def _visitor(case, name):
    return case.visitors[name].partner_id


def _colleague(case):
    """Somebody more of Acme's team."""
    return case.env["club.delegation"].create(
        {
            "membership_id": case.acme.id,
            "partner_id": case._person(f"Colleague {next(serial)}").id,
            "role": "seat",
            "date_from": "2024-01-01",
        }
    )


@record("seats_team")
def _seats_team(case):
    return _team(case, case.type_seats)


@record("left_team")
def _left_team(case):
    """Somebody else manages it too."""
    membership = _team(case)
    membership._name_to_team(case._person(f"Colleague {next(serial)}"), "manager")
    return membership


@record("team")
def _plain_team(case):
    return _team(case)


@record("colleague")
def _successor(case):
    """Who may succeed to Anna in her teams."""
    return _visitor(case, "seat")


@record("stranger")
def _stranger(case):
    """Somebody of no team of Anna's."""
    return _visitor(case, "member")


@record("lapsed_team")
def _lapsed_team(case):
    """A team of a former member, managed by the lapsed visitor."""
    membership = case._member(
        f"Team {next(serial)}", case.brittany, case.type_organisation
    )
    case._active(membership, "2024-12-31")
    case._manager(membership, "lapsed")
    return membership


@record("mate")
def _mate(case):
    return _colleague(case)


@record("stranger_mate")
def _stranger_mate(case):
    """The manager of another company's team."""
    return _visitor(case, "delegate")._club_delegations()


def _invite(case, **vals):
    number = next(serial)
    invitation = case.acme._invite(f"new{number}@acme.example", f"New {number}")
    body = case.env["mail.mail"].search([], order="id desc", limit=1).body_html
    secret = re.search(r"/club/invitation/\d+/([\w-]+)", body)[1]
    invitation.sudo().write(vals)
    return invitation, secret


@record("team_link")
def _link(case):
    """Number of an invitation whose link somebody holds."""
    invitation, case.made["team_token"] = _invite(case)
    case.made["team_wrong"] = case.made["team_token"] + "x"
    return invitation


@record("old_team_link")
def _old_link(case):
    """The same, of an invitation that was not answered in time."""
    invitation, case.made["old_team_token"] = _invite(
        case, expires_at=fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
    )
    return invitation


@record("withdrawn_team_link")
def _withdrawn_link(case):
    """The same, of one that its manager withdrew."""
    invitation, case.made["withdrawn_team_token"] = _invite(case)
    invitation._cancel()
    return invitation
