"""Teams that the table of routes names: Anna manages them, with colleagues."""

import re

from .route_case import record, serial


def _person(case):
    return case._person(f"Colleague {next(serial)}")


def _join(case, membership, person, role="seat"):
    return case.env["club.delegation"].create(
        {
            "membership_id": membership.id,
            "partner_id": person.id,
            "role": role,
            "date_from": "2024-01-01",
        }
    )


def _team(case, kind=None):
    """An organisation managed by Anna, with a colleague to take over."""
    membership = case._active(
        case._member(
            f"Team {next(serial)}", case.brittany, kind or case.type_organisation
        )
    )
    case._manager(membership, "owner")
    _join(case, membership, _person(case))
    return membership


def _colleague(membership):
    return membership._team_on(None, "seat").partner_id


@record("seats_team")
def _seats_team(case):
    return _team(case, case.type_seats)


@record("left_team")
def _left_team(case):
    membership = _team(case)
    _join(case, membership, _person(case), "manager")
    return membership


@record("changed_team")
def _changed_team(case):
    return _team(case)


@record("changed_successor")
def _changed_successor(case):
    return _colleague(case.made["changed_team"])


@record("handed_team")
def _handed_team(case):
    return _team(case)


@record("handed_successor")
def _handed_successor(case):
    return _colleague(case.made["handed_team"])


@record("mate_to_promote")
def _mate_to_promote(case):
    return _join(case, case.acme, _person(case))


@record("mate_to_end")
def _mate_to_end(case):
    return _join(case, case.acme, _person(case))


def _invite(case):
    number = next(serial)
    return case.acme._invite(f"new{number}@acme.example", f"New {number}")


@record("team_invitation")
def _invitation(case):
    return _invite(case)


@record("team_invitation_cancelled")
def _cancelled(case):
    return _invite(case)


@record("team_link")
def _link(case):
    """Number of an invitation whose link somebody holds."""
    invitation = _invite(case)
    body = case.env["mail.mail"].search([], order="id desc", limit=1).body_html
    found = re.search(r"/club/invitation/(\d+)/([\w-]+)", body)
    case.made["team_token"] = found[2]
    return invitation


@record("team_token")
def _token(case):
    """Its secret, made with it."""
    raise AssertionError("Name {team_link} first.")


@record("team_wrong")
def _wrong(case):
    return case.made["team_token"] + "x"
