"""Questions that the table of routes names: Anna's own, Bea's, one on Anna's desk."""

from odoo.addons.club_portal.tests.route_case import record, serial


def _ask(case, membership, **vals):
    return case.env["club.ticket"]._ask(
        {
            "name": f"Question {next(serial)}",
            "body": "Where is it?",
            "partner_id": membership.partner_id.id,
            "company_id": case.company.id,
            **vals,
        },
        membership.partner_id,
    )


@record("anna_ticket")
def _anna(case):
    return _ask(case, case.anna)


@record("bea_ticket")
def _bea(case):
    return _ask(case, case.bea)


@record("answered_ticket")
def _answered(case):
    ticket = _ask(case, case.anna)
    ticket._reply(ticket.owner_id, "Below your dues.")
    case.env.flush_all()
    case.env.cr.execute(
        "UPDATE club_ticket SET received_at = '2026-01-01' WHERE id = %s", [ticket.id]
    )
    case.env.invalidate_all()
    return ticket


@record("solved_ticket")
def _solved(case):
    ticket = _ask(case, case.anna)
    ticket._solve(ticket.owner_id, 0)
    return ticket


@record("ticket_file")
def _file(case):
    case.made["filed_ticket"] = ticket = case.env["club.ticket"]._ask(
        {
            "name": f"Question {next(serial)}",
            "partner_id": case.anna.partner_id.id,
            "company_id": case.company.id,
        },
        case.anna.partner_id,
        [("bill.txt", b"Words")],
    )
    return ticket.message_ids.attachment_ids


@record("serving")
def _serving(case):
    """Anna is a volunteer of Brittany; so is somebody else."""
    vals = {
        "company_id": case.company.id,
        "home_section_id": case.brittany.id,
        "date_start": "2024-01-01",
    }
    volunteers = case.env["club.volunteer"]
    case.made["colleague"] = volunteers.create(
        {**vals, "partner_id": case._person(f"Carl {next(serial)}").id}
    )
    return volunteers.create({**vals, "partner_id": case.anna.partner_id.id})


@record("desk_ticket")
def _on_desk(case):
    """Bea's question, which Anna answers."""
    volunteer = _serving(case)
    ticket = _ask(case, case.bea)
    ticket._own("chosen", volunteer.partner_id, volunteer, "Anna knows")
    return ticket


@record("spoken_ticket")
def _spoken(case):
    ticket = _on_desk(case)
    ticket._reply(case.anna.partner_id, "Which year?")
    return ticket


@record("done_ticket")
def _done(case):
    ticket = _on_desk(case)
    ticket._solve(case.anna.partner_id, 0)
    return ticket


@record("colleagues_ticket")
def _colleagues(case):
    """Bea's question, which somebody else of Brittany answers."""
    _serving(case)
    ticket = _ask(case, case.bea)
    other = case.made["colleague"]
    ticket._own("chosen", other.partner_id, other, "Carl knows")
    return ticket


@record("bea_person")
def _bea_person(case):
    return case.bea.partner_id.id


@record("kim_person")
def _kim_person(case):
    return case.kim.partner_id.id


@record("anna_id")
def _anna_id(case):
    return case.anna.id


@record("acme_id")
def _acme_id(case):
    return case.acme.id
