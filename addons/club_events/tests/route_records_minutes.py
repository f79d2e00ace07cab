"""What the lines of the table about agendas, minutes and actions are tried with.

Anna chairs the commission, in which the others of the table sit as they do in the
commissions of the portal's own table: Bea, a former manager of Acme (for Acme), who
lapsed, and a seat holder of Acme.
"""

from odoo.addons.club_portal.tests.route_case import record, serial

from .route_records import new_event

ROLES = {
    "owner": ("chair", "anna"),
    "member": ("member", "bea"),
    "former": ("member", "acme"),
    "lapsed": ("member", "gone"),
    "seat": ("member", "acme"),
}


@record("minutes_body")
def _body(case):
    """A commission that Anna chairs."""
    commission = case.env["club.commission"].create(
        {
            "name": f"Commission {next(serial)}",
            "company_id": case.company.id,
            "state": "open",
        }
    )
    for visitor, (role, membership) in ROLES.items():
        case.env["club.commission.member"].create(
            {
                "commission_id": commission.id,
                "partner_id": case.visitors[visitor].partner_id.id,
                "membership_id": getattr(case, membership).id,
                "role": role,
                "state": "active",
                "date_from": "2024-01-01",
            }
        )
    return commission


def _held(case, **vals):
    """A meeting of that commission."""
    if "minutes_body" not in case.made:
        case._fill("{minutes_body}")
    return new_event(
        case, audience="body", commission_id=case.made["minutes_body"].id, **vals
    )


def _minutes(case, **vals):
    return case.env["club.minutes"].create(
        {
            "event_id": _held(case).id,
            "author_id": case.visitors["member"].partner_id.id,
            "body": "<p>Said</p>",
            **vals,
        }
    )


def _published(case, minutes):
    person = case.visitors["owner"].partner_id
    minutes._submit(person)
    minutes._approve(person)
    minutes._publish(person)
    return minutes


@record("body_meeting")
def _body_meeting(case):
    event = _held(case)
    case.made["item"] = case.env["event.track"].create(
        {"name": "Budget", "event_id": event.id}
    )
    case.made["item"]._add_files([("figures.txt", b"Figures")])
    case.made["item_file"] = case.made["item"].document_ids
    return event


@record("led_meeting")
def _led_meeting(case):
    """A meeting of which Bea leads an item."""
    event = _held(case)
    case.made["led_item"] = case.env["event.track"].create(
        {
            "name": "Budget",
            "event_id": event.id,
            "owner_id": case.visitors["member"].partner_id.id,
        }
    )
    case.made["led_item"]._add_files([("figures.txt", b"Figures")])
    case.made["led_file"] = case.made["led_item"].document_ids
    return event


@record("hidden_meeting")
def _hidden_meeting(case):
    """Not announced yet: only who runs it prepares it."""
    return _held(case, announced_on=False)


@record("proposed_meeting")
def _proposed_meeting(case):
    event = _held(case)
    proposal = case.env["club.topic.proposal"].create(
        {
            "name": "Our move",
            "company_id": case.company.id,
            "partner_id": case.visitors["member"].partner_id.id,
            "membership_id": case.bea.id,
            "event_id": event.id,
        }
    )
    proposal._make_track()
    case.made["proposal"] = proposal
    return event


@record("own_proposal")
def _own_proposal(case):
    return case.env["club.topic.proposal"].create(
        {
            "name": "Ours",
            "company_id": case.company.id,
            "partner_id": case.visitors["owner"].partner_id.id,
            "membership_id": case.anna.id,
        }
    )


@record("draft_minutes")
def _draft(case):
    minutes = _minutes(case)
    values = {"minutes_id": minutes.id}
    case.made["decision"] = case.env["club.minutes.decision"].create(
        {**values, "name": "We go on."}
    )
    case.made["draft_action"] = _new_action(case, minutes)
    minutes._add_files([("report.txt", b"Report")])
    case.made["draft_file"] = minutes.document_ids
    return minutes


@record("handed_minutes")
def _handed(case):
    minutes = _minutes(case)
    minutes._submit(case.visitors["owner"].partner_id)
    return minutes


@record("approved_minutes")
def _approved(case):
    minutes = _handed(case)
    minutes._approve(case.visitors["owner"].partner_id)
    return minutes


@record("body_minutes")
def _body_minutes(case):
    minutes = _minutes(case)
    minutes._add_files([("report.txt", b"Report")])
    case.made["body_file"] = minutes.document_ids
    return _published(case, minutes)


@record("members_minutes")
def _members_minutes(case):
    return _published(case, _minutes(case, audience="members"))


@record("public_minutes")
def _public_minutes(case):
    minutes = _minutes(case, audience="public")
    minutes._add_files([("report.txt", b"Report")])
    case.made["public_file"] = minutes.document_ids
    return _published(case, minutes)


def _new_action(case, minutes, owner="member"):
    return case.env["club.minutes.action"].create(
        {
            "minutes_id": minutes.id,
            "name": "Write to the vendor",
            "owner_id": case.visitors[owner].partner_id.id,
            "due_date": "2099-05-01",
        }
    )


@record("own_action")
def _own_action(case):
    """Of Bea, at a meeting that Anna runs."""
    minutes = _minutes(case)
    action = _new_action(case, minutes)
    _published(case, minutes)
    return action


@record("foreign_action")
def _foreign_action(case):
    """Of Bea, at a meeting that nobody of the table runs."""
    minutes = case.env["club.minutes"].create(
        {"event_id": new_event(case).id, "body": "<p>Said</p>"}
    )
    action = _new_action(case, minutes)
    _published(case, minutes)
    return action


@record("two_meetings")
def _two_meetings(case):
    """A document of one meeting, asked for at the address of another."""
    case.made["body_meeting"] = _body_meeting(case)
    return case.made["body_meeting"]


@record("bea_person")
def _bea_person(case):
    return case.visitors["member"].partner_id


@record("anna_id")
def _anna_id(case):
    return case.anna
