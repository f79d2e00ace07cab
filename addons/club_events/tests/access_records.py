"""How to make one record of each model of meetings: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


def event_values(world, **vals):
    return {
        "name": unique("Meeting"),
        "company_id": world.company.id,
        "section_id": world.section.id,
        "audience": "members",
        "date_begin": "2026-04-09 12:00:00",
        "date_end": "2026-04-09 15:00:00",
        "date_tz": "Europe/Paris",
        "event_ticket_ids": [],
        "event_mail_ids": [],
        **vals,
    }


def an_event(world, **vals):
    return world.env["event.event"].create(event_values(world, **vals))


@recipe("event.event", write="name")
def _event(world):
    return event_values(world)


@recipe("event.event.ticket", write="name")
def _ticket(world):
    return {"name": unique("Ticket"), "event_id": an_event(world).id}


@recipe("event.slot", write="end_hour")
def _slot(world):
    event = an_event(world, is_multi_slots=True)
    return {
        "event_id": event.id,
        "date": "2026-04-09",
        "start_hour": 14,
        "end_hour": 15,
    }


@recipe("event.track", write="sequence")
def _track(world):
    return {"name": unique("Topic"), "event_id": an_event(world).id}


@recipe("event.registration", write="phone")
def _registration(world):
    return {"name": unique("Attendee"), "event_id": an_event(world, audience="open").id}


@recipe("club.programme", write="theme")
def _programme(world):
    return {
        "name": unique("Year"),
        "company_id": world.company.id,
        "date_start": "2026-01-01",
        "date_end": "2026-12-31",
    }


@recipe("club.meeting.cycle", write="sequence")
def _cycle(world):
    return {
        "name": unique("Cycle"),
        "programme_id": world["club.programme"].id,
        "section_id": world.section.id,
        "audience": "members",
    }


@recipe("club.meeting.cycle.topic", write="sequence")
def _cycle_topic(world):
    cycle = world.env["club.meeting.cycle"].create(_cycle(world))
    return {"name": unique("Topic"), "cycle_id": cycle.id}


@recipe("club.closed.period", write="zone")
def _closed(world):
    return {
        "name": unique("Break"),
        "zone": unique("Z"),
        "company_id": world.company.id,
        "date_start": "2026-08-01",
        "date_end": "2026-08-20",
    }


@recipe("club.meeting.request", write="answer")
def _request(world):
    cycle = world.env["club.meeting.cycle"].create(
        {**_cycle(world), "rhythm": "request"}
    )
    return {
        "cycle_id": cycle.id,
        "asker_id": world.contact().id,
        "wish": "A day for beginners",
    }


@recipe("club.programme.plan", write="again")
def _plan(world):
    return {"programme_id": world["club.programme"].id}


@recipe("club.closed.import", write="zone")
def _import(world):
    return {
        "file": b"QkVHSU4=",
        "kind": "closed",
        "company_id": world.company.id,
    }


@recipe("club.event.change", write="reason")
def _change(world):
    return {"event_id": an_event(world).id, "what": "cancel"}


@recipe("club.event.guest", write="organisation_name")
def _guest(world):
    name = unique("Guest")
    return {
        "event_id": an_event(world).id,
        "name": name,
        "email": f"{name.replace(' ', '')}@example.org",
    }


@recipe("club.event.seat", write="number")
def _seat(world):
    return {"event_id": an_event(world).id, "number": 1}


@recipe("club.event.booking", write="reference")
def _booking(world):
    return {
        "event_id": an_event(world).id,
        "company_id": world.company.id,
        "payer_id": world.contact().id,
    }


@recipe("club.event.discount", write="max_uses")
def _discount(world):
    return {
        "code": unique("CODE"),
        "company_id": world.company.id,
        "percent": 10,
    }


@recipe("club.event.notice", write="key")
def _notice(world):
    return {
        "event_id": an_event(world).id,
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "level": "moved",
        "date": "2026-03-15",
    }


def minutes_values(world):
    return {
        "name": unique("Minutes"),
        "event_id": an_event(world).id,
        "company_id": world.company.id,
        "date": "2026-03-10",
    }


@recipe("club.minutes", write="name")
def _minutes(world):
    return minutes_values(world)


@recipe("club.minutes.decision", write="sequence")
def _decision(world):
    minutes = world.env["club.minutes"].create(minutes_values(world))
    return {"minutes_id": minutes.id, "name": "We go on."}


@recipe("club.minutes.action", write="sequence")
def _action(world):
    minutes = world.env["club.minutes"].create(minutes_values(world))
    return {
        "minutes_id": minutes.id,
        "name": "Write to the vendor",
        "owner_id": world.contact().id,
        "due_date": "2026-04-30",
    }


@recipe("club.minutes.revision", write="reason")
def _revision(world):
    minutes = world.env["club.minutes"].create(minutes_values(world))
    return {
        "minutes_id": minutes.id,
        "number": 1,
        "name": "Spring",
        "date": "2026-03-10",
        "audience": "attendees",
        "approved_on": "2026-03-11 08:00:00",
        "published_on": "2026-03-11 08:00:00",
    }


@recipe("club.topic.proposal", write="text")
def _proposal(world):
    return {
        "name": unique("Proposal"),
        "event_id": an_event(world).id,
        "company_id": world.company.id,
        "partner_id": world.contact().id,
    }


@recipe("club.training", write="sequence")
def _training(world):
    return {"name": unique("Course"), "company_id": world.company.id}


@recipe("club.training.certificate", write="date_end")
def _certificate(world):
    return {
        "number": unique("CERT"),
        "training_id": world["club.training"].id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "partner_id": world.contact().id,
        "date": "2026-03-10",
    }


@recipe("club.benefit", write="sequence")
def _benefit(world):
    return {
        "name": unique("Benefit"),
        "company_id": world.company.id,
        "provider_id": world.company.partner_id.id,
    }


@recipe("club.benefit.use", write="date")
def _use(world):
    return {
        "benefit_id": world["club.benefit"].id,
        "membership_id": world["club.membership"].id,
        "partner_id": world.contact().id,
        "date": "2026-03-10",
    }


@recipe("club.recruitment", write="vendor_base")
def _recruitment(world):
    return {"name": unique("Campaign"), "company_id": world.company.id}


@recipe("club.prospect", write="note")
def _prospect(world):
    return {
        "recruitment_id": world["club.recruitment"].id,
        "name": unique("Prospect"),
        "section_id": world.section.id,
    }


@recipe("club.training.withdraw", write="reason")
def _withdraw(world):
    return {
        "certificate_ids": world["club.training.certificate"].ids,
        "reason": "A mistake.",
    }


@recipe("club.event.guest.invite", write="typed")
def _guest_invite(world):
    return {"event_id": an_event(world).id, "typed": "Jane Doe <jane@example.org>"}
